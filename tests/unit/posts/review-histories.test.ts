import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PersonId } from '#shared/ledger/event.ts'
import { standingOf } from '#shared/posts/post-decider.ts'
import type { PostState } from '#shared/posts/post.ts'
import type { ReviewStep } from '#shared/posts/review-route.ts'
import { whyNot } from '#shared/posts/transitions.ts'
import { histories, lived, rolesIn, standsFor, unableIn, type Done, type World } from './histories.ts'
import { contextOf, names, people } from './people.ts'

const RUNS = { numRuns: 300 }
const reviewersIn = (world: World) => names.filter((name) => rolesIn(world, name).includes('reviewer')).map((name) => ({ ...people[name], roles: rolesIn(world, name) }))
type Reviewer = ReturnType<typeof reviewersIn>[number]

/** `approves`: it was the last. `unable`: who did not review at that moment. */
type Vote = { readonly by: PersonId; readonly as: PersonId; readonly step: number; readonly approves: boolean; readonly unable: readonly PersonId[] }
/** A review from its sending to the decision that ends it: what was asked of it, and who agreed to what. Told by the events alone. */
type Review = { readonly steps: readonly ReviewStep[]; readonly contributors: readonly PersonId[]; readonly votes: readonly Vote[]; readonly approved: boolean }

function reviewsOf(done: readonly Done[]): readonly Review[] {
  const reviews: Review[] = []
  let open: Review | undefined
  for (const { name, world, before, events } of done) {
    const by = contextOf(name).actor
    const unable = unableIn(world)
    for (const event of events) {
      if (event.type === 'post.submitted') {
        const contributors = before.kind === 'none' ? [] : [...new Set([...before.contributors, ...before.writers, by])]
        open = { steps: event.payload.steps ?? [{ people: [], need: 'any' }], contributors, votes: [], approved: false }
      }
      if (open === undefined) continue
      if (event.type === 'post.agreed') open = { ...open, votes: [...open.votes, { by, as: event.payload.as ?? by, step: event.payload.step, approves: false, unable }] }
      // The last agreement is the approval, in the last step.
      if (event.type === 'post.approved') open = { ...open, approved: true, votes: [...open.votes, { by, as: event.payload.as ?? by, step: open.steps.length - 1, approves: true, unable }] }
      if (event.type === 'post.approved' || event.type === 'post.returned' || event.type === 'post.withdrawn' || event.type === 'post.expedited') {
        reviews.push(open)
        open = undefined
      }
    }
  }
  return open === undefined ? reviews : [...reviews, open]
}

/** Who is missing in a step at the moment of a vote: those it names who review then, wrote none of it, and neither agreed in a step before nor, in whoever’s person, in this one. */
function missing({ steps, contributors, votes }: Review, index: number, at: number): readonly PersonId[] {
  const before = votes.slice(0, at)
  return (steps[index]?.people ?? []).filter(
    (person) => !contributors.includes(person) && !votes[at]?.unable.includes(person) && !before.some(({ by, as, step }) => (by === person && step < index) || (as === person && step === index)),
  )
}

test('nothing is approved before every step has its people, in their order', () => {
  fc.assert(
    fc.property(histories, (turns) => {
      for (const review of reviewsOf(lived(turns))) {
        expect(review.votes.map(({ step }) => step)).toEqual(review.votes.map(({ step }) => step).toSorted((one, other) => one - other))
        review.votes.forEach((vote, at) => {
          const named = missing(review, vote.step, at)
          if (named.length > 0) expect(named).toContain(vote.as)
          const need = review.steps[vote.step]?.need
          const begun = review.votes.slice(0, at).some(({ step }) => step === vote.step)
          const isLast = vote.step === review.steps.length - 1
          // More than one only where all are asked; beyond them only where nothing else could approve.
          if (begun) expect(need === 'all' && (named.length > 0 || isLast)).toBe(true)
          // In the last step an agreement approves if it leaves nobody missing, and only then.
          expect(vote.approves).toBe(isLast && (need === 'any' || named.every((person) => person === vote.as)))
          if (begun) return
          // The first of a step: those before have what they asked for.
          for (let index = 0; index < vote.step; index += 1) {
            expect(review.votes.some(({ step }) => step === index)).toBe(true)
            if (review.steps[index]?.need === 'all') expect(missing(review, index, at)).toEqual([])
          }
        })
      }
    }),
    RUNS,
  )
})

test('nobody agrees twice, in whatever name, and nobody counts who wrote any of it', () => {
  fc.assert(
    fc.property(histories, (turns) => {
      for (const { votes, contributors } of reviewsOf(lived(turns))) {
        expect(new Set(votes.map(({ by }) => by)).size).toBe(votes.length)
        expect(votes.flatMap(({ by, as }) => [by, as]).filter((person) => contributors.includes(person))).toEqual([])
      }
    }),
    RUNS,
  )
})

test('a decision is in somebody else’s place only while one stands in for them', () => {
  fc.assert(
    fc.property(histories, (turns) => {
      for (const { name, world, events } of lived(turns)) {
        for (const event of events) {
          if ((event.type !== 'post.agreed' && event.type !== 'post.approved' && event.type !== 'post.returned') || event.payload.as === undefined) continue
          expect(standsFor(world, people[name].person)).toContain(event.payload.as)
        }
      }
    }),
    RUNS,
  )
})

