import type { PersonId } from '#shared/ledger/event.ts'

/** One step of a review: whose decision it takes, and whether one of them is enough. Nobody named: any reviewer, and one is enough. */
export type ReviewStep = { readonly people: readonly PersonId[]; readonly need: 'any' | 'all' }
export const stepNeeds = ['any', 'all'] as const satisfies readonly ReviewStep['need'][]

/**
 * The way posts of some entidades, or about some topics, go through review: the pool of one or two steps. An empty list of entidades or topics
 * means all of them.
 */
export type ReviewRoute = {
  readonly id: string
  readonly name: string
  readonly entities: readonly string[]
  readonly topics: readonly string[]
  readonly steps: readonly ReviewStep[]
}

/** What a reviewer agreed to on the way: in their own name, or standing in for somebody. */
export type Agreement = { readonly by: PersonId; readonly as: PersonId; readonly step: number }

/** One decision of any reviewer: what holds where no route does. */
export const plainSteps: readonly ReviewStep[] = [{ people: [], need: 'any' }]

/** More steps than two make waiting, not care. */
export const MOST_STEPS = 2
export const MOST_ROUTES = 60
const MOST_PEOPLE = 40
const LONGEST_NAME = 80

/** The first route that takes a post of an entidad (empty: a central area) with those topics; undefined: none. */
export function routeFor(routes: readonly ReviewRoute[], about: { readonly entity: string; readonly topics: readonly string[] }): ReviewRoute | undefined {
  return routes.find(
    ({ entities, topics }) => (entities.length === 0 || entities.includes(about.entity)) && (topics.length === 0 || topics.some((topic) => about.topics.includes(topic))),
  )
}

/** Whose agreement a step still waits for. */
export type Awaited = { readonly kind: 'anybody' } | { readonly kind: 'people'; readonly people: readonly PersonId[] }

/**
 * What a review knows of itself: its steps, who wrote any of the content, who agreed so far, and which of those its steps name (`unable`) do not
 * review any more.
 */
export type ReviewSoFar = {
  readonly steps: readonly ReviewStep[]
  readonly contributors: readonly PersonId[]
  readonly agreed: readonly Agreement[]
  readonly unable: readonly PersonId[]
}

/** The step that waits for a decision, and whose agreement it waits for. */
export type OpenStep = { readonly at: number; readonly step: ReviewStep; readonly waits: Awaited }

/** The first step that is not complete; undefined: there are none, any reviewer decides. */
export function openStep(review: ReviewSoFar): OpenStep | undefined {
  // An agreement in a later step closed those before it, also for whoever reviews again since.
  const reached = Math.max(0, ...review.agreed.map(({ step }) => step))
  for (const [at, step] of review.steps.entries()) {
    if (at < reached) continue
    const waits = awaited(review, at, step)
    const begun = review.agreed.some((one) => one.step === at)
    if (!begun || (step.need === 'all' && waits.kind === 'people' && waits.people.length > 0)) return { at, step, waits }
    // The others of the last step left after somebody agreed: what approves is still to be said, by whoever has not agreed.
    if (at === review.steps.length - 1) return { at, step, waits: { kind: 'anybody' } }
  }
  return undefined
}

/**
 * Who wrote any of it decides nothing (four eyes), nobody agrees twice, and who is no reviewer any more decides nothing either: a step waits for
 * none of them; if that leaves nobody, any reviewer may take the step.
 */
function awaited({ contributors, agreed, unable }: ReviewSoFar, at: number, { people }: ReviewStep): Awaited {
  const able = people.filter((person) => !contributors.includes(person) && !unable.includes(person) && !agreed.some(({ by, step }) => by === person && step < at))
  if (able.length === 0) return { kind: 'anybody' }
  return { kind: 'people', people: able.filter((person) => !agreed.some(({ as, step }) => as === person && step === at)) }
}

/** In whose name a person would decide in a step: their own, or of one of those they stand in for; undefined: it is not theirs. */
export function decidesAs(step: Awaited, person: PersonId, standsFor: readonly PersonId[]): PersonId | undefined {
  if (step.kind === 'anybody') return person
  return [person, ...standsFor].find((one) => step.people.includes(one))
}

/** Whether one more agreement, in that person's name, completes a step. */
function completes(step: ReviewStep, waits: Awaited, as: PersonId): boolean {
  return step.need === 'any' || waits.kind === 'anybody' || waits.people.every((person) => person === as)
}

/** Whether one more agreement, in that person's name, is the last that the way asks for. */
export function isLast(steps: readonly ReviewStep[], { at, step, waits }: OpenStep, as: PersonId): boolean {
  return at === steps.length - 1 && completes(step, waits, as)
}

/** The field codes of routes that cannot stand: `routes.<n>.name`, `.steps`, `.people`. */
export function routeFaults(routes: readonly ReviewRoute[]): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {}
  if (routes.length > MOST_ROUTES) faults['routes'] = 'too-many'
  routes.forEach(({ name, steps }, index) => {
    const at = `routes.${index}`
    if (name.trim() === '') faults[`${at}.name`] = 'required'
    else if (name.trim().length > LONGEST_NAME) faults[`${at}.name`] = 'too-long'
    if (steps.length === 0 || steps.length > MOST_STEPS) faults[`${at}.steps`] = 'choice'
    steps.forEach(({ people, need }, step) => {
      if (people.length > MOST_PEOPLE) faults[`${at}.steps.${step}`] = 'too-many'
      else if (need === 'all' && people.length === 0) faults[`${at}.steps.${step}`] = 'required'
    })
  })
  return faults
}
