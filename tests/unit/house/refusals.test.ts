import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contracts } from '#shared/contracts.ts'
import { keychainRefusals } from '#shared/session/keychain-state.ts'
import { words as en } from '#renderer/i18n/en/words.ts'
import { words as es } from '#renderer/i18n/es/words.ts'

const root = join(import.meta.dirname, '../../..')

/** Codes that any entry may answer with: the door's own, those of the ledger's disk, and the hub's word on what was just recorded. */
const EVERYWHERE = /^(?:ipc|input|ledger|hub)\/|^session\/locked$/
const OWNERS = [...Object.keys(contracts), 'ledger', 'keychain', 'documents', 'ipc', 'input', 'invitation', 'access', 'founding', 'bundle']
/** A stream's name, which looks like a code. */
const STREAM = 'organization/main'
/** Its refusals are said by the command line (`resguardo-hub`), in words of its own. */
const COMMAND_LINE = 'src/main/hub/provision.ts'
/** The names of channels look like codes, too. */
const CHANNELS = 'src/shared/shell/first-questions.ts'

/** The codes that the sources under `places` write, contracts aside: those only repeat them. */
function written(...places: readonly string[]): ReadonlySet<string> {
  const codes = new Set<string>()
  for (const file of globSync(places.map((place) => `${place}/**/*.{ts,sql}`), { cwd: root })) {
    if (file.endsWith('/contract.ts') || file === COMMAND_LINE || file === CHANNELS) continue
    const text = readFileSync(join(root, file), 'utf8')
    for (const [, owner = '', code = ''] of text.matchAll(/'([a-z]+)\/([a-z]+(?:-[a-z]+)*)'/g)) {
      if (OWNERS.includes(owner) && `${owner}/${code}` !== STREAM) codes.add(`${owner}/${code}`)
    }
  }
  return codes
}

function said(parts: Readonly<Record<string, object>>): ReadonlySet<string> {
  return new Set(Object.values(parts).flatMap((part) => ('refusals' in part ? Object.keys(part.refusals as object) : []))) // each part's type says so
}

const given = written('src/main', 'src/shared', 'resources/hub')
const declared = new Set(Object.values(contracts).flatMap(({ entries }) => Object.values(entries).flatMap((entry) => (entry.kind === 'command' ? entry.refusals : []))))
/** Said by the window itself, which does not send what main would not take. */
const ofTheWindow = ['posts/too-long']
const known = (code: string): boolean => given.has(code) || code === 'bug' || ofTheWindow.includes(code)

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
