import { type Instant, millisecondsOf } from '#shared/kernel/clock.ts'

/** A moment for a dialog that comes before the record, and with it the office's zone, is known: by the machine's zone, which it names. */
export function machineTime(at: Instant, locale: string, timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'long',
  }).format(millisecondsOf(at))
}
