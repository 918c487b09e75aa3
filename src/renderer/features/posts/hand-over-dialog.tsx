import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { PostPage } from '#shared/posts/contract.ts'

/** Hands the post over to a reviewer by name. */
export function HandOverDialog({ post, onClose }: { readonly post: PostPage; readonly onClose: () => void }) {
  const { reviewing, ui } = useWords()
  const words = reviewing.steps
  const { act, busy, refusal } = useAct(api.posts.handOver)
  const [to, setTo] = useState<string>('')
  const chosen = post.handOverTo.find((one) => one.id === to)
  return (
    <Dialog title={words.handOverTitle} open onClose={onClose} size="small">
      <Form
        refusal={refusal}
        onSubmit={() => {
          if (chosen === undefined) return
          void act({ id: post.id, to: chosen.id }).then((done) => {
            if (done?.ok !== true) return
            toast(words.handed(chosen.name))
            onClose()
          })
        }}
        actions={
          <>
            <Button type="submit" look="primary" busy={busy} disabledReason={chosen === undefined ? ui.choose : undefined}>
              {words.handOver}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <Select label={words.person} hint={words.handOverDetail} value={to} onChange={setTo} options={post.handOverTo.map(({ id, name }) => ({ value: id, label: name }))} autoFocus />
      </Form>
    </Dialog>
  )
}
