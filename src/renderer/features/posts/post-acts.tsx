import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { PostPage } from '#shared/posts/contract.ts'
import { DuplicateButton } from './duplicate-button.tsx'
import { ExpediteDialog } from './expedite-dialog.tsx'
import { HaltDialog } from './halt-dialog.tsx'
import { useWhyNot } from './use-why-not.ts'
import { writtenOf } from './written.ts'

/** What can be done with a post that is not being written. */
export function PostActs({ post, onEdit }: { readonly post: PostPage; readonly onEdit: () => void }) {
  const { posts: words, reviewing } = useWords()
  const [, navigate] = useLocation()
  const whyNot = useWhyNot(post.standing)
  const withdraw = useAct(api.posts.withdraw)
  const resume = useAct(api.posts.resume)
  const draft = useAct(api.posts.draft)
  const free = useAct(api.posts.free)
  const [asking, setAsking] = useState<'edit' | 'halt' | 'expedite'>()
  const { stage, halted } = post.standing
  const { id } = post
  const refusal = free.refusal ?? withdraw.refusal ?? resume.refusal ?? draft.refusal

  const correct = async () => {
    const made = await draft.act({ content: writtenOf(post.content), correctionOf: id })
    if (made?.ok !== true) return
    toast(words.submit.corrected)
    navigate(`/publicaciones/${made.value.id}`)
  }

  return (
    <>
      {stage === 'submitted' && (
        <Button
          busy={withdraw.busy}
          disabledReason={whyNot('withdraw')}
          onPress={() => void withdraw.act({ id }).then((done) => done?.ok === true && toast(words.submit.withdrawn))}
        >
          {words.submit.withdraw}
        </Button>
      )}
      {stage === 'approved' && !halted && whyNot('halt') === undefined && (
        <Button look="danger" onPress={() => setAsking('halt')}>
          {words.review.halt}
        </Button>
      )}
      {post.publications.some(({ stop }) => stop?.lifted === true) && (
        <Button busy={free.busy} disabledReason={whyNot('free')} onPress={() => void free.act({ id }).then((done) => done?.ok === true && toast(reviewing.stops.freed))}>
          {reviewing.stops.free}
        </Button>
      )}
      {(stage === 'draft' || stage === 'returned' || stage === 'submitted') && whyNot('expedite') === undefined && (
        <Button look="danger" onPress={() => setAsking('expedite')}>
          {reviewing.urgent.act}
        </Button>
      )}
      {halted && (
        <Button
          busy={resume.busy}
          disabledReason={whyNot('resume')}
          onPress={() => void resume.act({ id }).then((done) => done?.ok === true && toast(words.review.resumed))}
        >
          {words.review.resume}
        </Button>
      )}
      {stage === 'approved' && (
        <Button disabledReason={whyNot('revise')} onPress={() => setAsking('edit')}>
          {words.submit.edit}
        </Button>
      )}
      {post.standing.proven && (
        <Button busy={draft.busy} onPress={() => void correct()}>
          {words.submit.correct}
        </Button>
      )}
      <DuplicateButton contentOf={async () => writtenOf(post.content)} />
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
      <ConfirmDialog
        title={words.submit.editTitle}
        open={asking === 'edit'}
        onClose={() => setAsking(undefined)}
        act={words.submit.editAct}
        onConfirm={() => {
          setAsking(undefined)
          onEdit()
        }}
      >
        {words.submit.editDetail}
      </ConfirmDialog>
      {asking === 'expedite' && <ExpediteDialog post={post} onClose={() => setAsking(undefined)} />}
      <HaltDialog id={id} open={asking === 'halt'} onClose={() => setAsking(undefined)} />
    </>
  )
}
