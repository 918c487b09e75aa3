import type { CredentialAct, CredentialView } from '#shared/credentials/contract.ts'
import { credentialDecider } from '#shared/credentials/credential-decider.ts'
import type { CredentialEvent } from '#shared/credentials/credential-events.ts'
import { pendingOf, type CredentialId, type CredentialState, type ItemName, type Rotation, type SecretNote } from '#shared/credentials/credential.ts'
import { daysLeft, dueOf, dueStateOf, type DueFacts } from '#shared/credentials/due.ts'
import { strengthOf } from '#shared/credentials/strength.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { RecordedEvent, SignerId } from '#shared/ledger/event.ts'

/** The policy and the zone that a due day is reckoned with. */
export type Calendar = { readonly months: number; readonly zone: string; readonly now: Instant }

export type DueView = NonNullable<CredentialView['kept']>['due']

/** When it is due, and how pressing that is now. */
export function dueView(facts: DueFacts, { months, zone, now }: Calendar): DueView {
  const due = dueOf(facts, months, zone)
  const left = daysLeft(due, now, zone)
  return { ...due, state: dueStateOf(left), daysLeft: left }
}

type OwnEvent = RecordedEvent<CredentialEvent> & CredentialEvent

/** A credential as its panel shows it. `events` are the stream's, in order; `isHere` whether a signer is this machine's. */
export function credentialView(id: CredentialId, events: readonly RecordedEvent[], calendar: Calendar, isHere: (signer: SignerId) => boolean): CredentialView | undefined {
  let state: CredentialState = credentialDecider.initial
  const history: CredentialAct[] = []
  const keepers = new Map<ItemName, SignerId>()
  for (const recorded of events) {
    const event = recorded as unknown as OwnEvent // the stream holds this module's events only
    history.push(actOf(event, state))
    if (event.type === 'credential.kept' || event.type === 'credential.pending-stored') keepers.set(event.payload.secret.item, recorded.signer)
    state = credentialDecider.evolve(state, event, event)
  }
  if (state.stage === 'absent') return undefined
  const view = { id, account: state.account, subject: state.subject, history: history.reverse() }
  if (state.stage === 'reserved') return view
  const { current, storedAt, changedAt, demand, formers } = state
  const isKeptHere = (item: ItemName): boolean => {
    const keeper = keepers.get(item)
    return keeper !== undefined && isHere(keeper)
  }
  return {
    ...view,
    kept: {
      current: secretView(current),
      here: isKeptHere(current.item),
      storedAt,
      changedAt,
      due: dueView({ changedAt, storedAt, demandedAt: demand?.at ?? null }, calendar),
      ...(demand === null ? {} : { demand }),
      formers: formers
        .filter((former) => former.held && former.fingerprint !== null)
        .map(({ item, why, at }) => ({ item, why, at, here: isKeptHere(item) }))
        .reverse(),
      ...(state.stage === 'rotating' ? { rotation: rotationView(state.rotation) } : {}),
    },
  }
}

function secretView({ item, origin, length, bits }: SecretNote) {
  return { item, origin, length, strength: strengthOf(bits) }
}

function rotationView(rotation: Rotation): NonNullable<NonNullable<CredentialView['kept']>['rotation']> {
  const { reason, note, begunAt, begunBy, step } = rotation
  const pending = pendingOf(rotation)
  return {
    reason,
    note,
    begunAt,
    begunBy,
    step,
    ...(pending === undefined ? {} : { pending: secretView(pending) }),
    ...('review' in rotation ? { review: { ...rotation.review } } : {}),
  }
}

/** `before`: the state the act found. */
function actOf(event: OwnEvent, before: CredentialState): CredentialAct {
  const act = { id: event.id, type: event.type, at: event.at, actor: event.actor }
  switch (event.type) {
    case 'credential.copied':
    case 'credential.revealed':
      return { ...act, which: whichOf(before, event.payload.item) }
    case 'credential.rotation-demanded':
    case 'credential.rotation-begun':
      return { ...act, reason: event.payload.reason, note: event.payload.note }
    case 'credential.rotation-cancelled':
      return { ...act, note: event.payload.note }
    default:
      return act
  }
}

function whichOf(state: CredentialState, item: ItemName): 'current' | 'pending' | 'former' {
  if (state.stage === 'absent' || state.stage === 'reserved' || state.current.item === item) return 'current'
  return state.stage === 'rotating' && pendingOf(state.rotation)?.item === item ? 'pending' : 'former'
}
