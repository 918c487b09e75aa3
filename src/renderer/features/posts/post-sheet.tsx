import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import type { PostRow } from '#shared/posts/contract.ts'
import { StageTag } from './stage-tag.tsx'

/** A post of the board or the calendar in short, and what can be done with it from there. */
export function PostSheet({ post, onClose, acts, children }: { readonly post: PostRow; readonly onClose: () => void; readonly acts?: ReactNode; readonly children?: ReactNode }) {
  const { posts: words, publishing, views } = useWords()
  const format = useFormat()
  const [, navigate] = useLocation()
  return (
    <Dialog
      title={post.title === '' ? words.untitled : post.title}
      open
      onClose={onClose}
      size="small"
      actions={
        <>
          <Button look="primary" onPress={() => navigate(`/publicaciones/${post.id}`)}>
            {views.sheet.open}
          </Button>
          {acts}
        </>
      }
    >
      <Facts
        facts={[
          { label: views.sheet.stage, value: <StageTag stage={post.stage} halted={post.halted} /> },
          ...(post.stage === 'published' ? [{ label: publishing.outcomes.published, value: format.instant(post.since) }] : []),
          { label: words.editor.wanted, value: post.wantedAt === null ? views.sheet.undated : format.instant(post.wantedAt) },
          { label: views.sheet.networks, value: format.list(post.networks.map((network) => words.networks[network])) },
          { label: views.sheet.office, value: post.officeName },
          { label: views.sheet.author, value: post.authorName },
        ]}
      />
      {children}
    </Dialog>
  )
}
