import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { LARGEST_FILE } from '#shared/hub/largest-file.ts'
import { type Clock, millisecondsOf } from '#shared/kernel/clock.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import type { SharedRecord } from '#main/ledger/shared-record.ts'
import type { Log } from '#main/shell/log.ts'
import { CHUNK, type Hub } from './hub.ts'

/** Milliseconds until a file that nobody has sent yet is asked for again: its sender is mostly about to. Doubled each time, up to a minute. */
const SOON = 1_000
const LATER = 60_000
/** Milliseconds until a hub that has all of a file is asked again to make it whole. */
const NOT_YET = 250
/** Milliseconds that nothing is sent after the hub said that this login sent enough for a day. */
const ENOUGH = 3_600_000

/** A file that an accepted event names: its bytes belong beside the record, here and at the hub. */
export type NamedFile = { readonly sha256: string; readonly size: number; readonly stream: string; readonly position: number; readonly kind: 'media' | 'evidence' }

/** How the files stand: `left` are to be sent or fetched, `tooLarge` stay on the machine that has them. */
export type FilesStatus = { readonly left: number; readonly tooLarge: number }

/**
 * Where a file is that somebody wants to see. coming: being fetched, `done` bytes of `size` · waiting: asked for, and next when there is a connection ·
 * not-sent: the hub does not have it yet, the machine that added it has not sent it · too-large: it stays on its machine · unknown: no event names it.
 */
export type FilePlace =
  | { readonly kind: 'here' | 'waiting' | 'not-sent' | 'too-large' | 'unknown' }
  | { readonly kind: 'coming'; readonly done: number; readonly size: number }

/** The exchange of files, a chunk at a time: what is here and not at the hub is sent, what is there and not here is fetched. */
export interface Blobs {
  /** Files that just merged events name. */
  took(rows: readonly EventRow[]): void
  /**
   * Moves one chunk, or asks after one file. `false`: nothing to do for now. Refusals are the connection's; what is wrong with a single file
   * is logged and left.
   */
  step(hub: Hub): Promise<Result<boolean>>
  /** Whether the next chunk is a file's last: the hub takes longer over it. */
  isEnding(): boolean
  status(): FilesStatus
  /** The hub may have lost the files that are named after a position: they are asked after again. */
  lookAgain(after: number): void
  /** Where a file is. One that is not here is asked for before all others. */
  obtain(sha256: string): Promise<FilePlace>
  /** Where a named file lies on this machine; undefined: it is not here whole. */
  here(file: Pick<NamedFile, 'sha256' | 'size' | 'kind'>): Promise<string | undefined>
  /** Keeps a file that came another way than from the hub; false: it is not what its hash says, and nothing stays of it. Throws what the disk says. */
  keep(file: NamedFile, bytes: AsyncIterable<Buffer | undefined>): Promise<boolean>
  /** Called when the place of a file that was asked for by `obtain` has changed. */
  onMoved(listener: (sha256: string, place: FilePlace) => void): () => void
  /** Called when a file is asked for out of turn. */
  onWanted(listener: () => void): () => void
  /** Called when a file has come in. */
  onArrived(listener: (file: NamedFile) => void): () => void
}

export type BlobsOptions = {
  readonly record: Pick<SharedRecord, 'note' | 'noted' | 'head'>
  /** The accepted events after a position that name files, in order. */
  readonly naming: (after: number, limit: number) => readonly EventRow[]
  /** The accepted events that may name a file: those with its hash in their payload. */
  readonly namingOf: (sha256: string) => readonly EventRow[]
  /** Where the files of each kind lie, under their SHA-256. */
  readonly folders: Readonly<Record<NamedFile['kind'], string>>
  readonly clock: Clock
  readonly log: Pick<Log, 'warn'>
}

/** The types of events that name files. */
export const FILE_TYPES = ['post.drafted', 'post.revised', 'post.published', 'kit.drafted', 'kit.revised', 'kit.approved', 'incident.evidence-added', 'consultation.reported'] as const

/** A file that is not everywhere yet. `unsent`: the hub was asked for it and does not have it. */
type Unmoved = NamedFile & { readonly notBefore: number; readonly delay: number; readonly unsent?: true }
/** The file that is being moved. */
type Moving = NamedFile & { readonly way: 'up' | 'down'; readonly places: number[] }
type Local = 'here' | 'missing'

