import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Result } from '#shared/kernel/result.ts'
import { deliberation, type DeliberationCommand, type Deliberation } from '#shared/posts/deliberation.ts'
import { post } from '#shared/posts/post-decider.ts'
import type { PostCommand } from '#shared/posts/post-commands.ts'
import type { PostEvent } from '#shared/posts/post-events.ts'
import type { PostState } from '#shared/posts/post.ts'
import { passageAfter } from '#shared/posts/remark-change.ts'
import { passageIn, type RemarkId } from '#shared/posts/remark.ts'
import { sealOf } from '#shared/posts/seal.ts'
import type { Media } from '#shared/rules/content.ts'
import { content, contextOf, noon, people, type Name } from './people.ts'

type There = Extract<PostState, { kind: 'post' }>
type Step = readonly [Name, PostCommand]

function attempt(state: PostState, name: Name, command: PostCommand): Result<readonly PostEvent[]> {
  return post.decide(state, command, contextOf(name))
}

function after(...steps: readonly Step[]): There {
  let state: PostState = post.initial
  let version = 0
  for (const [name, command] of steps) {
    const decision = attempt(state, name, command)
    if (!decision.ok) throw new Error(`${command.kind} refused: ${decision.refusal.code}`)
    const { actor, office } = contextOf(name)
    for (const event of decision.value) state = post.evolve(state, event, { id: contextOf(name).newId<'event'>(), actor, office, role: 'operator', at: noon, version: (version += 1), stream: 'post/1' })
  }
  if (state.kind === 'none') throw new Error('no post')
  return state
}

const code = (decision: Result<unknown>) => (decision.ok ? 'accepted' : decision.refusal.code)
const one = 'r1' as RemarkId
const quote = 'a las 8:00 horas'
const start = content.base.indexOf(quote)
const passage = { kind: 'passage', at: { kind: 'text', network: 'base' }, start, quote } as const
const remark = (over: Partial<Extract<PostCommand, { kind: 'remark' }>> = {}): PostCommand => ({ kind: 'remark', id: one, expected: 1, anchor: passage, text: 'Confirma la hora.', required: false, proposal: null, ...over })
const submitted: readonly Step[] = [['ana', { kind: 'draft', content, correctionOf: null }], ['ana', { kind: 'submit', expected: 1, findings: [] }]]
const returned: Step = ['rosa', { kind: 'return', expected: 1, reasons: ['inaccurate'], note: 'Ver observaciones' }]
const seal = sealOf(content)

describe('a remark', () => {
  test('keeps the words it was made on, who made it and on which revision', () => {
    expect(after(...submitted, ['rosa', remark()]).remarks).toEqual([
      { id: one, by: 'rosa', at: noon, revision: 1, anchor: passage, text: 'Confirma la hora.', required: false, proposal: null, answers: [], state: { kind: 'open' } },
    ])
  })

  test('is refused when its words are not where it says, and when it says nothing', () => {
    expect(code(attempt(after(...submitted), 'rosa', remark({ anchor: { ...passage, start: start + 1 } })))).toBe('posts/changed-since')
    expect(code(attempt(after(...submitted), 'rosa', remark({ text: ' ' })))).toBe('posts/remark-incomplete')
  })

  test('of the office neither demands nor suggests', () => {
    expect(code(attempt(after(...submitted), 'ana', remark({ required: true })))).toBe('posts/remark-reviewers-only')
    expect(code(attempt(after(...submitted), 'ana', remark({ proposal: 'a las 9:00 horas' })))).toBe('posts/remark-reviewers-only')
    expect(code(attempt(after(...submitted), 'ana', remark()))).toBe('accepted')
  })

  test('is answered by both sides, and closed by whoever made it or a reviewer, not by the office that was asked', () => {
    const asked = after(...submitted, ['rosa', remark()], ['ana', { kind: 'answer', remark: one, text: 'Es correcta.' }])
    expect(asked.remarks[0]?.answers).toEqual([{ by: 'ana', at: noon, text: 'Es correcta.' }])
    expect(code(attempt(asked, 'ana', { kind: 'resolve', remark: one }))).toBe('posts/remark-not-yours')
    expect(code(attempt(asked, 'raul', { kind: 'resolve', remark: one }))).toBe('accepted')
  })

  test('that is required stands in the way of an approval, unless the reviewer says why', () => {
    const state = after(...submitted, ['rosa', remark({ required: true })])
    expect(attempt(state, 'rosa', { kind: 'approve', expected: 1, seal })).toEqual({ ok: false, refusal: { code: 'posts/remarks-open', detail: { count: 1 } } })
    expect(code(attempt(state, 'rosa', { kind: 'approve', expected: 1, seal, despite: ' ' }))).toBe('posts/reason-missing')
    expect(attempt(state, 'rosa', { kind: 'approve', expected: 1, seal, despite: 'Se confirmó por teléfono.' })).toEqual({
      ok: true,
      value: [{ type: 'post.approved', payload: { revision: 1, seal, despite: { remarks: [one], reason: 'Se confirmó por teléfono.' } } }],
    })
    expect(code(attempt(after(...submitted, ['rosa', remark({ required: true })], ['rosa', { kind: 'resolve', remark: one }]), 'rosa', { kind: 'approve', expected: 1, seal }))).toBe('accepted')
  })

  test('stays when its words vanish, and can be reopened', () => {
    const state = after(...submitted, ['rosa', remark()], returned, ['ana', { kind: 'revise', expected: 1, content: { ...content, base: 'Otro texto.' } }], ['rosa', { kind: 'resolve', remark: one }], ['rosa', { kind: 'reopen', remark: one }])
    expect(state.remarks[0]).toMatchObject({ anchor: { quote }, state: { kind: 'open' } })
  })
})

