import { describe, expect, it } from 'vitest'
import { contracts } from '#shared/contracts.ts'
import { words as en } from '#renderer/i18n/en/words.ts'
import { words as es } from '#renderer/i18n/es/words.ts'
import { texts } from '#tests/kit/texts.ts'

const languages = { es, en } as const

function keys(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`))
}

function refusalsOf(parts: Readonly<Record<string, object>>): ReadonlySet<string> {
  return new Set(Object.values(parts).flatMap((part) => ('refusals' in part && typeof part.refusals === 'object' ? Object.keys(part.refusals ?? {}) : [])))
}

describe('the catalogue', () => {
  it('has the same keys in both languages', () => {
    expect(keys(en).toSorted()).toEqual(keys(es).toSorted())
  })

  it.each(['es', 'en'] as const)('has a sentence in %s for every refusal of every contract', (language) => {
    const said = refusalsOf(languages[language])
    const codes = Object.values(contracts).flatMap(({ entries }) =>
      Object.values(entries).flatMap((entry) => (entry.kind === 'command' ? entry.refusals : [])),
    )
    expect([...new Set(codes)].filter((code) => !said.has(code))).toEqual([])
  })

  it('leaves no text empty but those that are meant to be', () => {
    const meant = new Set(['lock.because.start', 'lock.because.quit', 'lock.strength.empty', 'accounts.holders.account', 'imports.encodings.utf-8'])
    expect(texts(es).filter(([path, text]) => text.trim() === '' && !meant.has(path))).toEqual([])
  })

  it('is not the same text in both languages, but for names', () => {
    const english = new Map(texts(en))
    const same = texts(es).filter(([path, text]) => english.get(path) === text && /\s/.test(text) && /[a-záéíóúñ]{4}/i.test(text))
    // Names of languages in themselves, of units of the institution, of a table's columns, and of the Plataforma Nacional de Transparencia.
    const names = /^settings\.looks\.languages|\.communication$|\.purposes\.transparency$|\.receivers\.legal$|^imports\.how\.columns\.\d+\.0$/
    expect(same.map(([path]) => path).filter((path) => !names.test(path))).toEqual([])
  })
})
