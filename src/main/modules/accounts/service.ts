import type { Ledger } from '#main/ledger/ledger.ts'
import { accountDecider } from '#shared/accounts/account-decider.ts'
import type { AccountCommand } from '#shared/accounts/account-commands.ts'
import type { AccountEvent } from '#shared/accounts/account-events.ts'
import { accountWarnings } from '#shared/accounts/account-warnings.ts'
import type { AccountFields, AccountId, AccountStatus } from '#shared/accounts/account.ts'
import type { AccountAct, AccountPage, AccountRow } from '#shared/accounts/contract.ts'
import type { NetworkFacts } from '#shared/accounts/network-facts.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { dayOf, type Day } from '#shared/kernel/local-day.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Context, OfficeId, PersonId, RecordedEvent } from '#shared/ledger/event.ts'
import type { NetworkCatalogue } from './network-catalogue.ts'
import { accountsQueries, type StoredAccount } from './store.ts'

export type { NetworkCatalogue }

/** What the registry asks of the organization. */
export interface AccountsOrganization {
  isOffice(office: string): boolean
  /** IANA name of the office's time zone. */
  zoneOf(office: string): string
  isActivePerson(person: string): boolean
  /** Domain of the institution's mail, empty when it has none. */
  mailDomain(): string
}

/** An account as other modules need it. */
export type AccountSummary = {
  readonly id: AccountId
  readonly network: Network
  readonly handle: string
  readonly displayName: string
  readonly url: string
  readonly office: OfficeId
  readonly operators: readonly PersonId[]
  readonly status: AccountStatus
}

export type Done = { readonly id: AccountId }

export type AccountsDependencies = {
  readonly ledger: Ledger
  readonly clock: Clock
  readonly networks: NetworkCatalogue
  readonly organization: AccountsOrganization
}

/** The registry of accounts: the one door to it. Refusals: `accounts/…`, those of the ledger. */
export function accountsService({ ledger, clock, networks, organization }: AccountsDependencies) {
  const queries = accountsQueries(ledger.read)

  function todayIn(office: string): Day {
    return dayOf(clock.now(), organization.zoneOf(office))
  }

  function registryFacts(network: Network, fields: Pick<AccountFields, 'handle' | 'office'>, except: string) {
    return {
      network: networks.of(network),
      handleTaken: queries.isHandleTaken(network, fields.handle, except),
      knownOffice: organization.isOffice(fields.office),
      today: todayIn(fields.office),
    }
  }

  function unknownAmong(people: readonly PersonId[]): readonly PersonId[] {
    return people.filter((person) => !organization.isActivePerson(person))
  }

  function record(context: Context, id: AccountId, command: AccountCommand): Result<Done> {
    const recorded = ledger.record(context, accountDecider, id, command)
    return recorded.ok ? ok({ id }) : recorded
  }

  function page(account: StoredAccount): AccountPage {
    return {
      id: account.id,
      network: account.network,
      fields: account.fields,
      operators: [...account.operators],
      status: account.status,
      registeredAt: account.registeredAt,
      ...(account.closure === undefined ? {} : { closure: account.closure }),
      warnings: accountWarnings(account.fields, account.operators.length, {
        network: networks.of(account.network),
        otherHandles: queries.otherHandles(account.network, account.id),
        mailDomain: organization.mailDomain(),
        today: todayIn(account.fields.office),
      }).map((warning) => ({ ...warning })),
      history: ledger
        .history(`account/${account.id}`)
        .map((event) => actOf(event as unknown as OwnEvent)) // the stream holds this module's events only
        .reverse(),
    }
  }

  return {
    list: (): AccountRow[] => queries.all().map(rowOf),

    account(id: AccountId): Result<AccountPage> {
      const account = queries.one(id)
      return account === undefined ? refuse('accounts/unknown') : ok(page(account))
    },

    form: (context: Context): { networks: readonly NetworkFacts[]; mailDomain: string; today: Day } => ({
      networks: networks.all,
      mailDomain: organization.mailDomain(),
      today: todayIn(context.office),
    }),

    register(context: Context, input: { network: Network; fields: AccountFields; operators: readonly PersonId[] }): Result<Done> {
      const id = context.newId<'account'>()
      return record(context, id, {
        kind: 'register',
        ...input,
        unknownPeople: unknownAmong(input.operators),
        facts: registryFacts(input.network, input.fields, id),
      })
    },

    correct(context: Context, id: AccountId, changes: Partial<AccountFields>): Result<Done> {
      const account = queries.one(id)
      if (account === undefined) return refuse('accounts/unknown')
      const facts = registryFacts(account.network, { ...account.fields, ...changes }, id)
      return record(context, id, { kind: 'correct', changes, facts })
    },

    assignOperators: (context: Context, id: AccountId, operators: readonly PersonId[]): Result<Done> =>
      record(context, id, { kind: 'assign-operators', operators, unknownPeople: unknownAmong(operators) }),

    recommendClosure: (context: Context, id: AccountId, reason: string): Result<Done> => record(context, id, { kind: 'recommend-closure', reason }),
    withdrawClosure: (context: Context, id: AccountId, reason: string): Result<Done> => record(context, id, { kind: 'withdraw-closure', reason }),
    close: (context: Context, id: AccountId, reason: string): Result<Done> => record(context, id, { kind: 'close', reason }),

    reopen(context: Context, id: AccountId, reason: string): Result<Done> {
      const account = queries.one(id)
      const handleTaken = account !== undefined && queries.isHandleTaken(account.network, account.fields.handle, id)
      return record(context, id, { kind: 'reopen', reason, handleTaken })
    },

    /** For other modules; undefined: there is no such account. */
    summary(id: string): AccountSummary | undefined {
      const account = queries.one(id)
      return account === undefined ? undefined : summaryOf(account)
    },
    /** Folio of the incident that has held the account's queue longest; undefined: it is free. Asked before anything is copied. */
    frozenBy: queries.frozenBy,
    frozenFor: queries.frozenFor,
    freezing: queries.freezing,
    summaries: (): readonly AccountSummary[] => queries.all().map(summaryOf),
  }
}

export type AccountsService = ReturnType<typeof accountsService>

type OwnEvent = RecordedEvent<AccountEvent> & AccountEvent

function rowOf(account: StoredAccount): AccountRow {
  const { handle, displayName, office } = account.fields
  return { id: account.id, network: account.network, handle, displayName, office, operators: [...account.operators], status: account.status }
}

function summaryOf({ id, network, fields, operators, status }: StoredAccount): AccountSummary {
  return { id, network, handle: fields.handle, displayName: fields.displayName, url: fields.url, office: fields.office, operators, status }
}

function actOf(event: OwnEvent): AccountAct {
  const act = { id: event.id, type: event.type, at: event.at, actor: event.actor }
  switch (event.type) {
    case 'account.registered':
      return act
    case 'account.corrected':
      return { ...act, changes: event.payload.changes }
    case 'account.operators-assigned':
      return { ...act, added: [...event.payload.added], removed: [...event.payload.removed] }
    case 'account.queue-frozen':
      return { ...act, folio: event.payload.folio }
    case 'account.queue-released':
      return act
    default:
      return { ...act, reason: event.payload.reason }
  }
}
