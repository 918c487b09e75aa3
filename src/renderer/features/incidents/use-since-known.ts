import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { type Instant, millisecondsOf, MINUTE } from '#shared/kernel/clock.ts'

/** How long something has been known, in words. The present is looked at a few times a minute: seconds would stand still. */
export function useSinceKnown(knownAt: Instant): string {
  const { incidents: words } = useWords()
  const format = useFormat()
  const span = millisecondsOf(useNow()) - millisecondsOf(knownAt)
  return span < MINUTE ? words.underMinute : format.span(span)
}
