import type { AccountFields, AccountState } from '#shared/accounts/account.ts'
import { accountDecider } from '#shared/accounts/account-decider.ts'
import type { AccountCommand, RegistryFacts } from '#shared/accounts/account-commands.ts'
import type { NetworkFacts } from '#shared/accounts/network-facts.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Day } from '#shared/kernel/local-day.ts'
import type { Context, EventId, OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { seededIds } from '#tests/kit/seeded-ids.ts'

export const cncs = 'central-cncs' as OfficeId
export const oaxaca = 'district-oaxaca-03' as OfficeId
export const today = '2026-11-23' as Day
const sourced = { source: 'test', checked: '2026-11-23' }

export const x: NetworkFacts = {
  network: 'x',
  name: 'X',
  domains: ['x.com', 'twitter.com'],
  handle: { sign: '@', pattern: '^[A-Za-z0-9_]{1,15}$', ...sourced, confidence: 'high' },
  profile: { url: 'https://x.com/{handle}', ...sourced, confidence: 'high' },
  password: { holder: 'account', min: 8, max: null, alphabet: 'any', ...sourced, confidence: 'medium' },
  pages: { 'change-password': null, sessions: null, apps: null, composer: null },
}

export const facebook: NetworkFacts = {
  ...x,
  network: 'facebook',
  name: 'Facebook',
  domains: ['facebook.com', 'fb.com'],
  handle: { sign: '', pattern: '^[A-Za-z0-9.]{5,50}$', ...sourced, confidence: 'low' },
  password: { ...x.password, holder: 'profile' },
}

export const fields: AccountFields = {
  handle: 'INETelMX',
  displayName: 'INETEL',
  url: 'https://x.com/INETelMX',
  office: cncs,
  headName: 'Titular de Prueba',
  headPosition: 'Coordinación Nacional de Comunicación Social',
  recoveryMail: 'redes@ine.mx',
  recoveryPhone: '55 0000 0000',
  phoneHolder: 'Guardia de Prueba',
  deputyHolder: 'Suplente de Prueba',
  accessPeople: '',
  secondFactor: 'app',
  birthDate: '',
  onPortal: true,
  authorization: 'INE/CNCS/001/2026',
  notes: '',
}

export const facts: RegistryFacts = { network: x, handleTaken: false, knownOffice: true, today }

export const register: AccountCommand & { kind: 'register' } = {
  kind: 'register',
  network: 'x',
  fields,
  operators: ['person-ana' as PersonId, 'person-beto' as PersonId],
  unknownPeople: [],
  facts,
}

export function contextOf(roles: readonly Role[] = ['operator'], office: OfficeId = cncs): Context {
  const ids = seededIds()
  return {
    now: '2026-11-23T15:00:00.000Z' as Instant,
    actor: 'person-ana' as PersonId,
    roles,
    office,
    signer: 'signer-ana' as SignerId,
    newId: <Brand extends string>(): Id<Brand> => ids.next<Brand>(),
  }
}

/** The state after these commands; throws if one is refused, because then the test itself is wrong. */
export function after(...commands: readonly AccountCommand[]): AccountState {
  const context = contextOf(['administrator'])
  let state = accountDecider.initial
  for (const command of commands) {
    const decision = accountDecider.decide(state, command, context)
    if (!decision.ok) throw new Error(`refused: ${decision.refusal.code}`)
    for (const event of decision.value) {
      const meta = { id: 'event' as EventId, actor: context.actor, role: 'administrator', office: context.office, at: context.now, version: 1, stream: 'account/1' } as const
      state = accountDecider.evolve(state, event, meta)
    }
  }
  return state
}
