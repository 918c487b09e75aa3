import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { PostRow, SeveralDone } from '#shared/posts/contract.ts'
import type { ReturnReason } from '#shared/posts/return-reason.ts'
import { ReasonsField } from './reasons-field.tsx'
import { RefusedNote } from './refused-note.tsx'

/** Returns several posts for the same reasons: one event each, and those that could not be are named. */
export function ReturnSeveralDialog({ posts, onClose, onDone }: { readonly posts: readonly PostRow[]; readonly onClose: () => void; readonly onDone: () => void }) {
  const { posts: words, reviewing, ui } = useWords()
  const { act, busy, refusal, reset } = useAct(api.posts.returnMany)
  const [reasons, setReasons] = useState<readonly ReturnReason[]>([])
  const [note, setNote] = useState('')
  const [refused, setRefused] = useState<SeveralDone['refused']>([])
  return (
    <Dialog title={reviewing.several.title(posts.length)} open onClose={onClose}>
      <Form
        refusal={refusal}
        onSubmit={() => void act({ posts: posts.map(({ id, revision }) => ({ id, expected: revision })), reasons, note }).then((done) => {
          if (done?.ok !== true) return
          toast(reviewing.several.done(done.value.done))
          setRefused(done.value.refused)
          if (done.value.refused.length === 0) onDone()
        })}
        actions={
          <>
            <Button type="submit" look="primary" busy={busy}>
              {words.review.return}
            </Button>
            <Button onPress={refused.length > 0 ? onDone : onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <ReasonsField
          value={reasons}
          onChange={(chosen) => {
            reset()
            setReasons(chosen)
          }}
        />
        <RefusedNote refused={refused} />
        <TextArea label={words.review.note} hint={words.review.noteHint} name="note" value={note} onChange={setNote} maxLength={4000} />
      </Form>
    </Dialog>
  )
}
