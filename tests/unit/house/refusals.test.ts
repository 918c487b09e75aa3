import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contracts } from '#shared/contracts.ts'
import { keychainRefusals } from '#shared/session/keychain-state.ts'
import { words as en } from '#renderer/i18n/en/words.ts'
import { words as es } from '#renderer/i18n/es/words.ts'

const root = join(import.meta.dirname, '../../..')

/** Codes that any entry may answer with: the door's own and those of the ledger's disk. */
const EVERYWHERE = /^(?:ipc|input|ledger)\/|^session\/locked$/
const OWNERS = [...Object.keys(contracts), 'ledger', 'keychain', 'documents', 'ipc', 'input']

/** The codes that the sources under `places` write, contracts aside: those only repeat them. */
function written(...places: readonly string[]): ReadonlySet<string> {
  const codes = new Set<string>()
  for (const file of globSync(places.map((place) => `${place}/**/*.ts`), { cwd: root })) {
    if (file.endsWith('/contract.ts')) continue
    const text = readFileSync(join(root, file), 'utf8')
    for (const [, owner = '', code = ''] of text.matchAll(/'([a-z]+)\/([a-z]+(?:-[a-z]+)*)'/g)) {
      if (OWNERS.includes(owner)) codes.add(`${owner}/${code}`)
    }
  }
  return codes
}

function said(parts: Readonly<Record<string, object>>): ReadonlySet<string> {
  return new Set(Object.values(parts).flatMap((part) => ('refusals' in part ? Object.keys(part.refusals as object) : []))) // each part's type says so
}

const given = written('src/main', 'src/shared')
const declared = new Set(Object.values(contracts).flatMap(({ entries }) => Object.values(entries).flatMap((entry) => (entry.kind === 'command' ? entry.refusals : []))))
const known = (code: string): boolean => given.has(code) || code === 'bug'

describe('refusal codes', () => {
  test('are found where they are given', () => {
    expect(given.size).toBeGreaterThan(100)
  })

  test('of a contract are given by some code', () => {
    expect([...declared].filter((code) => !known(code)).toSorted()).toEqual([])
  })

  test('that are given are named by a contract', () => {
    const named = new Set([...declared, ...keychainRefusals])
    expect([...given].filter((code) => !named.has(code) && !EVERYWHERE.test(code)).toSorted()).toEqual([])
  })

  test.each([
    ['es', es],
    ['en', en],
  ] as const)('have a sentence each in %s, and no sentence is of a code that nobody gives', (_language, words) => {
    const sentences = said(words)
    expect([...given].filter((code) => !sentences.has(code)).toSorted()).toEqual([])
    expect([...sentences].filter((code) => !known(code)).toSorted()).toEqual([])
  })
})
