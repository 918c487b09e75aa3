import { useWords } from '#renderer/i18n/words.ts'
import { Meter } from '#renderer/ui/meter.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { HOUR, type Instant } from '#shared/kernel/clock.ts'
import type { PostPage } from '#shared/posts/contract.ts'
import { leftBefore, SOON_HOURS } from '#shared/posts/review-clock.ts'

/** What is left of the review's hours, of the time that counts. */
export function ReviewMeter({ due, limit, calendar }: { readonly due: Instant } & Pick<PostPage, 'limit' | 'calendar'>) {
  const { posts: words } = useWords()
  const now = useNow()
  return <Meter label={words.clock} left={leftBefore(due, now, calendar)} total={limit * HOUR} soon={SOON_HOURS * HOUR} working={calendar.kind === 'working'} />
}
