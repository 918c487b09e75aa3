import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { answers } from '#renderer/bridge/answers.ts'
import { api, keyOf } from '#renderer/bridge/api.ts'
import { useHubStatus } from '#renderer/bridge/hub-status.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Moment } from '#renderer/ui/moment.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { dealsWithAside } from '#shared/hub/status.ts'
import type { Role } from '#shared/organization/role.ts'
import { useActWords } from './act-words.ts'
import { type Aside, AsideReport, isToldAlready } from './aside-report.tsx'
import { ElsewherePart } from './elsewhere-part.tsx'
import styles from './hub.module.css'

/**
 * Events that failed this machine's checks, for whoever is here: a hub that lies may lie to this machine alone. What nobody looked at stands first. Then what
 * failed other machines', for who answers for the record.
 */
export function QuarantinePart() {
  const { answer: here } = useAnswer(api.hub.quarantine, {})
  const { answer: elsewhere } = useAnswer(api.hub.asideElsewhere, {})
  useFollowed()
  return (
    <>
      {here !== undefined && here.length > 0 && <AsideHere events={here} />}
      {elsewhere !== undefined && <ElsewherePart events={elsewhere} />}
    </>
  )
}

/** Asks again when the exchange says that there is more or less of it: what it puts aside, or hears of, is no commit. */
function useFollowed(): void {
  const status = useHubStatus()
  const said = status?.mode === 'shared' ? `${status.quarantined} ${status.unreported} ${status.elsewhere}` : ''
  useEffect(() => {
    for (const ask of [api.hub.quarantine, api.hub.asideElsewhere]) void answers.invalidateQueries({ queryKey: keyOf(ask) })
  }, [said])
}

function AsideHere({ events }: { readonly events: readonly Aside[] }) {
  const { hub } = useWords()
  const { roles } = useMe()
  const words = hub.quarantine
  const open = events.filter(({ attended }) => attended === undefined)
  const waits = open.some(({ reported }) => dealsWithAside(roles) || reported === undefined)
  const isSent = isToldAlready(open)
  return (
    <Section title={words.title} description={words.detail}>
      {waits && <Note tone={isSent ? 'warn' : 'danger'}>{mayRevoke(roles) ? words.help : isSent ? words.helpSent : words.helpTold}</Note>}
      {open.length > 0 && <AsideReport events={open} />}
      <ul role="list" className={styles['list']}>
        {[...open, ...events.filter(({ attended }) => attended !== undefined)].map((event) => (
          <li key={event.id} className={styles['item']}>
            <OneAside event={event} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Who can end the access of whoever wrote it. */
function mayRevoke(roles: readonly Role[]): boolean {
  return roles.includes('security') || roles.includes('administrator')
}

function OneAside({ event }: { readonly event: Aside }) {
  const { hub } = useWords()
  const words = hub.quarantine
  const format = useFormat()
  const named = useActWords()
  const { roles } = useMe()
  const [, navigate] = useLocation()
  const attend = useAct(api.hub.attend)
  const faults: Readonly<Record<string, string>> = words.faults
  const { attended, reported, sent, said, writer } = event
  const mayAttend = event.state !== 'waiting' && dealsWithAside(roles)

  async function look(): Promise<void> {
    const done = await attend.act({ ids: [event.id] })
    if (done?.ok === true) toast(words.attendedToast)
  }

  return (
    <>
      <span>
        <span className={styles['name']}>{words.position(format.number(event.position))}</span>
        {said !== undefined && <>, {named([said.type])}</>}
      </span>
      <span>
        {faults[event.fault] ?? event.fault} {words.states[event.state]}
      </span>
      <span className={styles['quiet']}>
        {said === undefined ? words.withheld : [said.actorName, said.subject?.title ?? said.stream].filter(Boolean).join(' · ')}
        {/* Main wrote it as an instant; the contract keeps it as text, here and below. */}
        {said?.at !== undefined && (
          <>
            , <Moment at={said.at as Instant} />
          </>
        )}
      </span>
      {writer !== undefined && (
        <span>
          {words.writer(writer.name, writer.login, format.instant(writer.at as Instant))} {writer.ended && words.writerEnded}
        </span>
      )}
      {sent !== undefined && <span className={styles['quiet']}>{words.sent(format.instant(sent as Instant))}</span>}
      {reported !== undefined && <span className={styles['quiet']}>{words.reported(format.instant(reported as Instant))}</span>}
      {attended !== undefined && <span className={styles['quiet']}>{words.attended(format.instant(attended as Instant))}</span>}
      {attended === undefined && (writer !== undefined || mayAttend) && (
        <div className={styles['acts']}>
          {writer !== undefined && (
            <Button size="small" look="primary" onPress={() => navigate(`/personas/${writer.person}`)}>
              {words.writerOpen(writer.name)}
            </Button>
          )}
          {mayAttend && (
            <Button size="small" onPress={() => void look()}>
              {words.attend}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
