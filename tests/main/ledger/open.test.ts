import Sqlite from 'better-sqlite3'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Instant } from '#shared/kernel/clock.ts'
import { later } from '#shared/kernel/clock.ts'
import { backUp, BACKUPS_KEPT, backups, newestWhole, soundElsewhere } from '#main/ledger/backup.ts'
import { isTorn, openDatabase } from '#main/ledger/open-database.ts'
import { openDerived } from '#main/ledger/open-derived.ts'
import { isSuspect, suspect } from '#main/ledger/suspicion.ts'
import { openTestLedger } from '#tests/kit/test-ledger.ts'
import { counter, counters } from './counter.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resguardo-open-'))
  file = join(folder, 'ledger.db')
})
afterEach(() => {
  try {
    execFileSync('umount', [folder], { stdio: 'ignore' })
  } catch {
    // Only the full-disk test mounts something.
  }
  rmSync(folder, { recursive: true, force: true })
})

const failureOf = () => {
  const opened = openDatabase(file)
  if (opened.ok) opened.database.close()
  return opened.ok ? undefined : opened.failure.kind
}

test('the record and its side files are readable by their owner only, one from before too', () => {
  const modes = () => ['', '-wal', '-shm'].map((end) => (statSync(file + end).mode & 0o777).toString(8))
  const used = () => {
    const opened = openDatabase(file)
    if (!opened.ok) throw new Error(opened.failure.kind)
    opened.database.exec('BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS written (one INTEGER); INSERT INTO written VALUES (1); COMMIT')
    const found = modes()
    opened.database.close()
    return found
  }
  const before = process.umask(0o022)
  try {
    expect(used()).toEqual(['600', '600', '600'])
    chmodSync(file, 0o644)
    expect(used()).toEqual(['600', '600', '600'])
    const derived = openDerived(join(folder, 'search.db'), 1, 'CREATE TABLE found (one INTEGER)')
    derived.close()
    expect((statSync(join(folder, 'search.db')).mode & 0o777).toString(8)).toBe('600')
  } finally {
    process.umask(before)
  }
})

test('an empty folder gets a new ledger', () => {
  expect(failureOf()).toBeUndefined()
})

test('refuses a ledger from a newer version and leaves it as it is', () => {
  openTestLedger([], folder).ledger.close()
  const database = new Sqlite(file)
  database.pragma('user_version = 99')
  database.close()
  const before = readFileSync(file)
  expect(failureOf()).toBe('newer')
  expect(readFileSync(file)).toEqual(before)
})

test('a record of the first form opens, keeps what it holds, and its signers are those of this machine', () => {
  const kit = openTestLedger([counters], folder)
  kit.ledger.record(kit.context(1), counter, 'a', { by: 7 })
  kit.ledger.close()
  // The first form had the events and nothing of what a shared record needs.
  const database = new Sqlite(file)
  for (const table of ['pending_deeds', 'pending', 'conflicts', 'quarantine', 'event_links', 'overlay_undo', 'sync_notes', 'local_signers', 'aside_elsewhere']) database.exec(`DROP TABLE ${table}`)
  database.exec('DROP INDEX events_invitations')
  database.pragma('user_version = 1')
  database.close()

  const again = openTestLedger([counters], folder)
  expect(again.ledger.state(counter, 'a')).toBe(7)
  expect(again.ledger.record(again.context(1), counter, 'a', { by: 1 })).toMatchObject({ ok: true, value: { state: 8, events: [{ position: 5 }] } })
  expect(again.ledger.read.prepare('SELECT signer FROM local_signers ORDER BY signer').pluck().all()).toEqual(['signer-1', 'signer-2', 'signer-3'])
  expect(again.ledger.shared.pin()).toBeUndefined()
  again.ledger.close()
})

test('refuses a database of another program and leaves it as it is', () => {
  const database = new Sqlite(file)
  database.exec('CREATE TABLE somebody_elses (x)')
  database.close()
  const before = readFileSync(file)
  expect(failureOf()).toBe('foreign')
  expect(readFileSync(file)).toEqual(before)
})

test('refuses a file that is no database and leaves it as it is', () => {
  writeFileSync(file, 'these are notes, not a database\n'.repeat(100))
  expect(failureOf()).toBe('torn')
  expect(readFileSync(file, 'utf8')).toContain('these are notes')
})

test('refuses a ledger cut short', () => {
  const kit = openTestLedger([counters], folder)
  for (let i = 0; i < 200; i++) kit.ledger.record(kit.context(1), counter, `s${i}`, { by: 1 })
  kit.ledger.database.pragma('wal_checkpoint(TRUNCATE)')
  kit.ledger.close()
  truncateSync(file, 6000)
  expect(failureOf()).toBe('torn')
})

/** A record whose header is sound and whose newest pages are noise. */
const isSound = soundElsewhere(new URL('../../../src/main/ledger/backup-worker.ts', import.meta.url))

