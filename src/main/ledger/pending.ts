import type { Database } from 'better-sqlite3'
import { createHash, hash } from 'node:crypto'
import type { Id } from '#shared/kernel/ids.ts'
import type { Context, RecordedEvent, SignerId } from '#shared/ledger/event.ts'
import { type Deed, deedDigest } from './canonical.ts'
import { eventOf, STEADY } from './event-rows.ts'
import type { Signing } from './signing.ts'

/** Positions of pending events begin above it: higher than any that a hub will ever give, and still exact as a number. */
export const PENDING = 2 ** 52

/** What was asked of one stream: enough to decide it again. `command` is plain JSON. */
export type Asked = { readonly noun: string; readonly id: string; readonly command: unknown }

/** A deed that waits; `version` is the one it would have if all before it were accepted. `signature` (base64, over its digest) lacks when it was decided anew. */
export type WaitingDeed = Deed & { readonly version: number; readonly signature: string | null }

/** An act that waits, as the file keeps it. */
export type WaitingAct = {
  readonly id: string
  readonly signer: SignerId
  readonly context: Omit<Context, 'newId'>
  readonly asked: readonly Asked[]
  /** The ids that were given out while it was decided, in order: deciding it again gives the same. */
  readonly ids: readonly string[]
  /** The accepted versions of its streams that it was first decided on. */
  readonly seen: Readonly<Record<string, number>>
  /** Over what was asked and in what context (`actDigest`), base64: nobody else can have it decided and signed again. */
  readonly signature: string
  /** Some of its events are accepted, so all are; the rest has not come yet. */
  readonly settling: boolean
  /** Those that have not come back as accepted. */
  readonly deeds: readonly WaitingDeed[]
}

type ActRow = { readonly settling: number; readonly id: string; readonly signer: SignerId; readonly context: string; readonly commands: string; readonly ids: string; readonly seen: string; readonly signature: string }
type DeedRow = WaitingDeed & { readonly act: string; readonly position: number }

/** Takes the place of the record's end while an act waits: gives its events positions and versions above all others. */
export interface PendingWriter {
  append(deed: Deed, version: number): RecordedEvent
  readonly deeds: readonly WaitingDeed[]
}

const DEED = 'id, stream, version, audience, type, schema, payload, actor, role, office, at, signer, signature'

