import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import { useLockWords } from '#renderer/i18n/words.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { emptyDraft, fieldsOf, type AccountDraft, type FieldGroup } from './account-draft.ts'
import { AccountFieldsOf } from './account-fields.tsx'
import styles from './account-form.module.css'
import { OperatorsField } from './operators-field.tsx'
import { useDirectory } from './use-directory.ts'
import { useWarnings } from './use-warnings.ts'

/** Shown beside their fields while writing; the others are listed at the end as what remains to be completed. */
const BESIDE: readonly string[] = ['look-alike', 'handle-unusual', 'url-other-handle', 'mail-outside', 'young-birth-date', 'second-factor-sms']

/** `/cuentas/nueva`: the alta of an account, in groups. */
export function RegisterAccount({ onDone, onCancel }: { readonly onDone: (id: AccountId) => void; readonly onCancel: () => void }) {
  const { accounts: words } = useWords()
  const { ui } = useLockWords()
  const me = useMe()
  const directory = useDirectory()
  const register = useAct(api.accounts.register)
  const choices = useDraft<{ network: Network; operators: readonly PersonId[] }>({ network: 'x', operators: me.roles.includes('operator') ? [me.id] : [] }, 'account/choices')
  const draft = useDraft<AccountDraft>({ ...emptyDraft, office: me.office }, 'account')
  const { network, operators } = choices.values
  const facts = directory.facts(network)
  const warnings = useWarnings(draft.values, operators.length, facts, directory)
  if (facts === undefined) return null

  const forget = () => {
    choices.forget()
    draft.forget()
  }
  const submit = async () => {
    const result = await register.act({ network, fields: fieldsOf(draft.values), operators: [...operators] })
    if (result?.ok !== true) return
    forget()
    toast(words.register.done)
    onDone(result.value.id)
  }
  const group = (name: FieldGroup) => <AccountFieldsOf group={name} draft={draft} facts={facts} warnings={warnings} />
  const later = warnings.filter((warning) => !BESIDE.includes(warning.code))
  const holder = words.holders[facts.password.holder]

  return (
    <>
      <PageHeader level={2} title={words.register.title} description={words.register.description} />
      <Form
        label={words.register.title}
        refusal={register.refusal}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button type="submit" look="primary" busy={register.busy}>
              {words.register.act}
            </Button>
            <Button
              onPress={() => {
                forget()
                onCancel()
              }}
            >
              {ui.cancel}
            </Button>
          </>
        }
      >
        <Section title={words.sections.identity} level={3}>
          <div className={styles['group']}>
            <Select
              label={words.fields.network}
              name="network"
              value={network}
              onChange={(next) => {
                choices.set('network', next)
                draft.set('url', '')
              }}
              options={directory.networks.map(({ network: value, name }) => ({ value, label: name }))}
            />
            {holder !== '' && <Note tone="info">{holder}</Note>}
            {group('identity')}
          </div>
        </Section>
        <Section title={words.sections.responsible} level={3}>
          <div className={styles['group']}>
            {group('responsible')}
            <OperatorsField value={operators} onChange={(next) => choices.set('operators', next)} people={directory.people} />
          </div>
        </Section>
        <Section title={words.sections.recovery} level={3}>
          <div className={styles['group']}>{group('recovery')}</div>
        </Section>
        <Section title={words.sections.record} level={3}>
          <div className={styles['group']}>{group('record')}</div>
        </Section>
        {draft.dirty && later.length > 0 && (
          <Note tone="info" title={words.register.later}>
            <ul className={styles['later']}>
              {later.map((warning) => (
                <li key={warning.code}>{words.warnings[warning.code](warning.detail ?? {})}</li>
              ))}
            </ul>
          </Note>
        )}
      </Form>
    </>
  )
}
