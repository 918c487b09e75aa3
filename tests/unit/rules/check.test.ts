import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { networks, type Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { check } from '#shared/rules/check.ts'
import type { CheckedContent, Media } from '#shared/rules/content.ts'
import { measure } from '#shared/rules/measure.ts'
import { processorTime } from '#tests/kit/processor-time.ts'
import { shippedRules } from './shipped-rules.ts'

const now = { now: '2026-11-25T18:00:00.000Z' as Instant, entity: 'oaxaca' } // a test's own moment, outside every period
const image: Media = { sha256: 'a'.repeat(64), name: 'casilla.jpg', mime: 'image/jpeg', size: 1000, alternative: { kind: 'text', text: 'Una casilla con fila de votantes' } }
const clean: CheckedContent = {
  base: 'Consulta dónde votar en https://www.ine.mx',
  variants: {},
  media: [],
  source: { kind: 'link', reference: 'https://www.ine.mx/calendario' },
  accounts: [{ network: 'x' }, { network: 'facebook' }],
}
const rulesOf = (content: CheckedContent) => check(content, shippedRules, now).map(({ rule, severity }) => `${rule} ${severity}`)

test('a clean post has no finding', () => {
  expect(check(clean, shippedRules, now)).toEqual([])
})

test('an empty post lacks its text, its accounts and its source', () => {
  expect(rulesOf({ base: ' ', variants: {}, media: [], source: null, accounts: [] })).toEqual([
    'accounts-missing block',
    'text-missing block',
    'source-missing block',
  ])
})

test('a source that is a link starts with https', () => {
  expect(rulesOf({ ...clean, source: { kind: 'link', reference: 'ine.mx' } })).toEqual(['source-link block'])
  expect(rulesOf({ ...clean, source: { kind: 'document', reference: 'Oficio 12/2026' } })).toEqual([])
})

describe('limits', () => {
  test('over 280 on X blocks and says by how much', () => {
    expect(check({ ...clean, variants: { x: 'a'.repeat(281) } }, shippedRules, now)).toEqual([
      {
        rule: 'over-limit',
        severity: 'block',
        place: { kind: 'text', network: 'x', start: 0, end: 281 },
        detail: { network: 'x', of: 'text', unit: 'x', count: 281, limit: 280, over: 1 },
      },
    ])
  })

  test('a limit that is not confirmed only warns', () => {
    expect(rulesOf({ ...clean, accounts: [{ network: 'facebook' }], base: 'a'.repeat(63_207) })).toEqual(['over-limit warn'])
  })

  test('a fifth image blocks on X, an image over 5 MB too', () => {
    expect(rulesOf({ ...clean, accounts: [{ network: 'x' }], media: Array.from({ length: 5 }, () => image) })).toEqual(['too-many-images block'])
    expect(rulesOf({ ...clean, accounts: [{ network: 'x' }], media: [{ ...image, size: 5_242_881 }] })).toEqual(['image-too-big block'])
  })

  test('on X a GIF stands alone and is no larger than 1280 × 1080', () => {
    const gif: Media = { ...image, mime: 'image/gif', name: 'a.gif', shape: { width: 1280, height: 1080 } }
    const on = (network: Network, ...media: readonly Media[]) => rulesOf({ ...clean, accounts: [{ network }], media })
    expect(on('x', gif)).toEqual([])
    expect([on('x', gif, gif), on('x', image, gif), on('facebook', gif, image)]).toEqual([['gif-alone block'], ['gif-alone block'], []])
    expect([{ width: 1281, height: 10 }, { width: 10, height: 1081 }].map((shape) => on('x', { ...gif, shape }))).toEqual([['gif-too-large block'], ['gif-too-large block']])
    expect([on('facebook', { ...gif, shape: { width: 4000, height: 4000 } }), on('x', { ...image, shape: { width: 4000, height: 4000 } })]).toEqual([[], []])
  })

  test('a QuickTime film goes where it is taken, by a source of its own', () => {
    const film: Media = { ...image, mime: 'video/quicktime', name: 'a.mov', seconds: 20, shape: { width: 1280, height: 720 } }
    const on = (network: Network) => rulesOf({ ...clean, accounts: [{ network }], media: [film] })
    expect((['x', 'facebook', 'instagram', 'threads', 'tiktok', 'telegram', 'whatsapp'] as const).map(on)).toEqual([[], [], [], [], [], ['media-type warn'], ['media-type warn']])
  })

  test('each unit counts in its own way', () => {
    const text = 'año 👍🏽'
    expect(measure('graphemes', text)).toBe(5)
    expect(measure('utf16', text)).toBe(8)
    expect(measure('utf8-bytes', text)).toBe(new TextEncoder().encode(text).length)
    expect(measure('threads', text)).toBe(4 + 8)
    expect(measure('x', text)).toBe(6)
  })

  test('UTF-8 bytes are those an encoder writes', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => measure('utf8-bytes', text) === new TextEncoder().encode(text).length))
  })
})

