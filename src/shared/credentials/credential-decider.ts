import type { Instant } from '#shared/kernel/clock.ts'
import { never } from '#shared/kernel/never.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { heldRole, type Decider, type EventMeta } from '#shared/ledger/decider.ts'
import type { Context } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { MAX_NOTE, MAX_SUBJECT, type CredentialCommand, type SecretFacts } from './credential-commands.ts'
import type { CredentialEvent } from './credential-events.ts'
import {
  emptyReview,
  heldItems,
  itemsToRelease,
  pendingOf,
  type CredentialState,
  type Former,
  type Kept,
  type Rotation,
  type SecretNote,
} from './credential.ts'
import { isAllowedAt, placeOf, type Place } from './rotation-transitions.ts'

type Decision = Result<readonly CredentialEvent[]>
type Rotating = Extract<CredentialState, { stage: 'rotating' }>

// Security first: it is the role that may act in every office's.
/** Who holds secrets: the account's operators, and security leads in an incident. An administrator names people and holds nothing. */
const HOLDERS: readonly Role[] = ['security', 'operator']
const DEMANDERS: readonly Role[] = ['security', 'operator', 'administrator', 'reviewer']

/**
 * One secret of an account and its changes. The new secret is in the keychain before anybody goes to the platform, the old one
 * stays the account's until the new one has opened it, and the day it is due moves only when the secret did (DESIGN 5).
 */
export const credentialDecider: Decider<CredentialState, CredentialCommand, CredentialEvent> = {
  noun: 'credential',
  initial: { stage: 'absent' },
  schemas: {
    'credential.reserved': 1,
    'credential.kept': 1,
    'credential.copied': 1,
    'credential.revealed': 1,
    'credential.rotation-demanded': 1,
    'credential.rotation-begun': 1,
    'credential.pending-stored': 1,
    'credential.pending-replaced': 1,
    'credential.platform-opened': 1,
    'credential.changed-there': 1,
    'credential.rotation-confirmed': 1,
    'credential.access-reviewed': 1,
    'credential.rotation-finished': 1,
    'credential.rotation-cancelled': 1,
    'credential.former-released': 1,
  },
  decide,
  evolve,
  audience: (state, context) => ({ kind: 'security', office: state.stage === 'absent' ? context.office : state.office }),
  roleFor: (command, context) =>
    heldRole(context, command.kind === 'demand-rotation' || command.kind === 'release-former' ? DEMANDERS : HOLDERS),
}

function decide(state: CredentialState, command: CredentialCommand, context: Context): Decision {
  const place = placeOf(state)
  if (!isAllowedAt(command.kind, place)) return misplaced(place)
  if ('access' in command && !command.access.assigned && !context.roles.includes('security')) return refuse('credentials/not-operator')
  switch (command.kind) {
    case 'reserve':
      return reserve(command)
    case 'keep':
      return keep(state, command)
    case 'expose':
      if (!heldItems(state).includes(command.item)) return refuse('credentials/unknown-secret')
      return one({ type: command.how === 'copied' ? 'credential.copied' : 'credential.revealed', payload: { item: command.item } })
    case 'demand-rotation':
      return withNote(command.note, (note) => ({ type: 'credential.rotation-demanded', payload: { reason: command.reason, note } }))
    case 'begin-rotation':
      if (!command.access.open) return refuse('credentials/account-closed')
      return withNote(command.note, (note) => ({
        type: 'credential.rotation-begun',
        payload: { rotation: command.rotation, reason: command.reason, note, item: command.item },
      }))
    case 'release-former':
      return itemsToRelease(state).includes(command.item)
        ? one({ type: 'credential.former-released', payload: { item: command.item } })
        : refuse('credentials/unknown-secret')
    default:
      // Every other command has its place only in a rotation.
      return state.stage === 'rotating' ? rotate(state, command) : misplaced(place)
  }
}

