import { expect, test } from 'vitest'
import { rules as en } from '#renderer/i18n/en/rules.ts'
import { rules as es } from '#renderer/i18n/es/rules.ts'
import { networkNames, type Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { check } from '#shared/rules/check.ts'
import type { CheckedContent, Media } from '#shared/rules/content.ts'
import type { RuleId } from '#shared/rules/finding.ts'
import { shippedRules } from './shipped-rules.ts'

const clean: CheckedContent = { base: 'Renueva tu credencial.', variants: {}, media: [], source: { kind: 'document', reference: 'Oficio 1' }, accounts: [] }
const file: Media = { sha256: '0'.repeat(64), name: 'foto.jpg', mime: 'image/jpeg', size: 1000, alternative: { kind: 'decorative', reason: 'Adorno' } }
const film: Media = { ...file, name: 'a.mp4', mime: 'video/mp4', seconds: 60 }
const saidOf = (rule: RuleId, network: Network, content: Partial<CheckedContent>, at = '2026-11-25T18:00:00.000Z') =>
  check({ ...clean, accounts: [{ network }], ...content }, shippedRules, { now: at as Instant, entity: 'oaxaca' })
    .filter((finding) => finding.rule === rule)
    .map(({ detail }) => [es, en].map((words) => words.checks[rule].what(detail)))

test.for([
  ['over-limit', 'x', { base: 'a'.repeat(281) }, 'En X sobra 1 carácter: son 281 y el límite es 280.'],
  ['over-limit', 'threads', { base: 'a'.repeat(505) }, 'En Threads sobran 5 caracteres: son 505 y el límite es 500.'],
  ['over-limit', 'youtube', { base: 'á'.repeat(2600), media: [film] }, 'En YouTube sobran 200 bytes: son 5,200 y el límite es 5,000. Una letra con acento ocupa dos.'],
  ['over-limit', 'youtube', { tags: ['a'.repeat(400), 'b'.repeat(120)], media: [film] }, 'En las etiquetas de YouTube sobran 21 caracteres: son 521, con las comas, y el límite es 500.'],
  ['over-limit', 'youtube', { titles: { youtube: 'a'.repeat(101) }, media: [film] }, 'En el título de YouTube sobra 1 carácter: son 101 y el límite es 100.'],
  ['over-limit', 'tiktok', { comments: { tiktok: 'a'.repeat(160) }, media: [film] }, 'En el primer comentario de TikTok sobran 10 caracteres: son 160 y el límite es 150.'],
  ['too-many-images', 'x', { media: Array.from({ length: 5 }, () => file) }, 'X acepta 4 imágenes y son 5.'],
  ['image-too-big', 'x', { media: [{ ...file, size: 5_242_881 }] }, 'La imagen pesa 5.3 MB; X acepta hasta 5.2 MB.'],
  ['film-too-big', 'facebook', { media: [{ ...film, size: 4_294_967_297 }] }, 'El video pesa 4.3 GB; Facebook acepta hasta 4.2 GB.'],
  ['gif-alone', 'x', { media: [{ ...file, mime: 'image/gif' }, file] }, 'X acepta un solo GIF por publicación, sin otras imágenes.'],
  ['gif-too-large', 'x', { media: [{ ...file, mime: 'image/gif', shape: { width: 1600, height: 900 } }] }, 'El GIF mide 1,600 × 900 puntos; X acepta hasta 1,280 × 1,080.'],
  ['media-type', 'telegram', { media: [{ ...film, mime: 'video/quicktime' }] }, 'Telegram no acepta este tipo de archivo (MOV).'],
  ['mixed-media', 'facebook', { media: [file, film] }, 'Facebook no mezcla video con imágenes ni acepta dos videos.'],
  ['alt-too-long', 'x', { media: [{ ...file, alternative: { kind: 'text', text: 'a'.repeat(1001) } }] }, 'La descripción tiene 1,001 caracteres; X acepta hasta 1,000.'],
  ['too-many-hashtags', 'instagram', { base: '#Uno #Dos #Tres #Cuatro #Cinco #Seis', media: [file] }, 'Instagram acepta 5 etiquetas y son 6.'],
  ['too-many-mentions', 'instagram', { base: Array.from({ length: 21 }, (_, index) => `@junta${index}`).join(' '), media: [file] }, 'Instagram acepta 20 menciones y son 21.'],
  ['too-many-links', 'threads', { base: [1, 2, 3, 4, 5, 6].map((part) => `https://ine.mx/${part}`).join(' ') }, 'Threads acepta 5 enlaces y son 6.'],
] as const)('%s on %s names the network and its unit', ([rule, network, content, sentence]) => {
  const [said] = saidOf(rule, network, content)
  expect(said?.[0]).toBe(sentence)
  expect(said?.[1]).toContain(networkNames[network])
})

test('one text that is too long for two networks is told of each by its name', () => {
  expect(saidOf('over-limit', 'x', { base: 'a'.repeat(600), accounts: [{ network: 'x' }, { network: 'threads' }] }).map(([said]) => said)).toEqual([
    'En X sobran 320 caracteres: son 600 y el límite es 280.',
    'En Threads sobran 100 caracteres: son 600 y el límite es 500.',
  ])
})

test('a period is told by its days in words', () => {
  const [said] = saidOf('party-mention', 'x', { base: 'El PVEM presentó su plataforma.' }, '2027-06-05T18:00:00.000Z')
  expect(said?.[0]).toMatch(/^«PVEM» nombra a un partido entre el \d{1,2} de \p{L}+ de 2027 y el \d{1,2} de \p{L}+ de 2027, periodo electoral\.$/u)
  expect(said?.[1]).not.toMatch(/\d{4}-\d{2}/)
})
