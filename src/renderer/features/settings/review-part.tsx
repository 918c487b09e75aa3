import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { FieldGroup } from '#renderer/ui/field-group.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { ReviewIcon } from '#renderer/ui/icons.ts'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { ReviewArrangement } from '#shared/posts/contract.ts'
import type { ReviewPolicy } from '#shared/posts/review-policy.ts'
import type { ReviewRoute } from '#shared/posts/review-route.ts'
import { CalendarFacts } from './calendar-facts.tsx'
import { CalendarFields } from './calendar-fields.tsx'
import { Chosen } from './chosen.tsx'
import styles from './review-part.module.css'
import { RouteDialog } from './route-dialog.tsx'

/** How the institution reviews: who decides what, in how many steps, and which time counts. */
export function ReviewPart() {
  const { answer } = useAnswer(api.posts.reviewPolicy, {})
  return <div className={styles['part']}>{answer !== undefined && <Arrangement key={JSON.stringify([answer.policy, answer.coordinators])} answer={answer} />}</div>
}

function Arrangement({ answer }: { readonly answer: ReviewArrangement }) {
  const { reviewing } = useWords()
  const words = reviewing.policy
  const format = useFormat()
  const administrator = useMe().roles.includes('administrator')
  const { answer: policies } = useAnswer(api.organization.policies, {})
  const { answer: vocabulary } = useAnswer(api.library.topics, {})
  const topics = vocabulary?.topics ?? []
  const { act, busy, refusal } = useAct(api.posts.arrangeReview)
  const [policy, setPolicy] = useState<ReviewPolicy>(answer.policy)
  const [coordinators, setCoordinators] = useState<readonly string[]>(answer.coordinators)
  const [editing, setEditing] = useState<{ readonly route: ReviewRoute; readonly index: number }>()
  const dirty = JSON.stringify([policy, coordinators.toSorted()]) !== JSON.stringify([answer.policy, answer.coordinators.toSorted()])
  const why = administrator ? undefined : words.onlyAdministrator
  const { routes } = policy
  const setRoutes = (next: readonly ReviewRoute[]) => setPolicy({ ...policy, routes: next })
  const move = (index: number, by: number) => {
    const next = [...routes]
    const [moved] = next.splice(index, 1)
    if (moved !== undefined) setRoutes(next.toSpliced(index + by, 0, moved))
  }
  const nameOf = (id: string) => answer.reviewers.find((one) => one.id === id)?.name ?? id
  return (
    <Form
      label={words.tab}
      refusal={refusal}
      onSubmit={() => void act({ policy, coordinators: coordinators as readonly PersonId[] }).then((done) => done?.ok === true && toast(words.saved))}
      actions={
        <>
          <Button type="submit" look={dirty ? 'primary' : 'plain'} busy={busy} disabledReason={why}>
            {words.save}
          </Button>
          {dirty && <span className={styles['quiet']}>{words.unsaved}</span>}
          {!dirty && answer.arranged !== null && <span className={styles['quiet']}>{words.arranged(answer.arranged.name, format.instant(answer.arranged.at))}</span>}
        </>
      }
    >
      <Section
        title={words.routes}
        description={words.routesDetail}
        actions={
          <Button
            size="small"
            disabledReason={why}
            onPress={() => setEditing({ index: routes.length, route: { id: freeId(routes), name: '', entities: [], topics: [], steps: [{ people: [], need: 'any' }] } })}
          >
            {words.add}
          </Button>
        }
      >
        {routes.length === 0 ? (
          <EmptyState icon={<ReviewIcon />} title={words.none} />
        ) : (
          <ol className={styles['routes']} role="list">
            {routes.map((route, index) => (
              <li key={route.id} className={styles['route']}>
                <div className={styles['words']}>
                  <strong>{route.name}</strong>
                  <span className={styles['quiet']}>
                    {route.entities.length === 0 ? words.everywhere : format.list(route.entities.map((id) => answer.entities.find((one) => one.id === id)?.name ?? id))}
                    {route.topics.length > 0 && ` · ${format.list(route.topics.map((id) => topics.find((one) => one.id === id)?.name ?? id))}`}
                  </span>
                  {route.steps.map((step, at) => (
                    // Steps have no identity but their place.
                    <span key={at} className={styles['quiet']}>
                      {at + 1}. {step.people.length === 0 ? words.anybody : `${format.list(step.people.map(nameOf))} · ${words.needs[step.need].toLowerCase()}`}
                    </span>
                  ))}
                </div>
                <div className={styles['acts']}>
                  <Button size="small" disabledReason={why} onPress={() => setEditing({ route, index })}>
                    {words.edit}
                  </Button>
                  {index > 0 && (
                    <Button size="small" look="quiet" disabledReason={why} onPress={() => move(index, -1)}>
                      {words.up}
                    </Button>
                  )}
                  {index < routes.length - 1 && (
                    <Button size="small" look="quiet" disabledReason={why} onPress={() => move(index, 1)}>
                      {words.down}
                    </Button>
                  )}
                  <Button size="small" look="quiet" disabledReason={why} onPress={() => setRoutes(routes.toSpliced(index, 1))}>
                    {words.remove}
                  </Button>
                </div>
              </li>
            ))}
          </ol>
        )}
      </Section>
      <Section title={words.coordination}>
        {administrator ? (
          <FieldGroup label={words.coordinators} hint={words.coordinatorsHint} name="coordinators">
            <Chosen among={answer.reviewers} chosen={coordinators} onChange={setCoordinators} />
          </FieldGroup>
        ) : (
          <Facts facts={[{ label: words.coordinators, value: format.list(coordinators.map(nameOf)) }]} />
        )}
      </Section>
      <Section title={words.deadline} description={policies === undefined ? undefined : words.calendarDetail(policies.reviewHours)}>
        {administrator ? (
          <CalendarFields calendar={policy.calendar} restDays={answer.restDays} onChange={(calendar) => setPolicy({ ...policy, calendar })} />
        ) : (
          <CalendarFacts calendar={policy.calendar} />
        )}
      </Section>
      {editing !== undefined && (
        <RouteDialog
          route={editing.route}
          isNew={editing.index === routes.length}
          reviewers={answer.reviewers}
          entities={answer.entities}
          topics={topics}
          onClose={() => setEditing(undefined)}
          onDone={(route) => {
            setRoutes(routes.toSpliced(editing.index, 1, route))
            setEditing(undefined)
          }}
        />
      )}
    </Form>
  )
}

/** An id that no way has yet. */
function freeId(routes: readonly ReviewRoute[]): string {
  let number = routes.length + 1
  while (routes.some(({ id }) => id === `via-${number}`)) number += 1
  return `via-${number}`
}
