import { checkServerIdentity } from 'node:tls'
import pg, { type Client, type QueryResult } from 'pg'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import { instantOf } from '#shared/kernel/clock.ts'
import type { Timers } from '#shared/kernel/timers.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import type { Acceptance, ConnectHub, Hello, Hub, HubAddress, HubLogin, Link, PlacedBatch, ReportedAside, Written } from './hub.ts'
import { HUB_SCHEMA } from './hub-schema.ts'
import { isAnswer, refusalOfFailure } from './postgres-failure.ts'

const SECOND = 1000

/** Milliseconds after which an answer is not waited for any longer. */
export type HubLimits = {
  readonly connect: number
  readonly ask: number
  /** An append may wait for its turn, and is slowed down when a machine sends very much. */
  readonly append: number
  /** How long a connection may be silent before it is asked whether it is still there. */
  readonly heartbeat: number
}

export const hubLimits: HubLimits = { connect: 10 * SECOND, ask: 15 * SECOND, append: 30 * SECOND, heartbeat: 20 * SECOND }

/** What one call of the hub's `append` takes. */
const LARGEST = { batches: 50, events: 1000, characters: 2_000_000 } as const

const EVENT =
  'position, id, stream, version, audience, type, schema, payload, actor, role, office, at, signer, signer_sequence, previous, after, hash, signature'

/** Positions are below 2^53: a number holds them. Everything else is text or a small number. */
const INT8 = 20
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : (pg.types.getTypeParser as (oid: number, format?: string) => (value: string) => unknown)(oid, format),
}

/**
 * Connects to a hub in PostgreSQL: one session, TLS of which certificate and host name are verified, one query at a time, every wait limited.
 * A connection that gives no answer is cut and told as lost; making the next one is the caller's part.
 */
export function connectPostgresHub(timers: Timers, limits: HubLimits = hubLimits): ConnectHub {
  return async (address, login) => {
    const client = clientOf(address, login, limits)
    const hub = openHub(client, timers, limits)
    try {
      await within(timers, limits.connect, client.connect())
    } catch (error) {
      await hub.close()
      return refusalOfFailure(error)
    }
    const hello = await hub.hello()
    if (!hello.ok) {
      await hub.close()
      return hello
    }
    const { schema, serves = schema } = hello.value
    if (schema < HUB_SCHEMA || serves > HUB_SCHEMA) {
      await hub.close()
      return refuse(schema < HUB_SCHEMA ? 'hub/schema-older' : 'hub/schema-newer', { schema, known: HUB_SCHEMA })
    }
    await hub.rehearse()
    return ok(hub)
  }
}

/** The settings of a connection to a hub; also those of the command that provisions one. */
export function clientOf({ host, port, database, ca }: HubAddress, { user, password }: HubLogin, limits: Pick<HubLimits, 'connect'> = hubLimits): Client {
  return new pg.Client({
    host,
    port,
    database,
    user,
    password,
    // `verify-full`: from this authority only, and for this name; the name is checked here because Node does not for an address.
    ssl: { ca, rejectUnauthorized: true, minVersion: 'TLSv1.2', checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate) },
    connectionTimeoutMillis: limits.connect,
    keepAlive: true,
    keepAliveInitialDelayMillis: 30 * SECOND,
    application_name: 'resguardo',
    types: types as pg.CustomTypesConfig, // the overloads of pg's own type say the same
  })
}

type OpenHub = Hub & { rehearse(): Promise<void> }

