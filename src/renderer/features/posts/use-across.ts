import { useMemo } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useSettled } from '#renderer/content/use-settled.ts'
import type { PostPage, WrittenContent } from '#shared/posts/contract.ts'
import { isTooLong } from '#shared/posts/content.ts'
import { textAt } from '#shared/rules/content.ts'
import { isInText, type Finding } from '#shared/rules/finding.ts'

/** Milliseconds without typing after which main is asked: sooner than the save, so that a contradiction is seen while one still thinks of it. */
const PAUSE = 500
/** Milliseconds after which main is asked though nobody paused. */
const LONGEST = 3000

/**
 * What the line and other offices' posts say of a content, asked of main after each pause in typing. What was said of words that have changed
 * since is left out until main has answered anew.
 */
export function useAcross(post: PostPage, content: WrittenContent): readonly Finding[] {
  const settled = useSettled(content, PAUSE, LONGEST)
  const { stage } = post.standing
  const { answer } = useAnswer(api.posts.across, { id: post.id, content: settled }, { when: stage !== 'published' && stage !== 'discarded' && !isTooLong(settled) })
  return useMemo(() => (answer?.findings ?? []).filter((finding) => stillStands(finding, content)), [answer, content])
}

function stillStands({ place, detail }: Finding, content: WrittenContent): boolean {
  if (!isInText(place)) return true
  const text = textAt(content, place)
  return text !== undefined && place.end <= text.length && (detail['words'] === undefined || text.slice(place.start, place.end) === detail['words'])
}
