import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paragraphsOf } from '#main/documents/paper.ts'
import { elapsed, longDate, longDateTime, shortDateTime, yearOf } from '#main/documents/spanish-date.ts'
import { renderTemplate, templateFault, UNKNOWN } from '#main/documents/template-text.ts'
import { instantOf, type Instant } from '#shared/kernel/clock.ts'
import { variables } from '#shared/notices/template.ts'

const at = '2027-01-01T05:30:00.000Z' as Instant

describe('dates in documents', () => {
  it('are long, in Spanish, in the office’s time with its offset', () => {
    expect(longDate(at, 'America/Mexico_City')).toBe('31 de diciembre de 2026')
    expect(longDateTime(at, 'America/Mexico_City')).toBe('31 de diciembre de 2026, 23:30 horas (UTC−06)')
    expect(longDateTime(at, 'America/Tijuana')).toBe('31 de diciembre de 2026, 21:30 horas (UTC−08)')
    expect(shortDateTime(at, 'America/Mexico_City')).toBe('31/12/2026 23:30')
    expect([yearOf(at, 'America/Mexico_City'), yearOf(at, 'America/Cancun')]).toEqual([2026, 2027])
  })

  it('count what has passed in minutes, hours, days', () => {
    const from = (minutes: number): string => elapsed(at, instantOf(Date.parse(at) + minutes * 60_000))
    expect([from(-1), from(14), from(125), from(60 * 24 * 3 + 240)]).toEqual(['0 min', '14 min', '2 h 05 min', '3 d 4 h'])
  })
})

describe('templates', () => {
  it('say «se desconoce al momento» and list it, for whatever is not known', () => {
    const text = variables.map((name) => `[{{ ${name} }}]`).join(' ')
    fc.assert(
      fc.property(fc.subarray([...variables]), (known) => {
        const { text: rendered, missing } = renderTemplate(text, Object.fromEntries(known.map((name) => [name, `«${name}»`])))
        expect(missing).toEqual(variables.filter((name) => !known.includes(name)))
        expect(rendered).not.toMatch(/\[\s*\]|\{\{/u)
        for (const name of known) expect(rendered).toContain(`[«${name}»]`)
        expect(rendered.split(UNKNOWN).length - 1).toBe(missing.length)
      }),
    )
  })

  it('put in a value as it is, and never read it as a template', () => {
    fc.assert(
      fc.property(fc.string().filter((text) => text.trim() !== ''), (value) => {
        expect(renderTemplate('a{{ medidas }}b', { medidas: value }).text).toBe(`a${value}b`)
      }),
    )
    expect(renderTemplate('{{ medidas }}', { medidas: '{{ folio }}{% raw %}' }).text).toBe('{{ folio }}{% raw %}')
  })

  it('are refused with what the engine would do beyond filling in', () => {
    expect(templateFault('{{ folio }} {{ area | upcase }}')).toBeUndefined()
    expect(templateFault('{{ constructor }}')?.message).toContain('constructor')
    expect(templateFault('{{ folio.length }}')?.message).toContain('folio.length')
    expect(templateFault('{% assign x = 1 %}')?.message).toContain('assign')
  })
})

it('paragraphs are separated by a blank line, whatever typed them', () => {
  expect(paragraphsOf('uno\r\nsigue\r\n\r\n\r\ndos\n \ntres\n')).toEqual(['uno sigue', 'dos', 'tres'])
})
