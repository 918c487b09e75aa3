import { describe, expect, test } from 'vitest'
import type { AccountId } from '#shared/accounts/account.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Result } from '#shared/kernel/result.ts'
import { post, standingOf } from '#shared/posts/post-decider.ts'
import type { PostCommand } from '#shared/posts/post-commands.ts'
import type { PostEvent } from '#shared/posts/post-events.ts'
import { publicationOn, type PostState } from '#shared/posts/post.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { content, contextOf, facts, onFacebook, onX, shown, type Name } from './people.ts'

type Step = readonly [Name, PostCommand]
type There = Extract<PostState, { kind: 'post' }>

function attempt(state: PostState, [name, command]: Step): Result<readonly PostEvent[]> {
  return post.decide(state, command, contextOf(name))
}
function after(...steps: readonly Step[]): There {
  let state: PostState = post.initial
  for (const step of steps) {
    const decision = attempt(state, step)
    if (!decision.ok) throw new Error(`${step[1].kind} refused: ${decision.refusal.code}`)
    const { actor, office, now } = contextOf(step[0])
    for (const event of decision.value) state = post.evolve(state, event, { id: contextOf(step[0]).newId<'event'>(), actor, office, role: 'operator', at: now, version: 1, stream: 'post/1' })
  }
  if (state.kind === 'none') throw new Error('no post')
  return state
}
const code = (decision: Result<unknown>) => (decision.ok ? 'accepted' : decision.refusal.code)

const approved: readonly Step[] = [
  ['ana', { kind: 'draft', content, correctionOf: null }],
  ['ana', { kind: 'submit', expected: 1, findings: [] }],
  ['rosa', { kind: 'approve', expected: 1, seal: sealOf(content) }],
]
const copy: PostCommand = { kind: 'copy', account: onX, facts }
const publish = (over: Partial<Extract<PostCommand, { kind: 'publish' }>> = {}): PostCommand => ({
  kind: 'publish',
  account: onX,
  permalink: 'https://x.com/INEOaxaca/status/17',
  proof: shown(content.base),
  facts,
  ...over,
})
const doubt: PostCommand = { kind: 'doubt', account: onX, note: 'La red se quedó cargando' }
const check = (found: boolean): PostCommand => ({ kind: 'check', account: onX, found, note: 'En el perfil' })
const copied = after(...approved, ['ana', copy])
const otherText = content.base.replace('8:00', '9:00')

describe('not sure', () => {
  const unsure = after(...approved, ['ana', copy], ['ana', doubt])

  test('never offers a second copy before somebody looked', () => {
    expect(code(attempt(unsure, ['ana', copy]))).toBe('posts/unsure')
    expect(code(attempt(unsure, ['ana', { kind: 'not-published', account: onX, reason: 'No' }]))).toBe('posts/unsure')
  })

  test('looked up and not there, it may be copied again; looked up and there, only its proof is left', () => {
    expect(code(attempt(after(...approved, ['ana', copy], ['ana', doubt], ['ana', check(false)]), ['ana', copy]))).toBe('accepted')
    const found = after(...approved, ['ana', copy], ['ana', doubt], ['ana', check(true)])
    expect(code(attempt(found, ['ana', copy]))).toBe('posts/found')
    expect(code(attempt(found, ['ana', { kind: 'not-published', account: onX, reason: 'No' }]))).toBe('posts/found')
    expect(code(attempt(found, ['ana', publish()]))).toBe('accepted')
  })

  test('is settled by the proof itself', () => {
    expect(publicationOn(after(...approved, ['ana', copy], ['ana', doubt], ['ana', publish()]).stage, onX)).toMatchObject({ doubt: null, found: null, proof: { by: 'ana' } })
  })

  test('only what is in doubt is looked up', () => {
    expect(code(attempt(copied, ['ana', check(true)]))).toBe('posts/not-doubted')
  })
})

