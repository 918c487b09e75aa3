import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import { diskRefusal } from '#main/data/disk-refusal.ts'

/** What came in. */
export type Kept = { readonly sha256: string; readonly size: number; readonly mime: string; readonly name: string }

/** The copies of the evidence, each under its SHA-256. The originals are only read. */
export interface EvidenceVault {
  /** Refusals: `incidents/file-unreadable` (the original), `incidents/file-too-large`; of the data folder, `ledger/disk-full`, `ledger/read-only`. */
  takeFile(path: string): Promise<Result<Kept>>
  takeBytes(bytes: Uint8Array, name: string): Promise<Result<Kept>>
  /** Hashes the copy again. Refusal: `incidents/file-unreadable`. */
  hashOf(sha256: string): Promise<Result<string>>
  /** The copy, to be written elsewhere. */
  read(sha256: string): Promise<Result<Uint8Array>>
}

/** Two gibibytes: longer recordings are handed over on their own medium. */
const LARGEST = 2 * 1024 ** 3

const MIMES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.heic': 'image/heic',
  '.pdf': 'application/pdf',
  '.eml': 'message/rfc822',
  '.msg': 'application/vnd.ms-outlook',
  '.txt': 'text/plain',
  '.html': 'text/html',
  '.csv': 'text/csv',
  '.json': 'application/json',
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
  '.mp3': 'audio/mpeg',
  '.zip': 'application/zip',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

/** @param root the data folder's `evidence` */
export function evidenceVault(root: string): EvidenceVault {
  const pathOf = (sha256: string): string => join(root, sha256)
  let taken = 0

  async function take(name: string, fill: (unfinished: string) => Promise<{ sha256: string; size: number }>, original?: string): Promise<Result<Kept>> {
    taken += 1
    const unfinished = join(root, `.${process.pid}-${taken}.part`)
    try {
      await mkdir(root, { recursive: true, mode: 0o700 })
      const { sha256, size } = await fill(unfinished)
      const handle = await open(unfinished, 'r+')
      await handle.sync()
      await handle.close()
      await chmod(unfinished, 0o400)
      await rename(unfinished, pathOf(sha256))
      return ok({ sha256, size, mime: MIMES[extname(name).toLowerCase()] ?? 'application/octet-stream', name: basename(name) })
    } catch (error) {
      return refuse(diskRefusal(error, original) ?? 'incidents/file-unreadable', { name: basename(name) })
    } finally {
      await rm(unfinished, { force: true }).catch(() => undefined) // on a disk that takes nothing there is nothing either
    }
  }

  return {
    async takeFile(path) {
      const name = basename(path)
      try {
        const info = await stat(path)
        if (!info.isFile()) return refuse('incidents/file-unreadable', { name })
        if (info.size > LARGEST) return refuse('incidents/file-too-large', { name })
      } catch {
        return refuse('incidents/file-unreadable', { name })
      }
      return take(name, (unfinished) => copyHashed(path, unfinished), path)
    },
    takeBytes(bytes, name) {
      return take(name, async (unfinished) => {
        const handle = await open(unfinished, 'w', 0o600)
        await handle.writeFile(bytes)
        await handle.close()
        return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }
      })
    },
    async hashOf(sha256) {
      const hash = createHash('sha256')
      try {
        await pipeline(createReadStream(pathOf(sha256)), hash)
        return ok(hash.digest('hex'))
      } catch {
        return refuse('incidents/file-unreadable', { name: sha256.slice(0, 12) })
      }
    },
    async read(sha256) {
      try {
        return ok(await readFile(pathOf(sha256)))
      } catch {
        return refuse('incidents/file-unreadable', { name: sha256.slice(0, 12) })
      }
    },
  }
}

/** One pass: what is hashed is what is written, though the original may change meanwhile. */
async function copyHashed(from: string, to: string): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk)
      size += chunk.length
      next(null, chunk)
    },
  })
  await pipeline(createReadStream(from), meter, createWriteStream(to, { mode: 0o600 }))
  return { sha256: hash.digest('hex'), size }
}
