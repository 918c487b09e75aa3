import { useHubStatus } from '../bridge/hub-status.ts'
import { useMe } from '../bridge/me.ts'
import { useFormat, useWords, useZone } from '../i18n/words.ts'
import { classNames } from '../ui/class-names.ts'
import { StatusTag } from '../ui/status-tag.tsx'
import type { Tone } from '../ui/tone.ts'
import { useNow } from '../ui/use-now.ts'
import { asideFor, type HubWord, hubWord, isClockOff } from '#shared/hub/status.ts'
import { dayOf } from '#shared/kernel/local-day.ts'
import styles from './status-line.module.css'

const PAGE = '#/ajustes/registro-compartido'

const tones: Readonly<Record<HubWord, Tone>> = {
  alone: 'neutral',
  current: 'ok',
  synchronising: 'info',
  pending: 'info',
  offline: 'warn',
  conflicts: 'warn',
  stopped: 'danger',
  aside: 'danger',
}

/** How this machine stands with the shared record, a clock that is wrong, and the way to the page that explains both. Alone it says nothing. */
export function HubState() {
  const { hub } = useWords()
  const format = useFormat()
  const status = useHubStatus()
  const me = useMe()
  const now = useNow()
  const zone = useZone()
  if (status === undefined || status.mode === 'alone') return null
  const word = hubWord(status, me.roles)
  const aside = asideFor(status, me.roles)
  const pending = hub.status.pending(status.pending, format.number(status.pending))
  const time = format.time(status.since)
  const offline = dayOf(status.since, zone) === dayOf(now, zone) ? hub.status.offline(time) : hub.status.offlineSince(`${format.day(status.since, now)}, ${time}`)
  const words = {
    alone: '',
    current: hub.status.current,
    synchronising:
      status.progress === undefined ? hub.status.synchronising : hub.status.progress(`${Math.floor((status.progress.done / Math.max(1, status.progress.total)) * 100)} %`),
    pending,
    offline: status.pending > 0 ? `${offline} · ${pending}` : offline,
    conflicts: hub.status.conflicts(status.conflicts, format.number(status.conflicts)),
    stopped: hub.status.stopped,
    aside: hub.status.aside(aside, format.number(aside)),
  }[word]
  const { clockDifference: ahead } = status
  return (
    <>
      {isClockOff(ahead) && (
        <a href={PAGE} className={styles['button']} title={hub.page.clockHelp}>
          <StatusTag tone="warn">{(ahead > 0 ? hub.status.clockSlow : hub.status.clockFast)(format.span(ahead))}</StatusTag>
        </a>
      )}
      <a
        href={PAGE}
        className={classNames(styles['button'], (word === 'current' || word === 'synchronising') && styles['optional'])}
        title={word === 'alone' ? undefined : hub.explain[word]}
      >
        <StatusTag tone={tones[word]}>{words}</StatusTag>
      </a>
    </>
  )
}