describe('what was copied', () => {
  test('is not copied again by somebody else before they know what came of it', () => {
    expect(code(attempt(copied, ['ana', copy]))).toBe('accepted')
    expect(code(attempt(copied, ['beto', copy]))).toBe('posts/copied-by-other')
    expect(code(attempt(after(...approved, ['ana', copy], ['beto', { kind: 'not-published', account: onX, reason: 'Ana no pudo' }]), ['beto', copy]))).toBe('accepted')
  })

  test('is not edited or discarded before somebody says what came of it: it may be out', () => {
    expect(standingOf(copied).unsure).toBe(true)
    expect(code(attempt(copied, ['ana', { kind: 'revise', expected: 1, content: { ...content, base: 'Otro' } }]))).toBe('posts/unsure')
    expect(code(attempt(copied, ['ana', { kind: 'discard' }]))).toBe('posts/unsure')
    const settled = after(...approved, ['ana', copy], ['ana', { kind: 'not-published', account: onX, reason: 'Se cayó la red' }])
    expect(code(attempt(settled, ['ana', { kind: 'revise', expected: 1, content: { ...content, base: 'Otro' } }]))).toBe('accepted')
  })

  test.for<PostCommand>([{ kind: 'not-published', account: onX, reason: ' ' }, { ...doubt, note: ' ' }])('%s asks why', (command) => {
    expect(attempt(copied, ['ana', command])).toMatchObject({ refusal: { code: 'posts/reason-missing' } })
  })

  test('has no outcome where nothing was copied, but that it does not go out, once', () => {
    expect(code(attempt(copied, ['ana', { ...doubt, account: onFacebook }]))).toBe('posts/not-copied')
    const never = { kind: 'not-published', account: onFacebook, reason: 'Pasó su momento' } as const
    expect(code(attempt(copied, ['ana', { ...never, reason: ' ' }]))).toBe('posts/reason-missing')
    expect(code(attempt(copied, ['ana', { ...never, account: 'yt-9' as AccountId }]))).toBe('posts/account-not-chosen')
    const said = after(...approved, ['ana', never])
    expect(publicationOn(said.stage, onFacebook).notOut).toMatchObject({ reason: 'Pasó su momento' })
    expect(code(attempt(said, ['ana', never]))).toBe('posts/not-copied')
    // It may still be copied; then it is no longer said.
    expect(publicationOn(after(...approved, ['ana', never], ['ana', { ...copy, account: onFacebook }]).stage, onFacebook)).toMatchObject({ notOut: null, copied: {} })
  })
})

describe('the proof', () => {
  const fields = (proof: Parameters<typeof shown>[1], text = content.base) => {
    const decision = attempt(copied, ['ana', publish({ proof: shown(text, proof) })])
    return decision.ok ? 'accepted' : (decision.refusal.fields ?? decision.refusal)
  }

  test('needs the text as shown, whole, and a capture or the reason why there is none', () => {
    expect(fields({}, ' ')).toEqual({ text: 'required' })
    expect(fields({}, `${content.base.slice(0, 20)}… Ver más`)).toEqual({ text: 'cut' })
    expect(fields({ withoutCapture: ' ' })).toEqual({ capture: 'required' })
    expect(fields({}, 'x'.repeat(70_001))).toEqual({ text: 'too-long' })
  })

  test('with another text than the sealed one asks what is done about it, and keeps what was decided', () => {
    expect(fields({}, otherText)).toEqual({ code: 'posts/text-differs', detail: { count: 1 } })
    expect(fields({ resolution: { act: 'explain', note: ' ' } }, otherText)).toEqual({ note: 'required' })
    const decided = attempt(copied, ['ana', publish({ proof: shown(otherText, { resolution: { act: 'withdraw', note: 'Otra hora' } }) })])
    expect(decided).toMatchObject({ value: [{ payload: { proof: { text: otherText, differences: 1, resolution: { act: 'withdraw', note: 'Otra hora' } } } }] })
  })

  test('of a file that is not seen asks the same', () => {
    expect(fields({ files: 1 })).toEqual({ code: 'posts/text-differs', detail: { count: 1 } })
  })

  test('keeps no decision where nothing differs', () => {
    expect(attempt(copied, ['ana', publish({ proof: shown(content.base, { resolution: { act: 'withdraw', note: 'x' } }) })])).toMatchObject({ value: [{ payload: { proof: { differences: 0, resolution: null } } }] })
  })

  test('of before it was asked for is read as a proof without detail', () => {
    const old: PostEvent = { type: 'post.published', payload: { account: onX, permalink: 'https://x.com/i/status/1', seal: sealOf(content) } }
    const { actor, office, now } = contextOf('ana')
    const state = post.evolve(copied, old, { id: contextOf('ana').newId<'event'>(), actor, office, role: 'operator', at: now, version: 5, stream: 'post/1' })
    expect(state.kind === 'post' && publicationOn(state.stage, onX).proof).toMatchObject({ permalink: 'https://x.com/i/status/1', detail: null })
  })
})