export function blobs({ record, naming, namingOf, folders, clock, log }: BlobsOptions): Blobs {
  const unmoved = new Map<string, Unmoved>()
  const tooLarge = new Set<string>()
  const listeners = new Set<(file: NamedFile) => void>()
  const movedListeners = new Set<(sha256: string, place: FilePlace) => void>()
  const wantedListeners = new Set<() => void>()
  /** Files that somebody wants to see, in the order they were asked for: the last first. */
  const wanted = new Set<string>()
  let moving: Moving | undefined
  let busy = false
  /** Until when nothing is sent. */
  let enoughUntil = 0
  /** Up to where the record was looked through since the start; undefined: not begun. */
  let looked: number | undefined

  function add(file: NamedFile): void {
    if (file.size > LARGEST_FILE) tooLarge.add(file.sha256)
    else if (file.size > 0 && !unmoved.has(file.sha256)) unmoved.set(file.sha256, { ...file, notBefore: 0, delay: SOON })
  }

  function done(file: NamedFile): void {
    unmoved.delete(file.sha256)
    if (unmoved.size === 0) keepSettled()
    tellMoved(file.sha256, { kind: 'here' })
    wanted.delete(file.sha256)
  }

  function tellMoved(sha256: string, place: FilePlace): void {
    if (wanted.has(sha256)) for (const listener of movedListeners) listener(sha256, place)
  }

  /** Before the noted position every file is where it belongs, so that a start does not ask after all of them again. */
  function keepSettled(): void {
    const oldest = Math.min(record.head().position, ...[...unmoved.values()].map(({ position }) => position - 1))
    if (record.noted('hub.files') !== String(oldest)) record.note('hub.files', String(oldest))
  }

  /** Looks through a part of the record for files that an earlier run did not finish with; `false`: all is looked through. */
  function lookOn(): boolean {
    looked ??= Number(record.noted('hub.files') ?? 0)
    const rows = naming(looked, 200)
    for (const row of rows) for (const file of filesOf(row)) add(file)
    looked = rows.at(-1)?.position ?? Number.MAX_SAFE_INTEGER
    return rows.length > 0
  }

  function pathOf({ kind, sha256 }: Pick<NamedFile, 'sha256' | 'kind'>): string {
    return join(folders[kind], sha256)
  }

  async function isKept(sha256: string): Promise<boolean> {
    const found = await Promise.all(Object.values(folders).map((folder) => stat(join(folder, sha256)).then(() => true, () => false)))
    return found.includes(true)
  }

  async function local(file: Pick<NamedFile, 'sha256' | 'size' | 'kind'>): Promise<Local> {
    const size = await stat(pathOf(file)).then((found) => found.size, () => undefined)
    return size === file.size ? 'here' : 'missing'
  }

  function postpone(file: NamedFile, unsent?: true): void {
    // To the end of the queue: those behind it are not held up.
    const delay = unmoved.get(file.sha256)?.delay ?? SOON
    const { sha256, size, stream, position, kind } = file
    unmoved.delete(sha256)
    const next = { sha256, size, stream, position, kind, notBefore: millisecondsOf(clock.now()) + delay, delay: Math.min(LATER, delay * 2) }
    unmoved.set(sha256, unsent === undefined ? next : { ...next, unsent })
    tellMoved(sha256, { kind: unsent === undefined ? 'waiting' : 'not-sent' })
  }

  /** The next file: what somebody wants to see before what only has to be everywhere. */
  function nextInTurn(): Unmoved | undefined {
    const now = millisecondsOf(clock.now())
    const isTime = (file: Unmoved | undefined): file is Unmoved => file !== undefined && file.notBefore <= now
    return [...wanted].toReversed().map((sha256) => unmoved.get(sha256)).find(isTime) ?? [...unmoved.values()].find(isTime)
  }

  /** Finds out which way the next file goes. */
  async function choose(hub: Hub, file: Unmoved): Promise<Result<boolean>> {
    const state = await hub.fileState(file.sha256)
    if (!state.ok) return left(file, state)
    const here = await local(file)
    if (state.value.size !== undefined) {
      if (here === 'here') done(file)
      else if (state.value.size !== file.size) {
        log.warn('a file of the hub is not the size that the record says', { sha256: file.sha256 })
        postpone(file)
      } else moving = { ...file, way: 'down', places: places(file.size).slice(await fetched(file)) }
    } else if (here === 'here' && millisecondsOf(clock.now()) < enoughUntil) postpone(file)
    else if (here === 'here') {
      const have = new Set(state.value.have)
      const missing = places(file.size).filter((place) => !have.has(place))
      // The last chunk makes it whole, so one is sent even if all were.
      moving = { ...file, way: 'up', places: missing.length > 0 ? missing : places(file.size).slice(-1) }
    } else postpone(file, true)
    return ok(true)
  }

  /** How many whole chunks an earlier attempt has brought. */
  async function fetched(file: NamedFile): Promise<number> {
    const size = await stat(`${pathOf(file)}.part`).then((found) => found.size, () => 0)
    return Math.floor(size / CHUNK)
  }

  async function send(hub: Hub, file: Moving, place: number): Promise<Result<boolean>> {
    const handle = await open(pathOf(file), 'r')
    const bytes = Buffer.alloc(Math.min(CHUNK, file.size - place * CHUNK))
    try {
      await handle.read(bytes, 0, bytes.length, place * CHUNK)
    } finally {
      await handle.close()
    }
    const sent = await hub.putChunk(file.sha256, file.stream, file.size, place, bytes)
    if (!sent.ok) {
      moving = undefined
      return left(file, sent)
    }
    file.places.shift()
    if (sent.value) {
      moving = undefined
      done(file)
    } else if (file.places.length === 0) {
      // All was sent: the hub compares it, puts it in place a part at a time, or has forgotten some. It is chosen again, in a moment.
      moving = undefined
      const { sha256, size, stream, position, kind } = file
      unmoved.set(sha256, { sha256, size, stream, position, kind, notBefore: millisecondsOf(clock.now()) + NOT_YET, delay: SOON })
    }
    return ok(true)
  }

  async function receive(hub: Hub, file: Moving, place: number): Promise<Result<boolean>> {
    const chunk = await hub.getChunk(file.sha256, place)
    if (!chunk.ok) {
      moving = undefined
      return left(file, chunk)
    }
    const expected = Math.min(CHUNK, file.size - place * CHUNK)
    if (chunk.value?.length !== expected) {
      moving = undefined
      postpone(file)
      return ok(true)
    }
    await mkdir(folders[file.kind], { recursive: true, mode: 0o700 })
    const part = `${pathOf(file)}.part`
    const handle = await open(part, place === 0 ? 'w' : 'r+', 0o600)
    try {
      await handle.write(chunk.value, 0, expected, place * CHUNK)
      file.places.shift()
      tellMoved(file.sha256, { kind: 'coming', done: place * CHUNK + expected, size: file.size })
      if (file.places.length > 0) return ok(true)
      await handle.truncate(file.size)
      await handle.sync()
    } finally {
      await handle.close()
    }
    moving = undefined
    if ((await hashOf(part)) !== file.sha256) {
      log.warn('a file of the hub is not what its hash says', { sha256: file.sha256 })
      await rm(part, { force: true })
      postpone(file)
      return ok(true)
    }
    if (file.kind === 'evidence') await chmod(part, 0o400)
    await rename(part, pathOf(file))
    done(file)
    for (const listener of listeners) listener(file)
    return ok(true)
  }

  /** What a refusal means: the file's own trouble leaves it, everything else ends the connection. */
  function left(file: NamedFile, refusal: Result<never> | Result<unknown>): Result<boolean> {
    if (refusal.ok) return ok(true)
    const { code } = refusal.refusal
    if (code === 'hub/too-large') {
      unmoved.delete(file.sha256)
      tooLarge.add(file.sha256)
      tellMoved(file.sha256, { kind: 'too-large' })
      return ok(true)
    }
    if (code === 'hub/not-yours' || code === 'hub/malformed' || code === 'hub/altered') {
      log.warn('the hub did not take a file', { sha256: file.sha256, code })
      postpone(file)
      return ok(true)
    }
    if (code === 'hub/day-full') {
      enoughUntil = millisecondsOf(clock.now()) + ENOUGH
      log.warn('the hub takes no more files of this login today')
      postpone(file)
      return ok(true)
    }
    return refusal as Result<never> // not ok by the test above
  }

  return {
    took(rows) {
      for (const row of rows) for (const file of filesOf(row)) add(file)
    },
    async step(hub) {
      // One that a lost connection left behind ends by itself.
      if (busy) return ok(false)
      busy = true
      try {
        if (moving !== undefined) {
          const [place] = moving.places
          if (place !== undefined) return await (moving.way === 'up' ? send(hub, moving, place) : receive(hub, moving, place))
          moving = undefined
        }
        // Looking through a long record does not keep a file waiting that somebody wants to see.
        if (wanted.size === 0 && lookOn()) return ok(true)
        const next = nextInTurn()
        if (next === undefined && lookOn()) return ok(true)
        return next === undefined ? ok(false) : await choose(hub, next)
      } catch (error) {
        // The disk's doing: full, or not ours to write. It may be well again later.
        if (!(error instanceof Error && 'code' in error)) throw error
        log.warn('a file could not be read or written', { code: String(error.code) })
        if (moving !== undefined) postpone(moving)
        moving = undefined
        return ok(true)
      } finally {
        busy = false
      }
    },
    isEnding: () => moving?.way === 'up' && moving.places.length === 1,
    status: () => ({ left: unmoved.size, tooLarge: tooLarge.size }),
    lookAgain(after) {
      looked = Math.min(looked ?? Number.MAX_SAFE_INTEGER, Number(record.noted('hub.files') ?? 0), after)
      record.note('hub.files', String(looked))
    },
    async obtain(sha256) {
      const file = unmoved.get(sha256) ?? namingOf(sha256).flatMap(filesOf).find((one) => one.sha256 === sha256)
      // One of an act that waits is here before any accepted event names it.
      if (file === undefined) return { kind: (await isKept(sha256)) ? 'here' : 'unknown' }
      if ((await local(file)) === 'here') return { kind: 'here' }
      if (file.size > LARGEST_FILE || tooLarge.has(sha256)) return { kind: 'too-large' }
      const isNew = !wanted.delete(sha256)
      wanted.add(sha256)
      if (moving?.sha256 === sha256) return { kind: 'coming', done: (await fetched(file)) * CHUNK, size: file.size }
      const { unsent } = unmoved.get(sha256) ?? {}
      if (!isNew) return { kind: unsent === true ? 'not-sent' : 'waiting' }
      // What has been fetched or sent of another stays, and goes on from there in its turn.
      moving = undefined
      const { size, stream, position, kind } = file
      unmoved.set(sha256, { sha256, size, stream, position, kind, notBefore: 0, delay: SOON })
      for (const listener of wantedListeners) listener()
      return { kind: 'waiting' }
    },
    here: async (file) => ((await local(file)) === 'here' ? pathOf(file) : undefined),
    async keep(file, bytes) {
      await mkdir(folders[file.kind], { recursive: true, mode: 0o700 })
      const part = `${pathOf(file)}.brought`
      const handle = await open(part, 'w', 0o600)
      try {
        for await (const piece of bytes) if (piece !== undefined) await handle.write(piece)
        await handle.sync()
      } catch (error) {
        await rm(part, { force: true })
        throw error
      } finally {
        await handle.close()
      }
      if ((await hashOf(part)) !== file.sha256) {
        await rm(part, { force: true })
        return false
      }
      if (file.kind === 'evidence') await chmod(part, 0o400)
      await rename(part, pathOf(file))
      if (moving?.sha256 === file.sha256) moving = undefined
      tellMoved(file.sha256, { kind: 'here' })
      // It stays in turn: the hub may lack it.
      for (const listener of listeners) listener(file)
      return true
    },
    onMoved(listener) {
      movedListeners.add(listener)
      return () => movedListeners.delete(listener)
    },
    onWanted(listener) {
      wantedListeners.add(listener)
      return () => wantedListeners.delete(listener)
    },
    onArrived(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function places(size: number): number[] {
  return Array.from({ length: Math.ceil(size / CHUNK) }, (_, place) => place)
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** The files that an event names. What names one in another form than ours names none: its hash becomes a file's name. */
export function filesOf({ type, payload, stream, position }: Pick<EventRow, 'type' | 'payload' | 'stream' | 'position'>): readonly NamedFile[] {
  if (!FILE_TYPES.some((naming) => naming === type)) return []
  // Its form is looked at below.
  const said = JSON.parse(payload) as { readonly content?: { readonly media?: unknown }; readonly kit?: { readonly media?: unknown }; readonly evidence?: unknown; readonly proof?: { readonly capture?: unknown } }
  const named: unknown = type === 'incident.evidence-added' ? [said] : type === 'consultation.reported' ? said.evidence : type === 'post.published' ? [said.proof?.capture] : (said.content ?? said.kit)?.media
  if (!Array.isArray(named)) return []
  return named.flatMap((one: { readonly sha256?: unknown; readonly size?: unknown } | null) => {
    const { sha256, size } = one ?? {}
    if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256) || typeof size !== 'number' || !Number.isSafeInteger(size)) return []
    return [{ sha256, size, stream, position, kind: type === 'incident.evidence-added' || type === 'consultation.reported' ? 'evidence' : 'media' } as const]
  })
}
