import type { HubStatus, PendingWait } from '#shared/hub/status.ts'
import { refuse, type Result } from '#shared/kernel/result.ts'
import type { Context, SignerId } from '#shared/ledger/event.ts'
import type { Sync } from '#main/hub/sync.ts'
import type { ConflictingAct, PendingAct, SharedRecord } from '#main/ledger/shared-record.ts'

/** What an act was about, as far as it can be opened. */
export type Subject = { readonly kind: 'post' | 'consultation' | 'incident' | 'account' | 'person'; readonly id: string; readonly title: string; readonly route: string }

/** Where the hub is, for the page. */
export type Place = { readonly host: string; readonly port: number; readonly database: string; readonly fingerprint: readonly string[] }

export type HubDeps = {
  readonly record: Pick<SharedRecord, 'pin' | 'head' | 'pending' | 'conflicts' | 'dismiss' | 'quarantined'>
  readonly sync: Pick<Sync, 'status' | 'now'>
  readonly nameOf: (person: string) => string
  /** What a stream is about; undefined: nothing that has a page. */
  readonly subjectOf: (stream: string) => Subject | undefined
  readonly place: () => Place | undefined
  /** The unlocked signer. */
  readonly signer: () => SignerId | undefined
}

/** The window's questions about the shared record: how it stands, what waits, what could not stand. */
export function hubService({ record, sync, nameOf, subjectOf, place, signer }: HubDeps) {
  function waits(act: PendingAct, status: HubStatus): PendingWait {
    if (act.signer !== signer()) return act.again === true ? 'again' : 'author'
    return status.mode === 'shared' && status.link === 'stopped' ? 'stopped' : 'network'
  }

  function shown({ id, at, actor, types, streams }: PendingAct) {
    const subject = streams.map(subjectOf).find((one) => one !== undefined)
    return { id, at, actor, actorName: nameOf(actor), types, ...(subject === undefined ? {} : { subject }) }
  }

  function isOwn(context: Context, { actor }: ConflictingAct): boolean {
    return actor === context.actor || context.roles.includes('administrator')
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
    pendingStreams: (): readonly string[] => [...new Set(record.pending().flatMap(({ streams }) => streams))],
    conflicts: (context: Context) =>
      record.conflicts().map((act) => ({
        ...shown(act),
        since: act.since,
        refusal: act.refusal,
        mine: act.mine.map(({ type, payload }) => ({ type, payload: { ...payload } })),
        theirs: act.theirs.map(({ type, payload, actor, at }) => ({ type, payload: { ...payload }, actor, actorName: nameOf(actor), at })),
        own: isOwn(context, act),
      })),
    /** Refusals: `ledger/unknown-conflict`, `hub/foreign-act`. */
    dismiss(context: Context, id: string): Result<undefined> {
      const act = record.conflicts().find((one) => one.id === id)
      if (act === undefined) return refuse('ledger/unknown-conflict')
      return isOwn(context, act) ? record.dismiss(id) : refuse('hub/foreign-act')
    },
    /** For those who answer for the record; nothing for anybody else. */
    quarantine(context: Context) {
      if (!context.roles.some((role) => role === 'security' || role === 'administrator' || role === 'auditor')) return []
      return record.quarantined().map(({ row, fault, since }) => ({
        id: row.id,
        type: row.type,
        stream: row.stream,
        position: row.position,
        actor: row.actor,
        actorName: nameOf(row.actor),
        at: row.at,
        fault,
        since,
      }))
    },
  }
}

export type HubService = ReturnType<typeof hubService>

