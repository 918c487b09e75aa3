import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadRules } from '#main/modules/rules/rules-data.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Kit } from '#shared/kits/kit.ts'
import { goesTo, kitFindings, shownContent } from '#shared/kits/shown.ts'
import { check } from '#shared/rules/check.ts'
import { isInText } from '#shared/rules/finding.ts'
import { aKit } from './a-kit.ts'

const { rules } = loadRules(fileURLToPath(new URL('../../../resources/rules', import.meta.url)), '/nowhere')
const findingsOf = (kit: Kit) => kitFindings(kit, (content) => check(content, rules, { now: '2026-11-25T18:00:00.000Z' as Instant, entity: '' }))
const rulesOf = (kit: Kit) => findingsOf(kit).map(({ rule }) => rule)
const image = { sha256: 'a'.repeat(64), name: 'cartel.png', mime: 'image/png', size: 1000, alternative: { kind: 'text', text: 'Fila ante un módulo.' } } as const
const networksOf = (kit: Kit) => shownContent(kit).accounts.map(({ network }) => network)

describe('a message before any office fills it in', () => {
  test('shows each slot as its label, and every line, also one that an office may leave out', () => {
    expect(shownContent(aKit).base).toBe('El módulo de [Lugar] abre el [Fecha] a las [Hora] horas.\nInformes: [Teléfono].\nTrámite gratuito.')
    const hidden = { ...aKit, base: `${aKit.base}\nEscribe a LOOA531113HTCPBN07: {telefono}` }
    expect(rulesOf(hidden)).toContain('curp')
  })

  test('is read for the networks that take what it brings, and for a channel of films only if it has something of its own for it', () => {
    expect(networksOf(aKit)).toEqual(['x', 'facebook', 'threads', 'telegram', 'whatsapp'])
    expect(networksOf({ ...aKit, media: [image] })).toContain('instagram')
    expect(networksOf({ ...aKit, media: [{ ...image, networks: ['x'] }] })).not.toContain('instagram')
    expect(networksOf({ ...aKit, titles: { youtube: 'Módulo' } })).toContain('youtube')
    expect([goesTo(aKit, 'youtube'), goesTo(aKit, 'facebook'), goesTo({ ...aKit, tags: ['INE'] }, 'youtube'), goesTo({ ...aKit, tags: ['INE'] }, 'tiktok')]).toEqual([false, true, true, false])
  })

  test('lacks a title where it has anything else for YouTube, and a film unless an office brings its own file', () => {
    const spoken = { ...aKit, comments: { youtube: 'Suscríbete.' }, slots: aKit.slots.filter(({ kind }) => kind !== 'photo') }
    expect(rulesOf(spoken)).toEqual(expect.arrayContaining(['title-missing', 'media-missing']))
    const titled = { ...spoken, titles: { youtube: 'Módulo' } }
    expect(rulesOf(titled)).not.toContain('title-missing')
    expect(rulesOf({ ...titled, slots: aKit.slots })).not.toContain('media-missing')
  })

  test('is held to the limits of each network in its title, its thread and its first comment', () => {
    const long = { ...aKit, titles: { youtube: 'T'.repeat(101) }, threads: { x: ['x'.repeat(281)] }, comments: { facebook: 'x'.repeat(8001) } }
    expect(findingsOf(long).flatMap(({ rule, place }) => (rule === 'over-limit' ? [place.kind] : []))).toEqual(expect.arrayContaining(['title', 'part', 'comment']))
  })
})

describe('what the rules find in a message', () => {
  test('stands where its words are written, after any mark', () => {
    const base = 'En {lugar} y {fecha}, {hora}, {telefono}: CURP LOOA531113HTCPBN07.'
    const found = findingsOf({ ...aKit, base, variants: {}, threads: { x: ['{lugar} LOOA531113HTCPBN07'] } }).filter(({ rule }) => rule === 'curp')
    const words = found.flatMap(({ place }) => (isInText(place) ? [(place.kind === 'part' ? '{lugar} LOOA531113HTCPBN07' : base).slice(place.start, place.end)] : []))
    expect(words).toEqual(['LOOA531113HTCPBN07', 'LOOA531113HTCPBN07'])
  })

  test('is never what stands for a slot, and has no stretch to show or replace where it reaches over one', () => {
    const slots = aKit.slots.map((slot, index) => (index === 0 ? { ...slot, label: 'los ciudadanos' } : slot))
    expect(rulesOf({ ...aKit, slots })).not.toContain('inclusive-language')
    const plain = findingsOf({ ...aKit, slots, base: `Para los ciudadanos. ${aKit.base}` }).filter(({ rule }) => rule === 'inclusive-language')
    expect(plain.map(({ instead }) => instead !== undefined)).toEqual([true])
    // A text that is a slot and nothing else says nothing wrong; one whose whole is too long has a mark within it.
    expect(rulesOf({ ...aKit, threads: { x: ['{lugar}'] } })).toEqual(rulesOf(aKit))
    const long = findingsOf({ ...aKit, variants: { x: `{lugar} {fecha} {hora} {telefono} ${'x'.repeat(300)}` } }).filter(({ rule }) => rule === 'over-limit')
    expect(long.map(({ place }) => isInText(place) && place.end - place.start)).toEqual([0])
  })
})
