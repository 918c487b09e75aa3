import { HOUR } from '#shared/kernel/clock.ts'
import { useFormat, useLockWords } from '../i18n/words.ts'
import { classNames } from './class-names.ts'
import styles from './meter.module.css'

/** What is left of an allotted time, as a bar and in words. All in milliseconds; `left` below zero is time over. */
export function Meter({
  label,
  left,
  total,
  soon = 12 * HOUR,
  working = false,
  paused = false,
}: {
  /** What is being measured, for screen readers. */
  readonly label: string
  readonly left: number
  readonly total: number
  readonly soon?: number
  /** What is left is working time: said in hours of it, because a day of it is no day. */
  readonly working?: boolean
  readonly paused?: boolean
}) {
  const { ui } = useLockWords()
  const format = useFormat()
  const share = Math.max(0, Math.min(1, left / total))
  const words = paused ? ui.paused : left < 0 ? ui.timeOver(format.span(left)) : ui.timeLeft(working ? ui.workingHours(format.hours(left)) : format.span(left))
  const tone = paused ? 'paused' : left < 0 ? 'over' : left <= soon ? 'soon' : 'calm'
  return (
    <span className={classNames(styles['meter'], styles[tone])}>
      <span
        className={styles['track']}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={words}
      >
        <span className={styles['bar']} style={{ inlineSize: `${share * 100}%` }} />
      </span>
      <span className={styles['words']} aria-hidden="true">
        {words}
      </span>
    </span>
  )
}
