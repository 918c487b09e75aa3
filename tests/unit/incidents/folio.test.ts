import fc from 'fast-check'
import { expect, it } from 'vitest'
import { folioOf, seriesOf } from '#shared/incidents/folio.ts'
import type { SignerId } from '#shared/ledger/event.ts'

const signer = (id: string): SignerId => id as SignerId

it('is short alone, and says its series in a shared record', () => {
  expect(folioOf(2026, undefined, 7)).toBe('INC-2026-007')
  expect(folioOf(2026, seriesOf(signer('s'), 17), 7)).toBe('INC-2026-17-007')
  expect(folioOf(2026, seriesOf(signer('0198c1d2-0000-7000-8000-00000abcdef1'), undefined), 7)).toBe('INC-2026-R0ABCDEF1-007')
})

it('is never the same for two series or two numbers', () => {
  const series = fc.option(fc.oneof(fc.integer({ min: 1, max: 100_000 }).map((number) => seriesOf(signer('s'), number)), fc.uuid().map((id) => seriesOf(signer(id), undefined))), { nil: undefined })
  const one = fc.record({ year: fc.integer({ min: 2020, max: 2100 }), series, number: fc.integer({ min: 1, max: 20_000 }) })
  fc.assert(
    fc.property(one, one, (a, b) => {
      const same = a.year === b.year && a.series === b.series && a.number === b.number
      return (folioOf(a.year, a.series, a.number) === folioOf(b.year, b.series, b.number)) === same
    }),
  )
})
