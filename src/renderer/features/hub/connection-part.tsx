import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { RotateIcon } from '#renderer/ui/icons.ts'
import { Moment } from '#renderer/ui/moment.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { Progress } from '#renderer/ui/progress.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { asideFor, type HubStatus, type HubStop, hubStops, hubWord, isClockOff } from '#shared/hub/status.ts'
import { OpenAdmission } from './admission-part.tsx'
import { Fingerprint } from './fingerprint.tsx'
import styles from './hub.module.css'

/** Why the hub does not let this person in from here: an invitation or an access code mends it. */
const ADMISSION: ReadonlySet<string> = new Set(['hub/denied', 'hub/no-login', 'hub/not-a-member', 'hub/wrong-password', 'hub/not-registered'])

type Shared = Extract<HubStatus, { mode: 'shared' }>

/** What the status means, what to do about it, and where the hub is. */
export function ConnectionPart({ status, titled = true }: { readonly status: Shared; /** False: what stands before says it already. */ readonly titled?: boolean }) {
  const { hub } = useWords()
  const words = hub.page
  const format = useFormat()
  const { answer: place } = useAnswer(api.hub.place, {})
  const now = useAct(api.hub.synchronise)
  const { left = 0, tooLarge = 0 } = status.files ?? {}
  const files = [
    ...(left > 0 ? [words.filesLeft(left, format.number(left))] : []),
    ...(tooLarge > 0 ? [words.filesTooLarge(tooLarge, format.number(tooLarge))] : []),
  ]
  return (
    <>
      {titled && <StatusNote status={status} />}
      {now.refusal !== undefined && <RefusalNote refusal={now.refusal} />}
      {status.progress !== undefined && (
        <Progress
          label={hub.join.work.stages.pulling}
          done={status.progress.done}
          total={status.progress.total}
          words={hub.join.work.counted(format.number(status.progress.done), format.number(status.progress.total))}
        />
      )}
      <Section
        title={words.details}
        actions={
          <Button size="small" icon={<RotateIcon />} busy={now.busy} onPress={() => void now.act({})}>
            {words.now}
          </Button>
        }
      >
        <Facts
          facts={[
            { label: words.host, value: place === undefined || place === null ? '' : `${place.host}:${place.port}` },
            { label: words.database, value: place?.database ?? '' },
            { label: words.lastContact, value: status.lastContact === undefined ? words.never : <Moment at={status.lastContact} /> },
            { label: words.position, value: place === undefined || place === null ? '' : format.number(place.position) },
            ...(files.length === 0 ? [] : [{ label: words.files, value: files.join(' ') }]),
            ...(status.offered === undefined ? [] : [{ label: words.offered, value: words.offeredCount(status.offered, format.number(status.offered)) }]),
            ...(status.unexamined === undefined
              ? []
              : [{ label: words.signatures, value: words.examined(format.number(status.unexamined.examined), format.number(status.unexamined.upTo)) }]),
            { label: words.clock, value: <ClockWords difference={status.clockDifference} /> },
            { label: words.fingerprint, value: <Fingerprint groups={place?.fingerprint ?? []} /> },
          ]}
        />
        <p className={styles['quiet']}>{words.fingerprintHint}</p>
        {isClockOff(status.clockDifference) && <Note tone="warn">{words.clockHelp}</Note>}
      </Section>
    </>
  )
}

function ClockWords({ difference }: { readonly difference: number }) {
  const { hub } = useWords()
  const format = useFormat()
  if (!isClockOff(difference)) return hub.page.clockSame
  const span = format.span(Math.abs(difference))
  return difference > 0 ? hub.page.clockAhead(span) : hub.page.clockBehind(span)
}

/** The one thing to know first. */
function StatusNote({ status }: { readonly status: Shared }) {
  const { hub } = useWords()
  const format = useFormat()
  const me = useMe()
  const word = hubWord(status, me.roles)
  const aside = asideFor(status, me.roles)
  if (word === 'alone') return null
  const titles = {
    current: hub.status.current,
    synchronising: hub.status.synchronising,
    pending: hub.status.pending(status.pending, format.number(status.pending)),
    offline: hub.status.offlineSince(format.instant(status.since)),
    conflicts: hub.status.conflicts(status.conflicts, format.number(status.conflicts)),
    stopped: hub.status.stopped,
    aside: hub.status.aside(aside, format.number(aside)),
  }
  const stop = stopOf(status.why)
  const tone = { current: 'ok', synchronising: 'info', pending: 'info', offline: 'warn', conflicts: 'warn', stopped: 'danger', aside: 'danger' } as const
  return (
    <Note tone={tone[word]} title={titles[word]}>
      <p>{hub.explain[word]}</p>
      {stop !== undefined && (
        <>
          <p>{hub.stops[stop].what}</p>
          <p>{hub.stops[stop].mend}</p>
        </>
      )}
      {stop === undefined && word === 'offline' && status.why !== undefined && <WhyOffline code={status.why} />}
      {word !== 'conflicts' && ADMISSION.has(status.why ?? '') && (
        <div className={styles['mend']}>
          <OpenAdmission />
        </div>
      )}
    </Note>
  )
}

function WhyOffline({ code }: { readonly code: string }) {
  const { refusals } = useWords()
  const sentence = refusals[code]
  return typeof sentence === 'string' ? <p>{sentence}</p> : null
}

function stopOf(why: string | undefined): HubStop | undefined {
  return hubStops.find((stop) => `hub/${stop}` === why)
}
