import type { z } from 'zod'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { hubContract } from '#shared/hub/contract.ts'
import { dealsWithElsewhere } from '#shared/hub/status.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import styles from './hub.module.css'

/** An event that other machines put aside, as main tells of it. */
export type Elsewhere = z.output<(typeof hubContract)['entries']['asideElsewhere']['out']>[number]

/** Events shown at once: one member can have thousands told, and what is wrong shows in a few. */
const SHOWN = 50
/** Events that main takes at once. */
const AT_ONCE = 1000
/** People named; of more it says how many. */
const NAMED = 3

/** What other machines put aside and told the hub of, for who answers for the record. What nobody looked at stands first. */
export function ElsewherePart({ events }: { readonly events: readonly Elsewhere[] }) {
  const { hub } = useWords()
  const words = hub.quarantine.elsewhere
  const format = useFormat()
  const { roles } = useMe()
  const attend = useAct(api.hub.attendElsewhere)
  const open = events.filter(({ attended }) => attended === undefined)
  const all = [...open, ...events.filter(({ attended }) => attended !== undefined)]
  const deals = dealsWithElsewhere(roles)
  if (events.length === 0) return null

  async function look(which: readonly Elsewhere[]): Promise<void> {
    const done = await attend.act({ events: which.slice(0, AT_ONCE).map(({ position, hash, fault }) => ({ position, hash, fault })) })
    if (done?.ok === true) toast(hub.quarantine.attendedToast)
  }

  return (
    <Section
      title={words.title}
      description={words.detail}
      actions={
        deals &&
        open.length > 1 && (
          <Button size="small" onPress={() => void look(open)}>
            {words.attendAll}
          </Button>
        )
      }
    >
      {open.length > 0 && deals && <p className={styles['quiet']}>{words.help}</p>}
      <ul role="list" className={styles['list']}>
        {all.slice(0, SHOWN).map((event) => (
          <li key={`${event.position} ${event.hash} ${event.fault}`} className={styles['item']}>
            <OneElsewhere event={event} onLook={deals && event.attended === undefined ? () => void look([event]) : undefined} />
          </li>
        ))}
      </ul>
      {all.length > SHOWN && <p className={styles['quiet']}>{hub.quarantine.report.more(format.number(all.length - SHOWN))}</p>}
    </Section>
  )
}

function OneElsewhere({ event, onLook }: { readonly event: Elsewhere; readonly onLook: (() => void) | undefined }) {
  const { hub } = useWords()
  const words = hub.quarantine
  const format = useFormat()
  const [, navigate] = useLocation()
  const faults: Readonly<Record<string, string>> = words.faults
  const of: Readonly<Record<string, string>> = words.elsewhere.of
  const { position, fault, noun, since, machines, people, held, attended, writer } = event
  const more = people.length - NAMED
  // Who told it may have no name on this machine yet.
  const names = [...people.slice(0, NAMED).map(({ name, person }) => name || person), ...(more > 0 ? [words.elsewhere.more(more, format.number(more))] : [])]
  return (
    <>
      <span>
        <span className={styles['name']}>{words.position(format.number(position))}</span>
        {of[noun] !== undefined && <>, {of[noun]}</>}
      </span>
      <span>
        {faults[fault] ?? fault} {held && words.elsewhere.held}
      </span>
      {/* Main wrote it as an instant; the contract keeps it as text, here and below. */}
      <span className={styles['quiet']}>{words.elsewhere.told(format.list(names), machines, format.number(machines), format.instant(since as Instant))}</span>
      {writer !== undefined && (
        <span>
          {words.writer(writer.name, writer.login, format.instant(writer.at as Instant))} {writer.ended && words.writerEnded}
        </span>
      )}
      {attended !== undefined && <span className={styles['quiet']}>{words.attended(format.instant(attended as Instant))}</span>}
      {attended === undefined && (writer !== undefined || onLook !== undefined) && (
        <div className={styles['acts']}>
          {writer !== undefined && (
            <Button size="small" look="primary" onPress={() => navigate(`/personas/${writer.person}`)}>
              {words.writerOpen(writer.name)}
            </Button>
          )}
          {onLook !== undefined && (
            <Button size="small" onPress={onLook}>
              {words.attend}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
