import { mayRead } from '#shared/hub/permissions.ts'
import { answersForRecord, dealsWithAside, dealsWithElsewhere, type HubStatus, type PendingWait } from '#shared/hub/status.ts'
import { isVoid } from '#shared/hub/trust-fault.ts'
import { writtenIn } from '#shared/hub/written.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Audience, Context, SignerId } from '#shared/ledger/event.ts'
import type { Blobs, FilePlace } from '#main/hub/blobs.ts'
import type { Written } from '#main/hub/hub.ts'
import type { Sync } from '#main/hub/sync.ts'
import type { AskAgain } from '#main/ledger/ask-again.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import type { AsideKey, ConflictingAct, PendingAct, SharedRecord } from '#main/ledger/shared-record.ts'

/** What an act was about, as far as it can be opened. */
export type Subject = { readonly kind: 'post' | 'consultation' | 'incident' | 'account' | 'person'; readonly id: string; readonly title: string; readonly route: string }

/** Where the hub is, for the page. */
export type Place = { readonly host: string; readonly port: number; readonly database: string; readonly fingerprint: readonly string[] }

export type HubDeps = {
  readonly record: Pick<SharedRecord, 'pin' | 'head' | 'pending' | 'conflicts' | 'repeated' | 'dismiss' | 'quarantined' | 'attend' | 'report' | 'asideElsewhere' | 'attendElsewhere'>
  readonly again: AskAgain
  readonly sync: Pick<Sync, 'status' | 'now'>
  /** Over whose login an event came, as far as it was asked. */
  readonly writers: (position: number) => Written | undefined
  /** The status is another now. */
  readonly told: () => void
  readonly nameOf: (person: string) => string
  /** What a stream is about; undefined: nothing that has a page. */
  readonly subjectOf: (stream: string) => Subject | undefined
  /** Whether a stream is of an incident that the person may not read, though this machine holds it. */
  readonly isWithheld: (context: Context, stream: string) => boolean
  readonly place: () => Place | undefined
  readonly files: Pick<Blobs, 'obtain'>
  /** The unlocked signer. */
  readonly signer: () => SignerId | undefined
}

/** The window's questions about the shared record: how it stands, what waits, what could not stand. */
export function hubService({ record, again, sync, writers, told, nameOf, subjectOf, isWithheld, place, files, signer }: HubDeps) {
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

  /** Whether it is about something that the person may not read: of what somebody else wrote they see nothing then, and of the others' acts neither. */
  function isOutOfSight(context: Context, act: ConflictingAct): boolean {
    return act.streams.some((stream) => isWithheld(context, stream))
  }

  /** What of an act the person may read: their own they wrote themselves. */
  function readable(context: Context, act: ConflictingAct) {
    const withheld = isOutOfSight(context, act)
    return { withheld, mine: withheld && act.actor !== context.actor ? [] : act.mine, theirs: withheld ? [] : act.theirs }
  }

  /** What an event that was put aside says that it is, for who may read it. Nothing of it was believed, so any of it can be nonsense. */
  function saidBy(context: Context, { type, stream, actor, signer: key, at, audience }: EventRow) {
    if (isWithheld(context, stream) || !isFor(context, audience)) return {}
    const subject = subjectOf(stream)
    return { said: { type, stream, ...(subject && { subject }), actor, actorName: nameOf(actor), signer: key, ...(!Number.isNaN(Date.parse(at)) && { at }) } }
  }

  /** Only its author signs it again, and only what they may read still. */
  function whyNotAgain(context: Context, act: ConflictingAct): Refusal | undefined {
    if (isOutOfSight(context, act)) return { code: 'hub/withheld' }
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
      record.conflicts().map((act) => {
        const { withheld, mine, theirs } = readable(context, act)
        return {
          ...shown(act),
          since: act.since,
          refusal: act.refusal,
          withheld,
          mine: mine.map(({ type, payload }) => ({ type, payload: { ...payload } })),
          theirs: theirs.map(({ type, payload, actor, at }) => ({ type, payload: { ...payload }, actor, actorName: nameOf(actor), at })),
          own: isOwn(context, act),
          again: againOf(context, act),
        }
      }),
    /** Refusals: `ledger/unknown-conflict`, `hub/withheld`, `hub/others-act`, `hub/not-repeatable`, and what the state as it is now refuses with. */
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
    written(context: Context, id: string): Result<string> {
      const act = record.conflicts().find((one) => one.id === id)
      return act === undefined ? refuse('ledger/unknown-conflict') : ok(readable(context, act).mine.flatMap(({ payload }) => writtenIn(payload).map(({ text }) => text)).join('\n\n'))
    },
    /** Refusals: `ledger/unknown-conflict`, `hub/foreign-act`. */
    dismiss(context: Context, id: string): Result<undefined> {
      const act = record.conflicts().find((one) => one.id === id)
      if (act === undefined) return refuse('ledger/unknown-conflict')
      return isOwn(context, act) ? record.dismiss(id) : refuse('hub/foreign-act')
    },
    /** For whoever is here: a hub that lies may show its lie to this machine alone. */
    quarantine: (context: Context) =>
      record.quarantined().map(({ row, fault, since, attended, reported, sent }) => ({
        id: row.id,
        position: row.position,
        hash: row.hash,
        ...saidBy(context, row),
        fault,
        state: isVoid(fault) ? ('void' as const) : fault === 'unreadable' ? ('unreadable' as const) : ('waiting' as const),
        since,
        ...(attended === undefined ? {} : { attended }),
        ...(reported === undefined ? {} : { reported }),
        ...(sent === undefined ? {} : { sent }),
        ...writerOf(row.position),
      })),
    /** Void and unreadable events are looked at by somebody who deals with them; it is noted on this machine. Refusal: `ledger/role`. */
    attend(context: Context, ids: readonly string[]): Result<undefined> {
      if (!dealsWithAside(context.roles)) return refuse('ledger/role')
      record.attend(ids, context.now)
      told()
      return ok(undefined)
    },
    /** What other machines put aside, for who answers for the record: nothing of what it holds came here. */
    asideElsewhere: (context: Context) =>
      answersForRecord(context.roles)
        ? record.asideElsewhere().map(({ people, attended, ...told }) => ({
            ...told,
            people: people.map((person) => ({ person, name: nameOf(person) })),
            ...(attended === undefined ? {} : { attended }),
            ...writerOf(told.position),
          }))
        : [],
    /** Somebody who deals with it has looked into what other machines put aside; it is noted on this machine. Refusal: `ledger/role`. */
    attendElsewhere(context: Context, events: readonly AsideKey[]): Result<undefined> {
      if (!dealsWithElsewhere(context.roles)) return refuse('ledger/role')
      record.attendElsewhere(events, context.now)
      told()
      return ok(undefined)
    },
    /** Whoever is here has told the security lead; it is noted on this machine. */
    report(context: Context, ids: readonly string[]): void {
      record.report(ids, context.now)
      told()
    },
  }
}

/** Whether a person may read an audience that an event claims; one that is none is for nobody. */
function isFor({ actor, office, roles }: Context, audience: string): boolean {
  try {
    return mayRead({ person: actor, office, roles }, JSON.parse(audience) as Audience) // what it may be otherwise throws, here or there
  } catch {
    return false
  }
}

export type HubService = ReturnType<typeof hubService>
