import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWellFormed } from '#main/hub/event-forms.ts'
import { eventTypes } from '#main/hub/event-types.ts'
import { samplePayloads } from '#tests/kit/sample-payloads.ts'
import { aKit } from '#tests/unit/kits/a-kit.ts'

const newest = new Map(eventTypes().map(({ type, schema }) => [type as string, schema]))
const fits = (type: string, payload: unknown, schema = newest.get(type) ?? 1): boolean => isWellFormed({ type, schema, payload: typeof payload === 'string' ? payload : JSON.stringify(payload) })
const samples = Object.entries(samplePayloads)

describe('the form of an event', () => {
  test.each(samples)('of type %s takes what its decider writes, and more beside it', (type, payload) => {
    expect(fits(type, payload)).toBe(true)
    expect(fits(type, { ...payload, more: 1 })).toBe(true)
  })

  test.each(samples)('of type %s refuses it with any member missing, or of another kind', (type, payload) => {
    for (const member of Object.keys(payload)) {
      const { [member]: _gone, ...rest } = payload as Record<string, unknown>
      expect(fits(type, rest), member).toBe(false)
      expect(fits(type, { ...payload, [member]: { x: [] } }), member).toBe(false)
    }
  })

  test('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.constantFrom(...samples.map(([type]) => type)), fc.oneof(fc.string(), fc.json()), (type, text) => {
      expect(fits(type, text)).toBe(false)
    }))
  })

  test('of an older schema number is looked at as it is lifted', () => {
    const first = { base: 'Texto', variants: {}, media: [], source: null, accounts: [], wanted: null }
    expect(fits('post.drafted', { content: first, correctionOf: null }, 1)).toBe(true)
    expect(fits('post.drafted', { content: { ...first, base: 1 }, correctionOf: null }, 1)).toBe(false)
    expect(fits('post.drafted', { content: first, correctionOf: null }, 2)).toBe(false)
    const expedited = { revision: 1, seal: 'ab'.repeat(32), reason: 'r', warnings: [] }
    expect([fits('post.expedited', expedited, 1), fits('post.expedited', expedited, 2)]).toEqual([true, false])
    const remark = (at: object) => ({ remark: 'r', revision: 1, anchor: { kind: 'passage', at, start: 0, quote: 'x' }, text: 'x', required: false, proposal: null })
    const [base, described] = [remark({ kind: 'text', network: 'base' }), remark({ kind: 'alternative', sha256: 'ab'.repeat(32) })]
    // Machines of the first form find no such anchor in it: those of the second must find the same.
    expect([fits('remark.made', base, 1), fits('remark.made', described, 1), fits('remark.made', base, 2), fits('remark.made', described, 2)]).toEqual([true, false, true, true])
    const note = ({ remark: name, required: _, proposal: __, ...said }: typeof base) => ({ ...said, note: name })
    expect([fits('deliberation.noted', note(base), 1), fits('deliberation.noted', note(described), 1), fits('deliberation.noted', note(described), 2)]).toEqual([true, false, true])
    const { titles: _titles, threads: _threads, comments: _comments, tags: _tags, ...message } = aKit
    expect([fits('kit.drafted', { kit: message }, 1), fits('kit.drafted', { kit: { ...message, base: 1 } }, 1), fits('kit.drafted', { kit: message }, 2), fits('kit.drafted', { kit: aKit }, 2)]).toEqual([true, false, false, true])
  })

  test('knows no form of what this version does not know: that is another question', () => {
    expect(fits('post.sung', '{')).toBe(true)
    expect(fits('post.drafted', '{', 99)).toBe(true)
  })

  test('refuses a date that is none', () => {
    expect(fits('post.claimed', { until: '2026-13-45T00:00:00.000Z' })).toBe(false)
    expect(fits('post.claimed', { until: 'mañana' })).toBe(false)
  })
})
