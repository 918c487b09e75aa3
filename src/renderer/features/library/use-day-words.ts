import { useFormat, useZone } from '#renderer/i18n/words.ts'
import { instantAt, type Day } from '#shared/kernel/local-day.ts'

/** A day as it is written here: at noon it is the same day in every hour that a clock may be changed. */
export function useDayWords(): (day: Day) => string {
  const format = useFormat()
  const zone = useZone()
  return (day) => format.date(instantAt(day, 12, zone))
}