describe('taking down', () => {
  const takeDown: PostCommand = { kind: 'take-down', account: onX, reason: 'La hora es otra' }

  test('is only of what is published, once, with its reason and the seal of what was out', () => {
    expect(code(attempt(copied, ['ana', takeDown]))).toBe('posts/not-proven')
    const out = after(...approved, ['ana', copy], ['ana', publish()])
    expect(attempt(out, ['ana', { ...takeDown, reason: ' ' }])).toMatchObject({ refusal: { code: 'posts/reason-missing' } })
    expect(attempt(out, ['ana', takeDown])).toMatchObject({ value: [{ type: 'post.taken-down', payload: { account: onX, seal: sealOf(content) } }] })
    expect(code(attempt(after(...approved, ['ana', copy], ['ana', publish()], ['ana', takeDown]), ['ana', takeDown]))).toBe('posts/taken-down')
  })

  test('stays possible once all is published, and leaves the post published: what was out was out', () => {
    const facebook = { account: onFacebook, permalink: 'https://www.facebook.com/INEOaxaca/posts/1' }
    const all = after(...approved, ['ana', copy], ['ana', publish()], ['ana', { ...copy, account: onFacebook }], ['ana', publish(facebook)], ['ana', takeDown])
    expect(all.stage).toMatchObject({ kind: 'published' })
    expect(publicationOn(all.stage, onX).down).toMatchObject({ by: 'ana', reason: 'La hora es otra' })
  })
})

describe('a thread', () => {
  const thread = { ...content, threads: { x: ['Lleva tu credencial.', 'Consulta tu casilla en ine.mx'] } }
  const sealed: readonly Step[] = [
    ['ana', { kind: 'draft', content: thread, correctionOf: null }],
    ['ana', { kind: 'submit', expected: 1, findings: [] }],
    ['rosa', { kind: 'approve', expected: 1, seal: sealOf(thread) }],
  ]
  const part = (piece: 'part-2' | 'part-9'): PostCommand => ({ kind: 'copy', account: onX, piece, facts })

  test('is one copy on record: its further parts are handed out after it, and only those that were sealed', () => {
    expect(code(attempt(after(...sealed), ['ana', part('part-2')]))).toBe('posts/not-copied')
    const begun = after(...sealed, ['ana', copy])
    expect(attempt(begun, ['ana', part('part-2')])).toEqual({ ok: true, value: [] })
    expect(code(attempt(begun, ['ana', part('part-9')]))).toBe('posts/changed-since')
    expect(code(attempt(begun, ['beto', part('part-2')]))).toBe('posts/copied-by-other')
  })

  test('is proven part by part', () => {
    const begun = after(...sealed, ['ana', copy])
    const [second = '', third = ''] = thread.threads.x
    const proof = (pieces: Readonly<Record<string, string>>) => attempt(begun, ['ana', publish({ proof: shown(thread.base, { pieces }) })])
    expect(proof({ 'part-2': second })).toEqual({ ok: false, refusal: { code: 'posts/proof-incomplete', fields: { 'part-3': 'required' } } })
    expect(code(proof({ 'part-2': second, 'part-3': third.replace('ine.mx', 'ine.com') }))).toBe('posts/text-differs')
    expect(proof({ 'part-2': second, 'part-3': third })).toMatchObject({ value: [{ payload: { proof: { differences: 0, pieces: { 'part-2': second, 'part-3': third } } } }] })
  })
})

describe('the time allowed for publishing', () => {
  const day = 24 * 3_600_000
  const at = (days: number) => new Date(Date.parse(contextOf('ana').now) + days * day).toISOString() as Instant
  const windowed = (from: number | null, until: number | null) => {
    const inTime = { ...content, window: { from: from === null ? null : at(from), until: until === null ? null : at(until), zone: 'America/Tijuana' } }
    return after(['ana', { kind: 'draft', content: inTime, correctionOf: null }], ['ana', { kind: 'submit', expected: 1, findings: [] }], ['rosa', { kind: 'approve', expected: 1, seal: sealOf(inTime) }])
  }

  test('refuses the copy before it begins and after it ends, and holds at its very ends', () => {
    const tried = ([from, until]: readonly [number | null, number | null]) => code(attempt(windowed(from, until), ['ana', copy]))
    expect(([[1, 2], [-2, -1], [null, -1], [1, null], [0, null], [null, 0], [-1, 1]] as const).map(tried)).toEqual([
      'posts/too-early', 'posts/too-late', 'posts/too-late', 'posts/too-early', 'accepted', 'accepted', 'accepted',
    ])
  })
})
