import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadReplies } from '#main/modules/consultations/reply-templates.ts'
import { loadRules } from '#main/modules/rules/rules-data.ts'
import { faultsOf, personalDataIn, replyFindings, speechIn } from '#shared/consultations/gate.ts'
import { pointsSomewhere, saysOnlyWhere } from '#shared/consultations/ways.ts'
import type { Instant } from '#shared/kernel/clock.ts'

const resource = (name: string): string => fileURLToPath(new URL(`../../../resources/${name}`, import.meta.url))
const { rules } = loadRules(resource('rules'), '/nowhere')
const { templates } = loadReplies(resource('templates/replies'), '/nowhere')
const about = { network: 'x', handle: '@INEOaxaca03' } as const
const moment = { now: '2026-11-23T18:00:00.000Z' as Instant, entity: 'oaxaca' }
const found = (text: string) => faultsOf(personalDataIn(text, about, rules, moment))

describe('a question', () => {
  it.each([
    ['curp', 'La persona HEGG560427MVZRRL04 pregunta por su credencial'],
    ['phone', 'Pide que la llamen al 951 123 4567'],
    ['mail-personal', 'Escribe desde maria.perez@gmail.com'],
    ['mention', 'Pregunta @maria_perez por su credencial'],
  ])('is refused with %s in it', (rule, text) => {
    expect(found(text)).toContain(rule)
  })
  it.each([
    'Una persona pregunta qué documentos necesita para renovar su credencial.',
    'Preguntan si @INEOaxaca03 y @INETelMx atienden lo mismo.',
    'INETEL atiende en el 800 433 2000.',
  ])('is taken as it is when nobody’s data are in it: %s', (text) => {
    expect(found(text)).toEqual([])
  })
  it('says where the words are, so that they can be taken out', () => {
    const text = 'Pregunta @maria_perez por su credencial'
    expect(personalDataIn(text, about, rules, moment).map(({ start, end }) => text.slice(start, end))).toEqual(['@maria_perez'])
  })
  it('longer than any text is refused unread', () => {
    expect(found('a'.repeat(1_000_000))).toEqual(['text-too-long'])
  })
})

describe('a message that is hate or violence', () => {
  const speech = (text: string) => speechIn(text, about, rules, moment)
  it.each([
    ['violence', 'Un comentario dice: vamos a quemar las casillas y a matarlos a todos.'],
    ['hate', 'Escriben que a los indígenas no se les debería dejar votar.'],
    ['violence', 'Fuera los migrantes, hay que matarlos.'],
    [undefined, 'Preguntan si la quema de basura electoral es el lunes.'],
    [undefined, 'Dicen que el trámite es un desastre y que los van a reportar.'],
  ])('is told as %s: %s', (which, text) => {
    expect(speech(text)).toBe(which)
  })
})

describe('a reply', () => {
  const blocked = (text: string) => faultsOf(replyFindings(text, about, rules, moment))
  it('passes the whole checker: no insult, no personal data, no more than the network takes', () => {
    expect(blocked('No seas idiota.')).toContain('insult')
    expect(blocked('Llámanos al 951 123 4567')).toContain('phone')
    expect(blocked('a '.repeat(300))).toContain('over-limit')
  })
  it('names nobody but the institution: the network shows by itself to whom it is', () => {
    expect(blocked('@maria_perez, gracias por tu pregunta.')).toEqual(['mention'])
  })
  it('is asked for no source and no account: those are the consultation’s', () => {
    expect(blocked('Gracias por tu pregunta.')).toEqual([])
  })
})

describe('the shipped replies', () => {
  it.each(templates.map(({ id, text }) => [id, text]))('%s passes the checker on X', (_id, text) => {
    expect(faultsOf(replyFindings(text, about, rules, moment))).toEqual([])
  })
  it('has its source each, and of every purpose at least one', () => {
    expect(templates.every(({ source }) => source.length > 20)).toBe(true)
    expect(new Set(templates.map(({ purpose }) => purpose))).toEqual(new Set(['courtesy', 'trolling', 'inetel', 'transparency']))
  })
  it('says where to ask in every text for the lapse', () => {
    for (const { purpose, text } of templates) if (purpose === 'inetel' || purpose === 'transparency') expect(pointsSomewhere(text)).toBe(true)
    expect(pointsSomewhere('Llame a INETEL')).toBe(true)
    expect(pointsSomewhere('Sí, el módulo abre a las 8:00 horas.')).toBe(false)
  })
  it.each([
    ['Sí, el módulo abre a las 8:00 horas. Más en INETEL.', false],
    ['La jornada es el 6 de junio de 2027. INETEL puede orientarte.', false],
    ['El trámite cuesta 200 pesos. Pregunta en la Plataforma Nacional de Transparencia.', false],
    ['Acude al módulo en Plaza del Valle. También INETEL.', false],
    ['El módulo abre a las 8:00 horas.', false],
    ['Gracias por escribirnos. INETEL atiende de 9:00 a 18:00 horas en el 800 433 2000.', true],
    ['Llama al 800 433 2000. Ahí INETEL te orienta.', true],
    ['Puedes pedirla en https://www.plataformadetransparencia.org.mx', true],
  ] as const)('«%s» says nothing but where to ask: %s', (text, only) => expect(saysOnlyWhere(text)).toBe(only))
  it('says nothing else in any text for the lapse', () => {
    for (const { purpose, text } of templates) if (purpose === 'inetel' || purpose === 'transparency') expect([text, saysOnlyWhere(text)]).toEqual([text, true])
  })
})
