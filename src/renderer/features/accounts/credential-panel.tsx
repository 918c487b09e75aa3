import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useSecret } from '#renderer/bridge/use-secret.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { KeyIcon, PlusIcon, RotateIcon } from '#renderer/ui/icons.ts'
import { Menu } from '#renderer/ui/menu.tsx'
import { Moment } from '#renderer/ui/moment.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { SecretLine } from '#renderer/ui/secret-line.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { AccountPage } from '#shared/accounts/contract.ts'
import type { NetworkFacts } from '#shared/accounts/network-facts.ts'
import type { CredentialView } from '#shared/credentials/contract.ts'
import type { CredentialId } from '#shared/credentials/credential.ts'
import { rotationRoute } from './accounts-routes.ts'
import styles from './credential-panel.module.css'
import { DemandDialog } from './demand-dialog.tsx'
import { DueTag } from './due-tag.tsx'
import { FormerSecrets } from './former-secrets.tsx'
import { KeepSecret } from './keep-secret.tsx'
import type { Directory } from './use-directory.ts'
import { useSeesSecrets } from './use-sees-secrets.ts'

type Props = { readonly account: AccountPage; readonly facts: NetworkFacts; readonly directory: Directory }

/** What opens an account: kept, copied, shown, due, changed. */
export function CredentialPanel({ account, facts, directory }: Props) {
  const { credentials: words, accounts } = useWords()
  const me = useMe()
  const { answer: credentials } = useAnswer(api.credentials.ofAccount, { account: account.id })
  const [keeping, setKeeping] = useState(false)
  const holds = me.roles.includes('security') || (me.roles.includes('operator') && account.operators.includes(me.id))
  const closed = account.status === 'closed'
  const keepReason = closed ? words.panel.closed : holds ? undefined : words.panel.notOperator
  const kept = (credentials ?? []).filter((credential) => credential.kept !== undefined)
  const half = (credentials ?? []).some((credential) => credential.kept === undefined)
  const several = facts.password.holder === 'profile' || facts.password.holder === 'google'
  const holder = accounts.holders[facts.password.holder]
  const sees = useSeesSecrets()
  if (credentials === undefined) return null
  if (!sees(account.fields.office)) {
    return (
      <Section title={words.title}>
        <EmptyState icon={<KeyIcon />} title={words.panel.unseen}>
          {words.panel.unseenDetail}
        </EmptyState>
      </Section>
    )
  }
  return (
    <Section
      title={facts.password.alphabet === 'digits' ? words.pin : words.title}
      description={kept.length === 0 ? undefined : kept.some((credential) => credential.kept?.here === true) ? words.panel.description : words.panel.elsewhere}
      actions={
        several &&
        kept.length > 0 && (
          <Button look="quiet" size="small" icon={<PlusIcon />} disabledReason={keepReason} onPress={() => setKeeping(true)}>
            {words.panel.keepAnother}
          </Button>
        )
      }
    >
      {holder !== '' && <p className={styles['holder']}>{holder}</p>}
      {kept.length === 0 && (
        <EmptyState
          icon={<KeyIcon />}
          title={words.panel.none}
          action={
            <Button look="primary" disabledReason={keepReason} onPress={() => setKeeping(true)}>
              {words.panel.keep}
            </Button>
          }
        >
          {half ? words.panel.half : words.panel.noneDetail}
        </EmptyState>
      )}
      {kept.map((credential) => (
        <KeptSecret key={credential.id} credential={credential} account={account} directory={directory} holds={holds} />
      ))}
      {keeping && <KeepSecret account={account.id} facts={facts} today={directory.today} onClose={() => setKeeping(false)} />}
    </Section>
  )
}

function KeptSecret({
  credential,
  account,
  directory,
  holds,
}: {
  readonly credential: CredentialView
  readonly account: AccountPage
  readonly directory: Directory
  readonly holds: boolean
}) {
  const { kept } = credential
  if (kept === undefined) return null
  return <KeptSecretOf id={credential.id} subject={credential.subject} kept={kept} account={account} directory={directory} holds={holds} />
}

function KeptSecretOf({
  id,
  subject,
  kept,
  account,
  directory,
  holds,
}: {
  readonly id: CredentialId
  readonly subject: string
  readonly kept: NonNullable<CredentialView['kept']>
  readonly account: AccountPage
  readonly directory: Directory
  readonly holds: boolean
}) {
  const { credentials: words } = useWords()
  const format = useFormat()
  const now = useNow()
  const [, go] = useLocation()
  const { answer: policies } = useAnswer(api.organization.policies, {})
  const secret = useSecret(id, kept.current.item)
  const [demanding, setDemanding] = useState(false)
  const { due, rotation, demand, current } = kept
  const change = () => go(rotationRoute(account.id))
  /** Why a secret cannot be used here. */
  const whyNot = (here: boolean) => (!holds ? words.panel.notOperator : here ? undefined : words.panel.elsewhere)
  const closed = account.status === 'closed'
  const meaning =
    due.cause === 'period'
      ? policies === undefined
        ? ''
        : words.panel.meaning.period(policies.rotationMonths)
      : due.cause === 'demanded'
        ? words.panel.meaning.demanded(words.reasons[demand?.reason ?? 'exposed'])
        : words.panel.meaning['unknown-age']
  return (
    <div className={styles['kept']}>
      {rotation !== undefined && (
        <Note
          tone="warn"
          action={
            <Button look="primary" onPress={change} disabledReason={holds ? undefined : words.panel.notOperator}>
              {words.panel.resume}
            </Button>
          }
        >
          {words.panel.unfinished(directory.personName(rotation.begunBy), format.relative(rotation.begunAt, now))}
        </Note>
      )}
      <SecretLine
        label={subject === '' ? words.panel.current : words.of(subject)}
        words={words.secret}
        access={secret}
        disabledReason={whyNot(kept.here)}
      />
      <Facts
        facts={[
          {
            label: words.panel.due,
            value: closed ? '' : (
              <div className={styles['due']}>
                <DueTag rows={[{ credential: id, account: account.id, subject, due }]} />
                {due.state !== 'fine' && <span className={styles['date']}>{format.date(due.at)}</span>}
                <div className={styles['meaning']}>{meaning}</div>
              </div>
            ),
          },
          { label: words.panel.changed, value: kept.changedAt === null ? words.panel.changedUnknown : <Moment at={kept.changedAt} only="date" /> },
          {
            label: words.panel.quality,
            value: (
              <>
                {current.strength === 'strong' ? words.panel.strengths.strong : <StatusTag tone="warn">{words.panel.strengths[current.strength]}</StatusTag>} ·{' '}
                {words.panel.length(current.length)} · {words.panel.made[current.origin]}
              </>
            ),
          },
        ]}
      />
      <div className={styles['acts']}>
        {rotation === undefined && (
          <Button
            icon={<RotateIcon />}
            look={due.state === 'overdue' || due.state === 'today' ? 'primary' : 'plain'}
            onPress={change}
            disabledReason={closed ? words.panel.closed : holds ? undefined : words.panel.notOperator}
          >
            {words.panel.change}
          </Button>
        )}
        {rotation === undefined && demand === undefined && !closed && <Menu items={[{ id: 'demand', label: words.panel.demand, onPress: () => setDemanding(true) }]} />}
      </div>
      {kept.formers.length > 0 && <FormerSecrets credential={id} formers={kept.formers} whyNot={whyNot} />}
      {demanding && <DemandDialog credential={id} onClose={() => setDemanding(false)} />}
    </div>
  )
}
