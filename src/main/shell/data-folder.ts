import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

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

/** The paths below `root`; makes the folder, readable by its owner only. Throws the system's error if it cannot be made. */
export function dataFolder(root: string, documents: string): DataFolder {
  mkdirSync(root, { recursive: true, mode: 0o700 })
  try {
    chmodSync(root, 0o700)
  } catch {
    // A folder of somebody else's or on a file system without modes: the ledger's own opening says what is wrong with it.
  }
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
