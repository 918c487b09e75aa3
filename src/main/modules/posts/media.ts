import { createHash } from 'node:crypto'
import { closeSync, createReadStream, createWriteStream, existsSync, mkdirSync, openSync, readFileSync, readSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Transform } from 'node:stream'
import { z } from 'zod'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Media } from '#shared/rules/content.ts'
import { diskRefusal } from '#main/data/disk-refusal.ts'
import { isBomb, measured, pictureMeasures, type Measured } from './measured.ts'

/** The kinds of file a post may have, told by their first bytes. SVG is not among them: it can carry a program. */
const KINDS: readonly { readonly mime: string; readonly at: number; readonly bytes: string; readonly then?: { readonly at: number; readonly bytes: string } }[] = [
  { mime: 'image/png', at: 0, bytes: '89504e470d0a1a0a' },
  { mime: 'image/jpeg', at: 0, bytes: 'ffd8ff' },
  { mime: 'image/gif', at: 0, bytes: '47494638' },
  { mime: 'image/webp', at: 0, bytes: '52494646', then: { at: 8, bytes: '57454250' } },
  { mime: 'video/quicktime', at: 4, bytes: '6674797071742020' }, // «ftypqt  »
  { mime: 'video/mp4', at: 4, bytes: '66747970' },
  { mime: 'video/webm', at: 0, bytes: '1a45dfa3' },
]
const HEAD = 16
/** What is boxed like an MP4 and is none: pictures (HEIC, AVIF, Canon's), sound (M4A, M4B), films of old telephones (3GP). */
const OTHER_BRANDS = /^(?:hei[cx]|hevc|m(?:if|sf)1|avi[fs]|crx |M4[AB] |3g)/

/** The ending of a file of that kind, with its dot. */
export function extensionOf(mime: string): string {
  const usual: Readonly<Record<string, string>> = { 'image/jpeg': '.jpg', 'video/quicktime': '.mov' }
  return usual[mime] ?? `.${mime.slice(mime.indexOf('/') + 1).replaceAll(/[^a-z0-9]/g, '')}`
}

/** What the file chooser offers for the picture of what a network shows. */
export const captureExtensions = ['png', 'jpg', 'jpeg', 'webp'] as const

/** What the file chooser offers. */
export const mediaExtensions = ['png', 'jpg', 'jpeg', 'gif', 'webp', 'mp4', 'mov', 'webm'] as const

/** Largest picture that crosses to the window as a preview, in bytes. */
const LARGEST_PREVIEW = 32 * 1024 * 1024

/** The files of posts, each kept once under the SHA-256 of its bytes. The originals are never touched. */
export interface MediaFolder {
  /** Copies a file in and measures it. Refusals: `posts/media-type`, `posts/media-broken`, `posts/media-bomb`, `posts/media-unreadable`; of the data folder, `ledger/disk-full`, `ledger/read-only`. */
  keep(path: string): Promise<Result<Media>>
  /** What a kept file is; undefined when it is gone. */
  facts(sha256: string): FileFacts | undefined
  /** Reads a kept file anew: whether its bytes still are those of its name. */
  state(sha256: string): Promise<FileState>
  /** Copies a kept file out, hashed on the way; the copy stays only if it is `intact`. */
  copyTo(sha256: string, path: string): Promise<FileState>
  /** Where a kept file lies, to be read piece by piece. */
  pathOf(sha256: string): string
  /** A picture's bytes; undefined when it is gone, no picture, or too large to preview. */
  picture(sha256: string): { readonly mime: string; readonly base64: string } | undefined
}

/** What a kept file is. Its measures are absent where it came from another machine and was not measured here. */
export type FileFacts = { readonly mime: string; readonly size: number } & Measured

/** What became of a kept file: `altered`, its bytes are others. */
export type FileState = 'intact' | 'altered' | 'missing'

