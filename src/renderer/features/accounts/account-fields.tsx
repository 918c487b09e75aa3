import { OfficeField } from '#renderer/bridge/office-field.tsx'
import { useWords } from '#renderer/i18n/words.ts'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { DateField } from '#renderer/ui/date-field.tsx'
import { FormRow } from '#renderer/ui/form-row.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import type { DraftField } from '#renderer/ui/use-draft.ts'
import { hangsFromPeople, type AccountWarning } from '#shared/accounts/account-warnings.ts'
import { secondFactors } from '#shared/accounts/account.ts'
import { cleanHandle } from '#shared/accounts/handle.ts'
import type { NetworkFacts } from '#shared/accounts/network-facts.ts'
import type { AccountDraft, FieldGroup } from './account-draft.ts'
import { FieldWarnings } from './field-warnings.tsx'

/** The draft as the groups need it. */
export type DraftOf = {
  readonly values: AccountDraft
  readonly set: <K extends keyof AccountDraft>(name: K, value: AccountDraft[K]) => void
  readonly field: <K extends keyof AccountDraft>(name: K) => DraftField<AccountDraft[K]>
}

type Props = { readonly draft: DraftOf; readonly facts: NetworkFacts; readonly warnings: readonly AccountWarning[] }

/** The fields of one part of an account, the same when it is registered and when it is corrected. */
export function AccountFieldsOf({ group, ...props }: Props & { readonly group: FieldGroup }) {
  switch (group) {
    case 'identity':
      return <Identity {...props} />
    case 'responsible':
      return <Responsible {...props} />
    case 'recovery':
      return <Recovery {...props} />
    case 'record':
      return <RecordFields {...props} />
  }
}

function Identity({ draft, facts, warnings }: Props) {
  const { accounts: words } = useWords()
  const { values, set, field } = draft
  const proposed = (handle: string) => (facts.profile === null || handle === '' ? '' : facts.profile.url.replace('{handle}', handle))
  return (
    <>
      <FormRow>
        <TextField
          {...field('handle')}
          label={words.fields.handle}
          {...(facts.handle.sign === '' ? {} : { before: facts.handle.sign })}
          onChange={(typed) => {
            const handle = typed.startsWith('http') ? cleanHandle(typed) : typed.replace(/^@+/, '')
            // The address follows the handle until somebody writes another one.
            if (values.url === '' || values.url === proposed(values.handle)) set('url', proposed(handle))
            set('handle', handle)
          }}
        />
        <TextField {...field('displayName')} label={words.fields.displayName} spellCheck />
      </FormRow>
      <TextField {...field('url')} type="url" label={words.fields.url} hint={words.hints.url(facts.domains.join(', '))} />
      <FieldWarnings warnings={warnings} fields={['handle', 'url']} />
    </>
  )
}

function Responsible({ draft }: Props) {
  const { accounts: words } = useWords()
  const { field } = draft
  return (
    <>
      <OfficeField {...field('office')} label={words.fields.office} />
      <FormRow>
        <TextField {...field('headName')} label={words.fields.headName} />
        <TextField {...field('headPosition')} label={words.fields.headPosition} optional />
      </FormRow>
    </>
  )
}

function Recovery({ draft, facts, warnings }: Props) {
  const { accounts: words } = useWords()
  const { field } = draft
  return (
    <>
      <FormRow>
        <TextField {...field('recoveryMail')} type="email" label={words.fields.recoveryMail} hint={words.hints.recoveryMail} optional />
        <TextField {...field('recoveryPhone')} type="tel" label={words.fields.recoveryPhone} hint={words.hints.recoveryPhone} optional />
      </FormRow>
      <FieldWarnings warnings={warnings.filter((warning) => warning.code === 'mail-outside')} fields={['recoveryMail']} />
      <FormRow>
        <TextField {...field('phoneHolder')} label={words.fields.phoneHolder} hint={words.hints.phoneHolder} optional />
        <TextField {...field('deputyHolder')} label={words.fields.deputyHolder} hint={words.hints.deputyHolder} optional />
      </FormRow>
      {hangsFromPeople(facts) && <TextArea {...field('accessPeople')} label={words.fields.accessPeople} hint={words.hints.accessPeople} rows={2} optional />}
      <Select
        {...field('secondFactor')}
        label={words.fields.secondFactor}
        options={secondFactors.map((factor) => ({ value: factor, label: words.secondFactors[factor] }))}
      />
      <DateField {...field('birthDate')} label={words.fields.birthDate} hint={words.hints.birthDate} optional />
      <FieldWarnings warnings={warnings.filter((warning) => warning.code !== 'no-second-factor')} fields={['secondFactor', 'birthDate']} />
    </>
  )
}

function RecordFields({ draft }: Props) {
  const { accounts: words } = useWords()
  const { field } = draft
  return (
    <>
      <TextField {...field('authorization')} label={words.fields.authorization} hint={words.hints.authorization} optional />
      <Checkbox {...field('onPortal')} label={words.fields.onPortal} />
      <TextArea {...field('notes')} label={words.fields.notes} rows={3} optional />
    </>
  )
}
