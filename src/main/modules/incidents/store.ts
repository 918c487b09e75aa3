import type { Database } from 'better-sqlite3'
import type { Projection } from '#main/ledger/projection.ts'
import type { AffectedAccount, IncidentEvent, IncidentId } from '#shared/incidents/incident.ts'
import type { RestrictionEvent } from '#shared/incidents/restriction.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId, RecordedEvent } from '#shared/ledger/event.ts'
import { folioOf } from '#shared/incidents/folio.ts'
import type { Told } from '#shared/incidents/visibility.ts'
import { folded } from '#shared/kernel/folded.ts'

/**
 * Owns `incidents` (the list and the folios), `incident_accounts` (whose queues are frozen while it is open) and `incident_restrictions` (what is told of
 * an incident to those who may not read it any more).
 */
export const incidentsProjection: Projection = {
  name: 'incidents',
  version: 2,
  tables: ['incidents', 'incident_accounts', 'incident_restrictions'],
  ddl: `
    CREATE TABLE incidents (
      id TEXT PRIMARY KEY, year INTEGER NOT NULL, number INTEGER NOT NULL, folio TEXT NOT NULL, office TEXT NOT NULL, open INTEGER NOT NULL,
      opened_at TEXT NOT NULL, closed_at TEXT, search TEXT NOT NULL, edition INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX incidents_order ON incidents (open DESC, opened_at DESC);
    CREATE INDEX incidents_number ON incidents (year, number);
    CREATE TABLE incident_accounts (incident TEXT NOT NULL, account TEXT NOT NULL, PRIMARY KEY (incident, account)) STRICT;
    CREATE INDEX incident_accounts_account ON incident_accounts (account);
    CREATE TABLE incident_restrictions (
      incident TEXT NOT NULL, edition INTEGER NOT NULL, placed INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (incident, edition, by)
    ) STRICT`,
  prepare(database) {
    const insert = database.prepare('INSERT INTO incidents VALUES (?, ?, ?, ?, ?, 1, ?, NULL, ?, 0)')
    const close = database.prepare('UPDATE incidents SET open = 0, closed_at = ? WHERE id = ?')
    const reopen = database.prepare('UPDATE incidents SET open = 1, closed_at = NULL WHERE id = ?')
    const decided = database.prepare('UPDATE incidents SET edition = edition + 1 WHERE id = ?')
    const words = database.prepare("UPDATE incidents SET search = search || ' ' || ? WHERE id = ?")
    const link = database.prepare('INSERT OR IGNORE INTO incident_accounts VALUES (?, ?)')
    const unlink = database.prepare('DELETE FROM incident_accounts WHERE incident = ? AND account = ?')
    const tell = database.prepare('INSERT OR REPLACE INTO incident_restrictions VALUES (?, ?, ?, ?, ?)')
    return (recorded) => {
      if (recorded.stream.startsWith('restriction/')) {
        const incident = recorded.stream.slice('restriction/'.length)
        const event = recorded as RecordedEvent<RestrictionEvent> & RestrictionEvent // only the restriction decider writes streams of this noun
        return void tell.run(incident, event.payload.edition, event.type === 'restriction.placed' ? 1 : 0, recorded.actor, recorded.at)
      }
      if (!recorded.stream.startsWith('incident/')) return
      const id = recorded.stream.slice('incident/'.length)
      const event = recorded as RecordedEvent<IncidentEvent> & IncidentEvent // only the incident decider writes streams of this noun
      switch (event.type) {
        case 'incident.opened': {
          const { year, number, folio, accounts } = event.payload
          insert.run(id, year, number, folio, recorded.office, recorded.at, folded(`${folio} ${accounts.map(wordsOf).join(' ')}`))
          for (const account of accounts) link.run(id, account.id)
          return
        }
        case 'incident.account-linked':
          link.run(id, event.payload.id)
          return void words.run(folded(wordsOf(event.payload)), id)
        case 'incident.account-unlinked':
          return void unlink.run(id, event.payload.account)
        case 'incident.closed':
          return void close.run(recorded.at, id)
        case 'incident.reopened':
          return void reopen.run(id)
        case 'incident.restricted':
        case 'incident.unrestricted':
          return void decided.run(id)
        default:
          return
      }
    }
  },
}

function wordsOf(account: AffectedAccount): string {
  return `${account.handle} ${account.name}`
}

/** An incident that is held here and was restricted: who restricted it last, and when. */
export type RestrictedRow = { readonly id: IncidentId; readonly folio: string; readonly by: PersonId; readonly at: Instant }

export type IncidentRow = { readonly id: IncidentId; readonly folio: string; readonly office: OfficeId; readonly open: 0 | 1 }

/** Closed incidents shown in one list; older ones are found by searching. */
const SHOWN = 500

/** The module's queries. */
export function incidentQueries(database: Database) {
  const columns = 'id, folio, office, open'
  const all = database.prepare<[number], IncidentRow>(`SELECT ${columns} FROM incidents ORDER BY open DESC, opened_at DESC LIMIT ?`)
  const open = database.prepare<[], IncidentRow>(`SELECT ${columns} FROM incidents WHERE open = 1 ORDER BY opened_at DESC`)
  const found = database.prepare<[string], IncidentRow>(
    `SELECT ${columns} FROM incidents WHERE search LIKE ? ESCAPE '\\' ORDER BY open DESC, opened_at DESC LIMIT 20`,
  )
  const given = database.prepare<[number], { folio: string; number: number }>('SELECT folio, number FROM incidents WHERE year = ? ORDER BY number DESC')
  const freezing = database.prepare<[string], string>(
    // What is held here of one that was restricted since may be long over: the account itself says whether it is still frozen.
    `SELECT i.folio FROM incident_accounts a JOIN incidents i ON i.id = a.incident
     WHERE a.account = ? AND i.open = 1 AND NOT EXISTS (SELECT 1 FROM incident_restrictions r WHERE r.incident = i.id AND r.edition > i.edition)
     ORDER BY i.opened_at LIMIT 1`,
  ).pluck()
  const told = database.prepare<[string], Told>('SELECT edition, by FROM incident_restrictions WHERE incident = ?')
  const restricted = database.prepare<[number], RestrictedRow>(
    `SELECT i.id, i.folio, r.by, max(r.at) AS at, r.placed FROM incident_restrictions r JOIN incidents i ON i.id = r.incident
     GROUP BY i.id HAVING r.placed = 1 ORDER BY at DESC LIMIT ?`,
  )
  return {
    all: (): readonly IncidentRow[] => all.all(SHOWN),
    open: (): readonly IncidentRow[] => open.all(),
    search: (text: string): readonly IncidentRow[] => found.all(`%${folded(text).replace(/[\\%_]/gu, '\\$&')}%`),
    /** The next folio of a series, without gaps within a year. */
    nextFolio(year: number, series: string | undefined): { readonly folio: string; readonly number: number } {
      // Folios of other series and of before the record was shared count on their own.
      for (const { folio, number } of given.iterate(year)) if (folio === folioOf(year, series, number)) return { folio: folioOf(year, series, number + 1), number: number + 1 }
      return { folio: folioOf(year, series, 1), number: 1 }
    },
    /** The changes of an incident's restriction that were told here. */
    toldOf: (id: string): readonly Told[] => told.all(id),
    /** Incidents that are held here and restricted, the last first. */
    restricted: (): readonly RestrictedRow[] => restricted.all(SHOWN),
    /** Folio of the open incident that freezes an account, of those that were never restricted. */
    freezing: (account: string): string | undefined => freezing.get(account),
  }
}
