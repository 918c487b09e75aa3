import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { BUNDLE_EXTENSION } from '#shared/hub/bundle.ts'
import type { hubContract } from '#shared/hub/contract.ts'
import type { HandlersOf } from '#shared/kernel/contract.ts'
import { ok, refuse } from '#shared/kernel/result.ts'
import { type Attached, sealed } from '#main/hub/bundle-attachments.ts'
import type { Bundles, MadeBundle } from '#main/hub/bundles.ts'
import type { Carried } from '#main/hub/carriage.ts'
import type { Randomness } from '#main/keychain/randomness.ts'
import type { Joining } from '#main/hub/joining.ts'
import type { Caller, LockedCaller } from '#main/ipc/caller.ts'
import type { ChooseFile, ChoosePlace } from '#main/shell/choose-file.ts'
import type { Subject } from './service.ts'

export type BundleHandlers = Pick<HandlersOf<typeof hubContract, Caller, LockedCaller>, 'bundleOffices' | 'bundleFiles' | 'saveBundle' | 'takeBundle' | 'carried'>

export type BundleDesk = {
  readonly chooseFile: ChooseFile
  readonly choosePlace: ChoosePlace
  /** The titles of the two dialogs. */
  readonly words: () => { readonly chooseBundle: string; readonly saveBundle: string }
  readonly nameOf: (person: string) => string
  readonly officeNameOf: (office: string) => string
  readonly subjectOf: (stream: string) => Subject | undefined
}

/** Bytes of the first line of a bundle: what a text may have in memory. */
const LONGEST_LINE = 400 * 1024 * 1024
/** Bytes read at once. */
const PIECE = 1024 * 1024

/** The part of the hub's contract that carries the record by file. Paths and contents stay in main. */
export function bundleHandlers(bundles: Bundles, carried: Pick<Carried, 'shown'>, joining: Pick<Joining, 'once' | 'at'>, desk: BundleDesk, randomness: Randomness): BundleHandlers {
  /** Writes beside the place first: what is there under its name is whole. */
  async function write(place: string, { text, attached }: MadeBundle): Promise<void> {
    const part = `${place}.part`
    const total = attached.reduce((sum, { size }) => sum + size, 0)
    let done = 0
    const handle = await open(part, 'w', 0o600)
    try {
      await handle.write(text)
      for (const file of attached) {
        joining.at('attaching', { done, total })
        done += file.size
        const from = await open(file.path, 'r')
        try {
          for await (const piece of sealed(file, from, randomness)) await handle.write(piece)
        } finally {
          await from.close()
        }
      }
      await handle.sync()
      await handle.close()
      await rename(part, place)
    } catch (error) {
      await handle.close().catch(() => {}) // it may be closed
      await rm(part, { force: true })
      throw error
    }
  }

  return {
    bundleOffices: () => ok(bundles.offices().map((one) => ({ ...one, officeName: desk.officeNameOf(one.office) }))),
    bundleFiles: ({ office }) => bundles.filesFor(office),
    saveBundle: ({ office, files }) =>
      joining.once(async () => {
        const made = await bundles.make(office, files)
        if (!made.ok) return made
        const { name, events, acts, unplaced, machines, attached } = made.value
        const place = await desk.choosePlace({ title: desk.words().saveBundle, name: `${name}.${BUNDLE_EXTENSION}` })
        if (place === undefined) return ok(null)
        try {
          await write(place, made.value)
          return ok({ events, acts, unplaced, machines, files: attached.length })
        } catch {
          return refuse('shell/not-saved')
        }
      }),
    takeBundle: () =>
      joining.once(async () => {
        const [file] = await desk.chooseFile({ title: desk.words().chooseBundle, extensions: [BUNDLE_EXTENSION] })
        if (file === undefined) return ok(null)
        const medium = await open(file, 'r').catch(() => undefined)
        if (medium === undefined) return refuse('bundle/unreadable')
        try {
          const parts = await partsOf(medium)
          const taken = parts === undefined ? refuse('bundle/unreadable') : await bundles.take(parts.text, parts.attached)
          if (!taken.ok) return taken
          const { events, acts, files, broken, person, office, made } = taken.value
          return ok({ events, acts, files, broken, personName: desk.nameOf(person), officeName: desk.officeNameOf(office), made })
        } finally {
          await medium.close()
        }
      }),
    carried: () =>
      ok(
        carried.shown().map(({ id, at, actor, types, streams, state }) => {
          const subject = streams.map(desk.subjectOf).find((one) => one !== undefined)
          return { id, at, actor, actorName: desk.nameOf(actor), types, state, ...(subject === undefined ? {} : { subject }) }
        }),
      ),
  }
}

/** A file's first line with its end, and what stands after it; undefined when it cannot be read, or its line is too long to be what is asked for. */
async function partsOf(medium: FileHandle): Promise<{ readonly text: string; readonly attached: Attached } | undefined> {
  try {
    const { size } = await medium.stat()
    const pieces: Buffer[] = []
    let line = 0
    for (let ended = false; !ended && line < size; ) {
      if (line > LONGEST_LINE) return undefined
      const piece = await readAt(medium, line, PIECE)
      const end = piece.indexOf(0x0a)
      ended = end >= 0 || piece.length === 0
      const own = end >= 0 ? piece.subarray(0, end + 1) : piece
      pieces.push(own)
      line += own.length
    }
    return { text: Buffer.concat(pieces).toString('utf8'), attached: { length: size - line, read: (offset, length) => readAt(medium, line + offset, length) } }
  } catch {
    return undefined
  }
}

/** Fewer bytes than asked for at the end of the file. */
async function readAt(medium: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let read = 0
  while (read < length) {
    const { bytesRead } = await medium.read(bytes, read, length - read, at + read)
    if (bytesRead === 0) break
    read += bytesRead
  }
  return bytes.subarray(0, read)
}
