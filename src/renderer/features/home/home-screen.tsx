import { Link, useLocation } from 'wouter'
import { api } from '../../bridge/api.ts'
import { useMe } from '../../bridge/me.ts'
import { useAnswer } from '../../bridge/use-answer.ts'
import { useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { OkIcon } from '../../ui/icons.ts'
import { Page } from '../../ui/page.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { type RankedItem, urgencies } from '#shared/home/item.ts'
import styles from './home-screen.module.css'
import { ItemLine } from './item-line.tsx'

/** «¿Qué necesita mi atención ahora?»: one ordered list, in groups of urgency; each line says what, until when, and its one act. */
export function HomeScreen() {
  const { home } = useWords()
  const { roles } = useMe()
  const [, navigate] = useLocation()
  const { answer } = useAnswer(api.home.now, {})
  if (answer === undefined) return null
  const items: readonly RankedItem[] = answer.items
  const isNew = items.some(({ item }) => item.kind === 'registry-empty')
  return (
    <Page>
      <PageHeader title={home.question} description={items.length === 0 ? undefined : isNew ? home.begin : home.waiting(items.length)} />
      {items.length === 0 ? (
        <EmptyState title={home.nothing.title} icon={<OkIcon />}>
          {home.nothing.detail}
        </EmptyState>
      ) : (
        urgencies.map((urgency) => {
          const these = items.filter((item) => item.urgency === urgency)
          if (these.length === 0) return null
          return (
            <section key={urgency} aria-labelledby={`urgency-${urgency}`}>
              <h2 id={`urgency-${urgency}`} className={styles['urgency']} data-urgency={urgency}>
                {home.urgencies[urgency]}
                <span className={styles['count']}>{these.length}</span>
              </h2>
              <ul role="list" className={styles['lines']}>
                {these.map((item) => (
                  <ItemLine key={item.id} ranked={item} first={item === items[0]} onGo={navigate} />
                ))}
              </ul>
            </section>
          )
        })
      )}
      {(roles.includes('reviewer') || roles.includes('auditor')) && <EmergencyRate />}
    </Page>
  )
}

/** How much of a month went out of turn: a figure to be watched, nobody's matter, with the way to what it counts. */
function EmergencyRate() {
  const { reviewing } = useWords()
  const { answer } = useAnswer(api.posts.emergencies, {})
  if (answer === undefined) return null
  const { expedited, approved, days } = answer.rate
  return (
    <p className={styles['figure']}>
      <Link href="/via-urgente">{reviewing.emergencies.rate(expedited, approved, days)}</Link>
    </p>
  )
}
