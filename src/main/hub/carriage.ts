import { createHmac } from 'node:crypto'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { Place } from '#main/ledger/canonical.ts'
import type { SharedRecord, SignedAct } from '#main/ledger/shared-record.ts'
import type { Acceptance, PlacedBatch, VouchedBatch } from './hub.ts'

/** Where the hub is to enter an act, as its author signed it ahead, deed by deed, and what their machine vouches for it with. */
export type Carriage = { readonly voucher: string; readonly places: readonly (Place & { readonly hash: string; readonly signature: string })[] }
/** An act that came by file. Without a carriage only its author's machine can enter it. */
export type CarriedAct = SignedAct & { readonly carriage?: Carriage | undefined }

/** What the newest file of one signer brought that was not accepted yet, as it is kept with the record. */
export type CarriedBy = { readonly signer: string; readonly made: Instant; readonly acts: readonly CarriedAct[] }

/**
 * How an act that came by file gets on record: this machine enters it (`enters`); its author's does (`author`); it is not what the hub can take any more, because
 * something was entered before it, and its author decides again once they have the news (`moved`); the hub refused it (`refused`).
 */
export type CarriedState = { readonly kind: 'enters' | 'author' | 'moved' } | { readonly kind: 'refused'; readonly refusal: Refusal }
/** An act that came by file: its deeds are signed, the record does not have it yet. */
export type ShownCarried = { readonly id: string; readonly actor: PersonId; readonly at: Instant; readonly types: readonly string[]; readonly streams: readonly string[]; readonly state: CarriedState }

/** What files brought that is not on record yet, and what came of entering it. */
export interface Carried {
  by(): readonly CarriedBy[]
  /** The note that keeps them with the record, without what is on record meanwhile. */
  noteOf(all: readonly CarriedBy[]): Readonly<Record<string, string>>
  /** Of some acts those that wait: neither accepted nor found void in the meantime, nor this machine's own. */
  waiting(acts: readonly CarriedAct[]): readonly CarriedAct[]
  shown(): readonly ShownCarried[]
  /** What this machine can enter for one author now, in the order of their chain; undefined: nothing. */
  next(): readonly VouchedBatch[] | undefined
  /** What the hub said to some of them. */
  answered(batches: readonly VouchedBatch[], answers: readonly Acceptance[]): void
  /** The hub refused all of a call that began with the first of these: all that one author's machine vouched for, or that first one alone. */
  refused(batches: readonly VouchedBatch[], refusal: Refusal): void
  /** What may be otherwise now is tried again: a new contact, another file; and, when a person asks, what had no answer. */
  again(asked?: 'asked'): void
}

type Tried = CarriedState | { readonly kind: 'entered' }

const CARRIED = 'bundle.carried'
/** Characters of payload that are entered in one act: less than a call of the hub takes. Larger ones are their author's to send. */
const LARGEST = 4_000_000
/** Times that a call may end without an answer before what it began with is left alone. */
const PATIENCE = 2

/** No answer, or the server came to its limits: of the line or the server, unless it is what was sent that brings it about. */
const UNANSWERED: readonly string[] = ['hub/unreachable', 'hub/overloaded', 'hub/server-fault']
/** Of the moment, whatever was sent. */
const MOMENTARY: readonly string[] = ['hub/busy', 'hub/disk-full', 'hub/recovering']

/** Whether less might have been answered. */
export function isUnanswered({ code }: Refusal): boolean {
  return UNANSWERED.includes(code)
}

/** Whether a refusal is of the line, the server or the moment, not of what was sent. */
export function isOfTheLine(refusal: Refusal): boolean {
  return isUnanswered(refusal) || MOMENTARY.includes(refusal.code)
}

