import { useEffect, useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { Changes } from '#renderer/content/changes.tsx'
import { RuleFaults } from '#renderer/content/rule-faults.tsx'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { PostPage, SeveralDone } from '#shared/posts/contract.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import { EmergencyNote } from './emergency-note.tsx'
import { ExpediteDialog } from './expedite-dialog.tsx'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { History } from './history.tsx'
import { KitReview } from './kit-review.tsx'
import { PostHead } from './post-head.tsx'
import { Reader } from './reader.tsx'
import type { ReviewAct } from './review-act.ts'
import { ReturnDialog } from './return-dialog.tsx'
import { ReturnNote } from './return-note.tsx'
import { ReviewKeys } from './review-keys.tsx'
import { Remarks } from './remarks.tsx'
import { lastAgreement, ReviewSteps } from './review-steps.tsx'
import { useWhyNot } from './use-why-not.ts'

/** A post in front of a reviewer: what is sealed, what changed since it came back, what the rules say, and the decision. */
export function ReviewDetail({
  id,
  act,
  onAct,
  onDecided,
}: {
  readonly id: string
  /** What a key asked for. */
  readonly act: ReviewAct | undefined
  readonly onAct: (act: ReviewAct | undefined) => void
  /** With those that could not be decided together with it. */
  readonly onDecided: (refused: SeveralDone['refused']) => void
}) {
  const { ui } = useWords()
  const { answer: post, refusal } = useAnswer(api.posts.post, { id })
  const { answer: data } = useAnswer(api.rules.data, {})
  if (refusal !== undefined) return <RefusalNote refusal={refusal} />
  if (post === undefined || data === undefined) return <p role="status">{ui.loading}</p>
  return (
    <>
      <RuleFaults faults={data.faults} />
      <Loaded post={post} rules={data.rules} act={act} onAct={onAct} onDecided={onDecided} />
    </>
  )
}

function Loaded({
  post,
  rules,
  act,
  onAct,
  onDecided,
}: {
  readonly post: PostPage
  readonly rules: RuleSet
  readonly act: ReviewAct | undefined
  readonly onAct: (act: ReviewAct | undefined) => void
  /** With those that could not be decided together with it. */
  readonly onDecided: (refused: SeveralDone['refused']) => void
}) {
  const { posts: words, reviewing } = useWords()
  const [handing, setHanding] = useState(false)
  const [expediting, setExpediting] = useState(false)
  const { id: me } = useMe()
  const whyNot = useWhyNot(post.standing)
  const claim = useAct(api.posts.claim)
  const release = useAct(api.posts.release)
  const { answer: kit } = useAnswer(api.kits.ofPost, { post: post.id }, { when: post.content.kit !== null })
  const mine = post.claim?.by === me
  /** With its office for correction: there is nothing to decide, and nothing to hurry. */
  const away = post.standing.stage === 'returned'
  const { id } = post

  const take = () => {
    onAct(undefined)
    if (mine) void release.act({ id })
    else if (whyNot('claim') === undefined) void claim.act({ id }).then((done) => done?.ok === true && toast(words.review.claimed))
  }
  // A key asks here for what the button does; a decision that cannot be taken leaves the reason at its button.
  useEffect(() => {
    if (act === 'claim') take()
    else if (act !== undefined && whyNot(act) !== undefined) onAct(undefined)
  })
  const decided = (said: string, refused: SeveralDone['refused'] = []) => {
    onAct(undefined)
    toast(said)
    onDecided(refused)
  }
  const refusal = claim.refusal ?? release.refusal

  return (
    <>
      <PostHead
        post={post}
        actions={
          away ? undefined : (
            <>
              <Button look="primary" shortcut="A" disabledReason={whyNot('approve')} onPress={() => onAct('approve')}>
                {lastAgreement(post) ? words.review.approve : reviewing.steps.agree}
              </Button>
              <Button shortcut="R" disabledReason={whyNot('return')} onPress={() => onAct('return')}>
                {words.review.return}
              </Button>
              <Button shortcut="C" busy={claim.busy || release.busy} disabledReason={mine ? undefined : whyNot('claim')} onPress={take}>
                {mine ? words.review.release : words.review.claim}
              </Button>
              <Button disabledReason={whyNot('hand-over') ?? (post.handOverTo.length === 0 ? reviewing.steps.nobody : undefined)} onPress={() => setHanding(true)}>
                {reviewing.steps.handOver}
              </Button>
              {(post.steps.length > 1 || post.claim !== null || whyNot('approve') !== undefined) && whyNot('expedite') === undefined && (
                <Button look="danger" onPress={() => setExpediting(true)}>
                  {reviewing.urgent.act}
                </Button>
              )}
            </>
          )
        }
      />
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
      <Blocked reason={away ? words.review.withOffice(post.officeName) : whyNot('approve')} />
      <EmergencyNote post={post} />
      <ReviewSteps post={post} />
      {post.lastReturn !== null && (
        <Section level={3} title={words.review.changes}>
          <ReturnNote post={post} />
          <Changes before={post.lastReturn.content} after={post.content} accounts={[...post.accounts, ...post.lastReturn.accounts]} kits={post.lastReturn.kits} />
        </Section>
      )}
      {kit === undefined || kit === null ? (
        <Reader post={post} rules={rules} />
      ) : (
        <KitReview post={post} kit={kit} rules={rules} />
      )}
      <Remarks post={post} asked={act === 'remark'} onAsked={() => onAct(undefined)} />
      <ReviewKeys />
      <History post={post} />
      <ApproveDialog post={post} open={act === 'approve' && whyNot('approve') === undefined} onClose={() => onAct(undefined)} onDone={(refused) => decided(lastAgreement(post) ? words.review.approved : reviewing.steps.agreedToast, refused)} />
      {expediting && <ExpediteDialog post={post} onClose={() => setExpediting(false)} />}
      {handing && <HandOverDialog post={post} onClose={() => setHanding(false)} />}
      <ReturnDialog post={post} open={act === 'return' && whyNot('return') === undefined} onClose={() => onAct(undefined)} onDone={() => decided(words.review.returned)} />
    </>
  )
}

/** Why the post cannot be decided by this person, said in the flow too: a tip on a button is easily missed. */
function Blocked({ reason }: { readonly reason: string | undefined }) {
  return reason === undefined ? null : (
    <Note tone="info" live>
      {reason}
    </Note>
  )
}
