import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { PostPage, SeveralDone } from '#shared/posts/contract.ts'
import { lastAgreement } from './review-steps.tsx'
import { SEAL_FIGURES } from './history.tsx'

/** Approves exactly the content on the screen: its seal goes with the command, so that main refuses if it is another. `onDone`: with those that could not be approved with it. */
export function ApproveDialog({ post, open, onClose, onDone }: { readonly post: PostPage; readonly open: boolean; readonly onClose: () => void; readonly onDone: (refused: SeveralDone['refused']) => void }) {
  const { posts: words, reviewing, ui } = useWords()
  const format = useFormat()
  const { act, busy, refusal, reset } = useAct(api.posts.approve)
  const [despite, setDespite] = useState('')
  // As they were when they were chosen: one that was taken meanwhile is refused, and named, not left out.
  const [together, setTogether] = useState<PostPage['twins']>([])
  const offered = together.length > 0 ? together : post.twins
  const many = useAct(api.posts.approveMany)
  const standing = post.remarks.filter((remark) => remark.required && remark.state === 'open').length
  const last = lastAgreement(post)
  const close = () => {
    reset()
    onClose()
  }
  const approve = () => void act({ id: post.id, expected: post.revision, seal: post.seal, despite: standing === 0 ? null : despite }).then(async (done) => {
      if (done?.ok !== true) return
      const twins = last ? together.map(({ id, revision, seal }) => ({ id, expected: revision, seal })) : []
      const more = twins.length === 0 ? undefined : await many.act({ id: post.id, posts: twins })
      if (more?.ok === true) toast(reviewing.several.done(more.value.done + 1))
      // They all say the same: each is named by whose it is.
      const refused = more === undefined ? [] : together.flatMap((twin) => {
        const code = more.ok ? more.value.refused.find(({ id }) => id === twin.id)?.code : more.refusal.code
        return code === undefined ? [] : [{ id: twin.id, title: nameOf(twin), code }]
      })
      onDone(refused)
    })
  const nameOf = (twin: PostPage['twins'][number]) => `${twin.officeName} (${format.list(twin.accounts)})`
  const networks = format.list([...new Set(post.accounts.map((account) => words.networks[account.network]))])
  return (
    <Dialog
      title={words.review.approveTitle}
      open={open}
      onClose={close}
      size="small"
    >
      <Form
        refusal={refusal}
        onSubmit={approve}
        actions={
          <>
            <Button type="submit" look="primary" busy={busy} autoFocus={standing === 0}>
              {last ? words.review.approve : reviewing.steps.agree}
            </Button>
            <Button onPress={close}>{ui.cancel}</Button>
          </>
        }
      >
        <p>{words.review.approveDetail(networks, post.seal.slice(0, SEAL_FIGURES))}</p>
        {!last && <Note tone="info">{reviewing.steps.notLast}</Note>}
        {last && standing === 0 && offered.length > 0 && (
          <Checkbox
            label={reviewing.several.together(offered.length)}
            hint={`${reviewing.several.twins(offered.length)} ${format.list(offered.map(nameOf))}`}
            value={together.length > 0}
            onChange={(chosen) => setTogether(chosen ? post.twins : [])}
          />
        )}
        {standing > 0 && (
          <>
            <Note tone="warn">{reviewing.approve.open(standing)}</Note>
            <TextArea label={reviewing.approve.despite} hint={reviewing.approve.despiteHint} name="despite" value={despite} onChange={setDespite} maxLength={4000} autoFocus />
          </>
        )}
      </Form>
    </Dialog>
  )
}