describe('alternative text', () => {
  test('is asked of every file, or a reason why it is decorative', () => {
    expect(rulesOf({ ...clean, media: [{ ...image, alternative: { kind: 'missing' } }] })).toEqual(['alt-missing block'])
    expect(rulesOf({ ...clean, media: [{ ...image, alternative: { kind: 'decorative', reason: ' ' } }] })).toEqual(['alt-missing block'])
    expect(rulesOf({ ...clean, media: [{ ...image, alternative: { kind: 'decorative', reason: 'Es una cenefa' } }] })).toEqual([])
  })

  test('that repeats the post warns, and one that opens with «Imagen de» gets a hint', () => {
    expect(rulesOf({ ...clean, media: [{ ...image, alternative: { kind: 'text', text: clean.base } }] })).toEqual(['alt-repeats warn'])
    expect(rulesOf({ ...clean, media: [{ ...image, alternative: { kind: 'text', text: 'Imagen de una casilla' } }] })).toEqual(['alt-opening hint'])
  })

  test('is checked for personal data like the post', () => {
    expect(rulesOf({ ...clean, media: [{ ...image, alternative: { kind: 'text', text: 'Credencial HEGG560427MVZRRL04' } }] })).toEqual(['curp block'])
  })
})

test('an inherited text is checked once, an own text apart', () => {
  const places = check({ ...clean, base: 'Llama a un idiota', variants: { x: 'Otro idiota' } }, shippedRules, now).map((finding) => finding.place)
  expect(places).toEqual([
    { kind: 'text', network: 'base', start: 11, end: 17 },
    { kind: 'text', network: 'x', start: 5, end: 11 },
  ])
})

test('«…» costs two on X and nothing more on Facebook', () => {
  expect(rulesOf({ ...clean, base: 'Pronto…' })).toEqual(['costly-character hint'])
  expect(rulesOf({ ...clean, base: 'Pronto…', accounts: [{ network: 'facebook' }] })).toEqual([])
})

test('marks that turn the reading direction block', () => {
  expect(rulesOf({ ...clean, base: 'Vota \u202eon\u202c' })).toEqual(['hidden-characters block', 'hidden-characters block'])
  expect(rulesOf({ ...clean, base: 'Familia 👨‍👩‍👧‍👦' })).toEqual([])
})

test.each(['\u200b', '\u3164', '\u2800', '\ufe0f', '\u{1d173}'])('a sign that nobody sees (%j) is no text, no title, no source, no description and no reason', (blank) => {
  const has = (content: object) => rulesOf({ ...clean, ...content } as typeof clean)
  expect(has({ base: blank })).toContain('text-missing block')
  expect(has({ accounts: [{ network: 'youtube' }], titles: { youtube: blank } })).toContain('title-missing block')
  expect(has({ source: { kind: 'document', reference: blank } })).toContain('source-missing block')
  expect(has({ media: [{ ...image, alternative: { kind: 'text', text: blank } }] })).toContain('alt-missing block')
  expect(has({ media: [{ ...image, alternative: { kind: 'decorative', reason: blank } }] })).toContain('alt-missing block')
})

