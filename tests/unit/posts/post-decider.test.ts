import { describe, expect, test } from 'vitest'
import { later, type Instant } from '#shared/kernel/clock.ts'
import { changedFields } from '#shared/posts/changed-fields.ts'
import type { Content } from '#shared/posts/content.ts'
import { post } from '#shared/posts/post-decider.ts'
import type { PostCommand } from '#shared/posts/post-commands.ts'
import type { PostEvent } from '#shared/posts/post-events.ts'
import type { PostId, PostState } from '#shared/posts/post.ts'
import { sealOf } from '#shared/posts/seal.ts'
import type { Result } from '#shared/kernel/result.ts'
import { content, contextOf, facts, noon, onFacebook, onX, shown, type Name } from './people.ts'

/** A post that exists. */
type There = Extract<PostState, { kind: 'post' }>
type Step = readonly [Name, PostCommand, Instant?]

/** Runs commands that must all be accepted. */
function after(...steps: readonly Step[]): There {
  let state: PostState = post.initial
  for (const step of steps) {
    const [name, , now] = step
    const decision = attempt(state, ...step)
    if (!decision.ok) throw new Error(`${step[1].kind} refused: ${decision.refusal.code}`)
    for (const event of decision.value) state = evolved(state, event, name, now)
  }
  if (state.kind === 'none') throw new Error('no post')
  return state
}

function attempt(state: PostState, name: Name, command: PostCommand, now: Instant = noon): Result<readonly PostEvent[]> {
  return post.decide(state, command, contextOf(name, now))
}

function evolved(state: PostState, event: PostEvent, name: Name, now: Instant = noon): PostState {
  const { actor, office } = contextOf(name, now)
  return post.evolve(state, event, { id: contextOf(name).newId<'event'>(), actor, office, role: 'operator', at: now, version: 1, stream: 'post/1' })
}

const refusal = (decision: Result<unknown>) => (decision.ok ? 'accepted' : decision.refusal)
const draft: Step = ['ana', { kind: 'draft', content, correctionOf: null }]
const submit: Step = ['ana', { kind: 'submit', expected: 1, findings: [] }]
const seal = sealOf(content)
const approve: Step = ['rosa', { kind: 'approve', expected: 1, seal }]
const edited: Content = { ...content, base: 'Este domingo abren las casillas a las 9:00 horas.' }
const permalink = 'https://x.com/INEOaxaca/status/17'

describe('approval', () => {
  test('binds the reviewer to the content seen', () => {
    expect(after(draft, submit, approve).stage).toMatchObject({ kind: 'approved', by: 'rosa', seal })
  })

  test('refuses the seal of another content', () => {
    expect(refusal(attempt(after(draft, submit), 'rosa', { kind: 'approve', expected: 1, seal: sealOf(edited) }))).toEqual({ code: 'posts/changed-since' })
  })

  test('refuses a revision that is not the latest', () => {
    const state = after(draft, submit, ['ana', { kind: 'withdraw' }], ['ana', { kind: 'revise', expected: 1, content: edited }], ['ana', { kind: 'submit', expected: 2, findings: [] }])
    expect(refusal(attempt(state, 'rosa', { kind: 'approve', expected: 1, seal: sealOf(edited) }))).toEqual({ code: 'posts/changed-since' })
  })

  test('refuses everybody who touched the content, whatever their roles', () => {
    const state = after(draft, ['beto', { kind: 'revise', expected: 1, content: edited }], ['ana', { kind: 'submit', expected: 2, findings: [] }])
    expect(refusal(attempt(state, 'beto', { kind: 'approve', expected: 2, seal: sealOf(edited) }))).toEqual({ code: 'posts/own-work' })
  })

  test('refuses whoever only sent it to review', () => {
    const state = after(draft, ['beto', { kind: 'submit', expected: 1, findings: [] }])
    expect(refusal(attempt(state, 'beto', { kind: 'approve', expected: 1, seal }))).toEqual({ code: 'posts/own-work' })
  })

  test('is given once', () => {
    expect(refusal(attempt(after(draft, submit, approve), 'raul', { kind: 'approve', expected: 1, seal }))).toEqual({ code: 'posts/already-decided' })
  })

  test('is voided by an edit, which names what changed', () => {
    const decision = attempt(after(draft, submit, approve), 'ana', { kind: 'revise', expected: 1, content: { ...edited, wanted: { at: noon, zone: 'America/Mexico_City' } } })
    expect(decision.ok && decision.value.map((event) => [event.type, 'fields' in event.payload ? event.payload.fields : []])).toEqual([
      ['approval.voided', ['base', 'wanted']],
      ['post.revised', ['base', 'wanted']],
    ])
  })

  test('survives a save that changes nothing a reader could see', () => {
    const same: Content = { ...content, base: content.base.normalize('NFD'), variants: { x: content.base }, source: { kind: 'document', reference: ' Acuerdo INE/CG01/2026 ' } }
    expect(attempt(after(draft, submit, approve), 'ana', { kind: 'revise', expected: 1, content: same })).toEqual({ ok: true, value: [] })
  })
})

