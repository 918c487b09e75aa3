import { isToldOfAside, type HubStatus, type PendingWait } from '#shared/hub/status.ts'
import { isVoid } from '#shared/hub/trust-fault.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Context, SignerId } from '#shared/ledger/event.ts'
import type { Blobs, FilePlace } from '#main/hub/blobs.ts'
import type { Written } from '#main/hub/hub.ts'
import type { Sync } from '#main/hub/sync.ts'
import type { AskAgain } from '#main/ledger/ask-again.ts'
import type { ConflictingAct, PendingAct, SharedRecord } from '#main/ledger/shared-record.ts'

/** What an act was about, as far as it can be opened. */
export type Subject = { readonly kind: 'post' | 'consultation' | 'incident' | 'account' | 'person'; readonly id: string; readonly title: string; readonly route: string }

/** Where the hub is, for the page. */
export type Place = { readonly host: string; readonly port: number; readonly database: string; readonly fingerprint: readonly string[] }

export type HubDeps = {
  readonly record: Pick<SharedRecord, 'pin' | 'head' | 'pending' | 'conflicts' | 'repeated' | 'dismiss' | 'quarantined' | 'attend'>
  readonly again: AskAgain
  readonly sync: Pick<Sync, 'status' | 'now'>
  /** Over whose login an event came, as far as it was asked. */
  readonly writers: (position: number) => Written | undefined
  /** The status is another now. */
  readonly told: () => void
  readonly nameOf: (person: string) => string
  /** What a stream is about; undefined: nothing that has a page. */
  readonly subjectOf: (stream: string) => Subject | undefined
  readonly place: () => Place | undefined
  readonly files: Pick<Blobs, 'obtain'>
  /** The unlocked signer. */
  readonly signer: () => SignerId | undefined
}

/** The window's questions about the shared record: how it stands, what waits, what could not stand. */
export function hubService({ record, again, sync, writers, told, nameOf, subjectOf, place, files, signer }: HubDeps) {
  function waits(act: PendingAct, status: HubStatus): PendingWait {
    if (act.signer !== signer()) return act.again === true ? 'again' : 'author'
    return status.mode === 'shared' && status.link === 'stopped' ? 'stopped' : 'network'
  }

  function shown({ id, at, actor, types, streams }: PendingAct) {
    const subject = streams.map(subjectOf).find((one) => one !== undefined)
    return { id, at, actor, actorName: nameOf(actor), types, ...(subject === undefined ? {} : { subject }) }
  }

  /** As whom the hub says that an event came. */
  function writerOf(position: number) {
    const writer = writers(position)
    if (writer === undefined) return {}
    const { person, login, accepted, ended } = writer
    return { writer: { person, name: nameOf(person), login, at: accepted, ended } }
  }

  function isOwn(context: Context, { actor }: ConflictingAct): boolean {
    return actor === context.actor || context.roles.includes('administrator')
  }

  /** Only its author signs it again. */
  function whyNotAgain(context: Context, act: ConflictingAct): Refusal | undefined {
    return act.actor === context.actor ? again.refusal(context, act.asked) : { code: 'hub/others-act', detail: { person: nameOf(act.actor) } }
  }

  function againOf(context: Context, act: ConflictingAct) {
    const refusal = whyNotAgain(context, act)
    return refusal === undefined ? { can: true as const } : { can: false as const, refusal }
  }

  return {
    status: (): HubStatus => sync.status(),
    synchronise: (): Promise<HubStatus> => sync.now(),
    place() {
      const where = record.pin() === undefined ? undefined : place()
      return where === undefined ? null : { ...where, position: record.head().position }
    },
    pending() {
      const status = sync.status()
      return record.pending().map((act) => ({ ...shown(act), waits: waits(act, status) }))
    },
    file: (sha256: string): Promise<FilePlace> => files.obtain(sha256),
    pendingStreams: (): readonly string[] => [...new Set(record.pending().flatMap(({ streams }) => streams))],
    conflicts: (context: Context) =>
      record.conflicts().map((act) => ({
        ...shown(act),
        since: act.since,
        refusal: act.refusal,
        mine: act.mine.map(({ type, payload }) => ({ type, payload: { ...payload } })),
        theirs: act.theirs.map(({ type, payload, actor, at }) => ({ type, payload: { ...payload }, actor, actorName: nameOf(actor), at })),
        own: isOwn(context, act),
        again: againOf(context, act),
      })),
    /** Refusals: `ledger/unknown-conflict`, `hub/others-act`, `hub/not-repeatable`, and what the state as it is now refuses with. */
    repeat(context: Context, id: string): Result<undefined> {
      const act = record.conflicts().find((one) => one.id === id)
      if (act === undefined) return refuse('ledger/unknown-conflict')
      const reason = whyNotAgain(context, act)
      if (reason !== undefined) return { ok: false, refusal: reason }
      const waited = new Set(record.pending().map((one) => one.id))
      const recorded = again.record(context, act.asked)
      if (!recorded.ok) return recorded
      const by = record.pending().find((one) => !waited.has(one.id))
      // Nothing to do any more: what it wanted is so.
      if (by === undefined) return record.dismiss(id)
      record.repeated(id, by.id)
      return ok(undefined)
    },
    /** What the person wrote in an act that could not stand, to be pasted elsewhere. Refusal: `ledger/unknown-conflict`. */
    written(id: string): Result<string> {
      const act = record.conflicts().find((one) => one.id === id)
      return act === undefined ? refuse('ledger/unknown-conflict') : ok(act.mine.flatMap(({ payload }) => writtenIn(payload)).join('\n\n'))
    },
    /** Refusals: `ledger/unknown-conflict`, `hub/foreign-act`. */
    dismiss(context: Context, id: string): Result<undefined> {
      const act = record.conflicts().find((one) => one.id === id)
      if (act === undefined) return refuse('ledger/unknown-conflict')
      return isOwn(context, act) ? record.dismiss(id) : refuse('hub/foreign-act')
    },
    /** For those who answer for the record; nothing for anybody else. */
    quarantine(context: Context) {
      if (!isToldOfAside(context.roles)) return []
      return record.quarantined().map(({ row, fault, since, attended }) => ({
        id: row.id,
        type: row.type,
        stream: row.stream,
        position: row.position,
        actor: row.actor,
        actorName: nameOf(row.actor),
        at: row.at,
        fault,
        state: isVoid(fault) ? ('void' as const) : fault === 'unreadable' ? ('unreadable' as const) : ('waiting' as const),
        since,
        ...(attended === undefined ? {} : { attended }),
        ...writerOf(row.position),
      }))
    },
    /** Void and unreadable events are looked at by somebody who is told of them and may act; it is noted on this machine. Refusal: `ledger/role`. */
    attend(context: Context, ids: readonly string[]): Result<undefined> {
      if (!context.roles.some((role) => role === 'security' || role === 'administrator' || role === 'reviewer')) return refuse('ledger/role')
      record.attend(ids, context.now)
      told()
      return ok(undefined)
    },
  }
}

export type HubService = ReturnType<typeof hubService>

/** The fields of payloads in which people write, wherever they stand in one. */
const WRITTEN: ReadonlySet<string> = new Set(['text', 'title', 'comment', 'reason', 'note', 'answer', 'summary', 'question'])

function writtenIn(payload: object): readonly string[] {
  return Object.entries(payload).flatMap(([field, value]: [string, unknown]) => {
    if (typeof value === 'string') return WRITTEN.has(field) && value.trim() !== '' ? [value] : []
    return typeof value === 'object' && value !== null ? writtenIn(value) : []
  })
}
