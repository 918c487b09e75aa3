import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SentinelMemory } from './system-keychain.ts'
import { type Randomness, randomName } from './randomness.ts'

/** What a data folder knows of itself: under which name its items are in the keychain, and whether there are any. */
export type Installation = { readonly id: string; readonly service: string; readonly memory: SentinelMemory }

type Kept = { readonly installation: string; readonly keychainUsed: boolean }

/**
 * Reads `installation.json` of the data folder, or makes it. Throws if the folder cannot be written or the file is not ours:
 * a new name would hide every item there is.
 */
export function installationOf(folder: string, randomness: Randomness): Installation {
  const file = join(folder, 'installation.json')
  const before = read(file)
  let kept: Kept = before ?? { installation: randomName(randomness), keychainUsed: false }
  if (before === undefined) write(file, kept)
  const id = kept.installation
  return {
    id,
    service: `Resguardo/${id}`,
    memory: {
      known: () => kept.keychainUsed,
      remember() {
        kept = { installation: id, keychainUsed: true }
        write(file, kept)
      },
    },
  }
}

function read(file: string): Kept | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  const kept = JSON.parse(text) as Partial<Kept> | null // checked on the next line
  if (kept === null || typeof kept.installation !== 'string' || typeof kept.keychainUsed !== 'boolean') throw new Error(`${file} is not an installation`)
  return { installation: kept.installation, keychainUsed: kept.keychainUsed }
}

function write(file: string, kept: Kept): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(kept)}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}
