import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ExternalIcon } from '#renderer/ui/icons.ts'
import { Menu, type MenuAct } from '#renderer/ui/menu.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import type { AccountId } from '#shared/accounts/account.ts'
import type { AccountPage } from '#shared/accounts/contract.ts'
import type { NetworkFacts } from '#shared/accounts/network-facts.ts'
import type { FieldGroup } from './account-draft.ts'
import styles from './account-detail.module.css'
import { AccountHistory } from './account-history.tsx'
import { AccountSection } from './account-section.tsx'
import { ClosureDialog, type ClosureAct } from './closure-dialog.tsx'
import { CredentialPanel } from './credential-panel.tsx'
import { useDirectory, type Directory } from './use-directory.ts'

const groups: readonly FieldGroup[] = ['identity', 'responsible', 'recovery', 'record']

/** The page of one account: its password first, then what is known of it, part by part. */
export function AccountDetail({ id }: { readonly id: string }) {
  const { answer: account, refusal } = useAnswer(api.accounts.account, { id: id as AccountId }) // main says when it is none
  const directory = useDirectory()
  const facts = account === undefined ? undefined : directory.facts(account.network)
  if (refusal !== undefined) return <RefusalNote refusal={refusal} />
  if (account === undefined || facts === undefined) return null
  return <AccountOf account={account} facts={facts} directory={directory} />
}

function AccountOf({ account, facts, directory }: { readonly account: AccountPage; readonly facts: NetworkFacts; readonly directory: Directory }) {
  const { accounts: words } = useWords()
  const sayRefusal = useRefusalWords()
  const format = useFormat()
  const me = useMe()
  const open = useAct(api.shell.openExternal)
  const [deciding, setDeciding] = useState<ClosureAct>()
  const { fields, status, closure } = account
  const wide = me.roles.includes('security') || me.roles.includes('administrator')
  const own = me.roles.includes('operator') && me.office === fields.office
  const onlySecurity = wide ? undefined : words.closure.onlySecurity
  const act = (name: ClosureAct, label: string, disabledReason?: string): MenuAct => ({
    id: name,
    label,
    onPress: () => setDeciding(name),
    danger: name === 'close',
    ...(disabledReason === undefined ? {} : { disabledReason }),
  })
  const menu: readonly MenuAct[] =
    status === 'closed'
      ? [act('reopen', words.closure.reopen, onlySecurity)]
      : [
          status === 'closing' ? act('withdrawClosure', words.closure.withdraw) : act('recommendClosure', words.closure.recommend),
          act('close', words.closure.close, onlySecurity),
        ]
  const fixed = status === 'closed' ? sayRefusal({ code: 'accounts/closed' }) : wide || own ? undefined : sayRefusal({ code: 'accounts/other-office' })

  return (
    <>
      <PageHeader
        level={2}
        kicker={facts.name}
        title={fields.displayName}
        status={status === 'active' ? undefined : <StatusTag tone={status === 'closing' ? 'warn' : 'neutral'}>{words.statuses[status]}</StatusTag>}
        description={
          <>
            {facts.handle.sign}
            {fields.handle} · {directory.officeName(fields.office)}
          </>
        }
        actions={
          <>
            <Button icon={<ExternalIcon />} busy={open.busy} onPress={() => void open.act({ url: fields.url })}>
              {words.openProfile}
            </Button>
            <Menu items={menu} />
          </>
        }
      />
      {open.refusal !== undefined && <RefusalNote refusal={open.refusal} />}
      {closure !== undefined && (
        <Note tone={status === 'closed' ? 'neutral' : 'warn'}>
          {status === 'closed' ? words.closure.closed(format.date(closure.at), closure.reason) : words.closure.recommended(closure.reason)}
        </Note>
      )}
      <div className={styles['sections']}>
        <CredentialPanel account={account} facts={facts} directory={directory} />
        {account.warnings.length > 0 && (
          <Section title={words.sections.warnings}>
            <ul className={styles['warnings']} role="list">
              {account.warnings.map((warning) => (
                <li key={warning.code}>
                  <StatusTag tone="warn">{words.warnings[warning.code](warning.detail ?? {})}</StatusTag>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {groups.map((group) => (
          <AccountSection key={group} account={account} facts={facts} directory={directory} group={group} disabledReason={fixed} />
        ))}
        <AccountHistory account={account} directory={directory} />
      </div>
      {deciding !== undefined && <ClosureDialog key={deciding} act={deciding} id={account.id} onClose={() => setDeciding(undefined)} />}
    </>
  )
}
