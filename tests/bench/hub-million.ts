import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Client } from 'pg'
import { HOUR } from '#shared/kernel/clock.ts'
import { acceptedValues, prepareAccepted } from '#main/ledger/event-rows.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import type { Author } from '#tests/hub/author.ts'
import { openTestLedger } from '#tests/kit/test-ledger.ts'
import type { Making } from './hub-million-worker.ts'
import type { BenchHub, BenchServer } from './hub-server.ts'
import { rawTwin, timed } from './raw-events.ts'
import { bareLoop, inBareLoop, proofsOf } from './bare-verify.ts'

/** Rows that the floor takes at once. */
const SLICE = 20_000

/** The newest event of a hub. */
export async function headOf({ superuser }: Pick<BenchHub, 'superuser'>): Promise<{ readonly position: number; readonly hash: string }> {
  const { rows } = await superuser.query<{ position: string; hash: string }>('SELECT position, hash FROM resguardo.head')
  return { position: Number(rows[0]?.position), hash: rows[0]?.hash ?? '' }
}

/** Bytes that the hub's tables and indexes take. */
export async function sizeOf({ superuser }: BenchHub): Promise<number> {
  const { rows } = await superuser.query<{ bytes: string }>(
    "SELECT sum(pg_total_relation_size(oid)) AS bytes FROM pg_class WHERE relnamespace = 'resguardo'::regnamespace AND relkind = 'r'",
  )
  return Number(rows[0]?.bytes)
}

/**
 * Lays so many signed events into a hub: made over all cores, copied in as the owner, and what the hub keeps beside them (streams, ends of
 * chains, head) filled in. Answers the tables' bytes with half of them and with all.
 */
export async function fill(hub: BenchHub, server: BenchServer, events: number): Promise<{ readonly half: number; readonly whole: number }> {
  const { superuser } = hub
  const folder = join(server.local.folder, 'made')
  mkdirSync(folder)
  chmodSync(server.local.folder, 0o755)
  const workers = availableParallelism()
  const { position: base, hash: after } = await headOf(hub)
  const tasks = Array.from({ length: workers }, (_, worker): Making => ({
    file: join(folder, `${worker}`), events: Math.floor(events / workers), worker, workers, firstPosition: base + 1, from: Date.now() - 24 * 365 * HOUR, step: 20_000, after,
  }))
  await Promise.all(
    tasks.map((workerData) => new Promise((done, failed) => new Worker(new URL('hub-million-worker.ts', import.meta.url), { workerData }).on('message', done).on('error', failed))),
  )
  await superuser.query('CREATE UNLOGGED TABLE public.made (LIKE resguardo.events)')
  for (const { file } of tasks) {
    chmodSync(file, 0o644)
    await superuser.query(`COPY public.made FROM '${file}'`)
  }
  rmSync(folder, { recursive: true })
  const sizes: number[] = []
  for (const [from, to] of [[base, base + events / 2], [base + events / 2, base + events]]) {
    await superuser.query(`INSERT INTO resguardo.events SELECT * FROM public.made WHERE position > ${from} AND position <= ${to} ORDER BY position`)
    await superuser.query(`SET search_path = resguardo;
      INSERT INTO streams SELECT DISTINCT ON (stream) stream, version, audience, audience::json ->> 'kind', audience::json ->> 'office', readers_of(audience)
        FROM events WHERE position > ${from} ORDER BY stream, version DESC ON CONFLICT (stream) DO UPDATE SET version = excluded.version;
      UPDATE signers s SET sequence = e.signer_sequence, head = e.hash
        FROM (SELECT DISTINCT ON (signer) signer, signer_sequence, hash FROM events ORDER BY signer, signer_sequence DESC) e WHERE e.signer = s.signer;
      UPDATE head SET (position, hash) = (SELECT position, hash FROM events ORDER BY position DESC LIMIT 1);
      RESET search_path`)
    await superuser.query('VACUUM ANALYZE')
    sizes.push(await sizeOf(hub))
  }
  await superuser.query('DROP TABLE public.made')
  return { half: sizes[0] ?? 0, whole: sizes[1] ?? 0 }
}

const COLUMNS = [
  'position', 'id', 'stream', 'version', 'audience', 'type', 'schema', 'payload', 'actor', 'role', 'office', 'at', 'signer', 'signer_sequence', 'previous', 'after', 'hash', 'signature',
] as const satisfies readonly (keyof EventRow)[] // prettier-ignore

/**
 * The floor of a first synchronisation, milliseconds: COPY of the same rows out through the same driver, nothing but `crypto.verify` over all
 * cores, and the rows into SQLite in transactions of that size; each by itself, one after the other.
 */
export async function bareTimes({ superuser }: BenchHub, people: readonly Author[]): Promise<{ readonly copy: number; readonly verify: number; readonly insert: number }> {
  const kit = openTestLedger([])
  const raw = rawTwin(kit.ledger.database, join(kit.folder, 'raw.db'))
  const write = prepareAccepted(raw)
  const keys = Object.fromEntries(people.map(({ signer, publicKey }) => [signer, publicKey]))
  const loop = bareLoop(keys)
  const times = { copy: 0, verify: 0, insert: 0 }
  const { position: head } = await headOf({ superuser })
  for (let from = 0; from < head; from += SLICE) {
    const chunks: Buffer[] = []
    times.copy += await timed(() => copyOut(superuser, `COPY (SELECT ${COLUMNS.join(', ')} FROM resguardo.events WHERE position > ${from} AND position <= ${from + SLICE} ORDER BY position) TO STDOUT`, chunks))
    const rows = Buffer.concat(chunks).toString('utf8').split('\n').slice(0, -1).map(rowOf)
    const proofs = proofsOf(loop, rows)
    times.verify += await timed(() => inBareLoop(loop, proofs))
    times.insert += await timed(() =>
      raw.transaction(() => {
        for (const row of rows) write.run(acceptedValues(row))
      }).immediate(),
    )
  }
  loop.close()
  raw.close()
  kit.close()
  return times
}

function rowOf(line: string): EventRow {
  const values = line.split('\t').map((value) => value.replaceAll(/\\([\\tnr])/gu, (_, letter: string) => ({ t: '\t', n: '\n', r: '\r' })[letter] ?? '\\'))
  const row = Object.fromEntries(COLUMNS.map((column, index) => [column, values[index]]))
  return { ...row, position: Number(row['position']), version: Number(row['version']), schema: Number(row['schema']), signer_sequence: Number(row['signer_sequence']) } as EventRow // what the query names
}

/** COPY through the driver, as it comes: what pg gives a query object that speaks the protocol itself. */
function copyOut(client: Client, text: string, chunks: Buffer[]): Promise<void> {
  return new Promise((done, failed) => {
    const nothing = (): void => {}
    client.query({
      submit: (connection: { query(text: string): void }) => connection.query(text),
      handleCopyData: ({ chunk }: { readonly chunk: Buffer }) => chunks.push(Buffer.from(chunk)),
      handleCommandComplete: nothing,
      handleReadyForQuery: () => done(),
      handleError: failed,
    } as never) // the protocol's side of the driver has no types
  })
}
