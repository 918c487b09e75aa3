import type { Instant } from '#shared/kernel/clock.ts'
import { useFormat } from '../i18n/words.ts'

/** A moment written out, with the exact one (seconds, zone) on resting over it. */
export function Moment({ at, only }: { readonly at: Instant; readonly only?: 'date' | 'time' }) {
  const format = useFormat()
  return (
    <time dateTime={at} title={format.exact(at)}>
      {only === 'date' ? format.date(at) : only === 'time' ? format.time(at) : format.instant(at)}
    </time>
  )
}
