import type { Ledger } from '#main/ledger/ledger.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { ok, refuseFields, type Result } from '#shared/kernel/result.ts'
import type { Context, PersonId } from '#shared/ledger/event.ts'
import { entityIdOf } from '#shared/organization/office.ts'
import type { PostPage } from '#shared/posts/contract.ts'
import type { Post } from '#shared/posts/post.ts'
import { standingOf } from '#shared/posts/post-decider.ts'
import { REVIEW_POLICY, reviewPolicy, type ReviewPolicy } from '#shared/posts/review-policy.ts'
import { plainSteps, routeFor, type ReviewStep } from '#shared/posts/review-route.ts'
import { canTake } from '#shared/posts/transitions.ts'
import { restDaysIn, type RestDay } from '#shared/rules/rest-days.ts'
import type { PostPeople } from './ports.ts'

type Named = { readonly id: string; readonly name: string }
type Dependencies = { readonly ledger: Ledger; readonly people: PostPeople; readonly clock: Clock; readonly writersOf: (state: Post) => readonly PersonId[]; readonly entities: () => readonly Named[]; readonly restDays: () => readonly RestDay[] }

/** How the institution reviews: the ways posts go, and which time counts. */
export function policy({ ledger, people, clock, writersOf, entities, restDays }: Dependencies) {
  const present = (): ReviewPolicy => ledger.state(reviewPolicy, REVIEW_POLICY)
  const named = (id: PersonId) => ({ id, name: people.nameOf(id) })

  /** Whom the steps of a post in review name and who may not review any more. Who may is asked once, at most, for all the posts it is given. */
  function unable(): (state: Post) => readonly PersonId[] {
    let able: ReadonlySet<PersonId> | undefined
    return ({ stage }) => {
      if (stage.kind !== 'submitted') return []
      const all = new Set(stage.steps.flatMap((step) => step.people))
      return [...all].filter((person) => !(able ??= new Set(people.reviewers(clock.now()))).has(person))
    }
  }

  function stepsFor(state: Post): readonly ReviewStep[] | undefined {
    const writers = writersOf(state)
    const steps = routeFor(present().routes, { entity: entityIdOf(state.office), topics: state.content.topics })?.steps
    // Who wrote its message decides on no post of it: a step waits for the others that it names.
    return steps?.map((step) => (step.people.every((person) => writers.includes(person)) ? step : { ...step, people: step.people.filter((person) => !writers.includes(person)) }))
  }

  /** Who coordinates the review: those named who may review still. */
  function coordinators(): readonly PersonId[] {
    const able = new Set(people.reviewers(clock.now()))
    return ledger.state(reviewPolicy, REVIEW_POLICY).coordinators.filter((person) => able.has(person))
  }

  return {
    present,
    coordinators,

    /** What is in force, who arranged it, and what can be chosen. */
    read(_context: Context) {
      const { routes, calendar, arranged } = ledger.state(reviewPolicy, REVIEW_POLICY)
      const year = Number(clock.now().slice(0, 4))
      return {
        policy: { routes, calendar },
        coordinators: coordinators(),
        arranged: arranged === null ? null : { ...arranged, name: people.nameOf(arranged.by) },
        reviewers: people.reviewers(clock.now()).map(named).toSorted(byName),
        entities: [...entities()].map(({ id, name }) => ({ id, name })),
        restDays: [year, year + 1].map((one) => ({ year: one, days: restDaysIn(restDays(), one) })),
      }
    },

    /** `named`: who coordinates from now on; undefined: who did. Refusals: `ledger/role`, `posts/policy-invalid` (also for who may not review). */
    arrange(context: Context, policy: ReviewPolicy, named: readonly PersonId[] = coordinators()): Result<Record<string, never>> {
      const able = people.reviewers(clock.now())
      if (named.some((person) => !able.includes(person))) return refuseFields('posts/policy-invalid', { coordinators: 'choice' })
      const recorded = ledger.record(context, reviewPolicy, REVIEW_POLICY, { kind: 'arrange', policy, coordinators: named })
      return recorded.ok ? ok({}) : recorded
    },

    /** The way a post goes when it is sent now; undefined: the plain one. */
    stepsFor,

    /** Whether a post is in review by another way than the one it would take now. Its steps are said by the machine that sent it: only people see it. */
    goesAnotherWay: (state: Post): boolean => state.stage.kind === 'submitted' && told(state.stage.steps) !== told(stepsFor(state) ?? plainSteps),

    unable,

    /** The steps of a post in review, by the names of the people. */
    rowsOf(state: Post): PostPage['steps'] {
      const { stage } = state
      if (stage.kind !== 'submitted') return []
      const gone = unable()(state)
      return stage.steps.map(({ need, people: pool }, index) => ({
        need,
        people: pool.map(people.nameOf),
        gone: pool.filter((person) => gone.includes(person)).map(people.nameOf),
        agreed: stage.agreed.filter(({ step }) => step === index).map(({ by, as }) => ({ name: people.nameOf(by), as: as === by ? null : people.nameOf(as) })),
      }))
    },

    /** To whom a reviewer may hand a post over: who can take the step that waits. */
    handOverTo(context: Context, state: Post): PostPage['handOverTo'] {
      if (state.stage.kind !== 'submitted' || !context.roles.includes('reviewer')) return []
      const [standing, now] = [standingOf(state, unable()(state), writersOf(state)), clock.now()]
      return people
        .reviewers(now)
        .filter((id) => id !== context.actor && canTake(standing, id, people.standsFor(id, now)))
        .map(named)
        .toSorted(byName)
    },
  }
}

/** Steps as one text, to compare two ways by. */
function told(steps: readonly ReviewStep[]): string {
  return JSON.stringify(steps.map(({ need, people }) => [need, people.toSorted()]))
}

function byName(one: Named, other: Named): number {
  return one.name.localeCompare(other.name, 'es')
}
