import type { z } from 'zod'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { CopyButton } from '#renderer/ui/copy-button.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import type { hubContract } from '#shared/hub/contract.ts'
import { dealsWithAside } from '#shared/hub/status.ts'
import { bars } from '#shared/hub/trust-fault.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { useActWords } from './act-words.ts'
import styles from './hub.module.css'

/** An event that was put aside, as main tells of it. */
export type Aside = z.output<(typeof hubContract)['entries']['quarantine']['out']>[number]

/** Events that one report names; of more it says how many. One member can have thousands put aside, and what is wrong shows in a few. */
const NAMED = 50
/** Events that main takes at once. */
const AT_ONCE = 1000

/**
 * Whether the hub noted all of these for the security leads, and none of them says that the hub itself lies: only a hub that does shows what bars its stream, and it
 * can keep the news back.
 */
export function isToldAlready(events: readonly Aside[]): boolean {
  return events.every(({ sent, fault }) => sent !== undefined && !bars(fault))
}

/** A drafted report on what was put aside, copied with one button: the record may not be the way to tell of it. */
export function AsideReport({ events }: { readonly events: readonly Aside[] }) {
  const { hub } = useWords()
  const words = hub.quarantine.report
  const { roles } = useMe()
  const text = useReport(events)
  const copy = useAct(api.shell.copyText)
  const report = useAct(api.hub.report)
  const deals = dealsWithAside(roles)
  const left = events.filter(({ reported }) => reported === undefined)
  const isSent = isToldAlready(events)

  async function told(): Promise<void> {
    const done = await report.act({ ids: left.slice(0, AT_ONCE).map(({ id }) => id) })
    if (done?.ok === true) toast(words.toldToast)
  }

  return (
    <div className={styles['side']}>
      <h3 className={styles['name']}>{words.title}</h3>
      <p className={styles['quiet']}>{words.detail}</p>
      <details>
        <summary className={styles['summary']}>{words.show}</summary>
        <pre className={styles['report']}>{text}</pre>
      </details>
      <div className={styles['acts']}>
        <CopyButton size="small" look={deals || isSent ? 'plain' : 'primary'} onCopy={async () => (await copy.act({ text }))?.ok === true}>
          {words.copy}
        </CopyButton>
        {!deals && left.length > 0 && (
          <Button size="small" onPress={() => void told()}>
            {isSent ? hub.quarantine.seen : words.told}
          </Button>
        )}
      </div>
    </div>
  )
}

/** The report in words: which hub, where each event stands in it and what is wrong with it. Nothing of what any of them holds. */
function useReport(events: readonly Aside[]): string {
  const { hub, organization } = useWords()
  const words = hub.quarantine.report
  const faults: Readonly<Record<string, string>> = hub.quarantine.faults
  const format = useFormat()
  const named = useActWords()
  const me = useMe()
  const now = useNow()
  const { answer: place } = useAnswer(api.hub.place, {})
  const paragraph = ({ position, fault, hash, since, said, writer }: Aside) => [
    hub.quarantine.position(format.number(position)),
    words.fault(faults[fault] ?? fault, fault),
    words.hash(hash),
    // Main wrote it as an instant; the contract keeps it as text.
    words.since(format.exact(since as Instant)),
    ...(said === undefined ? [] : [words.act(named([said.type]), said.type), words.stream(said.stream), words.actor(said.actorName, said.actor), words.signer(said.signer)]),
    ...(writer === undefined ? [] : [words.writer(writer.name, writer.login)]),
  ]
  const about = [
    words.heading,
    words.from(me.name, format.list(me.roles.map((role) => organization.roles[role])), me.officeName),
    words.at(format.exact(now)),
    ...(place === undefined || place === null
      ? []
      : [words.hub(`${place.host}:${place.port}`, place.database), words.fingerprint(place.fingerprint.join(' ')), words.reached(format.number(place.position))]),
  ]
  const more = events.length - NAMED
  return [about, ...events.slice(0, NAMED).map(paragraph), ...(more > 0 ? [[words.more(format.number(more))]] : [])].map((lines) => lines.join('\n')).join('\n\n')
}