/** The media folder at a path; made when the first file comes in. */
export function mediaFolder(folder: string): MediaFolder {
  /** What was measured lies beside the folder: in it, every file's name is the hash of its bytes. */
  const measures = `${folder}-measures`
  return {
    async keep(path) {
      const name = basename(path)
      const unfinished = join(folder, `${process.pid}-${(made += 1)}.part`)
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        const taken = await copyHashed(path, unfinished)
        const mime = mimeOf(taken.head)
        if (mime === undefined) return refuse('posts/media-type', { name })
        const shown = await measured(unfinished, mime)
        if (shown === undefined) return refuse('posts/media-broken', { name })
        if (isBomb(shown)) return refuse('posts/media-bomb', { name, width: shown.shape?.width ?? 0, height: shown.shape?.height ?? 0 })
        const kept = join(folder, taken.sha256)
        if (!existsSync(kept)) renameSync(unfinished, kept)
        mkdirSync(measures, { recursive: true, mode: 0o700 })
        writeFileSync(join(measures, `${taken.sha256}.json`), JSON.stringify(shown), { mode: 0o600 })
        return ok({ sha256: taken.sha256, name, mime, size: taken.size, ...shown, alternative: { kind: 'missing' } })
      } catch (error) {
        if (error instanceof Error && 'code' in error) return refuse(diskRefusal(error, path) ?? 'posts/media-unreadable', { name })
        throw error
      } finally {
        if (existsSync(unfinished)) rmSync(unfinished, { force: true })
      }
    },
    facts(sha256) {
      const file = join(folder, sha256)
      if (!existsSync(file)) return undefined
      const mime = mimeOf(headOf(file))
      return mime === undefined ? undefined : { mime, size: statSync(file).size, ...measuresOf(join(measures, `${sha256}.json`)) }
    },
    async state(sha256) {
      const hash = createHash('sha256')
      try {
        await pipeline(createReadStream(join(folder, sha256)), hash)
      } catch {
        return 'missing'
      }
      return hash.digest('hex') === sha256 ? 'intact' : 'altered'
    },
    async copyTo(sha256, path) {
      const from = join(folder, sha256)
      if (!existsSync(from)) return 'missing'
      const copied = await copyHashed(from, path)
      if (copied.sha256 === sha256) return 'intact'
      rmSync(path, { force: true })
      return 'altered'
    },
    pathOf: (sha256) => join(folder, sha256),
    picture(sha256) {
      const file = join(folder, sha256)
      if (!existsSync(file) || statSync(file).size > LARGEST_PREVIEW) return undefined
      const bytes = readFileSync(file)
      const mime = pictureKind(bytes)
      return mime === undefined ? undefined : { mime, base64: bytes.toString('base64') }
    },
  }
}

const measuresSchema = z.object({ shape: z.object({ width: z.int().positive(), height: z.int().positive() }).optional(), seconds: z.number().nonnegative().optional() })

/** Nothing when the file was never measured here, or what stands there is no measure: a check less, never a wrong one. */
function measuresOf(file: string): Measured {
  if (!existsSync(file)) return {}
  try {
    const { shape, seconds } = measuresSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    return { ...(shape === undefined ? {} : { shape }), ...(seconds === undefined ? {} : { seconds }) }
  } catch {
    return {}
  }
}

/** Tells unfinished copies of one run apart. */
let made = 0

async function copyHashed(from: string, to: string): Promise<{ readonly sha256: string; readonly size: number; readonly head: Buffer }> {
  const hash = createHash('sha256')
  let size = 0
  let head = Buffer.alloc(0)
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      size += chunk.length
      if (head.length < HEAD) head = Buffer.concat([head, chunk]).subarray(0, HEAD)
      done(undefined, chunk)
    },
  })
  await pipeline(createReadStream(from), watch, createWriteStream(to, { mode: 0o600 }))
  return { sha256: hash.digest('hex'), size, head }
}

/**
 * The kind of a picture that may be opened on this machine, by its own bytes: one that came from another was not measured here when
 * it was kept. Undefined: no picture, broken, or a bomb.
 */
export function pictureKind(bytes: Buffer): string | undefined {
  const mime = mimeOf(bytes.subarray(0, HEAD))
  try {
    return mime?.startsWith('image/') === true && !isBomb(pictureMeasures(bytes)) ? mime : undefined
  } catch {
    return undefined
  }
}

/** The kind of a file that a post may have, by its first bytes; undefined: of none. Throws what the disk does. */
export function kindOfFile(path: string): string | undefined {
  return mimeOf(headOf(path))
}

function headOf(file: string): Buffer {
  const head = Buffer.alloc(HEAD)
  const opened = openSync(file, 'r')
  try {
    return head.subarray(0, readSync(opened, head))
  } finally {
    closeSync(opened)
  }
}

function mimeOf(head: Buffer): string | undefined {
  const starts = (at: number, bytes: string) => head.subarray(at, at + bytes.length / 2).toString('hex') === bytes
  if (starts(4, '66747970') && OTHER_BRANDS.test(head.subarray(8, 12).toString('latin1'))) return undefined
  return KINDS.find((kind) => starts(kind.at, kind.bytes) && (kind.then === undefined || starts(kind.then.at, kind.then.bytes)))?.mime
}
