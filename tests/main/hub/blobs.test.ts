import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ok } from '#shared/kernel/result.ts'
import { type Blobs, blobs, type FilePlace } from '#main/hub/blobs.ts'
import { CHUNK, type Hub } from '#main/hub/hub.ts'
import { LARGEST_FILE } from '#shared/hub/largest-file.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import { type FixedClock, fixedClock } from '#tests/kit/fixed-clock.ts'

let folder: string
let clock: FixedClock
let rows: EventRow[]
/** What the hub has, and what was asked of it. */
let there: Map<string, Buffer>
let asked: string[]
let files: Blobs
let notes: Map<string, string>

const hub = {
  fileState: (sha256: string) => Promise.resolve(ok({ size: there.get(sha256)?.length, have: [] })),
  getChunk: (sha256: string, place: number) => {
    asked.push(`${sha256.slice(0, 4)} ${place}`)
    return Promise.resolve(ok(there.get(sha256)?.subarray(place * CHUNK, (place + 1) * CHUNK)))
  },
} as unknown as Hub // the two that a machine asks which sends nothing

/** A file of so many chunks, which a post names; the hub has it unless `unsent`. */
function named(name: string, chunks: number, options: { readonly unsent?: boolean; readonly size?: number } = {}): string {
  const bytes = Buffer.alloc(Math.round(chunks * CHUNK), name)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (options.unsent !== true) there.set(sha256, bytes)
  const payload = JSON.stringify({ content: { media: [{ sha256, size: options.size ?? bytes.length }] } })
  rows.push({ position: rows.length + 1, stream: `post/${name}`, type: 'post.drafted', payload } as unknown as EventRow) // what names a file of it
  return sha256
}

function machine(): Blobs {
  return blobs({
    record: { note: (name, value) => void notes.set(name, value), noted: (name) => notes.get(name), head: () => ({ position: rows.length, hash: '' }) },
    naming: (after, limit) => rows.filter(({ position }) => position > after).slice(0, limit),
    namingOf: (sha256) => rows.filter(({ payload }) => payload.includes(sha256)),
    folders: { media: folder, evidence: join(folder, 'evidence') },
    clock,
    log: { warn: () => {} },
  })
}

/** Goes on until there is nothing to do, or so many pieces were asked for. */
async function go(pieces = Number.POSITIVE_INFINITY): Promise<void> {
  const end = asked.length + pieces
  for (let left = 200; left > 0 && asked.length < end; left--) {
    const moved = await files.step(hub)
    if (!moved.ok || !moved.value) return
  }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resguardo-blobs-'))
  mkdirSync(join(folder, 'evidence'))
  clock = fixedClock()
  rows = []
  there = new Map()
  asked = []
  notes = new Map()
  files = machine()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a file that somebody wants to see', () => {
  it('comes before all others, says how far it is, and the one that it overtook goes on from where it was', async () => {
    const [first, second, third] = [named('a', 4), named('b', 2), named('c', 3)]
    await go(2)
    const moves: [string, FilePlace][] = []
    let wanted = 0
    files.onMoved((sha256, place) => moves.push([sha256, place]))
    files.onWanted(() => (wanted += 1))
    expect(await files.obtain(third)).toEqual({ kind: 'waiting' })
    await go(1)
    expect(await files.obtain(third)).toEqual({ kind: 'coming', done: CHUNK, size: 3 * CHUNK })
    await go()
    expect(await files.obtain(third)).toEqual({ kind: 'here' })
    const short = (sha256: string): string => sha256.slice(0, 4)
    expect(asked).toEqual([
      `${short(first)} 0`, `${short(first)} 1`, `${short(third)} 0`, `${short(third)} 1`, `${short(third)} 2`, `${short(first)} 2`, `${short(first)} 3`, `${short(second)} 0`, `${short(second)} 1`,
    ])
    expect(moves).toEqual([
      [third, { kind: 'coming', done: CHUNK, size: 3 * CHUNK }],
      [third, { kind: 'coming', done: 2 * CHUNK, size: 3 * CHUNK }],
      [third, { kind: 'coming', done: 3 * CHUNK, size: 3 * CHUNK }],
      [third, { kind: 'here' }],
    ])
    expect(wanted).toBe(1)
    for (const sha256 of [first, second, third]) expect(readFileSync(join(folder, sha256)).equals(there.get(sha256) ?? Buffer.alloc(0))).toBe(true)
  })

  it('goes on after a start from the pieces that came', async () => {
    const sha256 = named('a', 4)
    await files.obtain(sha256)
    await go(3)
    files = machine()
    expect(await files.obtain(sha256)).toEqual({ kind: 'waiting' })
    await go()
    expect(asked).toHaveLength(4)
    expect(existsSync(join(folder, sha256))).toBe(true)
  })

  it('that the hub does not have is asked for again when it is time, and comes then', async () => {
    const sha256 = named('a', 1, { unsent: true })
    await files.obtain(sha256)
    await go()
    expect(await files.obtain(sha256)).toEqual({ kind: 'not-sent' })
    there.set(sha256, Buffer.alloc(CHUNK, 'a'))
    await go()
    expect(asked).toEqual([])
    clock.advance(5_000)
    await go()
    expect(await files.obtain(sha256)).toEqual({ kind: 'here' })
  })

  it('is known to stay elsewhere, to be nowhere, or to be here before it is on record', async () => {
    expect(await files.obtain(named('large', 1, { size: LARGEST_FILE + 1 }))).toEqual({ kind: 'too-large' })
    expect(await files.obtain('ab'.repeat(32))).toEqual({ kind: 'unknown' })
    writeFileSync(join(folder, 'evidence', 'cd'.repeat(32)), 'mine')
    expect(await files.obtain('cd'.repeat(32))).toEqual({ kind: 'here' })
  })
})