/** The tables `pending` and `pending_deeds`. Writes are to be made inside a transaction. */
export function pendingActs(database: Database, signing: Signing) {
  const acts = database.prepare<[], ActRow>('SELECT id, signer, context, commands, ids, seen, signature, settling FROM pending ORDER BY sequence')
  const deeds = database.prepare<[], DeedRow>(`SELECT position, act, ${DEED} FROM pending_deeds ORDER BY position`)
  const ofStream = database.prepare<[string, number], DeedRow>(`SELECT position, act, ${DEED} FROM pending_deeds WHERE stream = ${STEADY} AND version > ? ORDER BY version`)
  const versionOf = database.prepare<[string], number | null>(`SELECT max(version) FROM pending_deeds WHERE stream = ${STEADY}`).pluck()
  const last = database.prepare<[], number | null>('SELECT max(position) FROM pending_deeds').pluck()
  const count = database.prepare<[], number>('SELECT count(*) FROM pending').pluck()
  const insertDeed = database.prepare(`INSERT INTO pending_deeds (position, act, ${DEED}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const insertAct = database.prepare('INSERT INTO pending (id, signer, actor, at, context, commands, ids, seen, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const settles = database.prepare<[string]>('UPDATE pending SET settling = 1 WHERE id = ?')
  const noteIds = database.prepare('UPDATE pending SET ids = ? WHERE id = ?')
  const takeDeeds = database.prepare('DELETE FROM pending_deeds')
  const takeAct = database.prepare<[string]>('DELETE FROM pending WHERE id = ?')
  const takeDeedsOf = database.prepare<[string]>('DELETE FROM pending_deeds WHERE act = ?')
  const eventIds = database.prepare<[], string>('SELECT id FROM pending_deeds').pluck()

  function all(): readonly WaitingAct[] {
    const byAct = Map.groupBy(deeds.all(), (deed) => deed.act)
    return acts.all().map((row) => ({
      id: row.id,
      signer: row.signer,
      // The five columns hold what this file wrote.
      context: JSON.parse(row.context) as WaitingAct['context'],
      asked: JSON.parse(row.commands) as readonly Asked[],
      ids: JSON.parse(row.ids) as readonly string[],
      seen: JSON.parse(row.seen) as WaitingAct['seen'],
      signature: row.signature,
      settling: row.settling === 1,
      deeds: byAct.get(row.id) ?? [],
    }))
  }

  function signed(signer: SignerId, digest: string): string {
    return Buffer.from(signing.sign(signer, Buffer.from(digest, 'hex'))).toString('base64')
  }

  return {
    all,
    count: (): number => count.get() ?? 0,
    /** The highest version of a stream among the pending events; 0: none. */
    version: (stream: string): number => versionOf.get(stream) ?? 0,
    /** The pending events of a stream after a version, in order. */
    events: (stream: string, after: number): readonly RecordedEvent[] => ofStream.all(stream, after).map((row) => pendingEvent(row, row.position)),
    /** Every pending event in order: what is projected above the accepted ones. */
    everyEvent: (): readonly RecordedEvent[] => deeds.all().map((row) => pendingEvent(row, row.position)),
    /** The ids of all pending events. */
    eventIds: (): readonly string[] => eventIds.all(),
    /** Keeps a new act, once its deeds are written. */
    keep(id: string, context: Context, asked: readonly Asked[], ids: readonly string[], seen: WaitingAct['seen']): void {
      const said = saidBy(context)
      const { signer, actor, now } = context
      insertAct.run(id, signer, actor, now, JSON.stringify(said), JSON.stringify(asked), JSON.stringify(ids), JSON.stringify(seen), signed(signer, actDigest(id, said, asked)))
    },
    /** Takes all deeds out, to be written again in order above what is accepted by now. */
    takeDeeds: (): void => void takeDeeds.run(),
    settles: (id: string): void => void settles.run(id),
    remove(id: string): void {
      takeDeedsOf.run(id)
      takeAct.run(id)
    },
    noteIds: (id: string, ids: readonly string[]): void => void noteIds.run(JSON.stringify(ids), id),
    /**
     * Writes an act's deeds. Those of `before` that come out the same keep their signature; a new one is signed if its signer is
     * unlocked, and else waits for that (`must`: it has to be, since it is done now).
     */
    writer(act: string, before: readonly WaitingDeed[], must: boolean): PendingWriter {
      const written: WaitingDeed[] = []
      const signatures = new Map(before.map((deed) => [deedDigest(deed), deed.signature]))
      return {
        deeds: written,
        append(deed, version) {
          const digest = deedDigest(deed)
          const signer = deed.signer as SignerId // a deed's signer is its context's
          const signature = signatures.get(digest) ?? (must || signing.able(signer) ? signed(signer, digest) : null)
          const waiting: WaitingDeed = { ...deed, version, signature }
          const position = (last.get() ?? PENDING) + 1
          insertDeed.run(
            position, act, deed.id, deed.stream, version, deed.audience, deed.type, deed.schema, deed.payload, deed.actor, deed.role, deed.office,
            deed.at, deed.signer, signature,
          )
          written.push(waiting)
          return pendingEvent(waiting, position)
        },
      }
    },
  }
}

export type PendingActs = ReturnType<typeof pendingActs>

/** The part of a context that is kept with an act. */
export function saidBy({ now, actor, roles, office, signer }: Omit<Context, 'newId'>): WaitingAct['context'] {
  return { now, actor, roles, office, signer }
}

/** SHA-256 (hex) of what was asked, by whom and when. */
export function actDigest(id: string, context: WaitingAct['context'], asked: readonly Asked[]): string {
  return hash('sha256', JSON.stringify(['resguardo/act/1', id, saidBy(context), asked]), 'hex')
}

/**
 * Gives the ids of `known` out in order, and beyond them such as follow from the act: deciding the same again gives the same. `given` is filled
 * with all that were given out. UUID version 7 in form.
 */
export function idsAgain(act: string, known: readonly string[], given: string[]): Context['newId'] {
  return <Brand extends string>() => {
    const next = known[given.length] ?? derivedId(act, given.length)
    given.push(next)
    return next as Id<Brand> // it was an id when it was given out first, or is as new and unique as the act's
  }
}

function derivedId(act: string, index: number): string {
  const bytes = createHash('sha256').update(`resguardo/id/1 ${act} ${index}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = act.replaceAll('-', '').slice(0, 12) + bytes.toString('hex').slice(12) // sorts by the act's time
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/**
 * A command as it will be when it is decided again. One that JSON does not give back whole is a bug and throws: what was decided on
 * and what is kept must be the same.
 */
export function asKept<Command>(command: Command): Command {
  if (!isPlain(command)) throw new Error('a command holds something that JSON does not give back')
  return JSON.parse(JSON.stringify(command)) as Command // just checked to be the same in JSON
}

function isPlain(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every(isPlain)
  if (typeof value !== 'object') return false
  const kind: unknown = Object.getPrototypeOf(value)
  // A member that is undefined is left out, which is what it says.
  return (kind === Object.prototype || kind === null) && Object.values(value).every((member) => member === undefined || isPlain(member))
}

function pendingEvent(deed: WaitingDeed, position: number): RecordedEvent {
  const { signature, ...rest } = deed
  return { ...eventOf({ ...rest, position, signer_sequence: 0, previous: '', after: '', hash: deedDigest(deed), signature: signature ?? '' }), pending: true }
}
