import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changedFields } from '#shared/posts/changed-fields.ts'
import { emptyContent, everyText, normalContent, titleOf, type Content, type FirstContent } from '#shared/posts/content.ts'
import { piecesFor, shownPieces } from '#shared/posts/pieces.ts'
import { post } from '#shared/posts/post-decider.ts'
import { comparePieces } from '#shared/posts/publication.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { placedTexts, textAt } from '#shared/rules/content.ts'
import { content, noon, onFacebook, onX } from './people.ts'
import type { AccountId } from '#shared/accounts/account.ts'

const onYouTube = 'account-youtube' as AccountId
const all: Content['accounts'] = [...content.accounts, { id: onYouTube, network: 'youtube' }]
/** Every part that a content may have. */
const full: Content = {
  ...content,
  accounts: all,
  variants: { x: 'En X', youtube: 'Descripción' },
  own: { [onFacebook]: 'En esta página' },
  threads: { x: ['Segunda', 'Tercera'] },
  comments: { facebook: 'Más en ine.mx' },
  titles: { youtube: 'Cómo se vota' },
  tags: ['voto', 'casilla electoral'],
  media: [{ sha256: 'a'.repeat(64), name: 'a.png', mime: 'image/png', size: 1, shape: { width: 4, height: 3 }, networks: ['x'], alternative: { kind: 'text', text: 'Una casilla' } }],
  wanted: { at: noon, zone: 'America/Tijuana' },
  window: { from: noon, until: null, zone: 'America/Tijuana' },
  campaign: 'campaign-1' as Content['campaign'],
  topics: ['topic-1'] as unknown as Content['topics'],
  labels: ['jornada'],
  kit: { kit: 'kit-1' as NonNullable<Content['kit']>['kit'], version: 2, slots: { lugar: 'Oaxaca' } },
}

/** What events of the first schema hold, as it was sealed then. */
const first: FirstContent = {
  base: 'Abren a las 8:00 h.',
  variants: { x: 'Abren a las 8' },
  media: [{ sha256: 'b'.repeat(64), name: 'b.png', mime: 'image/png', size: 9, alternative: { kind: 'decorative', reason: 'Adorno' } }],
  source: { kind: 'document', reference: 'Acuerdo INE/CG01/2026' },
  accounts: [{ id: onX, network: 'x' }],
  wanted: null,
}

describe('an event of the first schema', () => {
  test.each(['post.drafted', 'post.revised'] as const)('%s is lifted to a content with every part, and keeps its seal', (type) => {
    const lifted = post.upcasters?.[type]?.[1]?.({ content: first, correctionOf: null } as never) as { readonly content: Content } // the payload of that schema
    expect(post.schemas[type]).toBe(3)
    expect(lifted.content).toEqual({ ...emptyContent, ...first })
    // Computed by the version of the app that knew no other parts.
    expect(sealOf(lifted.content)).toBe('14e18669b27a44def00a921895b853e63e2e12d3daf5689fce1c94d5d3be9898')
  })

  test('whose content is saved again as it is changes nothing', () => {
    const lifted = { ...emptyContent, ...first }
    expect(changedFields(normalContent(lifted), normalContent({ ...lifted, labels: [' '], comments: { facebook: ' ' } }))).toEqual([])
  })
})

describe('the seal of a content with every part', () => {
  test.for<[string, Content]>([
    ['own.account-facebook', { ...full, own: { [onFacebook]: 'En esta página.' } }],
    ['thread.x', { ...full, threads: { x: ['Segunda', 'Tercera.'] } }],
    ['thread.x', { ...full, threads: {} }],
    ['comment.facebook', { ...full, comments: { facebook: 'Más en ine.mx/voto' } }],
    ['title.youtube', { ...full, titles: { youtube: 'Cómo se cuenta' } }],
    ['tags', { ...full, tags: ['voto'] }],
    ['media-networks', { ...full, media: full.media.map((one) => ({ ...one, networks: ['x', 'facebook'] as const })) }],
    ['window', { ...full, window: { from: noon, until: noon, zone: 'America/Tijuana' } }],
    ['window', { ...full, window: null }],
    ['campaign', { ...full, campaign: null }],
    ['topics', { ...full, topics: [] }],
    ['labels', { ...full, labels: [] }],
    ['kit', { ...full, kit: full.kit === null ? null : { ...full.kit, slots: { lugar: 'Puebla' } } }],
  ])('changes with %s, and the field is named', ([field, changed]) => {
    expect(sealOf(changed)).not.toBe(sealOf(full))
    expect(changedFields(full, changed)).toEqual([field])
  })

  test('does not hang on what was measured of a file: that follows from its bytes', () => {
    expect(sealOf({ ...full, media: full.media.map(({ shape: _, ...one }) => one) })).toBe(sealOf(full))
  })

  test('is the same exactly when no field differs', () => {
    const anyPart = fc.record({
      own: fc.constantFrom<Content['own']>({}, { [onX]: 'a' }),
      threads: fc.constantFrom<Content['threads']>({}, { x: ['a'] }, { x: ['a', ''] }),
      comments: fc.constantFrom<Content['comments']>({}, { youtube: 'a' }),
      titles: fc.constantFrom<Content['titles']>({}, { youtube: 'a' }),
      tags: fc.constantFrom<Content['tags']>([], ['a'], ['a', 'b']),
      window: fc.constantFrom<Content['window']>(null, full.window),
      labels: fc.constantFrom<Content['labels']>([], ['a']),
    })
    fc.assert(
      fc.property(anyPart, anyPart, (one, other) => {
        const [before, after] = [normalContent({ ...full, ...one }), normalContent({ ...full, ...other })]
        expect(changedFields(before, after).length === 0).toBe(sealOf(before) === sealOf(after))
      }),
    )
  })
})

