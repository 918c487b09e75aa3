import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import type { PostPage } from '#shared/posts/contract.ts'
import type { ReturnReason } from '#shared/posts/return-reason.ts'
import { ReasonsField } from './reasons-field.tsx'

/** Returns a post: reasons of the closed list and a note, in the very act. */
export function ReturnDialog({ post, open, onClose, onDone }: { readonly post: PostPage; readonly open: boolean; readonly onClose: () => void; readonly onDone: () => void }) {
  const { posts: words, ui } = useWords()
  const { act, busy, refusal, reset } = useAct(api.posts.return)
  const [reasons, setReasons] = useState<readonly ReturnReason[]>([])
  const [note, setNote] = useState('')
  const close = () => {
    reset()
    onClose()
  }
  return (
    <Dialog title={words.review.returnTitle} open={open} onClose={close}>
      <Form
        refusal={refusal}
        onSubmit={() => void act({ id: post.id, expected: post.revision, reasons, note }).then((done) => done?.ok === true && onDone())}
        actions={
          <>
            <Button type="submit" look="primary" busy={busy}>
              {words.review.return}
            </Button>
            <Button onPress={close}>{ui.cancel}</Button>
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
        <TextArea label={words.review.note} hint={words.review.noteHint} name="note" value={note} onChange={setNote} maxLength={4000} />
      </Form>
    </Dialog>
  )
}
