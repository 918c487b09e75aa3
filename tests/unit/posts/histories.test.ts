import fc from 'fast-check'
import { expect, test } from 'vitest'
import { later, MINUTE } from '#shared/kernel/clock.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { normalContent } from '#shared/posts/content.ts'
import { hasProof, isUnsure } from '#shared/posts/post.ts'
import { post, standingOf } from '#shared/posts/post-decider.ts'
import { hasGround } from '#shared/posts/grounds.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { whyNot } from '#shared/posts/transitions.ts'
import { kitFault, kitGate } from '#shared/kits/post-kit.ts'
import { histories, kitFactsIn, lived, MESSAGE_WRITERS, rolesIn, standsFor, unableIn } from './histories.ts'
import { content, contextOf } from './people.ts'

test('nobody who touched the sealed content ever approves it', () => {
  fc.assert(
    fc.property(histories, (turns) => {
      const hands = new Set<PersonId>()
      for (const { name, before, events } of lived(turns)) {
        for (const event of events) {
          if (event.type === 'post.drafted' || event.type === 'post.revised' || event.type === 'post.submitted') hands.add(contextOf(name).actor)
          if (event.type === 'suggestion.accepted') hands.add(event.payload.by)
          if (event.type === 'post.approved' || event.type === 'post.agreed' || event.type === 'post.expedited' || event.type === 'emergency.checked') expect(hands).not.toContain(contextOf(name).actor)
          // Whoever wrote the words of a national message does not approve them in a post of it.
          if ((event.type === 'post.approved' || event.type === 'post.agreed' || event.type === 'post.expedited') && before.kind === 'post' && before.content.kit !== null) expect(MESSAGE_WRITERS).not.toContain(contextOf(name).actor)
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('nothing is copied or published but under a live seal of exactly that content', () => {
  fc.assert(
    fc.property(histories, (turns) => {
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
    fc.property(histories, (turns) => {
      for (const { name, before, events, at, world } of lived(turns)) {
        const { actor, office } = contextOf(name)
        const reviews = (person: PersonId): boolean => !unableIn(world).includes(person)
        const isStandIn = (person: PersonId): boolean => standsFor(world, actor).includes(person)
        let state = before
        for (const event of events) {
          expect(hasGround(state, event, { actor, at, standsFor: isStandIn, reviews })).toBe(true)
          state = post.evolve(state, event, { id: contextOf(name).newId<'event'>(), actor, office, role: 'operator', at, version: 1, stream: 'post/1' })
        }
        if (before.kind === 'none') continue
        // Once no claim holds any more.
        const tomorrow = later(at, 24 * 60 * MINUTE)
        const seal = sealOf(before.content)
        // Which version of a message is in force is said in another stream: who holds a post's events to their ground does not ask.
        const kit = kitFactsIn({ ...world, kitInForce: before.content.kit?.version ?? null }, before.content)
        const forged = { type: 'post.approved', payload: { revision: before.revision, seal } } as const
        // Of the two, Nora wrote the message.
        for (const reviewer of [contextOf('raul', tomorrow), contextOf('nora', tomorrow)]) {
          const decided = post.decide(before, { kind: 'approve', expected: before.revision, seal, despite: 'x', unable: unableIn(world), kit }, reviewer)
          expect(hasGround(before, forged, { actor: reviewer.actor, at: reviewer.now, standsFor: () => false, reviews })).toBe(decided.ok && decided.value[0]?.type === 'post.approved')
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('nothing that is out, or may be, is taken back by an event that the decider would not decide', () => {
  let out = 0
  fc.assert(
    fc.property(histories, (turns) => {
      for (const { before, at } of lived(turns)) {
        if (before.kind === 'none') continue
        const ana = contextOf('ana', at)
        if (ana.office !== before.office) continue
        const by = { actor: ana.actor, at, standsFor: () => false, reviews: () => true }
        if (isUnsure(before.stage) || hasProof(before.stage)) out += 1
        for (const { id: account } of before.content.accounts) {
          for (const [kind, event] of [
            ['not-published', { type: 'post.not-published', payload: { account, reason: 'x' } }],
            ['doubt', { type: 'post.doubted', payload: { account, note: 'x' } }],
            ['check', { type: 'post.checked', payload: { account, found: false, note: 'x' } }],
            ['take-down', { type: 'post.taken-down', payload: { account, reason: 'x', seal: sealOf(before.content) } }],
          ] as const) {
            expect([kind, hasGround(before, event, by)]).toEqual([kind, post.decide(before, kind === 'check' ? { kind, account, found: false, note: 'x' } : kind === 'doubt' ? { kind, account, note: 'x' } : { kind, account, reason: 'x' }, ana).ok])
          }
        }
        const seal = before.stage.kind === 'approved' ? before.stage.seal : sealOf(before.content)
        expect(hasGround(before, { type: 'approval.voided', payload: { seal, fields: ['base'] } }, by)).toBe(before.stage.kind === 'approved' && whyNot('revise', standingOf(before), { person: ana.actor, roles: ana.roles, office: ana.office, now: at }) === undefined)
        expect(hasGround(before, { type: 'post.discarded', payload: { revision: before.revision } }, by)).toBe(post.decide(before, { kind: 'discard' }, ana).ok)
      }
    }),
    { numRuns: 60 },
  )
  expect(out).toBeGreaterThan(20)
})

test('a post of a national message says what the message says, and is sent and approved only of the version in force with its slots filled', () => {
  let checked = 0
  fc.assert(
    fc.property(histories, (turns) => {
      for (const { before, after, events, world } of lived(turns)) {
        if (after.kind === 'none') continue
        expect(kitFault(after.content, kitFactsIn(world, after.content))).toBeUndefined()
        for (const { type } of events) {
          if (!['post.submitted', 'post.agreed', 'post.approved', 'post.expedited'].includes(type) || before.kind === 'none') continue
          expect(kitGate(before.content, kitFactsIn(world, before.content))).toBeUndefined()
          if (before.content.kit !== null) checked += 1
        }
      }
    }),
    { numRuns: 200 },
  )
  expect(checked).toBeGreaterThan(20)
})

test('a decision is taken once, and another only after a new submission', () => {
  fc.assert(
    fc.property(histories, (turns) => {
      let open = false
      for (const event of lived(turns).flatMap((done) => done.events)) {
        if (event.type === 'post.submitted') open = true
        if (event.type === 'post.withdrawn') open = false
        // Out of turn it needs no submission, and closes one that is open.
        if (event.type === 'post.expedited') open = false
        if (event.type === 'post.agreed') expect(open).toBe(true)
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
    fc.property(histories, (turns) => {
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
  const reasons = ['posts/changed-since', 'posts/reason-missing', 'posts/permalink', 'posts/not-copied', 'posts/account-frozen', 'posts/account-proven', 'posts/account-not-chosen', 'posts/exists', 'posts/unsure', 'posts/found', 'posts/copied-by-other', 'posts/not-doubted', 'posts/not-proven', 'posts/taken-down', 'posts/remarks-open', 'posts/remark-unknown', 'posts/remark-closed', 'posts/remark-open', 'posts/remark-not-yours', 'posts/remark-reviewers-only', 'posts/no-emergency', 'posts/emergency-checked', 'posts/own-emergency', 'posts/nothing-to-free', 'posts/no-proposal', 'posts/passage-gone', 'posts/hand-over-unable', 'posts/hand-over-contributor', 'posts/stopped', 'posts/held', 'posts/kit-locked', 'posts/kit-outdated', 'posts/kit-slots', 'posts/kit-unknown']
  fc.assert(
    fc.property(histories, (turns) => {
      for (const { before, name, command, at, world } of lived(turns)) {
        if (before.kind === 'none' || command.kind === 'draft') continue
        const context = { ...contextOf(name, at), roles: rolesIn(world, name) }
        const said = whyNot(command.kind, standingOf(before, unableIn(world), 'kit' in command ? command.kit?.writers : []), { person: context.actor, roles: context.roles, office: context.office, now: context.now, standsFor: standsFor(world, context.actor) })
        const decision = post.decide(before, command, context)
        if (said !== undefined) expect(decision).toEqual({ ok: false, refusal: { code: said } })
        else if (!decision.ok) expect(reasons).toContain(decision.refusal.code)
      }
    }),
    { numRuns: 200 },
  )
})

test('histories do reach everything that can happen to a post', () => {
  const reached = new Set(fc.sample(histories, { numRuns: 2000, seed: 7 }).flatMap((turns) => lived(turns).flatMap(({ events }) => events.map(({ type }) => type))))
  expect(Object.keys(post.schemas).filter((type) => !reached.has(type as never))).toEqual([]) // the name of an event
})

test('nothing that was said of a post is ever lost, and an open demand is never approved away in silence', () => {
  fc.assert(
    fc.property(histories, (turns) => {
      for (const { before, after, events } of lived(turns)) {
        if (before.kind === 'none' || after.kind === 'none') continue
        expect(after.remarks.slice(0, before.remarks.length).map(({ id, text }) => [id, text])).toEqual(before.remarks.map(({ id, text }) => [id, text]))
        before.remarks.forEach((remark, index) => expect(after.remarks[index]?.answers.slice(0, remark.answers.length)).toEqual(remark.answers))
        const open = before.remarks.filter(({ required, state }) => required && state.kind === 'open').map(({ id }) => id)
        for (const event of events) if (event.type === 'post.approved' || event.type === 'post.agreed') expect(event.payload.despite?.remarks ?? []).toEqual(open)
        for (const event of events) if (event.type === 'post.expedited') expect([event.payload.remarks, after.emergency?.remarks]).toEqual([open, open])
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
