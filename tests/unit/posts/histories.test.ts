import fc from 'fast-check'
import { expect, test } from 'vitest'
import { later, MINUTE, type Instant } from '#shared/kernel/clock.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { normalContent, type Content } from '#shared/posts/content.ts'
import { post, standingOf } from '#shared/posts/post-decider.ts'
import type { PostCommand } from '#shared/posts/post-commands.ts'
import type { PostEvent } from '#shared/posts/post-events.ts'
import { hasGround } from '#shared/posts/grounds.ts'
import type { PostState } from '#shared/posts/post.ts'
import type { RemarkId } from '#shared/posts/remark.ts'
import type { StopId } from '#shared/posts/stop.ts'
import { plainSteps, type ReviewStep } from '#shared/posts/review-route.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { whyNot } from '#shared/posts/transitions.ts'
import { content, contextOf, facts, names, noon, onFacebook, onX, people, shown, type Name } from './people.ts'

const contents: readonly Content[] = [content, { ...content, base: 'Otro texto' }, { ...content, variants: { x: 'Solo en X' } }, { ...content, accounts: [{ id: onX, network: 'x' }] }]
const anyContent = fc.constantFrom(...contents)
const twoSteps: readonly ReviewStep[] = [{ people: [people.rosa.person], need: 'any' }, { people: [], need: 'any' }]
const anyAccount = fc.constantFrom(onX, onFacebook)

/** Half of the commands name what is there, so that histories get far; the others name anything. */
type Wish = (state: PostState) => PostCommand
const present = (state: PostState) => (state.kind === 'none' ? { revision: 1, content } : state)
const wishes: fc.Arbitrary<Wish> = fc.oneof(
  anyContent.map((given): Wish => () => ({ kind: 'draft', content: given, correctionOf: null })),
  fc.tuple(anyContent, fc.boolean()).map(([given, stale]): Wish => (state) => ({ kind: 'revise', content: given, expected: present(state).revision - (stale ? 1 : 0) })),
  fc.constantFrom<readonly ReviewStep[]>(plainSteps, plainSteps, twoSteps).map((steps): Wish => (state) => ({ kind: 'submit', expected: present(state).revision, findings: [], steps })),
  fc.constantFrom<PostCommand>({ kind: 'withdraw' }, { kind: 'claim' }, { kind: 'release' }, { kind: 'discard' }, { kind: 'resume' }, { kind: 'halt', reason: 'x' }).map((command): Wish => () => command),
  fc.constant<Wish>((state) => ({ kind: 'return', expected: present(state).revision, reasons: ['other'], note: 'x' })),
  fc.boolean().map((right): Wish => (state) => ({ kind: 'approve', expected: present(state).revision, seal: right ? sealOf(present(state).content) : 'x' })),
  fc.tuple(anyAccount, fc.boolean()).map(([account, frozen]): Wish => () => ({ kind: 'copy', account, facts: { ...facts, frozenBy: frozen ? 'INC-1' : null } })),
  anyAccount.map((account): Wish => () => ({ kind: 'publish', account, permalink: account === onX ? 'https://x.com/INEOaxaca/status/1' : 'https://www.facebook.com/INEOaxaca/posts/1', proof: shown('Otro texto', { resolution: { act: 'explain', note: 'x' } }), facts })),
  fc.tuple(anyAccount, fc.boolean(), fc.constantFrom('not-published', 'doubt', 'check', 'take-down')).map(
    ([account, found, kind]): Wish => () => (kind === 'check' ? { kind, account, found, note: 'x' } : kind === 'doubt' ? { kind, account, note: 'x' } : { kind, account, reason: 'x' }),
  ),
)
const said: fc.Arbitrary<Wish> = fc.tuple(fc.constantFrom('remark', 'answer', 'resolve', 'reopen', 'accept', 'accept', 'decline'), fc.boolean(), fc.nat(2)).map(([kind, strict, index]): Wish => (state) => {
  const there = state.kind === 'none' ? undefined : state
  const remark = there?.remarks[there.remarks.length - 1 - index]?.id ?? ('nothing' as RemarkId)
  const expected = there?.revision ?? 1
  if (kind === 'remark') {
    const quote = there?.content.base ?? 'x'
    return { kind, id: `r${there?.remarks.length ?? 0}` as RemarkId, expected, anchor: { kind: 'passage', at: { kind: 'text', network: 'base' }, start: 0, quote }, text: 'x', required: strict, proposal: strict ? `${quote}.` : null }
  }
  return kind === 'answer' ? { kind, remark, text: 'x' } : kind === 'accept' ? { kind, remark, expected } : kind === 'decline' ? { kind, remark, reason: 'x' } : { kind, remark }
})
const urgent: fc.Arbitrary<Wish> = fc.constantFrom('expedite', 'expedite', 'check', 'object', 'free', 'breach').map((kind): Wish => (state) => {
  const { revision, content: present } = state.kind === 'none' ? { revision: 1, content } : state
  if (kind === 'expedite') return { kind, expected: revision, seal: sealOf(present), reason: 'x', findings: [] }
  if (kind === 'free') return { kind, stops: ['s1' as StopId] }
  return kind === 'breach' ? { kind: 'note-breach', due: noon, limit: 48 } : { kind: 'check-emergency', verdict: kind === 'check' ? 'confirmed' : 'objected', note: 'x' }
})
type Turn = readonly [Name, Wish, number]
const turn = fc.tuple(fc.constantFrom<Name>('ana', 'ana', 'rosa', 'rosa', ...names), fc.oneof({ weight: 3, arbitrary: wishes }, { weight: 1, arbitrary: said }, { weight: 1, arbitrary: urgent }), fc.integer({ min: 0, max: 30 }))

