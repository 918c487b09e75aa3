import { Link } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Moment } from '#renderer/ui/moment.tsx'
import { Section } from '#renderer/ui/section.tsx'
import type { Instant } from '#shared/kernel/clock.ts'
import type { HubStatus } from '#shared/hub/status.ts'
import { useActWords } from './act-words.ts'
import styles from './hub.module.css'

/** What was done here and is not accepted yet: what, about what, whose, when, and what it waits for. */
export function PendingPart({ status }: { readonly status: HubStatus }) {
  const { hub } = useWords()
  const words = hub.pending
  const named = useActWords()
  const { answer } = useAnswer(api.hub.pending, {})
  const sending = status.mode === 'shared' && (status.link === 'current' || status.link === 'synchronising')
  return (
    <Section title={words.title} description={answer?.length === 0 ? words.none : undefined}>
      {answer !== undefined && answer.length > 0 && (
        <ul role="list" className={styles['list']}>
          {answer.map((act) => (
            <li key={act.id} className={styles['item']}>
              <span>
                <span className={styles['name']}>{named(act.types)}</span>
                {act.subject !== undefined && (
                  <>
                    {': '}
                    <Link href={act.subject.route}>{act.subject.title}</Link>
                  </>
                )}
              </span>
              <span className={styles['quiet']}>
                {/* Main wrote it as an instant; the contract keeps it as text. */}
                {act.actorName}, <Moment at={act.at as Instant} />
              </span>
              <span className={styles['quiet']}>{act.waits === 'network' && sending ? words.sending : words.waits[act.waits]}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
