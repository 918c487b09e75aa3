import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SentinelMemory } from './system-keychain.ts'
import { type Randomness, randomName } from './randomness.ts'

/** What a data folder knows of itself: under which name its items are in the keychain, and whether there are any. */
export type Installation = { readonly id: string; readonly service: string; readonly memory: SentinelMemory }

/** Where an installation's file and its copy lie. */
export type InstallationFolder = { readonly root: string; readonly backups: string }

/** How a file that should hold an installation is; torn: it cannot be read, or something else stands in it. */
export type InstallationState = 'whole' | 'missing' | 'torn'

type Kept = { readonly installation: string; readonly keychainUsed: boolean }

/** `installation.json` of a data folder. */
export function installationFile({ root }: InstallationFolder): string {
  return join(root, 'installation.json')
}

/** Its copy, with the backups of the record. */
export function installationCopy({ backups }: InstallationFolder): string {
  return join(backups, 'installation.json')
}

/** How the file or the copy is. */
export function installationState(file: string): InstallationState {
  const kept = read(file)
  return typeof kept === 'string' ? kept : 'whole'
}

/**
 * Reads `installation.json` of the data folder, or makes it, and keeps a copy with the backups. Throws if the folder cannot be
 * written, the file is not whole, or it is missing beside a record that was begun (`isBegun`): a new name would hide every item there
 * is. The person was told and offered the copy before (`src/main/shell/installation-failure.ts`).
 */
export function installationOf(folder: InstallationFolder, randomness: Randomness, isBegun: boolean): Installation {
  const file = installationFile(folder)
  const before = read(file)
  if (before === 'torn' || (before === 'missing' && isBegun)) throw new Error(`${file} is ${before}`)
  let kept: Kept = before === 'missing' ? { installation: randomName(randomness), keychainUsed: false } : before
  if (before === 'missing') write(file, kept)
  keepCopy(folder, kept)
  const id = kept.installation
  return {
    id,
    service: `Resguardo/${id}`,
    memory: {
      known: () => kept.keychainUsed,
      remember() {
        kept = { installation: id, keychainUsed: true }
        write(file, kept)
        keepCopy(folder, kept)
      },
    },
  }
}

function read(file: string): Kept | Exclude<InstallationState, 'whole'> {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Partial<Kept> | null // checked on the next line
    if (kept === null || typeof kept.installation !== 'string' || typeof kept.keychainUsed !== 'boolean') return 'torn'
    return { installation: kept.installation, keychainUsed: kept.keychainUsed }
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'missing' : 'torn'
  }
}

function write(file: string, kept: Kept): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(kept)}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

/** A copy that cannot be made holds up nobody: it is tried again at the next start. */
function keepCopy(folder: InstallationFolder, kept: Kept): void {
  const copy = installationCopy(folder)
  const there = read(copy)
  if (typeof there !== 'string' && there.installation === kept.installation && there.keychainUsed === kept.keychainUsed) return
  try {
    mkdirSync(folder.backups, { recursive: true, mode: 0o700 })
    write(copy, kept)
  } catch {
    // A full or read-only disk is told of by the record's own opening and backup.
  }
}