function tornInside(): void {
  const kit = openTestLedger([counters], folder)
  for (let i = 0; i < 200; i++) kit.ledger.record(kit.context(1), counter, `s${i}`, { by: 1 })
  kit.ledger.database.pragma('wal_checkpoint(TRUNCATE)')
  kit.ledger.close()
  const bytes = readFileSync(file)
  bytes.fill(0xa5, 4096 * 40, bytes.length - 4096 * 4)
  writeFileSync(file, bytes)
}

test('throws what it meets in a file torn inside, for the shell to tell, and answers no refusal of a command', () => {
  tornInside()
  let met: unknown
  const opened = openDatabase(file)
  if (!opened.ok) throw new Error('its header and newest event were sound')
  try {
    opened.database.prepare('SELECT count(payload) FROM events').get()
  } catch (error) {
    met = error
  }
  opened.database.close()
  expect(isTorn(met)).toBe(true)
})

test('reads a suspected file whole before it opens it, refuses a torn one unchanged, and clears a sound one', () => {
  tornInside()
  suspect(file)
  const before = readFileSync(file)
  expect(failureOf()).toBe('torn')
  expect(readFileSync(file)).toEqual(before)
  expect(isSuspect(file)).toBe(true)

  rmSync(file)
  openTestLedger([counters], folder).ledger.close()
  expect(failureOf()).toBeUndefined()
  expect(isSuspect(file)).toBe(false)
})

test('offers the newest backup that can be read whole, and passes over one of a torn record', async () => {
  const kit = openTestLedger([counters], folder)
  const place = join(folder, 'backups')
  const first = '2026-11-23T15:00:00.000Z' as Instant
  const sound = await backUp(kit.ledger.database, place, first, isSound)
  kit.ledger.close()
  tornInside()
  writeFileSync(join(place, 'ledger-20261124T150000Z.db'), readFileSync(file))
  expect((await backups(place))[0]?.at).toBe('2026-11-24T15:00:00.000Z')
  expect(await newestWhole(place)).toEqual(sound)
  expect((await readdir(place)).toSorted()).toEqual(['ledger-20261123T150000Z.db', 'ledger-20261124T150000Z.db'])
})

test('a record with a torn page pushes out no backup that is whole, however often the app starts: its copy is not kept, and it is told', async () => {
  const kit = openTestLedger([counters], folder)
  const place = join(folder, 'backups')
  const sound = await backUp(kit.ledger.database, place, '2026-11-23T15:00:00.000Z' as Instant, isSound)
  kit.ledger.close()
  tornInside()
  const torn = new Sqlite(file)
  for (let start = 0; start <= BACKUPS_KEPT; start += 1) {
    const failed = await backUp(torn, place, later('2026-11-24T15:00:00.000Z' as Instant, start * 60_000), isSound).then(() => undefined, (error: unknown) => error)
    expect(isTorn(failed)).toBe(true)
  }
  torn.close()
  expect((await backups(place)).map((one) => one.at)).toEqual([sound.at])
  expect(await readdir(place)).toHaveLength(1)
})

test('says that a folder which is not there cannot be written to', () => {
  file = join(folder, 'missing', 'ledger.db')
  expect(failureOf()).toBe('read-only')
})

test('keeps the last backups, each of them a whole ledger', async () => {
  const kit = openTestLedger([counters], folder)
  kit.ledger.record(kit.context(1), counter, 'a', { by: 7 })
  const place = join(folder, 'backups')
  let now = '2026-11-23T15:00:00.000Z' as Instant
  for (let day = 0; day < BACKUPS_KEPT + 3; day++) {
    await backUp(kit.ledger.database, place, now, isSound)
    now = later(now, 86_400_000)
  }
  kit.ledger.close()
  const kept = await backups(place)
  expect(kept).toHaveLength(BACKUPS_KEPT)
  expect(kept[0]?.at).toBe('2026-12-05T15:00:00.000Z')
  expect(await readdir(place)).toHaveLength(BACKUPS_KEPT)
  expect(statSync(kept[0]?.file ?? '').mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600)
  const copy = new Sqlite(kept[0]?.file ?? '', { readonly: true })
  expect(copy.prepare('SELECT count(*) FROM events').pluck().get()).toBe(4)
  copy.close()
})

test.runIf(process.getuid?.() === 0)('a disk that fills up refuses the command, keeps what was there, and goes on when there is room', () => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder])
  const kit = openTestLedger([counters], folder)
  const filler = join(folder, 'filler')
  writeFileSync(filler, Buffer.alloc(300_000))
  let kept = 0
  let refused: string | undefined
  while (refused === undefined) {
    const answer = kit.ledger.record(kit.context(1), counter, `stream-${kept}`, { by: kept })
    if (answer.ok) kept += 1
    else refused = answer.refusal.code
    expect(kept).toBeLessThan(10_000)
  }
  expect(refused).toBe('ledger/disk-full')
  rmSync(filler)
  expect(kit.ledger.record(kit.context(1), counter, 'after', { by: 1 }).ok).toBe(true)
  expect(kit.ledger.read.prepare("SELECT count(*) FROM events WHERE type = 'counter.moved'").pluck().get()).toBe(kept + 1)
  kit.ledger.close()
})