export function carried(record: Pick<SharedRecord, 'note' | 'noted' | 'holds' | 'isVoid' | 'pending'>): Carried {
  /** What came of an act, by its voucher; `entered`: it comes back by itself. */
  const tried = new Map<string, Tried>()
  /** Calls without an answer, by the voucher of their first. */
  const failures = new Map<string, number>()
  let read: { readonly text: string; readonly all: readonly CarriedBy[] } = { text: '[]', all: [] }

  function by(): readonly CarriedBy[] {
    const text = record.noted(CARRIED) ?? '[]'
    if (text !== read.text) read = { text, all: JSON.parse(text) as readonly CarriedBy[] } // `textOf` wrote it
    return read.all
  }

  function waiting(acts: readonly CarriedAct[]): readonly CarriedAct[] {
    if (acts.length === 0) return acts
    const own = new Set(record.pending().map(({ id }) => id))
    return acts.filter(({ id, deeds }) => !own.has(id) && deeds.some((one) => !record.holds(one.id) && !record.isVoid(one.id)))
  }

  function textOf(all: readonly CarriedBy[]): string {
    return JSON.stringify(all.map((one) => ({ ...one, acts: waiting(one.acts) })))
  }

  function stateOf({ carriage, deeds }: CarriedAct): CarriedState {
    if (carriage === undefined || isLarge(deeds)) return { kind: 'author' }
    const known = tried.get(carriage.voucher)
    return known === undefined || known.kind === 'entered' ? { kind: 'enters' } : known
  }

  return {
    by,
    noteOf: (all) => ({ [CARRIED]: textOf(all) }),
    waiting,
    shown() {
      const acts = new Map(waiting(by().flatMap((one) => one.acts)).map((one) => [one.id, one] as const))
      return [...acts.values()].flatMap((one) => {
        const [first] = one.deeds
        if (first === undefined) return []
        // Both were checked with the deed's signature; the record gave them their brands.
        return [{ id: one.id, actor: first.actor as PersonId, at: first.at as Instant, types: one.deeds.map(({ type }) => type), streams: [...new Set(one.deeds.map(({ stream }) => stream))], state: stateOf(one) }]
      })
    },
    next() {
      for (const { acts } of by()) {
        const batches = waiting(acts).flatMap((one) => (one.carriage === undefined || isLarge(one.deeds) || tried.has(one.carriage.voucher) ? [] : [batchOf(one, one.carriage)]))
        if (batches.length > 0) return batches.toSorted((one, other) => (one.events[0]?.signer_sequence ?? 0) - (other.events[0]?.signer_sequence ?? 0))
      }
      return undefined
    },
    answered(batches, answers) {
      failures.clear()
      let isMoved = false
      for (const [index, { voucher }] of batches.entries()) {
        const answer = answers[index]
        // What follows one that was not accepted stands after it in its author's chain.
        if (isMoved) tried.set(voucher, { kind: 'moved' })
        else if (answer !== undefined) tried.set(voucher, stateAfter(answer))
        isMoved ||= answer !== undefined && answer.kind !== 'accepted'
      }
    },
    refused(batches, refusal) {
      const [first] = batches
      if (first === undefined) return
      if (MOMENTARY.includes(refusal.code)) return
      if (isUnanswered(refusal)) {
        const failed = (failures.get(first.voucher) ?? 0) + 1
        failures.set(first.voucher, failed)
        if (failed < PATIENCE) return
      }
      for (const { voucher } of refusal.code === 'hub/not-carried' ? batches : [first]) tried.set(voucher, { kind: 'refused', refusal })
    },
    again(asked) {
      const mayPass = ['hub/not-carried', 'hub/clock', ...(asked === undefined ? [] : UNANSWERED)]
      for (const [voucher, state] of tried) if (state.kind !== 'refused' || mayPass.includes(state.refusal.code)) tried.delete(voucher)
      if (asked !== undefined) failures.clear()
      const all = by()
      if (waiting(all.flatMap(({ acts }) => acts)).length < all.reduce((sum, { acts }) => sum + acts.length, 0)) record.note(CARRIED, textOf(all), true)
    },
  }
}

function isLarge(deeds: SignedAct['deeds']): boolean {
  return deeds.reduce((sum, { payload }) => sum + payload.length, 0) > LARGEST
}

function stateAfter(answer: Acceptance): Tried {
  switch (answer.kind) {
    case 'accepted':
      return { kind: 'entered' }
    case 'conflict':
      return { kind: 'moved' }
    case 'refused':
      return { kind: 'refused', refusal: { code: answer.code, detail: answer.detail } }
  }
}

/**
 * What a signer's machine says so that others may bring a batch to the hub for it: HMAC-SHA256 (hex) over the batch's id and each event's hash and signature, under
 * the key that the machine left at the hub (`carry` in resources/hub/carriage.sql). The hashes hold everything else.
 */
export function voucherOf(key: Uint8Array, { id, events }: PlacedBatch): string {
  return createHmac('sha256', key).update(['resguardo/carriage/1', id, ...events.flatMap(({ hash, signature }) => [hash, signature])].join(' ')).digest('hex')
}

/** A batch with what its author's machine says for it, as it goes along in a file. */
export function carriageOf(key: Uint8Array, batch: PlacedBatch): Carriage {
  return { voucher: voucherOf(key, batch), places: batch.events.map(({ version, signer_sequence, previous, after, hash, signature }) => ({ version, signer_sequence, previous, after, hash, signature })) }
}

function batchOf({ id, deeds }: SignedAct, { voucher, places }: Carriage): VouchedBatch {
  return { id, voucher, events: deeds.flatMap((deed, index) => (places[index] === undefined ? [] : [{ ...deed, ...places[index] }])) }
}
