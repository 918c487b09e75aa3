import { chmodSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join, parse } from 'node:path'
import type { Clock } from '#shared/kernel/clock.ts'

/** Where everything of one installation lies. */
export type DataFolder = {
  readonly root: string
  readonly ledger: string
  readonly backups: string
  readonly media: string
  readonly evidence: string
  readonly logs: string
  /** Overrides of `resources/` that the institution puts here. */
  readonly overrides: string
  /** Written for people: exported notices and reports. */
  readonly documents: string
}

/** Makes the folder if it is not there, readable by its owner only. One that cannot be made is told of when the ledger is opened in it. */
export function makeDataFolder(root: string): void {
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 })
    chmodSync(root, 0o700)
  } catch {
    // Nowhere to put it, somebody else's, or a file system without modes: the ledger's own opening says what is wrong with it.
  }
}

/** The paths below `root`. */
export function dataFolder(root: string, documents: string): DataFolder {
  return {
    root,
    ledger: join(root, 'ledger.db'),
    backups: join(root, 'backups'),
    media: join(root, 'media'),
    evidence: join(root, 'evidence'),
    logs: join(root, 'logs'),
    overrides: join(root, 'overrides'),
    documents: join(documents, 'Resguardo'),
  }
}

/** Writes a small file whole or not at all (a new file, then a rename). */
export function writeWhole(file: string, text: string): void {
  const unfinished = `${file}.part`
  writeFileSync(unfinished, text, { mode: 0o600 })
  renameSync(unfinished, file)
}

/** A free name beside a bad file, under which it is put aside. */
export function asideOf(file: string, clock: Clock): string {
  const { dir, name, ext } = parse(file)
  const aside = join(dir, `${name}-apartado-${clock.now().slice(0, 19).replace(/[-:]/g, '')}`)
  let free = `${aside}${ext}`
  for (let again = 2; existsSync(free); again++) free = `${aside}-${again}${ext}`
  return free
}
