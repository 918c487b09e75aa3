import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { FolderIcon } from '#renderer/ui/icons.ts'
import { Moment } from '#renderer/ui/moment.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { PassphraseField } from '#renderer/ui/passphrase-field.tsx'
import { PasswordField } from '#renderer/ui/password-field.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import type { hubContract } from '#shared/hub/contract.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import { passphraseFault } from '#shared/session/passphrase.ts'
import { Fingerprint } from './fingerprint.tsx'

export type ReadInvitation = z.output<(typeof hubContract)['entries']['readInvitation']['out']>

/** An invitation that was read: what it says, and its code, which stays in this window until it is used. */
export type Opened = { readonly code: string; readonly says: ReadInvitation }

/** Where the file or the code is given. */
export function CodeStep({ onRead, back }: { readonly onRead: (opened: Opened) => void; readonly back?: ReactNode }) {
  const { hub, ui } = useWords()
  const words = hub.join.code
  const [code, setCode] = useState('')
  const open = useAct(api.hub.openInvitation)
  const read = useAct(api.hub.readInvitation)
  const [lacking, setLacking] = useState<Refusal>()

  const take = async (given: string) => {
    const result = await read.act({ code: given })
    if (result?.ok === true) onRead({ code: given, says: result.value })
  }
  return (
    <Form
      refusal={lacking ?? read.refusal ?? open.refusal}
      onSubmit={() => {
        setLacking(code.trim() === '' ? { code: 'input/invalid', fields: { code: 'required' } } : undefined)
        if (code.trim() !== '') void take(code.trim())
      }}
      actions={
        <>
          <Button type="submit" look="primary" size="large" busy={read.busy}>
            {ui.next}
          </Button>
          {back}
        </>
      }
    >
      <div>
        <Button
          icon={<FolderIcon />}
          size="large"
          busy={open.busy}
          onPress={() =>
            void open.act({}).then((result) => {
              if (result?.ok !== true || result.value === null) return
              setLacking(undefined)
              void take(result.value.code)
            })
          }
        >
          {words.open}
        </Button>
      </div>
      <TextArea name="code" label={words.or} hint={words.hint} value={code} onChange={setCode} rows={5} mono spellCheck={false} />
    </Form>
  )
}

/** What the invitation says, for the person to compare with what they were told. */
export function CheckStep({
  says,
  refusal,
  onRight,
  back,
}: {
  readonly says: ReadInvitation
  readonly refusal?: Refusal | undefined
  readonly onRight: () => void
  readonly back: ReactNode
}) {
  const { hub, organization } = useWords()
  const words = hub.join.check
  const format = useFormat()
  return (
    <Form
      refusal={refusal}
      onSubmit={onRight}
      actions={
        <>
          <Button type="submit" look="primary" size="large">
            {says.passphrase ? words.act : words.accessAct}
          </Button>
          {back}
        </>
      }
    >
      <Facts
        facts={[
          { label: words.institution, value: says.institution },
          { label: words.person, value: says.person },
          { label: words.roles, value: format.list(says.roles.map((role) => organization.roles[role])) },
          { label: words.office, value: says.officeName },
          ...(says.invitedBy === '' ? [] : [{ label: words.invitedBy, value: says.invitedBy }]),
          { label: words.expires, value: <Moment at={says.expires as Instant} /> }, // main wrote it as an instant; the contract keeps it as text
          { label: words.hub, value: `${says.host}:${says.port}, ${says.database}` },
          { label: words.fingerprint, value: <Fingerprint groups={says.fingerprint} /> },
        ]}
      />
      {says.from !== undefined && (
        <Note tone="warn" title={words.moves}>
          {words.movesDetail(says.from)}
        </Note>
      )}
      {says.kind === 'access' ? <Note tone="info">{words.accessHint}</Note> : <Note tone="info">{words.fingerprintHint}</Note>}
    </Form>
  )
}

/** The person's own passphrase, typed twice. */
export function JoinPassphrase({
  says,
  refusal,
  onSend,
  back,
}: {
  readonly says: ReadInvitation
  readonly refusal: Refusal | undefined
  readonly onSend: (passphrase: string) => void
  readonly back: ReactNode
}) {
  const { hub, setup } = useWords()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [own, setOwn] = useState<Refusal>()
  return (
    <Form
      refusal={own ?? refusal}
      onSubmit={() => {
        const fault = passphraseFault(passphrase, { person: says.person, institution: says.institution, shortName: '' })
        const fields = {
          ...(fault === undefined ? {} : { passphrase: passphrase === '' ? 'required' : fault }),
          ...(again === passphrase ? {} : { again: 'mismatch' }),
        }
        if (Object.keys(fields).length > 0) return setOwn({ code: 'input/invalid', fields })
        setOwn(undefined)
        onSend(passphrase)
      }}
      actions={
        <>
          <Button type="submit" look="primary" size="large">
            {hub.join.passphrase.act}
          </Button>
          {back}
        </>
      }
    >
      <PassphraseField name="passphrase" label={setup.passphrase.label} value={passphrase} onChange={setPassphrase} known={[says.person, says.institution]} size="large" />
      <PasswordField name="again" label={setup.passphrase.again} value={again} onChange={setAgain} autoComplete="new-password" size="large" />
    </Form>
  )
}
