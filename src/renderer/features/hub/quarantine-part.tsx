import { useLocation } from 'wouter'
import type { z } from 'zod'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Moment } from '#renderer/ui/moment.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { hubContract } from '#shared/hub/contract.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Role } from '#shared/organization/role.ts'
import { useActWords } from './act-words.ts'
import styles from './hub.module.css'

type Aside = z.output<(typeof hubContract)['entries']['quarantine']['out']>[number]

/** Events that failed this machine's checks: for who answers for the record, and reviewers. Others are told nothing here. What nobody looked at stands first. */
export function QuarantinePart() {
  const { hub } = useWords()
  const { roles } = useMe()
  const words = hub.quarantine
  const { answer } = useAnswer(api.hub.quarantine, {})
  if (answer === undefined || answer.length === 0) return null
  const open = answer.filter(({ attended }) => attended === undefined)
  return (
    <Section title={words.title} description={words.detail}>
      {open.length > 0 && <Note tone="danger">{mayRevoke(roles) ? words.help : words.helpTold}</Note>}
      <ul role="list" className={styles['list']}>
        {[...open, ...answer.filter(({ attended }) => attended !== undefined)].map((event) => (
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
  const me = useMe()
  const [, navigate] = useLocation()
  const attend = useAct(api.hub.attend)
  const faults: Readonly<Record<string, string>> = words.faults
  const { attended, writer } = event
  const mayAttend = mayRevoke(me.roles) || me.roles.includes('reviewer')

  async function look(): Promise<void> {
    const done = await attend.act({ ids: [event.id] })
    if (done?.ok === true) toast(words.attendedToast)
  }

  return (
    <>
      <span>
        <span className={styles['name']}>{named([event.type])}</span>, {words.position(format.number(event.position))}
      </span>
      <span>
        {faults[event.fault] ?? event.fault} {words.states[event.state]}
      </span>
      <span className={styles['quiet']}>
        {/* Main wrote it as an instant; the contract keeps it as text, here and below. */}
        {[event.actorName, event.stream].filter(Boolean).join(' · ')}, <Moment at={event.at as Instant} />
      </span>
      {writer !== undefined && (
        <span>
          {words.writer(writer.name, writer.login, format.instant(writer.at as Instant))} {writer.ended && words.writerEnded}
        </span>
      )}
      {attended !== undefined && <span className={styles['quiet']}>{words.attended(format.instant(attended as Instant))}</span>}
      {attended === undefined && (
        <div className={styles['acts']}>
          {writer !== undefined && (
            <Button size="small" look="primary" onPress={() => navigate(`/personas/${writer.person}`)}>
              {words.writerOpen(writer.name)}
            </Button>
          )}
          {event.state !== 'waiting' && (
            <Button size="small" onPress={() => void look()} disabledReason={mayAttend ? undefined : words.onlyAnswering}>
              {words.attend}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
