import { DAY, type Instant, millisecondsOf } from '#shared/kernel/clock.ts'
import { useFormat } from '../i18n/words.ts'
import { classNames } from './class-names.ts'
import styles from './due.module.css'
import { useNow } from './use-now.ts'

/** When something is or was due: relative for the mind, absolute for the record. `soon` is how long before it turns to a warning. */
export function Due({
  at,
  soon = 7 * DAY,
  plain = false,
  absolute = true,
}: {
  readonly at: Instant
  readonly soon?: number
  /** Only a time, without judging it (a past deed). */
  readonly plain?: boolean
  /** Also the date itself. */
  readonly absolute?: boolean
}) {
  const now = useNow()
  const format = useFormat()
  const left = millisecondsOf(at) - millisecondsOf(now)
  const tone = plain ? undefined : left < 0 ? 'over' : left < soon ? 'soon' : undefined
  return (
    <time dateTime={at} title={format.exact(at)} className={classNames(styles['due'], tone !== undefined && styles[tone])}>
      <span className={styles['relative']}>{format.relative(at, now)}</span>
      {absolute && <span className={styles['absolute']}>{Math.abs(left) < DAY ? format.time(at) : format.day(at, now)}</span>}
    </time>
  )
}
