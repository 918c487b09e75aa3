import { createHash } from 'node:crypto'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'

export type Written = {
  /** The file's name inside the incident's folder. */
  readonly file: string
  readonly path: string
  readonly sha256: string
}

/** Where documents for people are written: one folder per incident below `root`. */
export interface IncidentFolder {
  pathOf(folio: string): string
  /**
   * Writes a file whole, or not at all. A file of the same name and other bytes is left alone: the new one becomes `name-2.docx`.
   * Refusals: `documents/unwritable`, `documents/disk-full`, each with the folder.
   */
  write(folio: string, name: string, bytes: Uint8Array): Promise<Result<Written>>
}

/** How many versions of one document a folder may hold before something is wrong. */
const MOST = 200

/** @param root `<Documents>/Resguardo` */
export function incidentFolder(root: string): IncidentFolder {
  const pathOf = (folio: string): string => join(root, safeName(folio))
  return {
    pathOf,
    async write(folio, name, bytes) {
      const folder = pathOf(folio)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      try {
        await mkdir(folder, { recursive: true })
        return ok({ ...(await place(folder, safeName(name), bytes)), sha256 })
      } catch (error) {
        return refuse(refusalOf(error), { folder })
      }
    },
  }
}

async function place(folder: string, name: string, bytes: Uint8Array): Promise<{ file: string; path: string }> {
  const dot = name.lastIndexOf('.')
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  for (let version = 1; version <= MOST; version++) {
    const file = version === 1 ? name : `${stem}-${version}${extension}`
    const path = join(folder, file)
    const there = await readIfThere(path)
    if (there !== undefined && Buffer.compare(there, bytes) === 0) return { file, path }
    if (there === undefined && (await create(path, bytes))) return { file, path }
  }
  throw Object.assign(new Error('too many versions'), { code: 'EEXIST' })
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** True when the file was made; false when somebody else made one of that name meanwhile. */
async function create(path: string, bytes: Uint8Array): Promise<boolean> {
  const unfinished = `${path}.part`
  try {
    const handle = await open(unfinished, 'w', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    return await settle(unfinished, path)
  } finally {
    await rm(unfinished, { force: true })
  }
}

/** A hard link refuses to replace a file; where the disk knows none (FAT, some shares), a rename does. */
async function settle(unfinished: string, path: string): Promise<boolean> {
  try {
    await link(unfinished, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(codeOf(error))) throw error
    await rename(unfinished, path)
    return true
  }
}

function refusalOf(error: unknown): string {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error)) ? 'documents/disk-full' : 'documents/unwritable'
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** A name that every file system takes and that leads nowhere else. */
export function safeName(name: string): string {
  const last = basename(name.replaceAll('\\', '/'))
  // Control characters and the ones Windows forbids.
  const plain = last.replace(/[\p{Cc}<>:"/\\|?*]/gu, '_').replace(/^\.+/u, '_').replace(/[. ]+$/u, '')
  return plain === '' ? 'archivo' : plain.slice(-120)
}