describe('the seal', () => {
  const image = { sha256: 'a'.repeat(64), name: 'a.png', mime: 'image/png', size: 1, alternative: { kind: 'text', text: 'Una casilla' } } as const
  const whole: Content = { ...content, variants: { x: 'Otro' }, media: [image, { ...image, sha256: 'b'.repeat(64) }], wanted: { at: noon, zone: 'America/Mexico_City' } }
  test.for<[string, Content]>([
    ['base', { ...whole, base: 'x' }],
    ['variant.x', { ...whole, variants: { x: 'Otro.' } }],
    ['variant.facebook', { ...whole, variants: { x: 'Otro', facebook: 'Más' } }],
    ['media', { ...whole, media: whole.media.toReversed() }],
    ['alternatives', { ...whole, media: [{ ...image, alternative: { kind: 'text', text: 'Dos casillas' } }, { ...image, sha256: 'b'.repeat(64) }] }],
    ['source', { ...whole, source: null }],
    ['accounts', { ...whole, accounts: whole.accounts.slice(1) }],
    ['wanted', { ...whole, wanted: { at: noon, zone: 'America/Tijuana' } }],
  ])('changes with %s, and the field is named', ([field, changed]) => {
    expect(sealOf(changed)).not.toBe(sealOf(whole))
    expect(changedFields(whole, changed)).toEqual([field])
  })
})

describe('sending to review', () => {
  test('is refused while a finding blocks', () => {
    const finding = { rule: 'curp', severity: 'block', place: { kind: 'source' }, detail: {} } as const
    expect(refusal(attempt(after(draft), 'ana', { kind: 'submit', expected: 1, findings: [finding] }))).toEqual({ code: 'posts/blocked', detail: { count: 1 } })
    expect(refusal(attempt(after(draft), 'ana', { kind: 'submit', expected: 1, findings: [{ ...finding, severity: 'warn' }] }))).toBe('accepted')
  })

  test('freezes the content', () => {
    expect(refusal(attempt(after(draft, submit), 'ana', { kind: 'revise', expected: 1, content: edited }))).toEqual({ code: 'posts/frozen' })
  })
})

describe('a return', () => {
  test('needs its reasons and its note in the same act', () => {
    expect(refusal(attempt(after(draft, submit), 'rosa', { kind: 'return', expected: 1, reasons: [], note: ' ' }))).toEqual({
      code: 'posts/reason-missing',
      fields: { reasons: 'required', note: 'required' },
    })
  })

  test('keeps what the post said, so that the second pass shows what changed', () => {
    const state = after(draft, submit, ['rosa', { kind: 'return', expected: 1, reasons: ['source'], note: 'Falta el acuerdo' }], ['ana', { kind: 'revise', expected: 1, content: edited }])
    expect(state.lastReturn).toEqual({ by: 'rosa', at: noon, reasons: ['source'], note: 'Falta el acuerdo', content })
  })

  test('stops the clock, and no edit starts it anew', () => {
    const hours = (count: number) => later(noon, count * 3_600_000)
    const state = after(
      draft,
      submit,
      ['rosa', { kind: 'return', expected: 1, reasons: ['source'], note: 'Falta' }, hours(10)],
      ['ana', { kind: 'revise', expected: 1, content: edited }, hours(30)],
      ['ana', { kind: 'submit', expected: 2, findings: [] }, hours(40)],
    )
    expect(state.clock).toEqual({ firstSubmittedAt: noon, spells: [{ from: noon, until: hours(10) }], since: hours(40) })
  })
})