/** Whether a reviewer could approve, if nobody had it in hand. */
const could = (state: Extract<PostState, { kind: 'post' }>, { person, roles, office }: Reviewer, { at, world }: Done): boolean =>
  whyNot('approve', { ...standingOf(state, unableIn(world)), claim: null }, { person, roles, office, now: at, standsFor: standsFor(world, person) }) === undefined

test('a review never waits for somebody who may not decide it', () => {
  fc.assert(
    fc.property(histories, (turns) => {
      for (const done of lived(turns)) {
        const { after } = done
        if (after.kind === 'none' || after.stage.kind !== 'submitted') continue
        const { agreed } = after.stage
        const free = reviewersIn(done.world).filter(({ person }) => ![...after.contributors, ...after.writers].includes(person) && !agreed.some(({ by }) => by === person))
        if (free.length > 0) expect(free.filter((one) => could(after, one, done)).length).toBeGreaterThan(0)
      }
    }),
    RUNS,
  )
})

test('who is handed a post can decide it', () => {
  fc.assert(
    fc.property(histories, (turns) => {
      for (const done of lived(turns)) {
        for (const event of done.events) {
          if (event.type !== 'post.handed-over' || done.after.kind === 'none') continue
          const to = reviewersIn(done.world).find(({ person }) => person === event.payload.to)
          expect(to !== undefined && could(done.after, to, done)).toBe(true)
        }
      }
    }),
    RUNS,
  )
})

test('what one person approved out of turn they wrote nothing of, and somebody else looks at it, once', () => {
  fc.assert(
    fc.property(histories, (turns) => {
      let waits: PersonId | undefined
      // Whether the approval out of turn is the one that holds.
      let holds = false
      for (const { name, before, events } of lived(turns)) {
        const by = people[name].person
        for (const event of events) {
          if (event.type === 'post.expedited') waits = by
          if (event.type === 'post.expedited' || event.type === 'approval.voided') holds = event.type === 'post.expedited'
          if (event.type !== 'emergency.checked') continue
          expect(waits).toBeDefined()
          expect(by).not.toBe(waits)
          if (event.payload.verdict === 'objected' && before.kind === 'post' && before.stage.kind === 'approved' && before.stage.halt === null) expect(events.some(({ type }) => type === 'post.halted')).toBe(holds)
          waits = undefined
        }
      }
    }),
    RUNS,
  )
})

test('nothing is copied under a stop, nor after it was lifted what it held, until that post is freed', () => {
  fc.assert(
    fc.property(histories, (turns) => {
      let freed = new Set<string>()
      for (const { events, before, world, at } of lived(turns)) {
        for (const event of events) {
          if (event.type === 'post.approved' || event.type === 'post.expedited') freed = new Set()
          if (event.type === 'post.freed') freed = new Set([...freed, ...event.payload.stops])
          if (event.type !== 'post.copied' || before.kind === 'none' || before.stage.kind !== 'approved') continue
          const approvedAt = before.stage.at
          const { account } = event.payload
          for (const { id, scope, lifted } of world.stops) {
            const about = scope.kind === 'all' || (scope.kind === 'account' && scope.account === account) || (scope.kind === 'network' && before.content.accounts.some((one) => one.id === account && one.network === scope.network))
            if (!about) continue
            expect(lifted, `a stop in force at ${at}`).not.toBeNull()
            if (lifted !== null && approvedAt < lifted.at) {
              expect(freed).toContain(id)
                }
          }
        }
      }
    }),
    RUNS,
  )
})

test('histories do reach what these rules are about', () => {
  const reviewing = [people.rosa, people.raul, people.nora].map(({ person }): PersonId => person)
  const reached = { 'approved in two steps': 0, 'by all of several': 0, 'in somebody’s place': 0, 'handed over': 0, 'without somebody a step named': 0, 'of all, once the others left': 0, 'objected to once it was voided and another approved': 0, 'out of turn over open required remarks': 0, 'copied once freed': 0 }
  for (const turns of fc.sample(histories, { numRuns: 2000, seed: 7 })) {
    const done = lived(turns)
    for (const review of reviewsOf(done)) {
      const { approved, steps, votes } = review
      if (votes.some(({ step, unable }) => steps[step]?.people.some((person) => reviewing.includes(person) && unable.includes(person)))) reached['without somebody a step named'] += 1
      if (votes.some((vote, at) => vote.approves && votes[at - 1]?.step === vote.step && missing(review, vote.step, at).length === 0)) reached['of all, once the others left'] += 1
      if (approved && steps.length > 1) reached['approved in two steps'] += 1
      if (approved && votes.some(({ step }, index) => step === votes[index - 1]?.step)) reached['by all of several'] += 1
      if (votes.some(({ by, as }) => by !== as)) reached['in somebody’s place'] += 1
    }
    for (const { events, before } of done) {
      if (before.kind === 'post' && before.stage.kind === 'approved' && before.emergency?.voided === true && events.some((event) => event.type === 'emergency.checked' && event.payload.verdict === 'objected')) reached['objected to once it was voided and another approved'] += 1
      if (events.some((event) => event.type === 'post.expedited' && (event.payload.remarks ?? []).length > 0)) reached['out of turn over open required remarks'] += 1
      if (events.some(({ type }) => type === 'post.handed-over')) reached['handed over'] += 1
      if (before.kind === 'post' && before.stage.kind === 'approved' && before.stage.freed.length > 0 && events.some(({ type }) => type === 'post.copied')) reached['copied once freed'] += 1
    }
  }
  expect(Object.entries(reached).filter(([, times]) => times === 0)).toEqual([])
})
