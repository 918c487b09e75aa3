import type { Database } from 'better-sqlite3'
import type { Projection } from '#main/ledger/projection.ts'
import type { CredentialEvent } from '#shared/credentials/credential-events.ts'
import type { CredentialId, ItemName, SecretNote } from '#shared/credentials/credential.ts'
import type { Fingerprint, Likeness } from '#shared/credentials/fingerprint.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, RecordedEvent, SignerId } from '#shared/ledger/event.ts'

/**
 * Owns `credentials_rows` (what decides when each secret is due, and whether its change is under way) and `credentials_marks` (the
 * keyed fingerprints of every secret there ever was, to know one again).
 */
export const credentialsProjection: Projection = {
  name: 'credentials',
  version: 1,
  tables: ['credentials_rows', 'credentials_marks'],
  ddl: `
    CREATE TABLE credentials_rows (
      id TEXT PRIMARY KEY, account TEXT NOT NULL, office TEXT NOT NULL, subject TEXT NOT NULL, kept INTEGER NOT NULL,
      item TEXT NOT NULL, stored_at TEXT, changed_at TEXT, demanded_at TEXT, rotating_since TEXT, changed_there_at TEXT, pending TEXT
    ) STRICT;
    CREATE TABLE credentials_marks (
      kind TEXT NOT NULL, mark TEXT NOT NULL, item TEXT NOT NULL, PRIMARY KEY (kind, mark, item)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX credentials_rows_account ON credentials_rows (account)`,
  prepare(database) {
    const reserve = database.prepare(
      'INSERT INTO credentials_rows (id, account, office, subject, kept, item) VALUES (?, ?, ?, ?, 0, ?)',
    )
    const keep = database.prepare('UPDATE credentials_rows SET kept = 1, item = ?, stored_at = ?, changed_at = ? WHERE id = ?')
    const demand = database.prepare('UPDATE credentials_rows SET demanded_at = ? WHERE id = ? AND demanded_at IS NULL')
    const begin = database.prepare('UPDATE credentials_rows SET rotating_since = ? WHERE id = ?')
    const pending = database.prepare('UPDATE credentials_rows SET pending = ? WHERE id = ?')
    const changedThere = database.prepare('UPDATE credentials_rows SET changed_there_at = ? WHERE id = ?')
    const confirm = database.prepare(
      `UPDATE credentials_rows SET item = pending, pending = NULL, stored_at = ?, changed_at = changed_there_at, changed_there_at = NULL, demanded_at = NULL
       WHERE id = ?`,
    )
    const end = database.prepare('UPDATE credentials_rows SET rotating_since = NULL, pending = NULL, changed_there_at = NULL WHERE id = ?')
    const mark = database.prepare('INSERT OR IGNORE INTO credentials_marks VALUES (?, ?, ?)')

    function remember({ item, fingerprint }: SecretNote): void {
      mark.run('exact', fingerprint.exact, item)
      for (const near of fingerprint.near) mark.run('near', near, item)
    }

    return (recorded) => {
      if (!recorded.stream.startsWith('credential/')) return
      const event = own(recorded)
      const id = recorded.stream.slice('credential/'.length)
      switch (event.type) {
        case 'credential.reserved': {
          const { account, office, subject, item } = event.payload
          return void reserve.run(id, account, office, subject, item)
        }
        case 'credential.kept':
          remember(event.payload.secret)
          return void keep.run(event.payload.secret.item, recorded.at, event.payload.changedAt, id)
        case 'credential.rotation-demanded':
          return void demand.run(recorded.at, id)
        case 'credential.rotation-begun':
          return void begin.run(recorded.at, id)
        case 'credential.pending-stored':
          remember(event.payload.secret)
          return void pending.run(event.payload.secret.item, id)
        case 'credential.pending-replaced':
          return void pending.run(null, id)
        case 'credential.changed-there':
          return void changedThere.run(recorded.at, id)
        case 'credential.rotation-confirmed':
          return void confirm.run(recorded.at, id)
        case 'credential.rotation-finished':
        case 'credential.rotation-cancelled':
          return void end.run(id)
        case 'credential.copied':
        case 'credential.revealed':
        case 'credential.platform-opened':
        case 'credential.access-reviewed':
        case 'credential.former-released':
          return
      }
    }
  },
}

/** One of the module's own events: the stream is the module's, and its type and payload belong together. */
function own(recorded: RecordedEvent): CredentialEvent {
  return recorded as unknown as CredentialEvent
}

/** A credential as its read table has it. `storedAt` undefined: its place is named and nothing recorded as kept yet. */
export type StoredCredential = {
  readonly id: CredentialId
  readonly account: AccountId
  readonly office: OfficeId
  readonly subject: string
  readonly item: ItemName
  readonly storedAt: Instant | undefined
  readonly changedAt: Instant | null
  readonly demandedAt: Instant | null
  readonly rotatingSince: Instant | undefined
}

type Row = {
  readonly id: CredentialId
  readonly account: AccountId
  readonly office: OfficeId
  readonly subject: string
  readonly item: ItemName
  readonly stored_at: Instant | null
  readonly changed_at: Instant | null
  readonly demanded_at: Instant | null
  readonly rotating_since: Instant | null
}

/** The module's questions to its own tables. */
export function credentialsQueries(database: Database) {
  const all = database.prepare<[], Row>('SELECT * FROM credentials_rows WHERE kept = 1 ORDER BY id')
  const one = database.prepare<[string], Row>('SELECT * FROM credentials_rows WHERE id = ?')
  const ofAccount = database.prepare<[string], Row>('SELECT * FROM credentials_rows WHERE account = ? ORDER BY id')
  const exact = database.prepare<[string], number>("SELECT 1 FROM credentials_marks WHERE kind = 'exact' AND mark = ? LIMIT 1")
  const near = database.prepare<[string], number>(
    "SELECT 1 FROM credentials_marks WHERE kind = 'near' AND mark IN (SELECT value FROM json_each(?)) LIMIT 1",
  )
  const local = database.prepare<[string], number>('SELECT 1 FROM local_signers WHERE signer = ?').pluck()
  return {
    /** Whether a signer is this machine's: what it kept is in this keychain. `local_signers` is the ledger's own. */
    isHere: (signer: SignerId): boolean => local.get(signer) !== undefined,
    kept: (): readonly StoredCredential[] => all.all().map(credentialOf),
    one(id: string): StoredCredential | undefined {
      const row = one.get(id)
      return row === undefined ? undefined : credentialOf(row)
    },
    ofAccount: (account: string): readonly StoredCredential[] => ofAccount.all(account).map(credentialOf),
    /** How a secret resembles any that this machine ever knew. */
    likeness(fingerprint: Fingerprint): Likeness | undefined {
      if (exact.get(fingerprint.exact) !== undefined) return 'same'
      return near.get(JSON.stringify(fingerprint.near)) === undefined ? undefined : 'similar'
    },
  }
}

function credentialOf(row: Row): StoredCredential {
  return {
    id: row.id,
    account: row.account,
    office: row.office,
    subject: row.subject,
    item: row.item,
    storedAt: row.stored_at ?? undefined,
    changedAt: row.changed_at,
    demandedAt: row.demanded_at,
    rotatingSince: row.rotating_since ?? undefined,
  }
}
