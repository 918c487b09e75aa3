import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compose, normalValues } from '#shared/kits/compose.ts'
import { kitFault, kitGate, type KitFacts } from '#shared/kits/post-kit.ts'
import { alwaysSame, sameTexts } from '#shared/kits/sameness.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import { emptyContent, normalContent, type Content } from '#shared/posts/content.ts'
import { aKit, filled } from './a-kit.ts'

const facts: KitFacts = { kit: aKit, version: 1, newest: 1, writers: [] }
/** An office's post of the message, as main keeps it. */
function adapted(slots: Readonly<Record<string, string>> = filled, over: Partial<Content> = {}): Content {
  const values = normalValues(aKit, slots)
  return normalContent({ ...emptyContent, ...compose(aKit, values, []), source: aKit.source, accounts: [{ id: 'x-1' as never, network: 'x' }], kit: { kit: 'kit-1' as never, version: 1, slots: values }, ...over })
}

describe('a post of a national message', () => {
  test('is what the message makes of its slots; accounts, the wanted time and labels are the office’s own', () => {
    expect(kitFault(adapted(), facts)).toBeUndefined()
    expect(kitFault(adapted({}), facts)).toBeUndefined()
    expect(kitFault(adapted(filled, { accounts: [], wanted: { at: '2027-01-01T00:00:00.000Z' as never, zone: 'America/Cancun' }, labels: ['módulos'] }), facts)).toBeUndefined()
    expect(kitFault({ ...adapted(), kit: null }, null)).toBeUndefined()
  })

  test('has no locked part that any change of it would pass by', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.constantFrom('base', 'x', 'source', 'topics', 'campaign', 'tags', 'media', 'slots'), (word, part) => {
        const before = adapted()
        const changed: Content = {
          base: { ...before, base: before.base + word },
          x: { ...before, variants: { x: `${word}${before.variants.x ?? ''}` } },
          source: { ...before, source: { kind: 'document' as const, reference: `${aKit.source?.reference}${word}` } },
          topics: { ...before, topics: [word as never] },
          campaign: { ...before, campaign: word as never },
          tags: { ...before, tags: [word] },
          media: { ...before, media: [{ sha256: 'f'.repeat(64), name: word, mime: 'image/png', size: 1, alternative: { kind: 'missing' as const } }] },
          slots: { ...before, kit: { kit: 'kit-1' as never, version: 1, slots: { ...before.kit?.slots, [`otro${word}`]: 'x' } } },
        }[part]
        expect(kitFault(changed, facts)).toBe('posts/kit-locked')
      }),
    )
  })

  test('has the title, the thread, the first comment and the tags of the message, for the networks that it goes to, and no other', () => {
    const kit = { ...aKit, titles: { youtube: 'Módulo en {lugar}' }, threads: { x: ['Requisitos en ine.mx.'] }, comments: { facebook: 'Más en ine.mx.', youtube: 'Suscríbete.' }, tags: ['INE'] }
    const accounts = (['x', 'youtube'] as const).map((network) => ({ id: `${network}-1` as never, network }))
    const post = adapted(filled, { ...compose(kit, filled, []), accounts })
    const content = normalContent(post)
    expect(content).toMatchObject({ titles: { youtube: 'Módulo en Plaza del Valle' }, threads: { x: ['Requisitos en ine.mx.'] }, comments: { youtube: 'Suscríbete.' }, tags: ['INE'] })
    const known = { ...facts, kit }
    expect(kitFault(content, known)).toBeUndefined()
    for (const changed of [{ titles: {} }, { titles: { youtube: 'Otro' } }, { threads: { x: [] } }, { comments: {} }, { tags: ['INE', 'otra'] }]) expect(kitFault({ ...content, ...changed }, known)).toBe('posts/kit-locked')
  })

  test('names an approved version, or is none’s', () => {
    expect(kitFault(adapted(), null)).toBe('posts/kit-unknown')
    const named = { ...facts, kit: { ...facts.kit, offices: ['district-oaxaca-03' as OfficeId] } }
    expect([kitFault(adapted(), named, 'district-oaxaca-03' as OfficeId), kitGate(adapted(), named, 'district-puebla-01' as OfficeId)]).toEqual([undefined, 'posts/kit-unknown'])
    expect(kitFault(adapted(), { ...facts, version: 2 })).toBe('posts/kit-unknown')
  })

  test('is sent to review with its slots filled, and of the version in force', () => {
    expect(kitGate(adapted(), facts)).toBeUndefined()
    expect(kitGate(adapted({ lugar: 'x' }), facts)).toBe('posts/kit-slots')
    expect(kitGate(adapted(), { ...facts, newest: 2 })).toBe('posts/kit-outdated')
    expect(kitGate(adapted(), { ...facts, newest: null })).toBe('posts/kit-outdated')
    expect(kitGate({ ...adapted(), base: 'otro' }, facts)).toBe('posts/kit-locked')
  })
})

describe('one text on many accounts', () => {
  const offices = Array.from({ length: 332 }, (_, index) => `district-${index}` as OfficeId)
  const plain = { ...aKit, base: 'Verifica tu credencial en ine.mx.', variants: {}, slots: [] }

  test('332 copies of one message without slots are one group per network that minds, with the one that may stay', () => {
    const same = sameTexts(offices.map((office) => ({ post: `post-${office}`, office, kit: plain, slots: {}, networks: ['x', 'telegram'] })))
    expect(same).toHaveLength(1)
    expect(same[0]).toMatchObject({ network: 'x', strictness: 'forbids', kept: 'post-district-0' })
    expect(same[0]?.others).toHaveLength(331)
  })

  test('localised ones are no group, and two that differ in case and accents are one', () => {
    const of = (place: string, index: number) => ({ post: `p${index}`, office: offices[index] ?? ('' as OfficeId), kit: aKit, slots: { ...filled, lugar: place }, networks: ['x', 'facebook'] as const })
    expect(sameTexts(['Mitla', 'Tule', 'Etla'].map(of))).toEqual([])
    expect(sameTexts(['Mítla', 'mitla', 'Etla'].map(of)).map(({ network, others }) => [network, others.length])).toEqual([['x', 1], ['facebook', 1]])
  })

  test('a message is known beforehand to make one text where no required slot stands in it', () => {
    expect(alwaysSame(plain)).toEqual(['x', 'facebook', 'instagram', 'threads'])
    expect(alwaysSame(aKit)).toEqual([])
    expect(alwaysSame({ ...aKit, variants: { x: 'Igual en todas partes' } })).toEqual(['x'])
  })
})
