import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Moment } from '#renderer/ui/moment.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import type { Instant } from '#shared/kernel/clock.ts'
import { useActWords } from './act-words.ts'
import styles from './hub.module.css'

/** Events that failed this machine's checks: for who answers for the record. Others are told nothing here. */
export function QuarantinePart() {
  const { hub } = useWords()
  const words = hub.quarantine
  const format = useFormat()
  const named = useActWords()
  const faults: Readonly<Record<string, string>> = words.faults
  const { answer } = useAnswer(api.hub.quarantine, {})
  if (answer === undefined || answer.length === 0) return null
  return (
    <Section title={words.title} description={words.detail}>
      <Note tone="danger">{words.help}</Note>
      <ul role="list" className={styles['list']}>
        {answer.map((event) => (
          <li key={event.id} className={styles['item']}>
            <span>
              <span className={styles['name']}>{named([event.type])}</span>, {words.position(format.number(event.position))}
            </span>
            <span>{faults[event.fault] ?? event.fault}</span>
            <span className={styles['quiet']}>
              {/* Main wrote it as an instant; the contract keeps it as text. */}
              {[event.actorName, event.stream].filter(Boolean).join(' · ')}, <Moment at={event.at as Instant} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
