import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { CopyButton } from '#renderer/ui/copy-button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { DownloadIcon } from '#renderer/ui/icons.ts'
import { Note } from '#renderer/ui/note.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Result } from '#shared/kernel/result.ts'
import { INVITATION_DAYS } from '#shared/organization/invitation-days.ts'
import type { Member } from './member.ts'
import styles from './people.module.css'

type Made = Awaited<ReturnType<typeof api.hub.invite>> extends Result<infer M> ? M : never

const DAYS = ['1', '3', '7', '14', '30'] as const

/** An invitation for a person: for how long, then its file or its code, shown once. */
export function InviteDialog({ member, onClose }: { readonly member: Member; readonly onClose: () => void }) {
  const { people: words, ui } = useWords()
  const [days, setDays] = useState<(typeof DAYS)[number]>(String(INVITATION_DAYS) as (typeof DAYS)[number]) // one of the list
  const invite = useAct(api.hub.invite)
  const [made, setMade] = useState<Made>()
  if (made !== undefined) return <MadeInvitation member={member} made={made} onClose={onClose} />
  return (
    <Dialog title={words.invite.title(member.name)} open onClose={onClose}>
      <Form
        label={words.invite.title(member.name)}
        refusal={invite.refusal}
        onSubmit={() =>
          void invite.act({ person: member.id, days: Number(days) }).then((result) => {
            if (result?.ok === true) setMade(result.value)
          })
        }
        actions={
          <>
            <Button type="submit" look="primary" busy={invite.busy}>
              {words.invite.submit}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <p>{words.invite.detail}</p>
        {member.invitation !== undefined && !member.invitation.expired && <Note tone="warn">{words.invite.replaces}</Note>}
        <Select
          name="expires"
          label={words.invite.days}
          value={days}
          onChange={setDays}
          options={DAYS.map((value) => ({ value, label: words.invite.daysOf(Number(value)) }))}
        />
      </Form>
    </Dialog>
  )
}

function MadeInvitation({ member, made, onClose }: { readonly member: Member; readonly made: Made; readonly onClose: () => void }) {
  const { people: words } = useWords()
  const format = useFormat()
  const { answer: place } = useAnswer(api.hub.place, {})
  const save = useAct(api.hub.saveInvitation)
  const copy = useAct(api.hub.copyInvitation)
  const refusal = save.refusal ?? copy.refusal
  return (
    <Dialog title={words.invite.ready(member.name)} open onClose={onClose} closable={false}>
      <div className={styles['stack']}>
        {/* Main wrote it as an instant; the contract keeps it as text. */}
        <p>{words.invite.readyDetail(format.instant(made.expires as Instant))}</p>
        <Note tone="warn">
          <p>{words.invite.guard}</p>
          {place !== undefined && place !== null && <p className={styles['fingerprint']}>{place.fingerprint.join(' ')}</p>}
        </Note>
        {refusal !== undefined && <RefusalNote refusal={refusal} />}
        <div className={styles['acts']}>
          <Button
            look="primary"
            icon={<DownloadIcon />}
            busy={save.busy}
            onPress={() =>
              void save.act({ code: made.code, fileName: made.fileName }).then((result) => {
                if (result?.ok === true && result.value.saved) toast(words.invite.saved)
              })
            }
          >
            {words.invite.save}
          </Button>
          <CopyButton onCopy={() => copy.act({ code: made.code }).then((result) => result?.ok === true)}>{words.invite.copy}</CopyButton>
          <Button onPress={onClose}>{words.invite.close}</Button>
        </div>
      </div>
    </Dialog>
  )
}
