import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { PostPage } from '#shared/posts/contract.ts'

/** Approves out of turn exactly the content on the screen, with its reason in the same act and the open required remarks that it passes over. */
export function ExpediteDialog({ post, onClose }: { readonly post: PostPage; readonly onClose: () => void }) {
  const { reviewing, ui } = useWords()
  const words = reviewing.urgent
  const { act, busy, refusal } = useAct(api.posts.expedite)
  const [reason, setReason] = useState('')
  const open = post.remarks.filter((remark) => remark.required && remark.state === 'open')
  return (
    <Dialog title={words.title} open onClose={onClose}>
      <Form
        refusal={refusal}
        onSubmit={() =>
          void act({ id: post.id, expected: post.revision, seal: post.seal, reason, remarks: open.map(({ id }) => id) }).then((done) => {
            if (done?.ok !== true) return
            toast(words.done)
            onClose()
          })
        }
        actions={
          <>
            <Button type="submit" look="danger-fill" busy={busy}>
              {words.act}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <Note tone="warn">{words.detail}</Note>
        {open.length > 0 && <Note tone="danger">{words.open(open.length)}</Note>}
        <TextArea label={words.reason} name="reason" value={reason} onChange={setReason} maxLength={4000} autoFocus />
      </Form>
    </Dialog>
  )
}