describe('what is kept', () => {
  test('leaves out what nobody would get: of accounts and networks not chosen, empty, or equal to what is inherited', () => {
    const { own, threads, comments, titles, tags, variants } = normalContent({
      ...full,
      accounts: [{ id: onX, network: 'x' }],
      own: { [onX]: 'En X', [onFacebook]: 'No' },
      threads: { x: [], threads: ['No'] },
      comments: { facebook: 'No' },
    })
    expect({ own, threads, comments, titles, tags, variants }).toEqual({ own: {}, threads: {}, comments: {}, titles: {}, tags: [], variants: { x: 'En X' } })
  })

  test('keeps every text while no account is chosen yet', () => {
    expect(normalContent({ ...full, accounts: [] })).toMatchObject({ variants: full.variants, threads: full.threads, titles: full.titles })
  })

  test('is normal in one step, whatever was written', () => {
    const text = fc.string({ unit: 'grapheme' })
    fc.assert(
      fc.property(text, fc.array(text), (one, many) => {
        const once = normalContent({ ...full, own: { [onX]: one }, threads: { x: many }, comments: { youtube: one }, titles: { youtube: one }, tags: many, labels: many })
        expect(normalContent(once)).toEqual(once)
      }),
    )
  })
})

describe('the texts of a post', () => {
  test('are read where they stand, each once', () => {
    const placed = placedTexts(full)
    expect(placed.map(({ text }) => text)).toEqual(['En X', 'Segunda', 'Tercera', 'En esta página', 'Más en ine.mx', 'Cómo se vota', 'Descripción', 'voto', 'casilla electoral'])
    expect(placed.every(({ spot, text }) => textAt(full, spot) === text)).toBe(true)
  })

  test('are all among the words by which it is found', () => {
    const { text: words } = everyText(full)
    for (const { text } of placedTexts(full)) expect(words).toContain(text)
    expect(words).toContain('jornada')
  })

  test('are pasted one by one, in the order in which the network asks for them', () => {
    expect(piecesFor(full, { id: onX, network: 'x' })).toEqual([
      { piece: 'text', text: 'En X' },
      { piece: 'part-2', text: 'Segunda' },
      { piece: 'part-3', text: 'Tercera' },
    ])
    expect(piecesFor(full, { id: onYouTube, network: 'youtube' })).toEqual([
      { piece: 'title', text: 'Cómo se vota' },
      { piece: 'text', text: 'Descripción' },
      { piece: 'tags', text: 'voto, casilla electoral' },
    ])
    expect(piecesFor(full, { id: onFacebook, network: 'facebook' }).map(({ text }) => text)).toEqual(['En esta página', 'Más en ine.mx'])
  })

  test('are each compared with what is out', () => {
    const sealed = { network: 'x', pieces: shownPieces(full, { id: onX, network: 'x' }), files: 1 } as const
    const differing = (pieces: Readonly<Record<string, string>>) =>
      comparePieces(sealed, { text: 'En X', files: 1, pieces }).filter(({ comparison }) => comparison.differences.length > 0).map(({ piece }) => piece)
    expect(differing({ 'part-2': 'Segunda', 'part-3': 'Tercera' })).toEqual([])
    expect(differing({ 'part-2': 'Segunda', 'part-3': 'Cuarta' })).toEqual(['part-3'])
  })
})

test('lists call a post by its first line that is seen, without marks that would turn what stands beside it', () => {
  const title = (over: Partial<Content>) => titleOf({ ...emptyContent, ...over })
  expect(title({ base: 'Vota \u202eodal\u202c ya\nOtra' })).toBe('Vota odal ya')
  expect(title({ base: '\u200b\u202e', variants: { x: '\u2067En X' } })).toBe('En X')
  expect(title({ base: '👨‍👩‍👧‍👦 Familia' })).toBe('👨‍👩‍👧‍👦 Familia')
})