describe('a remark on a description', () => {
  const [file, other] = ['a'.repeat(64), 'b'.repeat(64)]
  const picture = (sha256: string, text: string): Media => ({ sha256, name: `${sha256.slice(0, 1)}.png`, mime: 'image/png', size: 9, alternative: { kind: 'text', text } })
  const told = 'Fila de votantes ante una casilla.'
  const pictured = { ...content, media: [picture(other, told), picture(file, told)] }
  const about = { kind: 'passage', at: { kind: 'alternative', sha256: file }, start: told.indexOf('una casilla'), quote: 'una casilla' } as const
  const sent: readonly Step[] = [['ana', { kind: 'draft', content: pictured, correctionOf: null }], ['ana', { kind: 'submit', expected: 1, findings: [] }]]

  test('is anchored to its words, on the file by its bytes, and refused where they are not', () => {
    expect(after(...sent, ['rosa', remark({ anchor: about })]).remarks).toMatchObject([{ anchor: about, state: { kind: 'open' } }])
    expect(code(attempt(after(...sent), 'rosa', remark({ anchor: { ...about, start: 0 } })))).toBe('posts/changed-since')
    expect(code(attempt(after(...sent), 'rosa', remark({ anchor: { ...about, at: { kind: 'alternative', sha256: 'c'.repeat(64) } } })))).toBe('posts/changed-since')
  })

  test('suggests other words, which are put into the description of that file and of no other', () => {
    const suggested: readonly Step[] = [...sent, ['rosa', remark({ anchor: about, proposal: 'la casilla 1203 básica', text: '' })], returned]
    // The files are put in another order meanwhile: the words are still of the same one.
    const turned: Step = ['ana', { kind: 'revise', expected: 1, content: { ...pictured, media: pictured.media.toReversed() } }]
    const state = after(...suggested, turned, ['ana', { kind: 'accept', remark: one, expected: 2 }])
    expect(state.content.media.map(({ sha256, alternative }) => [sha256, alternative])).toEqual([
      [file, { kind: 'text', text: 'Fila de votantes ante la casilla 1203 básica.' }],
      [other, { kind: 'text', text: told }],
    ])
    expect(state.contributors).toEqual(['ana', 'rosa'])
    const gone: Step = ['ana', { kind: 'revise', expected: 1, content: { ...pictured, media: pictured.media.slice(0, 1) } }]
    expect(code(attempt(after(...suggested, gone), 'ana', { kind: 'accept', remark: one, expected: 2 }))).toBe('posts/passage-gone')
  })
})

describe('a suggestion', () => {
  const suggested: readonly Step[] = [...submitted, ['rosa', remark({ proposal: 'a las 9:00 horas', text: '' })]]

  test('that is accepted changes the text, and whoever made it may not decide it any more', () => {
    const state = after(...suggested, returned, ['ana', { kind: 'accept', remark: one, expected: 1 }], ['ana', { kind: 'submit', expected: 2, findings: [] }])
    expect(state).toMatchObject({ revision: 2, content: { base: 'Este domingo abren las casillas a las 9:00 horas.' }, contributors: ['ana', 'rosa'], remarks: [{ state: { kind: 'accepted' } }] })
    const approve = { kind: 'approve', expected: 2, seal: sealOf(state.content) } as const
    expect(code(attempt(state, 'rosa', approve))).toBe('posts/own-work')
    expect(code(attempt(state, 'raul', approve))).toBe('accepted')
  })

  test('on a network that inherits gives it a text of its own', () => {
    const state = after(...submitted, ['rosa', remark({ anchor: { ...passage, at: { kind: 'text', network: 'x' } }, proposal: 'a las 9:00 h' })], returned, ['ana', { kind: 'accept', remark: one, expected: 1 }])
    expect(state.content).toMatchObject({ base: content.base, variants: { x: 'Este domingo abren las casillas a las 9:00 h.' } })
  })

  test('is not accepted while the content is frozen, by another office, twice, or when its words are gone', () => {
    expect(code(attempt(after(...suggested), 'ana', { kind: 'accept', remark: one, expected: 1 }))).toBe('posts/frozen')
    expect(code(attempt(after(...suggested, returned), 'ines', { kind: 'accept', remark: one, expected: 1 }))).toBe('posts/other-office')
    expect(code(attempt(after(...suggested, returned, ['ana', { kind: 'accept', remark: one, expected: 1 }]), 'ana', { kind: 'accept', remark: one, expected: 2 }))).toBe('posts/remark-closed')
    expect(code(attempt(after(...suggested, returned, ['ana', { kind: 'revise', expected: 1, content: { ...content, base: 'Otro' } }]), 'ana', { kind: 'accept', remark: one, expected: 2 }))).toBe('posts/passage-gone')
  })

  test('that is declined says why, and leaves whoever made it free to decide', () => {
    const state = after(...suggested, returned, ['ana', { kind: 'decline', remark: one, reason: 'La hora es correcta.' }], ['ana', { kind: 'submit', expected: 1, findings: [] }])
    expect(state.remarks[0]?.state).toEqual({ kind: 'declined', by: 'ana', at: noon, reason: 'La hora es correcta.' })
    expect(code(attempt(state, 'rosa', { kind: 'approve', expected: 1, seal }))).toBe('accepted')
  })
})

