import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { PendingMark } from '#renderer/bridge/pending-mark.tsx'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Moment } from '#renderer/ui/moment.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import type { PostPage } from '#shared/posts/contract.ts'
import styles from './post-head.module.css'
import { ReviewMeter } from './review-meter.tsx'
import { StageTag } from './stage-tag.tsx'

/** The head of a post's page: what it is, where it stands, who put it there and when, and what comes next. */
export function PostHead({ post, actions }: { readonly post: PostPage; readonly actions?: ReactNode }) {
  const { posts: words, publishing } = useWords()
  const format = useFormat()
  const { stage } = post.standing
  const networks = format.list([...new Set(post.accounts.map((account) => words.networks[account.network]))])
  const next = post.halt !== null ? words.next.halted(post.halt.by, post.halt.reason) : words.next[stage](post.last.name)
  return (
    <PageHeader
      level={2}
      kicker={[post.officeName, networks].filter(Boolean).join(' · ')}
      title={post.title === '' ? words.untitled : post.title}
      status={<StageTag stage={stage} halted={post.standing.halted} />}
      description={
        <span className={styles['state']}>
          <span>
            {next} <Moment at={post.halt?.at ?? post.last.at} />.
          </span>
          {post.due !== null && <ReviewMeter due={post.due} limit={post.limit} calendar={post.calendar} />}
          <PendingMark stream={`post/${post.id}`} />
          {post.claim !== null && <StatusTag tone="info">{words.claimedBy(post.claim.name)}</StatusTag>}
          {post.correctionOf !== null && (
            <span>
              {words.correctionOf} <Link href={`/publicaciones/${post.correctionOf.id}`}>«{post.correctionOf.title}»</Link>
            </span>
          )}
          {post.corrections.map((one) => (
            <span key={one.id}>
              {publishing.corrections} <Link href={`/publicaciones/${one.id}`}>«{one.title === '' ? words.untitled : one.title}»</Link> ({words.stages[one.stage]})
            </span>
          ))}
        </span>
      }
      actions={actions}
    />
  )
}