function openHub(client: Client, timers: Timers, limits: HubLimits): OpenHub {
  const listeners = new Set<(why: 'news' | 'lost') => void>()
  let state: 'open' | 'closing' | 'lost' = 'open'
  /** Queries are asked one after the other: an answer's time begins when its question is asked. */
  let last: Promise<unknown> = Promise.resolve()
  let stopHeartbeat = (): void => {}
  let stopTelling = (): void => {}
  /** What this session listens to: the channels of what the person may read. */
  let heard = ''
  /** The newest position that was accepted over this connection. */
  let newestOwn = 0
  let isTelling = false

  // Of what was sent over this very connection its sender need not be told; of what others sent since, and it tells, they must be.
  client.on('notification', ({ processId, payload }) => {
    if (processId !== pidOf(client) || (isTelling && Number(payload) > newestOwn)) tell('news')
  })
  client.on('error', lost)
  client.on('end', lost)

  function tell(why: 'news' | 'lost'): void {
    for (const listener of listeners) listener(why)
  }

  function lost(): void {
    if (state !== 'open') return
    state = 'lost'
    cut()
    tell('lost')
  }

  /** Half-open: nothing more is to be hoped of the other side, so nothing is said to it. */
  function cut(): void {
    stopHeartbeat()
    stopTelling()
    streamOf(client).destroy()
  }

  function ask<T>(limit: number, act: () => Promise<T>): Promise<Result<T>> {
    const answer = last.then(async (): Promise<Result<T>> => {
      if (state !== 'open') return refuse('hub/unreachable')
      stopHeartbeat()
      try {
        const value = await within(timers, limit, act())
        beat()
        return ok(value)
      } catch (error) {
        if (isAnswer(error)) beat()
        else lost()
        return refusalOfFailure(error)
      }
    })
    last = answer
    return answer
  }

  function beat(): void {
    stopHeartbeat()
    if (state === 'open') stopHeartbeat = timers.after(limits.heartbeat, () => void ask(limits.ask, () => client.query('SELECT')))
  }

  /** What was read is believed only when it cannot be lost any more: both in one message, so that it costs one way there and back. */
  async function settled<Row>(query: string): Promise<readonly Row[]> {
    const [rows] = (await client.query(`${query}; SELECT resguardo.settle()`)) as unknown as readonly QueryResult[] // pg answers a list to several statements
    return (rows?.rows ?? []) as Row[] // the query's columns are the caller's to know
  }

  async function appendPart(call: 'append' | 'carry', batches: readonly PlacedBatch[]): Promise<readonly Acceptance[]> {
    const text = client.escapeLiteral(JSON.stringify(batches))
    try {
      // The turn is given back at COMMIT; only then is the disk waited for.
      const answers = (await client.query(
        `BEGIN; SELECT answers, tell_after FROM resguardo.${call}(${text}); COMMIT; SELECT resguardo.settle()`,
      )) as unknown as readonly QueryResult[] // as above
      const row = answers[1]?.rows[0] as { readonly answers: readonly Acceptance[]; readonly tell_after: number | null } | undefined // the function's own form
      for (const answer of row?.answers ?? []) if (answer.kind === 'accepted') newestOwn = Math.max(newestOwn, ...answer.positions)
      tellOthers(row?.tell_after ?? null)
      return row?.answers ?? []
    } catch (error) {
      if (isAnswer(error)) await client.query('ROLLBACK')
      throw error
    }
  }

  async function appendAll(call: 'append' | 'carry', batches: readonly PlacedBatch[]): Promise<Result<readonly Acceptance[]>> {
    const answers: Acceptance[] = []
    for (const part of partsOf(batches)) {
      const answer = await ask(limits.append, () => appendPart(call, part))
      // What was accepted before is durable: its answer is worth more than the failure, which the next call meets again.
      if (!answer.ok) return answers.length > 0 ? ok(answers) : answer
      answers.push(...answer.value)
      if (answer.value.length < part.length || answer.value.at(-1)?.kind !== 'accepted') break
    }
    return ok(answers)
  }

  /** Others were woken just before what was sent here: in so many milliseconds they are again. Should this machine end before, whoever looks next does it. */
  function tellOthers(milliseconds: number | null): void {
    if (milliseconds === null || state !== 'open') return
    stopTelling()
    stopTelling = timers.after(milliseconds, () => {
      void ask(limits.ask, async () => {
        isTelling = true
        try {
          const { rows } = await client.query<{ tell: number | null }>('SELECT resguardo.tell()')
          tellOthers(rows[0]?.tell ?? null)
        } finally {
          isTelling = false
        }
      })
    })
  }

  /** Listens to what concerns the person. Without it (too many would listen, or a pooler does not keep the session) the caller's polling does. */
  async function listen(channels: readonly string[]): Promise<void> {
    const wanted = channels.map((channel) => `LISTEN ${client.escapeIdentifier(channel)}`).join('; ')
    if (wanted === heard) return
    await client.query(`UNLISTEN *; ${wanted}`)
    heard = wanted
  }

  return {
    hello: () =>
      ask(limits.ask, async () => {
        const raw = (await settled<{ hello: RawHello }>('SELECT resguardo.hello() AS hello'))[0]?.hello
        if (raw?.channels !== undefined) await listen(raw.channels)
        if (raw?.untold === true) tellOthers(0)
        return helloOf(raw)
      }),
    append: (batches) => appendAll('append', batches),
    carry: (batches) => appendAll('carry', batches),
    keepCarriageKey: (signer, key) => ask(limits.ask, async () => void (await client.query('SELECT resguardo.keep_carriage_key($1, $2)', [signer, Buffer.from(key)]))),
    pull: (after, limit) =>
      ask(limits.ask, () => settled<EventRow>(`SELECT ${EVENT} FROM resguardo.events WHERE position > ${whole(after)} ORDER BY position LIMIT ${whole(limit)}`)),
    stream: (stream, upTo) =>
      ask(limits.ask, () =>
        settled<EventRow>(
          `SELECT ${EVENT} FROM resguardo.events WHERE stream = ${client.escapeLiteral(stream)} AND version <= ${whole(upTo)} ORDER BY position`,
        ),
      ),
    links: (signer, from, to) =>
      ask(limits.ask, async () => {
        const all: Link[] = []
        // The hub gives a thousand at a time.
        for (let first = from; first <= to; ) {
          const rows = await settled<Link>(`SELECT * FROM resguardo.links(${client.escapeLiteral(signer)}, ${whole(first)}, ${whole(to)})`)
          all.push(...rows)
          const newest = rows.at(-1)?.signer_sequence
          if (newest === undefined || newest < first) break
          first = newest + 1
        }
        return all
      }),
    hashAt: (position) =>
      ask(limits.ask, async () => (await settled<{ hash: string | null }>(`SELECT resguardo.hash_at(${whole(position)}) AS hash`))[0]?.hash ?? undefined),
    closeFounding: (signer) => ask(limits.append, async () => void (await settled(`SELECT resguardo.close_founding(${client.escapeLiteral(signer)})`))),
    writtenBy: (positions) =>
      ask(limits.ask, async () => {
        const { rows } = await client.query<Omit<Written, 'signer' | 'accepted'> & { readonly signer: string | null; readonly accepted: Date }>('SELECT * FROM resguardo.written_by($1)', [positions])
        return rows.map((row): Written => ({ ...row, signer: row.signer ?? undefined, accepted: instantOf(row.accepted.getTime()) }))
      }),
    reportAside: (events) =>
      ask(limits.ask, async () => {
        const values = [events.map(({ position }) => position), events.map(({ hash }) => hash), events.map(({ fault }) => fault)]
        const { rows } = await client.query<{ noted: readonly string[] }>('SELECT resguardo.report_aside($1, $2, $3) AS noted', values)
        return (rows[0]?.noted ?? []).map(Number)
      }),
    reportedAside: (after) =>
      ask(limits.ask, async () => {
        const { rows } = await client.query<Omit<ReportedAside, 'since'> & { readonly since: Date; readonly up_to: number }>('SELECT * FROM resguardo.reported_aside($1)', [after])
        return { reported: rows.map(({ up_to: _, ...row }): ReportedAside => ({ ...row, since: instantOf(row.since.getTime()) })), upTo: rows[0]?.up_to ?? after }
      }),
    offer: (rows, seen) => ask(limits.append, async () => void (await client.query('SELECT resguardo.offer($1, $2)', [JSON.stringify(rows), seen]))),
    openLogin: (invitation, verifier) =>
      ask(limits.ask, async () => void (await client.query('SELECT resguardo.open_login($1, $2)', [invitation, verifier]))),
    changePassword: (verifier, signer) => ask(limits.ask, async () => void (await client.query('SELECT resguardo.change_password($1, $2)', [verifier, signer]))),
    fileState: (sha256) =>
      ask(limits.ask, async () => {
        const [row] = await settled<{ state: { size: number | null; have: number[] } }>(`SELECT resguardo.blob_state(${client.escapeLiteral(sha256)}) AS state`)
        return { size: row?.state.size ?? undefined, have: row?.state.have ?? [] }
      }),
    async putChunk(sha256, stream, size, place, bytes) {
      const put = await ask(limits.append, async () => {
        const { rows } = await client.query<{ whole: boolean | null }>('SELECT resguardo.blob_put($1, $2, $3, $4, $5) AS whole', [sha256, stream, size, place, Buffer.from(bytes)])
        return rows[0]?.whole ?? undefined
      })
      return put.ok && put.value === undefined ? refuse('hub/altered') : (put as Result<boolean>) // undefined is the line above
    },
    getChunk: (sha256, place) =>
      ask(limits.append, async () => {
        const { rows } = await client.query<{ bytes: Buffer | null }>('SELECT resguardo.blob_get($1, $2) AS bytes', [sha256, place])
        return rows[0]?.bytes ?? undefined
      }),
    onWake(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    // Nothing is asked of it: a session that could not rehearse learns at its first act.
    async rehearse() {
      await ask(limits.ask, () => client.query("SELECT resguardo.append('[]')"))
    },
    async close() {
      if (state !== 'open') return
      state = 'closing'
      stopHeartbeat()
      stopTelling()
      const ended = client.end().catch(() => {}) // it is being thrown away: how it ends is of no consequence
      await Promise.race([ended, new Promise<void>((done) => timers.after(SECOND, done))])
      cut()
    },
  }
}

/** `channels` lacks at a hub of an older form. `aside`: null for who does not answer for the record. `untold`: something was accepted over a second ago, and the machine that was to tell it did not. */
type RawHello = Omit<Hello, 'root' | 'aside'> & { readonly aside?: number | null; readonly root: Hello['root'] | null; readonly channels?: readonly string[]; readonly untold?: boolean }

function helloOf(raw: RawHello | undefined): Hello {
  if (raw === undefined) throw new Error('the hub said nothing')
  const { channels: _channels, untold: _untold, root, aside, ...hello } = raw
  return { ...hello, root: root ?? undefined, aside: aside ?? undefined }
}

/** A number that is written into a query's text. */
function whole(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a position: ${value}`)
  return value
}

/** Batches in order, cut into what one call takes. */
function* partsOf(batches: readonly PlacedBatch[]): Generator<readonly PlacedBatch[]> {
  let part: PlacedBatch[] = []
  let events = 0
  let characters = 0
  for (const batch of batches) {
    const length = batch.events.reduce((sum, event) => sum + event.payload.length + event.audience.length + 1000, 0)
    const full = part.length === LARGEST.batches || events + batch.events.length > LARGEST.events || characters + length > LARGEST.characters
    if (full && part.length > 0) {
      yield part
      part = []
      events = 0
      characters = 0
    }
    part.push(batch)
    events += batch.events.length
    characters += length
  }
  if (part.length > 0) yield part
}

/** The socket below a client: pg's types do not name it. */
function streamOf(client: Client): { destroy(): void } {
  return (client as unknown as { readonly connection: { readonly stream: { destroy(): void } } }).connection.stream
}

/** The server's process behind a client: pg's types do not name it. */
function pidOf(client: Client): number | undefined {
  return (client as unknown as { readonly processID?: number }).processID
}

/** Rejects when the answer does not come in so many milliseconds. */
function within<T>(timers: Timers, limit: number, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = timers.after(limit, () => reject(new Error('no answer')))
    answer.then(resolve, reject).finally(stop)
  })
}
