import { never } from '#shared/kernel/never.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { heldRole, type Decider, type EventMeta } from '#shared/ledger/decider.ts'
import type { Context, PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import type { Account, AccountField, AccountFields, AccountState } from './account.ts'
import { MAX_REASON, type AccountCommand } from './account-commands.ts'
import type { AccountEvent, FieldChange } from './account-events.ts'
import { cleanFields, validateAccount } from './validate-account.ts'

type Decision = Result<readonly AccountEvent[]>

/** Who may do what, the roles first that may with every office's accounts. Operators only with their own office's; in an incident reviewers too. */
const ALLOWED = {
  register: ['security', 'administrator', 'operator'],
  correct: ['security', 'administrator', 'operator'],
  'assign-operators': ['security', 'administrator', 'operator'],
  'recommend-closure': ['reviewer', 'security', 'administrator', 'operator'],
  'withdraw-closure': ['reviewer', 'security', 'administrator'],
  close: ['administrator', 'security'],
  reopen: ['administrator', 'security'],
  freeze: ['security', 'administrator', 'operator', 'reviewer'],
  release: ['security', 'administrator', 'operator', 'reviewer'],
} as const satisfies Record<AccountCommand['kind'], readonly Role[]>

/**
 * One account of the registry, from its registration (alta) to its closure (baja). Never deleted: what was once official must
 * be explainable years later. Sources: criteria of 2017 (accounts are instruments of work), oficio INE/CNCS-GSA/516/2015
 * (alta, permanencia, baja).
 */
export const accountDecider: Decider<AccountState, AccountCommand, AccountEvent> = {
  noun: 'account',
  initial: { status: 'absent' },
  schemas: {
    'account.registered': 1,
    'account.corrected': 1,
    'account.operators-assigned': 1,
    'account.closure-recommended': 1,
    'account.closure-withdrawn': 1,
    'account.closed': 1,
    'account.reopened': 1,
    'account.queue-frozen': 1,
    'account.queue-released': 1,
  },
  decide,
  evolve,
  audience: (state, context) => ({ kind: 'registry', office: state.status === 'absent' ? context.office : state.fields.office }),
  roleFor: (command, context) => heldRole(context, ALLOWED[command.kind]),
}

function decide(state: AccountState, command: AccountCommand, context: Context): Decision {
  if (command.kind === 'register') return state.status === 'absent' ? register(command, context) : refuse('accounts/exists')
  if (state.status === 'absent') return refuse('accounts/unknown')
  if (!mayTouch(command, state.fields.office, context)) return refuse('accounts/other-office')
  switch (command.kind) {
    case 'correct':
      return state.status === 'closed' ? refuse('accounts/closed') : correct(state, command, context)
    case 'assign-operators':
      return state.status === 'closed' ? refuse('accounts/closed') : assign(state, command)
    case 'recommend-closure':
      if (state.status === 'closed') return refuse('accounts/closed')
      if (state.status === 'closing') return refuse('accounts/already-recommended')
      return withReason(command.reason, (reason) => ({ type: 'account.closure-recommended', payload: { reason } }))
    case 'withdraw-closure':
      if (state.status !== 'closing') return refuse('accounts/not-recommended')
      return withReason(command.reason, (reason) => ({ type: 'account.closure-withdrawn', payload: { reason } }))
    case 'close':
      if (state.status === 'closed') return refuse('accounts/closed')
      return withReason(command.reason, (reason) => ({ type: 'account.closed', payload: { reason } }))
    case 'reopen':
      if (state.status !== 'closed') return refuse('accounts/not-closed')
      if (command.handleTaken) return refuse('accounts/handle-taken', { handle: state.fields.handle })
      return withReason(command.reason, (reason) => ({ type: 'account.reopened', payload: { reason } }))
    case 'freeze': {
      const { incident, folio } = command
      return ok(state.freezes.some((one) => one.incident === incident) ? [] : [{ type: 'account.queue-frozen', payload: { incident, folio } }])
    }
    case 'release':
      return ok(state.freezes.some((one) => one.incident === command.incident) ? [{ type: 'account.queue-released', payload: { incident: command.incident } }] : [])
    default:
      return never(command)
  }
}

function register(command: AccountCommand & { kind: 'register' }, context: Context): Decision {
  const fields = cleanFields(command.fields)
  const codes: Record<string, string> = { ...validateAccount(fields, command.facts.network, command.facts.today) }
  if (command.network !== command.facts.network.network) codes['network'] = 'choice'
  if (command.facts.handleTaken) codes['handle'] ??= 'taken'
  if (!command.facts.knownOffice) codes['office'] ??= 'choice'
  if (command.unknownPeople.length > 0) codes['operators'] = 'choice'
  if (Object.keys(codes).length > 0) return refuseFields('accounts/invalid', codes)
  if (!mayTouch(command, fields.office, context)) return refuse('accounts/other-office')
  return ok([{ type: 'account.registered', payload: { network: command.network, fields, operators: unique(command.operators) } }])
}

function correct(account: Account, command: AccountCommand & { kind: 'correct' }, context: Context): Decision {
  const after = cleanFields({ ...account.fields, ...command.changes })
  const changes = changesBetween(account.fields, after)
  if (Object.keys(changes).length === 0) return ok([])
  const codes: Record<string, string> = { ...validateAccount(after, command.facts.network, command.facts.today) }
  if (command.facts.handleTaken) codes['handle'] ??= 'taken'
  if (!command.facts.knownOffice) codes['office'] ??= 'choice'
  // Only what this correction touches can be refused: an old fault elsewhere must not stop the mending of another field.
  const touched = Object.fromEntries(Object.entries(codes).filter(([field]) => Object.hasOwn(changes, field)))
  if (Object.keys(touched).length > 0) return refuseFields('accounts/invalid', touched)
  if (!mayTouch(command, after.office, context)) return refuse('accounts/other-office')
  return ok([{ type: 'account.corrected', payload: { changes } }])
}

function assign(account: Account, command: AccountCommand & { kind: 'assign-operators' }): Decision {
  if (command.unknownPeople.length > 0) return refuseFields('accounts/invalid', { operators: 'choice' })
  const operators = unique(command.operators)
  const added = operators.filter((person) => !account.operators.includes(person))
  const removed = account.operators.filter((person) => !operators.includes(person))
  if (added.length === 0 && removed.length === 0) return ok([])
  return ok([{ type: 'account.operators-assigned', payload: { operators, added, removed } }])
}

function withReason(typed: string, eventOf: (reason: string) => AccountEvent): Decision {
  const reason = typed.trim()
  if (reason === '') return refuseFields('accounts/invalid', { reason: 'required' })
  if ([...reason].length > MAX_REASON) return refuseFields('accounts/invalid', { reason: 'too-long' })
  return ok([eventOf(reason)])
}

function mayTouch(command: AccountCommand, office: string, context: Context): boolean {
  const inAnIncident = command.kind === 'freeze' || command.kind === 'release'
  return office === context.office || ALLOWED[command.kind].some((role) => role !== 'operator' && !(inAnIncident && role === 'reviewer') && context.roles.includes(role))
}

function unique(people: readonly PersonId[]): readonly PersonId[] {
  return [...new Set(people)]
}

function changesBetween(before: AccountFields, after: AccountFields): Readonly<Partial<Record<AccountField, FieldChange>>> {
  const changes: Partial<Record<AccountField, FieldChange>> = {}
  for (const field of Object.keys(before) as AccountField[]) {
    // Object.keys of an AccountFields are its fields.
    if (before[field] !== after[field]) changes[field] = { from: before[field], to: after[field] }
  }
  return changes
}

function evolve(state: AccountState, event: AccountEvent, meta: EventMeta): AccountState {
  if (event.type === 'account.registered') return { status: 'active', ...event.payload, registeredAt: meta.at, freezes: [] }
  if (state.status === 'absent') return state
  switch (event.type) {
    case 'account.corrected': {
      const to = Object.fromEntries(Object.entries(event.payload.changes).map(([field, change]) => [field, change.to]))
      return { ...state, fields: { ...state.fields, ...to } }
    }
    case 'account.operators-assigned':
      return { ...state, operators: event.payload.operators }
    case 'account.closure-recommended':
      return { ...accountOf(state), status: 'closing', recommendation: { reason: event.payload.reason, by: meta.actor, at: meta.at } }
    case 'account.closure-withdrawn':
    case 'account.reopened':
      return { ...accountOf(state), status: 'active' }
    case 'account.queue-frozen':
      return { ...state, freezes: [...state.freezes, event.payload] }
    case 'account.queue-released':
      return { ...state, freezes: state.freezes.filter(({ incident }) => incident !== event.payload.incident) }
    case 'account.closed':
      return { ...accountOf(state), status: 'closed', reason: event.payload.reason, closedAt: meta.at }
    default:
      return never(event)
  }
}

function accountOf(state: Exclude<AccountState, { status: 'absent' }>): Account {
  return { network: state.network, fields: state.fields, operators: state.operators, registeredAt: state.registeredAt, freezes: state.freezes }
}
