import fc from 'fast-check'
import { expect, test } from 'vitest'
import { homeAddresses } from '#shared/rules/home-address.ts'
import { read } from '#shared/rules/reading.ts'
import { processorTime } from '#tests/kit/processor-time.ts'

const found = (text: string) => homeAddresses(read(text)).map(({ words }) => words)

test.for([
  ['Viven en Lerdo 57, por si gustan', ['Lerdo 57']],
  ['El quejoso duerme en el 615 de la calle Aldama', ['el 615 de la calle Aldama']],
  ['Credencial de Luz Aranda, calle 60 número 415', ['calle 60 número 415']],
  ['don beto ya se mudó, ahora lo encuentran en matamoros 640 altos', ['matamoros 640']],
  ['¿Buscan al secretario? Toquen en Pino Suárez 88', ['Pino Suárez 88']],
  ['Dejen el paquete con la mamá de Lalo, en Constitución 1120', ['Constitución 1120']],
  ['A la familia Zepeda de Emiliano Zapata 59: su recibo', ['Emiliano Zapata 59']],
  ['Uriel Canseco, con domicilio en Av. Ferrocarril 508', ['Av. Ferrocarril 508']],
  ['Martín, confirmamos tu domicilio: Avenida Las Torres 2310', ['Avenida Las Torres 2310']],
  ['Su casa es Av. Gral. Anaya 12', ['Av. Gral. Anaya 12']],
] as const)('a street and a number where somebody lives: «%s»', ([text, words]) => {
  expect(found(text)).toEqual(words)
})

test.for([
  'Te esperamos en el módulo de Av. Juárez 12',
  'Si vives en la calle 5 de Mayo de Tula, tu sección es ahora la 1433',
  'La biblioteca Benito Juárez está en Morelos 77',
  'Ana vivía en Chicago en 2024 y votó en la sección 310',
  'La exposición vive en el Museo de la Ciudad, Juárez 102',
  'Consejo Distrital, con domicilio en Av. Matamoros 612',
  'El domingo 6 de junio vive la democracia en Puebla de 8 a 18 horas',
] as const)('no home: «%s»', (text) => {
  expect(found(text)).toEqual([])
})

test('no text stops it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('vive en ', 'calle ', 'Juárez ', '12 ', ', ', 'casa de ', 'número ', 'Del ', '. ', 'a ')), (parts) => {
      const text = parts.join('')
      const taken = processorTime(() => {
        for (const { start, end, words } of homeAddresses(read(text))) expect(text.slice(start, end)).toBe(words)
      })
      expect(taken).toBeLessThan(1000)
    }),
  )
})
