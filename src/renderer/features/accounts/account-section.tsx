import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useLockWords, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { EditIcon } from '#renderer/ui/icons.ts'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import { hangsFromPeople } from '#shared/accounts/account-warnings.ts'
import type { AccountField } from '#shared/accounts/account.ts'
import type { AccountPage } from '#shared/accounts/contract.ts'
import type { NetworkFacts } from '#shared/accounts/network-facts.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { fieldGroups, fieldsOf, type AccountDraft, type FieldGroup } from './account-draft.ts'
import { AccountFieldsOf } from './account-fields.tsx'
import styles from './account-form.module.css'
import { useFieldText } from './field-text.ts'
import { OperatorsField } from './operators-field.tsx'
import type { Directory } from './use-directory.ts'
import { useWarnings } from './use-warnings.ts'

type Props = {
  readonly account: AccountPage
  readonly facts: NetworkFacts
  readonly directory: Directory
  readonly group: FieldGroup
  /** Why it cannot be corrected now. */
  readonly disabledReason: string | undefined
}

/** One part of an account's page: what is known, and its correction in place. */
export function AccountSection(props: Props) {
  const { accounts: words } = useWords()
  const { account, facts, directory, group, disabledReason } = props
  const [editing, setEditing] = useState(false)
  const textOf = useFieldText(directory)
  const title = words.sections[group]
  const shown = fieldGroups[group].filter((field) => field !== 'accessPeople' || hangsFromPeople(facts) || account.fields.accessPeople !== '')
  return (
    <Section
      title={title}
      actions={
        !editing && (
          <Button look="quiet" size="small" icon={<EditIcon />} disabledReason={disabledReason} onPress={() => setEditing(true)}>
            {words.correct}
            <span className="visually-hidden">: {title}</span>
          </Button>
        )
      }
    >
      {editing ? (
        <CorrectSection {...props} onEnd={() => setEditing(false)} />
      ) : (
        <Facts
          facts={[
            ...shown.map((field) => ({ label: words.fields[field], value: textOf(field, account.fields[field]) })),
            ...(group === 'responsible'
              ? [{ label: words.fields.operators, value: account.operators.map((person) => <div key={person}>{directory.personName(person)}</div>) }]
              : []),
          ]}
        />
      )}
    </Section>
  )
}

function CorrectSection({ account, facts, directory, group, onEnd }: Props & { readonly onEnd: () => void }) {
  const { accounts: words } = useWords()
  const { ui } = useLockWords()
  const correct = useAct(api.accounts.correct)
  const assign = useAct(api.accounts.assignOperators)
  const name = `account/${account.id}/${group}`
  const draft = useDraft<AccountDraft>(account.fields, name)
  const named = useDraft<{ operators: readonly PersonId[] }>({ operators: account.operators }, `${name}/operators`)
  const { operators } = named.values
  const warnings = useWarnings(draft.values, operators.length, facts, directory, account.id)

  const end = () => {
    draft.forget()
    named.forget()
    onEnd()
  }
  const submit = async () => {
    const fields = fieldsOf(draft.values)
    const changed = fieldGroups[group].filter((field: AccountField) => fields[field] !== account.fields[field])
    const changes = Object.fromEntries(changed.map((field) => [field, fields[field]]))
    const renamed = operators.length !== account.operators.length || operators.some((person) => !account.operators.includes(person))
    if (changed.length > 0) {
      const result = await correct.act({ id: account.id, changes })
      if (result?.ok !== true) return
    }
    if (renamed) {
      const result = await assign.act({ id: account.id, operators: [...operators] })
      if (result?.ok !== true) return
    }
    toast(changed.length > 0 || renamed ? words.saved : words.nothingChanged)
    end()
  }

  return (
    <Form
      label={words.edit(words.sections[group])}
      refusal={correct.refusal ?? assign.refusal}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button type="submit" look="primary" busy={correct.busy || assign.busy}>
            {words.saveCorrection}
          </Button>
          <Button onPress={end}>{ui.cancel}</Button>
        </>
      }
    >
      <div className={styles['group']}>
        <AccountFieldsOf group={group} draft={draft} facts={facts} warnings={warnings} />
        {group === 'responsible' && <OperatorsField value={operators} onChange={(next) => named.set('operators', next)} people={directory.people} />}
      </div>
    </Form>
  )
}