function rotate(
  state: Rotating,
  command: Exclude<CredentialCommand, { kind: 'reserve' | 'keep' | 'expose' | 'demand-rotation' | 'begin-rotation' | 'release-former' }>,
): Decision {
  const rotation = state.rotation.id
  switch (command.kind) {
    case 'store-pending': {
      if (state.rotation.step !== 'begun' || state.rotation.item !== command.secret.item) return refuse('credentials/changed-since')
      const refusal = refusalOfSecret(command.secret, { ...command.facts, acceptWeak: false })
      return refusal ?? one({ type: 'credential.pending-stored', payload: { rotation, secret: command.secret } })
    }
    case 'replace-pending':
      return one({ type: 'credential.pending-replaced', payload: { rotation, item: command.item } })
    case 'open-platform':
      // Opened again: there is nothing new to tell.
      return state.rotation.step === 'stored' ? one({ type: 'credential.platform-opened', payload: { rotation } }) : ok([])
    case 'mark-changed':
      return one({ type: 'credential.changed-there', payload: { rotation } })
    case 'confirm':
      return one({ type: 'credential.rotation-confirmed', payload: { rotation } })
    case 'review':
      return one({ type: 'credential.access-reviewed', payload: { rotation, review: command.review } })
    case 'finish':
      return one({ type: 'credential.rotation-finished', payload: { rotation } })
    case 'cancel':
      if (!command.oldWorks && state.rotation.step !== 'begun' && state.rotation.step !== 'stored') return refuse('credentials/old-unproven')
      return withNote(command.note, (note) => ({ type: 'credential.rotation-cancelled', payload: { rotation, note } }))
    default:
      return never(command)
  }
}

function reserve(command: CredentialCommand & { kind: 'reserve' }): Decision {
  if (!command.access.open) return refuse('credentials/account-closed')
  if (command.taken) return refuse('credentials/already-kept')
  const subject = command.subject.trim()
  if ([...subject].length > MAX_SUBJECT) return refuseFields('credentials/invalid', { subject: 'too-long' })
  return one({
    type: 'credential.reserved',
    payload: { account: command.account, office: command.office, subject, item: command.item },
  })
}

function keep(state: CredentialState, command: CredentialCommand & { kind: 'keep' }): Decision {
  if (state.stage !== 'reserved' || state.item !== command.secret.item) return refuse('credentials/changed-since')
  const refusal = refusalOfSecret(command.secret, command.facts)
  if (refusal !== undefined) return refusal
  const kept = { type: 'credential.kept', payload: { secret: command.secret, changedAt: command.changedAt } } as const
  // Kept although it should not be: then it is due at once, whatever its age.
  const weak = refusalOfSecret(command.secret, { ...command.facts, acceptWeak: false }) !== undefined
  return ok(weak ? [kept, { type: 'credential.rotation-demanded', payload: { reason: 'weak', note: '' } }] : [kept])
}

/** Why a secret cannot be taken, from what is known of it: asked before it is put in the keychain, and again when it is recorded. */
export function refusalOfSecret(secret: Pick<SecretNote, 'length'>, facts: SecretFacts): { readonly ok: false; readonly refusal: Refusal } | undefined {
  if (secret.length > facts.rules.max) return refuseFields('credentials/invalid', { secret: 'secret-long' })
  if (facts.acceptWeak) return undefined
  if (secret.length < facts.rules.min) return refuseFields('credentials/invalid', { secret: 'secret-short' })
  if (facts.likeness === 'same') return refuse('credentials/reused')
  return facts.likeness === 'similar' ? refuse('credentials/similar') : undefined
}

function misplaced(place: Place): Decision {
  switch (place) {
    case 'absent':
      return refuse('credentials/unknown')
    case 'reserved':
      return refuse('credentials/not-kept')
    case 'kept':
      return refuse('credentials/no-rotation')
    default:
      return refuse('credentials/other-step', { step: place })
  }
}

function withNote(typed: string, eventOf: (note: string) => CredentialEvent): Decision {
  const note = typed.trim()
  return [...note].length > MAX_NOTE ? refuseFields('credentials/invalid', { note: 'too-long' }) : one(eventOf(note))
}

function one(event: CredentialEvent): Decision {
  return ok([event])
}

