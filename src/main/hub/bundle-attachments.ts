import type { FileHandle } from 'node:fs/promises'
import { KEY_BYTES, SEALED_MORE, sealBytes, unsealBytes } from '#main/keychain/seal.ts'
import type { Randomness } from '#main/keychain/randomness.ts'
import { CHUNK } from './hub.ts'

/** A file that goes with a bundle: where it stands after the first line, and the key that it is sealed under (base64). Said only to who may read it. */
export type Attachment = { readonly sha256: string; readonly size: number; readonly offset: number; readonly key: string }

/** What stands after a bundle's first line, to be read piece by piece. */
export interface Attached {
  /** Bytes after the first line. */
  readonly length: number
  /** Fewer than asked for at the end of the file. */
  read(offset: number, length: number): Promise<Buffer>
}

/** Places files one after another, each under a fresh key. */
export function attachments(files: readonly { readonly sha256: string; readonly size: number }[], randomness: Randomness): { readonly files: readonly Attachment[]; readonly length: number } {
  let length = 0
  const placed = files.map(({ sha256, size }): Attachment => {
    const offset = length
    length += sealedLength(size)
    return { sha256, size, offset, key: randomness.bytes(KEY_BYTES).toString('base64') }
  })
  return { files: placed, length }
}

/** Bytes of a file once it is sealed, a chunk at a time. */
export function sealedLength(size: number): number {
  return size + Math.ceil(size / CHUNK) * SEALED_MORE
}

/** A file's bytes sealed, chunk after chunk. Throws when it is not as long any more as it was. */
export async function* sealed(file: Attachment, from: FileHandle, randomness: Randomness): AsyncGenerator<Buffer> {
  const key = Buffer.from(file.key, 'base64')
  try {
    for (let at = 0; at < file.size; at += CHUNK) {
      const bytes = Buffer.alloc(Math.min(CHUNK, file.size - at))
      const { bytesRead } = await from.read(bytes, 0, bytes.length, at)
      if (bytesRead !== bytes.length) throw new Error('a file became shorter while it was sealed')
      yield sealBytes(key, bytes, purposeOf(file, at), randomness)
    }
  } finally {
    key.fill(0)
  }
}

/** What a file was before it was sealed, chunk after chunk; ends early with undefined where it does not open. */
export async function* unsealed(file: Attachment, from: Attached): AsyncGenerator<Buffer | undefined> {
  const key = Buffer.from(file.key, 'base64')
  if (key.length !== KEY_BYTES) return yield undefined
  try {
    let offset = file.offset
    for (let at = 0; at < file.size; at += CHUNK) {
      const length = Math.min(CHUNK, file.size - at) + SEALED_MORE
      const plain = unsealBytes(key, await from.read(offset, length), purposeOf(file, at))
      offset += length
      yield plain
      if (plain === undefined) return
    }
  } finally {
    key.fill(0)
  }
}

function purposeOf({ sha256, size }: Attachment, at: number): string {
  return `resguardo/bundle/file/1 ${sha256} ${size} ${at}`
}