test('marks alone describe nothing and are no reason; an empty pattern of Braille in a text is told', () => {
  for (const marks of ['.', '—', '…']) {
    expect(rulesOf({ ...clean, media: [{ ...image, alternative: { kind: 'text', text: marks } }] })).toContain('alt-missing block')
    expect(rulesOf({ ...clean, media: [{ ...image, alternative: { kind: 'decorative', reason: marks } }] })).toContain('alt-missing block')
  }
  expect(rulesOf({ ...clean, base: 'Vota\u2800ya' })).toEqual(['hidden-characters block'])
  expect(rulesOf({ ...clean, base: '🗳️' })).toEqual([])
})

test('more hashtags than YouTube heeds are told, and block nothing', () => {
  const tags = (count: number) => Array.from({ length: count }, (_, index) => `#Voto${index}`).join(' ')
  const on = (count: number) => rulesOf({ ...clean, accounts: [{ network: 'youtube' }], titles: { youtube: 'Módulos' }, base: tags(count) })
  expect([on(60).includes('too-many-hashtags warn'), on(61).includes('too-many-hashtags warn')]).toEqual([false, true])
})

test('shouting gets a hint, sigla do not', () => {
  expect(rulesOf({ ...clean, base: 'ATENCIÓN CIUDADANÍA DE OAXACA' })).toEqual(['capitals hint'])
  expect(rulesOf({ ...clean, base: 'El INE, la CNCS y la UNICOM informan' })).toEqual([])
})

test('every range lies within its text, whatever is written', () => {
  const text = fc.array(fc.oneof(fc.constantFrom('HEGG560427MVZRRL04', 'x@gmail.com', '55 1234 5678', 'IDIOTA', '…', '\u202e', '👍🏽', 'GODE561231GR8'), fc.string({ unit: 'grapheme', maxLength: 8 }))).map((parts) => parts.join(' '))
  const content = fc.record({
    base: text,
    variants: fc.oneof(fc.constant({}), text.map((x) => ({ x }))),
    media: fc.array(text.map((alt) => ({ ...image, alternative: { kind: 'text', text: alt } as const })), { maxLength: 2 }),
    source: fc.constant(null),
    accounts: fc.array(fc.constantFrom(...networks).map((network) => ({ network })), { maxLength: 3 }),
  })
  fc.assert(
    fc.property(content, (post) => {
      for (const { place } of check(post, shippedRules, now)) {
        if (place.kind === 'text') {
          const whole = place.network === 'base' ? post.base : (post.variants as CheckedContent['variants'])[place.network]
          expect(place.end).toBeLessThanOrEqual(whole?.length ?? -1)
          expect(place.start).toBeLessThanOrEqual(place.end)
        }
        if (place.kind === 'alternative') expect(place.end).toBeLessThanOrEqual(post.media[place.media]?.alternative.text.length ?? -1)
      }
    }),
  )
})

test.for(['a.', 'a*', 'a@a.', 'p u t a ', '(a)', 'a_', '55 1234 567 ', 'pendejo '])('a paste made of «%s» is checked within seconds and breaks nothing', (piece) => {
  const base = piece.repeat(64_000 / piece.length)
  const taken = processorTime(() => expect(check({ ...clean, base }, shippedRules, now).length).toBeGreaterThan(0))
  // Half a second here; what grew with the square of the length took more than twenty.
  expect(taken).toBeLessThan(8000)
})

test('a paste of a hundred thousand characters does not break the counter', () => {
  for (const piece of ['a.', 'https://ine.mx/(', 'ine.mx,', '👍🏽', 'ñ.']) expect(measure('x', piece.repeat(100_000 / piece.length))).toBeGreaterThan(280)
})

test('only a blocking finding blocks', () => {
  const severities = (content: typeof clean) => check(content, shippedRules, now).map(({ severity }) => severity)
  expect(severities({ ...clean, base: 'Pronto…' })).not.toContain('block')
  expect(severities({ ...clean, source: null })).toContain('block')
})