type Done = { readonly name: Name; readonly at: Instant; readonly command: PostCommand; readonly before: PostState; readonly events: readonly PostEvent[]; readonly after: PostState }

function lived(turns: readonly Turn[]): readonly Done[] {
  const done: Done[] = []
  let state: PostState = post.initial
  let now = noon
  for (const [name, wish, minutes] of turns) {
    now = later(now, minutes * MINUTE)
    const context = contextOf(name, now)
    const command = wish(state)
    const decision = post.roleFor(command, context) === undefined ? undefined : post.decide(state, command, context)
    const events = decision?.ok === true ? decision.value : []
    const before = state
    for (const event of events) state = post.evolve(state, event, { id: context.newId<'event'>(), actor: context.actor, office: context.office, role: 'operator', at: now, version: 1, stream: 'post/1' })
    done.push({ name, at: now, command, before, events, after: state })
  }
  return done
}

const histories = fc.array(turn, { minLength: 20, maxLength: 80, size: 'max' })
/** Histories that begin where the interesting part is. */
const started = histories.map((turns): readonly Turn[] => [['ana', () => ({ kind: 'draft', content, correctionOf: null }), 0], ...turns])

test('nobody who touched the sealed content ever approves it', () => {
  fc.assert(
    fc.property(started, (turns) => {
      const hands = new Set<PersonId>()
      for (const { name, events } of lived(turns)) {
        for (const event of events) {
          if (event.type === 'post.drafted' || event.type === 'post.revised' || event.type === 'post.submitted') hands.add(contextOf(name).actor)
          if (event.type === 'suggestion.accepted') hands.add(event.payload.by)
          if (event.type === 'post.approved' || event.type === 'post.agreed' || event.type === 'post.expedited' || event.type === 'emergency.checked') expect(hands).not.toContain(contextOf(name).actor)
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('nothing is copied or published but under a live seal of exactly that content', () => {
  fc.assert(
    fc.property(started, (turns) => {
      for (const { before, events } of lived(turns)) {
        for (const event of events) {
          if (event.type !== 'post.copied' && event.type !== 'post.published') continue
          // A halt stops copying; what is already out is still recorded.
          expect(before).toMatchObject({ stage: { kind: 'approved', ...(event.type === 'post.copied' ? { halt: null } : {}) } })
          if (before.kind === 'post') expect(event.payload.seal).toBe(sealOf(before.content))
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('whatever the decider decides has a ground in the post as it stood, and no approval has one that it would not decide', () => {
  fc.assert(
    fc.property(started, (turns) => {
      for (const { name, before, events, command, at } of lived(turns)) {
        const { actor, office } = contextOf(name)
        const standsFor = (person: PersonId): boolean => 'standsFor' in command && command.standsFor?.includes(person) === true
        let state = before
        for (const event of events) {
          expect(hasGround(state, event, { actor, standsFor })).toBe(true)
          state = post.evolve(state, event, { id: contextOf(name).newId<'event'>(), actor, office, role: 'operator', at, version: 1, stream: 'post/1' })
        }
        if (before.kind === 'none') continue
        // Once no claim holds any more.
        const raul = contextOf('raul', later(at, 24 * 60 * MINUTE))
        const seal = sealOf(before.content)
        const decided = post.decide(before, { kind: 'approve', expected: before.revision, seal, despite: 'x' }, raul)
        const forged = { type: 'post.approved', payload: { revision: before.revision, seal } } as const
        expect(hasGround(before, forged, { actor: raul.actor, standsFor })).toBe(decided.ok && decided.value[0]?.type === 'post.approved')
      }
    }),
    { numRuns: 200 },
  )
})

test('a decision is taken once, and another only after a new submission', () => {
  fc.assert(
    fc.property(started, (turns) => {
      let open = false
      for (const event of lived(turns).flatMap((done) => done.events)) {
        if (event.type === 'post.submitted') open = true
        if (event.type === 'post.withdrawn') open = false
        // Out of turn it needs no submission, and closes one that is open.
        if (event.type === 'post.expedited') open = false
        if (event.type !== 'post.approved' && event.type !== 'post.returned') continue
        expect(open).toBe(true)
        open = false
      }
    }),
    { numRuns: 200 },
  )
})

test('the content never changes while in review or once published, and each change raises the revision by one', () => {
  fc.assert(
    fc.property(started, (turns) => {
      for (const { before, after } of lived(turns)) {
        if (before.kind === 'none' || after.kind === 'none') continue
        const changed = sealOf(before.content) !== sealOf(after.content)
        expect(after.revision - before.revision).toBe(changed ? 1 : 0)
        if (changed) expect(['draft', 'returned', 'approved']).toContain(before.stage.kind)
        if (changed) expect(['draft', 'returned']).toContain(after.stage.kind)
      }
    }),
    { numRuns: 200 },
  )
})

test('what the table allows the decider only refuses for a reason of content, and what it forbids the decider refuses with the same code', () => {
  const reasons = ['posts/changed-since', 'posts/blocked', 'posts/reason-missing', 'posts/permalink', 'posts/not-copied', 'posts/account-frozen', 'posts/account-proven', 'posts/account-not-chosen', 'posts/exists', 'posts/unsure', 'posts/found', 'posts/copied-by-other', 'posts/not-doubted', 'posts/not-proven', 'posts/taken-down', 'posts/remarks-open', 'posts/remark-unknown', 'posts/remark-closed', 'posts/remark-open', 'posts/remark-not-yours', 'posts/remark-reviewers-only', 'posts/no-emergency', 'posts/emergency-checked', 'posts/own-emergency', 'posts/nothing-to-free', 'posts/no-proposal', 'posts/passage-gone']
  fc.assert(
    fc.property(started, (turns) => {
      for (const { before, name, command, at } of lived(turns)) {
        if (before.kind === 'none' || command.kind === 'draft') continue
        const context = contextOf(name, at)
        const said = whyNot(command.kind, standingOf(before), { person: context.actor, roles: context.roles, office: context.office, now: context.now })
        const decision = post.decide(before, command, context)
        if (said !== undefined) expect(decision).toEqual({ ok: false, refusal: { code: said } })
        else if (!decision.ok) expect(reasons).toContain(decision.refusal.code)
      }
    }),
    { numRuns: 200 },
  )
})

test('histories do reach publication', () => {
  const reached = fc.sample(started, { numRuns: 1000, seed: 7 }).some((turns) => lived(turns).some(({ events }) => events.some((event) => event.type === 'post.published')))
  expect(reached).toBe(true)
})

test('nothing that was said of a post is ever lost, and an open demand is never approved away in silence', () => {
  fc.assert(
    fc.property(started, (turns) => {
      for (const { before, after, events } of lived(turns)) {
        if (before.kind === 'none' || after.kind === 'none') continue
        expect(after.remarks.slice(0, before.remarks.length).map(({ id, text }) => [id, text])).toEqual(before.remarks.map(({ id, text }) => [id, text]))
        before.remarks.forEach((remark, index) => expect(after.remarks[index]?.answers.slice(0, remark.answers.length)).toEqual(remark.answers))
        const open = before.remarks.filter(({ required, state }) => required && state.kind === 'open').map(({ id }) => id)
        for (const event of events) if (event.type === 'post.approved') expect(event.payload.despite?.remarks ?? []).toEqual(open)
      }
    }),
    { numRuns: 100 },
  )
})

test('normal form is reached in one step', () => {
  const text = fc.string({ unit: 'grapheme' })
  fc.assert(
    fc.property(text, text, (base, x) => {
      const once = normalContent({ ...content, base, variants: { x } })
      expect(normalContent(once)).toEqual(once)
    }),
  )
})
