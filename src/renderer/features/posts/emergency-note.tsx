import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import type { PostPage } from '#shared/posts/contract.ts'
import styles from './emergency-note.module.css'
import { useWhyNot } from './use-why-not.ts'

/** That a post went out of turn, why, and what somebody else said of it; or the two answers that they can give. */
export function EmergencyNote({ post }: { readonly post: PostPage }) {
  const { reviewing, ui } = useWords()
  const words = reviewing.urgent
  const format = useFormat()
  const me = useMe()
  const say = useRefusalWords()
  const now = useNow()
  const whyNot = useWhyNot(post.standing)
  const { act, busy, refusal, reset } = useAct(api.posts.checkEmergency)
  const [objecting, setObjecting] = useState(false)
  const [note, setNote] = useState('')
  const { emergency } = post
  if (emergency === null) return null
  const { check } = emergency
  const when = format.instant(emergency.due)
  const why = whyNot('check-emergency') ?? (emergency.by === me.id ? say({ code: 'posts/own-emergency' }) : undefined)
  const send = (verdict: 'confirmed' | 'objected') =>
    void act({ id: post.id, verdict, note }).then((done) => {
      if (done?.ok !== true) return
      toast(words.recorded)
      setObjecting(false)
    })
  return (
    <>
      <Note tone={check === null ? (now > emergency.due ? 'danger' : 'warn') : check.verdict === 'confirmed' ? 'info' : 'danger'}>
        <p>{words.note(emergency.name, format.instant(emergency.at), emergency.reason)}</p>
        {emergency.remarks.length > 0 && (
          <>
            <p>{words.passedOver(emergency.remarks.length)}</p>
            <ul className={styles['remarks']}>
              {emergency.remarks.map(({ id, name, text }) => (
                <li key={id}>
                  {name}: {text}
                </li>
              ))}
            </ul>
          </>
        )}
        {emergency.voided && <p>{words.voided}</p>}
        <p>
          {check === null
            ? now > emergency.due
              ? words.overdue(when)
              : words.due(when)
            : check.verdict === 'confirmed'
              ? words.checked(check.name, format.instant(check.at))
              : words.objected(check.name, format.instant(check.at), check.note)}
        </p>
        {check === null && me.roles.includes('reviewer') && (
          <div className={styles['acts']}>
            <Button size="small" busy={busy} disabledReason={why} onPress={() => send('confirmed')}>
              {words.confirm}
            </Button>
            <Button size="small" look="danger" disabledReason={why} onPress={() => setObjecting(true)}>
              {words.object}
            </Button>
          </div>
        )}
      </Note>
      {!objecting && refusal !== undefined && <RefusalNote refusal={refusal} />}
      {objecting && (
        <Dialog title={words.objectTitle} open onClose={() => setObjecting(false)}>
          <Form
            refusal={refusal}
            onSubmit={() => send('objected')}
            actions={
              <>
                <Button type="submit" look="danger-fill" busy={busy}>
                  {words.object}
                </Button>
                <Button
                  onPress={() => {
                    reset()
                    setObjecting(false)
                  }}
                >
                  {ui.cancel}
                </Button>
              </>
            }
          >
            <TextArea label={words.objection} hint={emergency.voided ? words.objectVoided : words.objectDetail} name="note" value={note} onChange={setNote} maxLength={4000} autoFocus />
          </Form>
        </Dialog>
      )}
    </>
  )
}
