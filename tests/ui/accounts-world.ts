import { accountsHandlers } from '#main/modules/accounts/handlers.ts'
import { accountsService } from '#main/modules/accounts/service.ts'
import { credentialsHandlers } from '#main/modules/credentials/handlers.ts'
import type { AccountFields, AccountId } from '#shared/accounts/account.ts'
import type { Network } from '#shared/accounts/network.ts'
import { millisecondsOf } from '#shared/kernel/clock.ts'
import { ok } from '#shared/kernel/result.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import type { Language } from '#shared/shell/preferences.ts'
import { inetel, networks, organization } from '#tests/main/accounts/registry.ts'
import { openMachine, start, type Process } from '#tests/main/credentials/safe.ts'
import { sure } from '#tests/kit/sure.ts'
import { openWindow, type WindowOptions } from './harness.ts'
import type { TwinHandlers } from './twin.ts'
import { begin, offices as someOffices } from './twin-data.ts'

const cncs = 'central-cncs' as OfficeId
const people = [
  { id: 'person-1' as PersonId, name: 'Ana Ensayo Cid', post: 'Subdirectora de Redes', roles: ['operator'] as const },
  { id: 'person-2' as PersonId, name: 'Beto Muestra Paz', post: 'Analista', roles: ['operator'] as const },
  { id: 'person-3' as PersonId, name: 'Cira Prueba Sol', post: 'Responsable de seguridad', roles: ['security', 'administrator'] as const },
]

/**
 * The registry and the secrets for tests of their screens: main's own services over a real ledger, with a keychain in memory, behind
 * the window. The machine's clock stands at Monday 23 November 2026, 09:00 in Ciudad de México.
 */
export function openAccountsWorld() {
  const machine = openMachine()
  const { opened } = machine
  const accounts = accountsService({ ledger: opened.ledger, clock: opened.clock, networks, organization })
  const safe: Process = start(machine)
  const context = (roles: readonly Role[] = ['operator'], person = 1) => opened.context(person, roles, cncs)
  const windows: { close(): Promise<unknown> }[] = []

  function handlers(roles: readonly Role[], person: number): TwinHandlers {
    const caller = () => ({ context: context(roles, person) })
    const ofAccounts = accountsHandlers(accounts)
    const ofSecrets = credentialsHandlers(safe.credentials)
    const who = people[person - 1]
    return {
      accounts: bound(ofAccounts, caller),
      credentials: bound(ofSecrets, caller),
      shell: { openExternal: () => ok({}) },
      session: {
        state: () => ok({ state: 'unlocked', person: { id: who?.id ?? ('' as PersonId), name: who?.name ?? '', roles: [...roles], office: cncs, officeName: 'Comunicación Social' }, idleMinutes: 5 }),
      },
      organization: {
        people: () =>
          ok(people.map((one) => ({ ...one, roles: [...one.roles], mail: 'x@ine.mx', mailOutside: false, office: cncs, officeName: 'Comunicación Social', active: true, hasSigner: true, isElsewhere: false, addedAt: '2026-01-01T00:00:00.000Z' }))),
        catalogue: () =>
          ok({
            offices: [
              { id: cncs, kind: 'central', name: 'Coordinación Nacional de Comunicación Social', shortName: 'CNCS', entity: '', timeZone: 'America/Mexico_City', seat: 'Ciudad de México', closed: false },
              ...someOffices,
            ],
            proposal: { name: '', shortName: '', mailDomain: '' },
            exceptions: [],
          }),
      },
    }
  }

  return {
    machine,
    accounts,
    credentials: safe.credentials,
    context,
    inetel: machine.account,
    /** Registers an account like INETEL with other fields. */
    register(network: Network, fields: Partial<AccountFields>, operators: readonly PersonId[] = ['person-1' as PersonId, 'person-2' as PersonId]): AccountId {
      return sure(accounts.register(context(['administrator']), { network, fields: { ...inetel, ...fields }, operators })).id
    },
    /** Keeps a typed secret for an account; `changedOn` null: nobody knows when it changed. */
    async keep(account: AccountId, secret: string, changedOn: string | null) {
      const source = { kind: 'typed', secret } as const
      return sure(await safe.credentials.keep(context(['security']), { account, subject: '', source, changedOn, acceptWeak: false })).credential
    },
    /** Opens the window; main's changes reach it as they do in the product. */
    async open({
      roles = ['operator'],
      person = 1,
      language = 'es',
      more = {},
      ...options
    }: Omit<WindowOptions, 'handlers'> & { readonly roles?: readonly Role[]; readonly person?: number; readonly language?: Language; readonly more?: TwinHandlers }) {
      const shown = await openWindow({ now: millisecondsOf(opened.clock.now()), ...options, handlers: [begin({ state: 'unlocked', preferences: { language } }), handlers(roles, person), more] })
      windows.push(shown)
      opened.ledger.onRecorded(() => void shown.emit('shell', 'changed', { modules: ['accounts', 'credentials'] }).catch(() => undefined))
      return shown
    },
    async close() {
      await Promise.all(windows.map((window) => window.close()))
      opened.close()
    },
  }
}

export type AccountsWorld = ReturnType<typeof openAccountsWorld>

type Bound<H> = { readonly [K in keyof H]: H[K] extends (input: infer I, caller: infer _C) => infer R ? (input: I) => R : never }

/** Handlers that know who asks. */
function bound<H extends object>(handlers: H, caller: () => { readonly context: ReturnType<AccountsWorld['context']> }) {
  const entries = Object.entries(handlers) as [string, (input: unknown, caller: unknown) => unknown][] // each takes its input and who asks
  return Object.fromEntries(entries.map(([name, handler]) => [name, (input: unknown) => handler(input, caller())])) as Bound<H> // the same functions, one argument filled
}
