import { formatFor } from '#renderer/i18n/format.ts'
import { useLanguage, useWords, useZone } from '#renderer/i18n/words.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { isTimeZone } from '#shared/organization/time-zone.ts'
import type { TimeWindow, Wanted } from '#shared/posts/content.ts'

/**
 * A moment of a post in the zone in which it was meant, which is always named; where the reader's clock shows another hour, that one too. So an hour
 * in Tijuana is never read as one in Mexico City.
 */
export function useMoment() {
  const { people, posts: words } = useWords()
  const language = useLanguage()
  const here = useZone()
  const zoneName = (zone: string) => (isTimeZone(zone) ? people.offices.zones[zone] : zone)
  const moment = (at: Instant, zone: string): string => {
    const meant = formatFor(language, zone).instant(at)
    const read = formatFor(language, here).instant(at)
    return `${meant}, ${zoneName(zone)}${meant === read ? '' : words.time.here(read)}`
  }
  return {
    wanted: (wanted: Wanted | null): string => (wanted === null ? '' : moment(wanted.at, wanted.zone)),
    window: (window: TimeWindow | null): string => {
      if (window === null) return ''
      const { from, until, zone } = window
      return [from === null ? '' : words.time.from(moment(from, zone)), until === null ? '' : words.time.until(moment(until, zone))].filter(Boolean).join(' · ')
    },
    zoneName,
  }
}
