import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'

/** Halts an approved post, with its reason in the same act. */
export function HaltDialog({ id, open, onClose }: { readonly id: string; readonly open: boolean; readonly onClose: () => void }) {
  const { posts: words, ui } = useWords()
  const { act, busy, refusal, reset } = useAct(api.posts.halt)
  const [reason, setReason] = useState('')
  const close = () => {
    reset()
    onClose()
  }
  return (
    <Dialog title={words.review.haltTitle} open={open} onClose={close}>
      <Form
        refusal={refusal}
        onSubmit={() =>
          void act({ id, reason }).then((done) => {
            if (done?.ok !== true) return
            toast(words.review.haltDone)
            setReason('')
            close()
          })
        }
        actions={
          <>
            <Button type="submit" look="danger-fill" busy={busy}>
              {words.review.halt}
            </Button>
            <Button onPress={close}>{ui.cancel}</Button>
          </>
        }
      >
        <TextArea label={words.review.haltReason} hint={words.review.haltDetail} name="reason" value={reason} onChange={setReason} autoFocus />
      </Form>
    </Dialog>
  )
}
