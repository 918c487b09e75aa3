import { useState } from 'react'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { FieldGroup } from '#renderer/ui/field-group.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import type { Refusal } from '#shared/kernel/refusal.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { routeFaults, type ReviewRoute, type ReviewStep } from '#shared/posts/review-route.ts'
import { Chosen, type Named } from './chosen.tsx'

/** One way of review: for which entidades, and whose decision its one or two steps take. Saved with the rest of the arrangement. */
export function RouteDialog({
  route: given,
  isNew,
  reviewers,
  entities,
  topics,
  onClose,
  onDone,
}: {
  readonly route: ReviewRoute
  readonly isNew: boolean
  readonly reviewers: readonly Named[]
  readonly entities: readonly Named[]
  readonly topics: readonly Named[]
  readonly onClose: () => void
  readonly onDone: (route: ReviewRoute) => void
}) {
  const { reviewing, ui } = useWords()
  const words = reviewing.policy
  const [route, setRoute] = useState(given)
  const [refusal, setRefusal] = useState<Refusal>()
  const setStep = (index: number, part: Partial<ReviewStep>) => setRoute({ ...route, steps: route.steps.map((step, at) => (at === index ? { ...step, ...part } : step)) })
  const done = () => {
    const fields = routeFaults([route])
    if (Object.keys(fields).length > 0) setRefusal({ code: 'posts/policy-invalid', fields })
    else onDone({ ...route, name: route.name.trim() })
  }
  return (
    <Dialog title={isNew ? words.addTitle : words.editTitle} open onClose={onClose}>
      <Form
        refusal={refusal}
        onSubmit={done}
        actions={
          <>
            <Button type="submit" look="primary">
              {words.done}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <TextField label={words.name} hint={words.nameHint} name="routes.0.name" value={route.name} onChange={(name) => setRoute({ ...route, name })} maxLength={120} autoFocus />
        <FieldGroup label={words.entities} hint={words.entitiesHint}>
          <Chosen among={entities} chosen={route.entities} onChange={(chosen) => setRoute({ ...route, entities: chosen })} />
        </FieldGroup>
        {topics.length > 0 && (
          <FieldGroup label={words.topics} hint={words.topicsHint}>
            <Chosen among={topics} chosen={route.topics} onChange={(chosen) => setRoute({ ...route, topics: chosen })} />
          </FieldGroup>
        )}
        <RadioGroup
          label={words.steps}
          name="routes.0.steps"
          value={route.steps.length > 1 ? 'two' : 'one'}
          onChange={(steps) => setRoute({ ...route, steps: steps === 'one' ? route.steps.slice(0, 1) : [...route.steps, { people: [], need: 'any' } as const].slice(0, 2) })}
          options={(['one', 'two'] as const).map((value) => ({ value, label: words.stepsChoice[value] }))}
          row
        />
        {route.steps.map((step, index) => (
          // Steps have no identity but their place.
          <div key={index}>
            <FieldGroup label={words.step(index + 1)} hint={words.stepHint} name={`routes.0.steps.${index}`}>
              <Chosen among={reviewers} chosen={step.people} onChange={(chosen) => setStep(index, { people: chosen as readonly PersonId[] })} />
            </FieldGroup>
            {step.people.length > 1 && (
              <RadioGroup
                label={words.need(index + 1)}
                value={step.need}
                onChange={(need) => setStep(index, { need })}
                options={(['any', 'all'] as const).map((value) => ({ value, label: words.needs[value] }))}
                row
              />
            )}
          </div>
        ))}
      </Form>
    </Dialog>
  )
}
