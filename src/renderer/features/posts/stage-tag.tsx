import { useWords } from '#renderer/i18n/words.ts'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import type { Tone } from '#renderer/ui/tone.ts'
import type { StageKind } from '#shared/posts/post.ts'

const tones: Readonly<Record<StageKind, Tone>> = {
  draft: 'neutral',
  submitted: 'info',
  returned: 'warn',
  approved: 'ok',
  published: 'ok',
  discarded: 'neutral',
}

/** Where a post stands, in a word. */
export function StageTag({ stage, halted }: { readonly stage: StageKind; readonly halted: boolean }) {
  const { posts } = useWords()
  return halted ? <StatusTag tone="danger">{posts.halted}</StatusTag> : <StatusTag tone={tones[stage]}>{posts.stages[stage]}</StatusTag>
}
