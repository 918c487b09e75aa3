import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { RuleFaults } from '#renderer/content/rule-faults.tsx'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import type { PostPage } from '#shared/posts/contract.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import { Editor } from './editor.tsx'
import { EmergencyNote } from './emergency-note.tsx'
import { History } from './history.tsx'
import { LeftNote } from './left-note.tsx'
import { PostActs } from './post-acts.tsx'
import { PostHead } from './post-head.tsx'
import { PublishPanel } from './publish-panel.tsx'
import { Reader } from './reader.tsx'
import { Remarks } from './remarks.tsx'
import { ReturnNote } from './return-note.tsx'
import { useWhyNot } from './use-why-not.ts'

/** One post: an editor while it can be written, a reading of it otherwise, and what comes next. */
export function PostDetail({ id }: { readonly id: string }) {
  const { ui } = useWords()
  const { answer: post, refusal } = useAnswer(api.posts.post, { id })
  const { answer: data } = useAnswer(api.rules.data, {})
  if (refusal !== undefined) return <RefusalNote refusal={refusal} />
  if (post === undefined || data === undefined) return <p role="status">{ui.loading}</p>
  return (
    <>
      <RuleFaults faults={data.faults} />
      <Loaded post={post} rules={data.rules} />
    </>
  )
}

function Loaded({ post, rules }: { readonly post: PostPage; readonly rules: RuleSet }) {
  const whyNot = useWhyNot(post.standing)
  const { stage } = post.standing
  // An approved post is read until somebody says that they mean to void its approval.
  const [reopened, setReopened] = useState(false)
  const writes = whyNot('revise') === undefined && (stage === 'draft' || stage === 'returned' || (stage === 'approved' && reopened))
  // What somebody said is read before the text is changed; while nobody did, the text comes first.
  const remarksFirst = writes && post.remarks.length > 0
  return (
    <>
      <PostHead post={post} actions={writes ? undefined : <PostActs post={post} onEdit={() => setReopened(true)} />} />
      <EmergencyNote post={post} />
      {!writes && <LeftNote post={post} />}
      {stage === 'returned' && <ReturnNote post={post} />}
      {stage === 'approved' && !writes && <PublishPanel post={post} />}
      {stage === 'published' && <PublishPanel post={post} />}
      {remarksFirst && <Remarks post={post} />}
      {writes ? <Editor post={post} rules={rules} /> : <Reader post={post} rules={rules} />}
      {!remarksFirst && <Remarks post={post} />}
      <History post={post} />
    </>
  )
}