describe('what reviewers say among themselves', () => {
  function said(...steps: readonly (readonly [Name, DeliberationCommand])[]): Deliberation {
    let state = deliberation.initial
    for (const [name, command] of steps) {
      const decision = deliberation.decide(state, command, contextOf(name))
      if (!decision.ok) throw new Error(decision.refusal.code)
      for (const event of decision.value) state = deliberation.evolve(state, event, { id: contextOf(name).newId<'event'>(), actor: people[name].person, office: people[name].office, role: 'reviewer', at: noon, version: 1, stream: 'deliberation/1' })
    }
    return state
  }
  const note: DeliberationCommand = { kind: 'note', id: one, revision: 1, anchor: { kind: 'whole' }, text: '¿Lo vio el área jurídica?' }

  test('is a thread that is answered, closed and reopened', () => {
    expect(said(['rosa', note], ['raul', { kind: 'answer', note: one, text: 'Sí.' }], ['raul', { kind: 'close', note: one }]).notes).toMatchObject([
      { by: 'rosa', text: '¿Lo vio el área jurídica?', answers: [{ by: 'raul', text: 'Sí.' }], state: { kind: 'resolved', by: 'raul' } },
    ])
    expect(code(deliberation.decide(said(['rosa', note]), { kind: 'reopen', note: one }, contextOf('rosa')))).toBe('posts/remark-open')
  })

  test('is read by no office, and said by reviewers only', () => {
    expect(deliberation.audience(deliberation.initial, contextOf('beto'))).toEqual({ kind: 'review', office: 'review-pool' })
    expect(deliberation.roleFor(note, contextOf('ana'))).toBeUndefined()
    expect(deliberation.roleFor(note, contextOf('rosa'))).toBe('reviewer')
  })
})

describe('a passage', () => {
  test('is found where it is nearest to where it was', () => {
    expect(passageIn('hoy y hoy y hoy', { start: 7, quote: 'hoy' })).toEqual({ start: 6, end: 9 })
    expect(passageIn('mañana', { start: 0, quote: 'hoy' })).toBeUndefined()
  })

  test('in a text that did not change is itself, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), (text, one, other) => {
        const [start, end] = [one % (text.length + 1), other % (text.length + 1)].toSorted((a, b) => a - b) as [number, number]
        expect(passageAfter(text, text, { start, end })).toBe(text.slice(start, end))
      }),
    )
  })

  test.for([
    ['Abren a las 8:00 horas.', 'Abren a las 9:00 horas.', '8:00', '9:00'],
    ['Abren a las 8:00 horas.', 'Abren horas.', 'a las 8:00', ''],
    ['Abren a las 8:00 horas.', 'Hoy abren a las 8:00 horas.', '8:00', '8:00'],
    ['Abren a las 8:00 horas.', 'Abren a las 8:00 en punto horas.', 'las 8:00 horas', 'las 8:00 en punto horas'],
  ] as const)('in «%s» that became «%s»: «%s» is now «%s»', ([before, now, words, expected]) => {
    const start = before.indexOf(words)
    expect(passageAfter(before, now, { start, end: start + words.length }).trim()).toBe(expected)
  })
})

test('whoever is barred by a suggestion is named by the decider, not by the event', () => {
  const state = after(...submitted, ['rosa', remark({ proposal: 'a las 9:00 horas' })], returned)
  const forged: PostEvent = { type: 'suggestion.accepted', payload: { remark: one, by: people.raul.person } }
  const next = post.evolve(state, forged, { id: contextOf('ana').newId<'event'>(), actor: people.ana.person, office: people.ana.office, role: 'operator', at: noon as Instant, version: 9, stream: 'post/1' })
  expect(next).toMatchObject({ contributors: ['ana', 'rosa'] })
})
