import { useState } from 'react'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Section } from '#renderer/ui/section.tsx'
import type { PostPage } from '#shared/posts/contract.ts'
import { RemarkDialog } from './remark-dialog.tsx'
import { selectedPassage, type Passage } from './remark-mark.ts'
import { RemarkThread } from './remark-thread.tsx'
import styles from './remarks.module.css'
import { useWhyNot } from './use-why-not.ts'

/** What is said of a post: open threads first, those that were closed folded away. `asked`: a key asked for a new one. */
export function Remarks({ post, asked = false, onAsked }: { readonly post: PostPage; readonly asked?: boolean; readonly onAsked?: (open: boolean) => void }) {
  const words = useWords().reviewing.remarks
  const whyNot = useWhyNot(post.standing)
  const [begun, setBegun] = useState<{ readonly passage: Passage | undefined }>()
  const open = post.remarks.filter((remark) => remark.state === 'open')
  const closed = post.remarks.filter((remark) => remark.state !== 'open')
  const blocked = whyNot('remark')
  if (asked && begun === undefined && blocked === undefined) setBegun({ passage: selectedPassage(post) })
  if (blocked !== undefined && post.remarks.length === 0) return null
  return (
    <Section
      level={3}
      title={words.title}
      description={words.detail}
      actions={
        <Button size="small" shortcut="O" disabledReason={blocked} onPress={() => setBegun({ passage: selectedPassage(post) })}>
          {words.add}
        </Button>
      }
    >
      {post.remarks.length === 0 && <p className={styles['none']}>{words.none}</p>}
      {open.length > 0 && (
        <ul className={styles['list']} role="list" aria-label={words.title}>
          {open.map((remark) => (
            <RemarkThread key={remark.id} post={post} remark={remark} />
          ))}
        </ul>
      )}
      {closed.length > 0 && (
        <details className={styles['more']}>
          <summary>{words.closed(closed.length)}</summary>
          <ul className={styles['list']} role="list" aria-label={words.closed(closed.length)}>
            {closed.map((remark) => (
              <RemarkThread key={remark.id} post={post} remark={remark} />
            ))}
          </ul>
        </details>
      )}
      {begun !== undefined && (
        <RemarkDialog
          post={post}
          passage={begun.passage}
          onClose={() => {
            setBegun(undefined)
            onAsked?.(false)
          }}
        />
      )}
    </Section>
  )
}