describe('copying', () => {
  const approved = after(draft, submit, approve)
  const copy = (over: Partial<typeof facts>, state: PostState = approved) => refusal(attempt(state, 'ana', { kind: 'copy', account: onX, facts: { ...facts, ...over } }))

  test('is refused while an incident freezes the account', () => {
    expect(copy({ frozenBy: 'INC-2026-001' })).toEqual({ code: 'posts/account-frozen', detail: { folio: 'INC-2026-001' } })
  })

  test('is refused on a closed account, on one the post is not for, and while halted', () => {
    expect(copy({ closed: true })).toEqual({ code: 'posts/account-closed' })
    expect(refusal(attempt(approved, 'ana', { kind: 'copy', account: 'other' as typeof onX, facts }))).toEqual({ code: 'posts/account-not-chosen' })
    expect(copy({}, after(draft, submit, approve, ['raul', { kind: 'halt', reason: 'Cambió el acuerdo' }]))).toEqual({ code: 'posts/halted' })
  })

  test('is refused when the content no longer is what was sealed', () => {
    expect(copy({}, { ...approved, content: edited })).toEqual({ code: 'posts/seal-broken' })
  })

  test('a lifted halt frees it again, and publishes nothing by itself', () => {
    const lifted = after(draft, submit, approve, ['raul', { kind: 'halt', reason: 'Cambió' }], ['rosa', { kind: 'resume' }])
    expect(lifted.stage).toEqual(approved.stage)
    expect(copy({}, lifted)).toBe('accepted')
  })
})

describe('publication', () => {
  const copied = after(draft, submit, approve, ['ana', { kind: 'copy', account: onX, facts }], ['ana', { kind: 'copy', account: onFacebook, facts }])
  const publish = (link: string) => refusal(attempt(copied, 'ana', { kind: 'publish', account: onX, permalink: link, proof: shown(content.base), facts }))

  test('is complete when every account has its proof', () => {
    const one: Step = ['ana', { kind: 'publish', account: onX, permalink, proof: shown(content.base), facts }]
    const two: Step = ['ana', { kind: 'publish', account: onFacebook, permalink: 'https://www.facebook.com/INEOaxaca/posts/1', proof: shown(content.base), facts }]
    const copies: Step[] = [onX, onFacebook].map((account) => ['ana', { kind: 'copy', account, facts }] as const)
    expect(after(draft, submit, approve, ...copies, one).stage.kind).toBe('approved')
    expect(after(draft, submit, approve, ...copies, one, two).stage).toMatchObject({ kind: 'published', seal, by: 'rosa' })
  })

  test.for([
    ['', 'required'],
    ['x.com/INEOaxaca/status/17', 'url'],
    ['http://x.com/INEOaxaca/status/17', 'url'],
    ['https://x.com.example.org/INEOaxaca/status/17', 'other-network'],
    ['https://x.com@example.org/INEOaxaca/status/17', 'url'],
    ['https://x.com/OtraCuenta/status/17', 'other-account'],
    ['https://x.com/INEOaxaca', 'post-address'],
  ] as const)('refuses %s as proof', ([link, fault]) => {
    expect(publish(link)).toEqual({ code: 'posts/permalink', fields: { permalink: fault } })
  })

  test('takes the handle in any case, and the form without a handle', () => {
    expect(publish('https://x.com/ineoaxaca/status/17?s=20')).toBe('accepted')
    expect(publish('https://x.com/i/status/17')).toBe('accepted')
  })

  test('is not recorded of a text that was never copied, nor twice', () => {
    const bare = after(draft, submit, approve)
    expect(refusal(attempt(bare, 'ana', { kind: 'publish', account: onX, permalink, proof: shown(content.base), facts }))).toEqual({ code: 'posts/not-copied' })
    const proven = after(draft, submit, approve, ['ana', { kind: 'copy', account: onX, facts }], ['ana', { kind: 'publish', account: onX, permalink, proof: shown(content.base), facts }])
    expect(refusal(attempt(proven, 'ana', { kind: 'publish', account: onX, permalink, proof: shown(content.base), facts }))).toEqual({ code: 'posts/account-proven' })
    expect(refusal(attempt(proven, 'ana', { kind: 'revise', expected: 1, content: edited }))).toEqual({ code: 'posts/proven' })
  })
})

test('a draft may name the post that it corrects', () => {
  expect(after(['ana', { kind: 'draft', content, correctionOf: 'p1' as PostId }]).correctionOf).toBe('p1')
})
