import { describe, expect, it } from 'vitest'
import { formatFor } from '#renderer/i18n/format.ts'
import { DAY, HOUR, type Instant, instantOf, later, MINUTE } from '#shared/kernel/clock.ts'

const es = formatFor('es', 'America/Mexico_City')
const en = formatFor('en', 'America/Mexico_City')
const tijuana = formatFor('es', 'America/Tijuana')
const noon = '2026-11-23T18:04:31.000Z' as Instant // 12:04 in Mexico City

describe('dates and spans', () => {
  it('are written in the office’s zone and in the language', () => {
    expect([es.instant(noon), tijuana.instant(noon), en.instant(noon)]).toEqual(['23 nov 2026, 12:04', '23 nov 2026, 10:04', '23 Nov 2026, 12:04'])
    expect([es.date(noon), es.time(noon), es.day(noon, noon), es.day('2027-01-02T18:00:00.000Z' as Instant, noon)]).toEqual([
      '23 nov 2026',
      '12:04',
      '23 nov',
      '2 ene 2027',
    ])
  })

  it('name the second and the zone where the exact moment is wanted', () => {
    expect(es.exact(noon)).toContain('12:04:31')
    expect(es.exact(noon)).toContain('lunes')
  })

  it('never say a longer span than there is', () => {
    const spans = [2 * HOUR + 59 * MINUTE, -(HOUR + 59 * MINUTE), 59_000, 5 * MINUTE + 59_000].map((span) => es.relative(later(noon, span), noon))
    expect(spans).toEqual(['en 2 h', 'hace 1 h', 'ahora', 'en 5 min'])
  })

  it('count calendar days from a day on, as people do', () => {
    const late = '2026-11-24T05:30:00.000Z' as Instant // 23:30 of the 23rd in Mexico City
    expect(es.relative(later(late, 25 * HOUR), late)).toBe('pasado mañana')
    expect(es.relative(later(noon, 6 * DAY), noon)).toBe('en 6 días')
    expect(es.relative(later(noon, -3 * DAY), noon)).toBe('hace 3 días')
  })

  it('count no seconds of what still goes on, nor time before it began', () => {
    expect([-5000, 0, 59_000, MINUTE, 3 * HOUR + 20 * MINUTE].map(es.elapsed)).toEqual(['0 min', '0 min', '0 min', '1 min', '3 h 20 min'])
  })

  it('say a span in two units at most', () => {
    expect([45_000, 12 * MINUTE, 3 * HOUR + 20 * MINUTE, 48 * HOUR, 2 * DAY + 4 * HOUR + 9 * MINUTE].map(es.span)).toEqual([
      '45 s',
      '12 min',
      '3 h 20 min',
      '2 d',
      '2 d 4 h',
    ])
  })

  it('write sizes and lists', () => {
    expect([es.size(900), es.size(5_242_880), es.list(['a', 'b', 'c']), es.number(1284)]).toEqual(['900 B', '5.2 MB', 'a, b y c', '1,284'])
  })

  it('make a formatter once for each language and zone', () => {
    expect(formatFor('es', 'America/Mexico_City')).toBe(es)
    expect(instantOf(0)).toBe('1970-01-01T00:00:00.000Z')
  })
})
