import type { Database } from 'better-sqlite3'
import type { Projection } from '#main/ledger/projection.ts'
import type { AccountEvent } from '#shared/accounts/account-events.ts'
import type { AccountFields, AccountId, AccountStatus } from '#shared/accounts/account.ts'
import { handleKey } from '#shared/accounts/handle.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { PersonId, RecordedEvent } from '#shared/ledger/event.ts'

/** Owns `accounts_rows`, the registry as it is now, and `account_freezes`: which incidents hold an account's queue. */
export const accountsProjection: Projection = {
  name: 'accounts',
  version: 2,
  tables: ['accounts_rows', 'account_freezes'],
  ddl: `
    CREATE TABLE accounts_rows (
      id TEXT PRIMARY KEY, network TEXT NOT NULL, handle_key TEXT NOT NULL, office TEXT NOT NULL, fields TEXT NOT NULL,
      operators TEXT NOT NULL, status TEXT NOT NULL, registered_at TEXT NOT NULL, closure_reason TEXT, closure_at TEXT
    ) STRICT;
    CREATE INDEX accounts_rows_handle ON accounts_rows (network, handle_key);
    CREATE INDEX accounts_rows_office ON accounts_rows (office);
    CREATE TABLE account_freezes (account TEXT NOT NULL, incident TEXT NOT NULL, folio TEXT NOT NULL, since TEXT NOT NULL, PRIMARY KEY (account, incident)) STRICT`,
  prepare(database) {
    const insert = database.prepare("INSERT INTO accounts_rows VALUES (?, ?, ?, ?, ?, ?, 'active', ?, NULL, NULL)")
    const fieldsOf = database.prepare<[string], string>('SELECT fields FROM accounts_rows WHERE id = ?').pluck()
    const correct = database.prepare('UPDATE accounts_rows SET fields = ?, handle_key = ?, office = ? WHERE id = ?')
    const assign = database.prepare('UPDATE accounts_rows SET operators = ? WHERE id = ?')
    const stand = database.prepare('UPDATE accounts_rows SET status = ?, closure_reason = ?, closure_at = ? WHERE id = ?')
    const freeze = database.prepare('INSERT OR REPLACE INTO account_freezes VALUES (?, ?, ?, ?)')
    const release = database.prepare('DELETE FROM account_freezes WHERE account = ? AND incident = ?')
    return (recorded) => {
      if (!recorded.stream.startsWith('account/')) return
      const event = own(recorded)
      const id = recorded.stream.slice('account/'.length)
      switch (event.type) {
        case 'account.registered': {
          const { network, fields, operators } = event.payload
          insert.run(id, network, handleKey(fields.handle), fields.office, JSON.stringify(fields), JSON.stringify(operators), recorded.at)
          return
        }
        case 'account.corrected': {
          const to = Object.fromEntries(Object.entries(event.payload.changes).map(([field, change]) => [field, change.to]))
          const fields = { ...parseFields(fieldsOf.get(id) ?? '{}'), ...to }
          correct.run(JSON.stringify(fields), handleKey(fields.handle), fields.office, id)
          return
        }
        case 'account.operators-assigned':
          return void assign.run(JSON.stringify(event.payload.operators), id)
        case 'account.closure-recommended':
          return void stand.run('closing', event.payload.reason, recorded.at, id)
        case 'account.closed':
          return void stand.run('closed', event.payload.reason, recorded.at, id)
        case 'account.closure-withdrawn':
        case 'account.reopened':
          return void stand.run('active', null, null, id)
        case 'account.queue-frozen':
          return void freeze.run(id, event.payload.incident, event.payload.folio, recorded.at)
        case 'account.queue-released':
          return void release.run(id, event.payload.incident)
      }
    }
  },
}

/** One of the module's own events: the stream is the module's, and its type and payload belong together. */
function own(recorded: RecordedEvent): AccountEvent {
  return recorded as unknown as AccountEvent
}

function parseFields(text: string): AccountFields {
  return JSON.parse(text) as AccountFields // written by this store from an event's fields
}

/** An account as its read table has it. */
export type StoredAccount = {
  readonly id: AccountId
  readonly network: Network
  readonly fields: AccountFields
  readonly operators: readonly PersonId[]
  readonly status: AccountStatus
  readonly registeredAt: Instant
  readonly closure: { readonly reason: string; readonly at: Instant } | undefined
}

type Row = {
  readonly id: AccountId
  readonly network: Network
  readonly fields: string
  readonly operators: string
  readonly status: AccountStatus
  readonly registered_at: Instant
  readonly closure_reason: string | null
  readonly closure_at: Instant | null
}

/** The module's questions to its own table. */
export function accountsQueries(database: Database) {
  const all = database.prepare<[], Row>('SELECT * FROM accounts_rows ORDER BY id')
  const one = database.prepare<[string], Row>('SELECT * FROM accounts_rows WHERE id = ?')
  const taken = database.prepare<[string, string, string], number>(
    "SELECT 1 FROM accounts_rows WHERE network = ? AND handle_key = ? AND id <> ? AND status <> 'closed' LIMIT 1",
  )
  const others = database
    .prepare<[string, string], string>("SELECT fields ->> 'handle' FROM accounts_rows WHERE network = ? AND id <> ? AND status <> 'closed'")
    .pluck()
  const frozen = database.prepare<[string], string>('SELECT folio FROM account_freezes WHERE account = ? ORDER BY since LIMIT 1').pluck()
  const held = database.prepare<[string], string>('SELECT account FROM account_freezes WHERE incident = ?').pluck()
  const freezing = database.prepare<[], string>('SELECT DISTINCT incident FROM account_freezes').pluck()
  return {
    all: (): readonly StoredAccount[] => all.all().map(accountOf),
    one(id: string): StoredAccount | undefined {
      const row = one.get(id)
      return row === undefined ? undefined : accountOf(row)
    },
    /** Whether another account of the network, not closed, has the handle. */
    isHandleTaken: (network: Network, handle: string, except: string): boolean => taken.get(network, handleKey(handle), except) !== undefined,
    /** Folio of the incident that has held the account's queue longest; undefined: it is free. */
    frozenBy: (id: string): string | undefined => frozen.get(id),
    /** The accounts whose queue an incident holds. */
    frozenFor: (incident: string): readonly string[] => held.all(incident),
    /** The incidents that hold any. */
    freezing: (): readonly string[] => freezing.all(),
    /** Handles of the other accounts of the network that are not closed. */
    otherHandles: (network: Network, except: string): readonly string[] => others.all(network, except),
  }
}

function accountOf(row: Row): StoredAccount {
  return {
    id: row.id,
    network: row.network,
    fields: parseFields(row.fields),
    operators: JSON.parse(row.operators) as readonly PersonId[], // written by this store from an event's operators
    status: row.status,
    registeredAt: row.registered_at,
    closure: row.closure_reason === null || row.closure_at === null ? undefined : { reason: row.closure_reason, at: row.closure_at },
  }
}
