import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useHubStatus } from '#renderer/bridge/hub-status.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Moment } from '#renderer/ui/moment.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Result } from '#shared/kernel/result.ts'
import { InviteDialog } from './invite-dialog.tsx'
import type { Member } from './member.ts'
import styles from './people.module.css'

type Machine = (Awaited<ReturnType<typeof api.organization.machines>> extends Result<infer M extends readonly unknown[]> ? M : never)[number]

/** Where a person can sign: their machines, an invitation that is open, and the way to end each. */
export function MachinesPart({ member, disabledReason }: { readonly member: Member; readonly disabledReason: string | undefined }) {
  const { people: words } = useWords()
  const status = useHubStatus()
  const { answer } = useAnswer(api.organization.machines, { person: member.id })
  const [inviting, setInviting] = useState(false)
  const [revoking, setRevoking] = useState<Machine>()
  const shared = status?.mode === 'shared'
  const invitation = member.invitation
  return (
    <Section
      level={3}
      title={words.machines.title}
      description={words.machines.detail}
      actions={
        shared && (
          <Button size="small" onPress={() => setInviting(true)} disabledReason={member.active ? disabledReason : words.detail.inactive}>
            {invitation === undefined ? words.invite.act : words.invite.renew}
          </Button>
        )
      }
    >
      <ul role="list" className={styles['machines']}>
        {invitation !== undefined && <OpenInvitation member={member} invitation={invitation} disabledReason={disabledReason} />}
        {answer?.map((machine) => (
          <MachineLine key={machine.signer} machine={machine} disabledReason={disabledReason} onRevoke={() => setRevoking(machine)} />
        ))}
        {answer?.length === 0 && invitation === undefined && <li className={styles['machine']}>{words.machines.none}</li>}
      </ul>
      {inviting && <InviteDialog member={member} onClose={() => setInviting(false)} />}
      {revoking !== undefined && <RevokeDialog member={member} machine={revoking} onClose={() => setRevoking(undefined)} />}
    </Section>
  )
}

function MachineLine({ machine, disabledReason, onRevoke }: { readonly machine: Machine; readonly disabledReason: string | undefined; readonly onRevoke: () => void }) {
  const { people: words } = useWords()
  const { kind, here, own, at, number, revoked } = machine
  const name = kind === 'recovery' ? (here ? words.machines.sheetHere : words.machines.sheet) : here ? words.machines.here : words.machines.elsewhere
  return (
    <li className={styles['machine']}>
      <span className={styles['machine-words']}>
        <span>
          {number === undefined ? name : words.machines.numbered(name, number)} {own && <StatusTag tone="ok">{words.machines.own}</StatusTag>}
          {revoked !== undefined && <StatusTag tone="warn">{words.machines.revoked}</StatusTag>}
        </span>
        <span className={styles['quiet']}>
          {/* Main wrote them as instants; the contract keeps them as text. */}
          {words.machines.since} <Moment at={at as Instant} only="date" />
          {revoked !== undefined && (
            <>
              {' · '}
              {revoked.reason}, <Moment at={revoked.at as Instant} only="date" />
            </>
          )}
        </span>
      </span>
      {revoked === undefined && (
        <Button size="small" look="quiet" onPress={onRevoke} disabledReason={own ? words.machines.notOwn : disabledReason}>
          {words.machines.revoke}
        </Button>
      )}
    </li>
  )
}

function OpenInvitation({
  member,
  invitation,
  disabledReason,
}: {
  readonly member: Member
  readonly invitation: NonNullable<Member['invitation']>
  readonly disabledReason: string | undefined
}) {
  const { people: words } = useWords()
  const format = useFormat()
  const withdraw = useAct(api.organization.revokeSigner)
  const [asking, setAsking] = useState(false)
  const when = format.instant(invitation.expires as Instant) // main wrote it as an instant
  return (
    <li className={styles['machine']}>
      <span className={styles['machine-words']}>
        <span>
          {words.invite.open} <StatusTag tone={invitation.expired ? 'warn' : 'info'}>{invitation.expired ? words.invite.expired : words.invite.unused}</StatusTag>
        </span>
        <span className={styles['quiet']}>{invitation.expired ? words.invite.expiredAt(when) : words.invite.expiresAt(when)}</span>
      </span>
      <Button size="small" look="quiet" onPress={() => setAsking(true)} disabledReason={disabledReason}>
        {words.invite.withdraw}
      </Button>
      {asking && (
        <ConfirmDialog
          title={words.invite.withdrawTitle(member.name)}
          act={words.invite.withdraw}
          open
          onClose={() => setAsking(false)}
          busy={withdraw.busy}
          refusal={withdraw.refusal}
          onConfirm={() =>
            void withdraw.act({ signer: invitation.signer, reason: words.invite.withdrawn }).then((result) => {
              if (result?.ok !== true) return
              toast(words.invite.withdrawn)
              setAsking(false)
            })
          }
        >
          <p>{words.invite.withdrawDetail}</p>
        </ConfirmDialog>
      )}
    </li>
  )
}

function RevokeDialog({ member, machine, onClose }: { readonly member: Member; readonly machine: Machine; readonly onClose: () => void }) {
  const { people: words, ui } = useWords()
  const revoke = useAct(api.organization.revokeSigner)
  const [reason, setReason] = useState('')
  return (
    <Dialog title={words.machines.revokeTitle(member.name)} open onClose={onClose}>
      <p>{machine.kind === 'recovery' ? words.machines.revokeSheet : words.machines.revokeDetail}</p>
      <Form
        label={words.machines.revokeTitle(member.name)}
        refusal={revoke.refusal}
        onSubmit={() =>
          void revoke.act({ signer: machine.signer, reason }).then((result) => {
            if (result?.ok !== true) return
            toast(words.machines.revokeDone)
            onClose()
          })
        }
        actions={
          <>
            <Button type="submit" look="danger-fill" busy={revoke.busy}>
              {words.machines.revoke}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <TextField name="reason" label={words.deactivate.reason} hint={words.machines.reasonHint} value={reason} onChange={setReason} autoFocus />
      </Form>
    </Dialog>
  )
}
