import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashtagFault, hashtagsFault, hashtagsIn } from '#shared/library/hashtag.ts'
import { inPascalCase } from '#shared/rules/tag-words.ts'
import { shippedRules } from '../rules/shipped-rules.ts'

test.for([
  ['#VotoSeguro', undefined],
  ['#INEMéxico', undefined],
  ['#INE', undefined],
  ['#UNICOM', undefined],
  ['#Elecciones2027', undefined],
  ['#NiñezYDemocracia', undefined],
  ['#EleccionesQueUnen_2027', undefined],
  ['#votoseguro', 'hashtag-case'],
  ['#votoSeguro', 'hashtag-case'],
  ['#ñandú', 'hashtag-case'],
  ['#VOTOSEGURO', 'hashtag-case'],
  ['#Voto-Seguro', 'hashtag-sign'],
  ['#Voto Seguro', 'hashtag-sign'],
  ['#INE.MX', 'hashtag-sign'],
  ['VotoSeguro', 'hashtag-sign'],
  ['#', 'hashtag-sign'],
  ['#2027', 'hashtag-letters'],
  [`#V${'o'.repeat(100)}`, 'hashtag-long'],
] as const)('the hashtag %s: %s', ([tag, fault]) => {
  expect(hashtagFault(tag)).toBe(fault)
})

test.for([
  ['#Votoseguro', '#VotoSeguro'],
  ['#Procesoelectoral2027', '#ProcesoElectoral2027'],
  ['#votoseguro', '#VotoSeguro'],
  ['#VOTOSEGURO', '#VotoSeguro'],
  ['#Participaciónciudadana', '#ParticipaciónCiudadana'],
  ['#Resultadospreliminares', '#ResultadosPreliminares'],
  ['#VotoLibreySecreto', '#VotoLibreYSecreto'],
  ['#Consultainfantilyjuvenil_2027', '#ConsultaInfantilYJuvenil_2027'],
  ['#Mexico', undefined],
  ['#Elecciones', undefined],
  ['#Oaxaca', undefined],
  ['#Capacitación', undefined],
  ['#Renuévala', undefined],
  ['#Escultura', undefined],
  ['#VotoSeguro', undefined],
  ['#INEMéxico', undefined],
  ['#PREP2027', undefined],
  ['#UNICOM', undefined],
  [`#Voto${'x'.repeat(90)}`, undefined],
] as const)('known words run together in %s are told apart: %s', ([tag, written]) => {
  expect(inPascalCase(tag, shippedRules.legibility)).toBe(written)
})

test('a hashtag that was told apart is told apart', () => {
  const word = fc.constantFrom(...shippedRules.legibility.tagWords, ...shippedRules.legibility.tagJoiners)
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      const written = inPascalCase(`#${words.join('')}`, shippedRules.legibility)
      if (written !== undefined) expect([inPascalCase(written, shippedRules.legibility), hashtagFault(written)]).toEqual([undefined, undefined])
    }),
  )
})

test('two hashtags of a set that differ in accents or case only are one too many', () => {
  expect(hashtagsFault(['#México', '#Mexico'])).toBe('hashtag-repeated')
  expect(hashtagsFault(['#VotoSeguro', '#Votoseguro'])).toBe('hashtag-repeated')
  expect(hashtagsFault(['#VotoSeguro', '#Voto2027'])).toBeUndefined()
})

test('what was typed is parted at spaces, commas and lines, and each gets its sign', () => {
  expect(hashtagsIn('#VotoSeguro, INEMexico\n Elecciones2027;#Voto ')).toEqual(['#VotoSeguro', '#INEMexico', '#Elecciones2027', '#Voto'])
  expect(hashtagsIn(' , # ')).toEqual([])
})

test('no hashtag that is taken has a sign at which a network would end it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (text) => {
      const tag = `#${text}`
      if (hashtagFault(tag) === undefined) expect(tag).toMatch(/^#[\p{L}\p{M}\p{N}_]+$/u)
    }),
  )
})