function evolve(state: CredentialState, event: CredentialEvent, meta: EventMeta): CredentialState {
  if (event.type === 'credential.reserved') return { stage: 'reserved', ...event.payload }
  if (state.stage === 'absent') return state
  if (state.stage === 'reserved') {
    if (event.type !== 'credential.kept') return state
    const { account, office, subject } = state
    const { secret, changedAt } = event.payload
    return { stage: 'kept', account, office, subject, current: secret, storedAt: meta.at, changedAt, demand: null, formers: [] }
  }
  switch (event.type) {
    case 'credential.kept':
    case 'credential.copied':
    case 'credential.revealed':
      return state
    case 'credential.rotation-demanded':
      // The first demand stands: what is due since Monday is not due since Tuesday.
      return state.demand === null ? { ...state, demand: { ...event.payload, by: meta.actor, at: meta.at } } : state
    case 'credential.rotation-begun': {
      const { rotation, reason, note, item } = event.payload
      return { ...keptOf(state), stage: 'rotating', rotation: { id: rotation, reason, note, begunAt: meta.at, begunBy: meta.actor, step: 'begun', item } }
    }
    case 'credential.former-released':
      return { ...state, formers: state.formers.map((former) => (former.item === event.payload.item ? { ...former, held: false } : former)) }
    default:
      return state.stage === 'rotating' ? evolveRotation(state, event, meta) : state
  }
}

function evolveRotation(
  state: Rotating,
  event: Exclude<
    CredentialEvent,
    {
      type:
        | 'credential.reserved'
        | 'credential.kept'
        | 'credential.copied'
        | 'credential.revealed'
        | 'credential.rotation-demanded'
        | 'credential.rotation-begun'
        | 'credential.former-released'
    }
  >,
  meta: EventMeta,
): CredentialState {
  const { rotation } = state
  const base = { id: rotation.id, reason: rotation.reason, note: rotation.note, begunAt: rotation.begunAt, begunBy: rotation.begunBy }
  const pending = pendingOf(rotation)
  switch (event.type) {
    case 'credential.pending-stored':
      return { ...state, rotation: { ...base, step: 'stored', pending: event.payload.secret } }
    case 'credential.pending-replaced':
      return { ...state, formers: [...state.formers, ...discarded(rotation, meta.at)], rotation: { ...base, step: 'begun', item: event.payload.item } }
    case 'credential.platform-opened':
      return pending === undefined ? state : { ...state, rotation: { ...base, step: 'opened', pending } }
    case 'credential.changed-there':
      return pending === undefined ? state : { ...state, rotation: { ...base, step: 'changed', pending, changedAt: meta.at } }
    case 'credential.rotation-confirmed': {
      if (rotation.step !== 'changed') return state
      const { current } = state
      const former: Former = { item: current.item, why: 'replaced', at: meta.at, fingerprint: current.fingerprint, held: true }
      return {
        ...keptOf(state),
        stage: 'rotating',
        current: rotation.pending,
        storedAt: meta.at,
        changedAt: rotation.changedAt,
        demand: null,
        formers: [...state.formers, former],
        rotation: { ...base, step: 'confirmed', review: emptyReview },
      }
    }
    case 'credential.access-reviewed': {
      const { review } = event.payload
      const complete = Object.values(review).every((answer) => answer !== 'pending')
      return { ...state, rotation: { ...base, step: complete ? 'reviewed' : 'confirmed', review } }
    }
    case 'credential.rotation-finished':
      return { ...keptOf(state), stage: 'kept' }
    case 'credential.rotation-cancelled':
      return { ...keptOf(state), stage: 'kept', formers: [...state.formers, ...discarded(rotation, meta.at)] }
    default:
      return never(event)
  }
}

/** What a rotation leaves behind when its new secret is not used. */
function discarded(rotation: Rotation, at: Instant): readonly Former[] {
  if (rotation.step === 'begun') return [{ item: rotation.item, why: 'discarded', at, fingerprint: null, held: true }]
  const pending = pendingOf(rotation)
  return pending === undefined ? [] : [{ item: pending.item, why: 'discarded', at, fingerprint: pending.fingerprint, held: true }]
}

function keptOf(state: Extract<CredentialState, { stage: 'kept' | 'rotating' }>): Kept {
  const { account, office, subject, current, storedAt, changedAt, demand, formers } = state
  return { account, office, subject, current, storedAt, changedAt, demand, formers }
}
