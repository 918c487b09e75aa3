import type { Database } from 'better-sqlite3'
import type { Projection } from '#main/ledger/projection.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import type { Network } from '#shared/accounts/network.ts'
import { openStages, type ConsultationEvent, type ConsultationId, type Matter, type StageKind } from '#shared/consultations/consultation.ts'
import type { ListFilter } from '#shared/consultations/contract.ts'
import { millisecondsOf, type Instant } from '#shared/kernel/clock.ts'
import { folded } from '#shared/kernel/folded.ts'
import { titleLine } from '#shared/kernel/worded.ts'
import type { OfficeId, PersonId, RecordedEvent } from '#shared/ledger/event.ts'

/** Owns `consultations`: one line each, with what the lists, the home screen and the reminders ask for. */
export const consultationsProjection: Projection = {
  name: 'consultations',
  version: 2,
  tables: ['consultations'],
  // `ran`: milliseconds of the clock before `since`; `zero`: the instant at which the running clock stood at nought, in milliseconds.
  ddl: `
    CREATE TABLE consultations (
      id TEXT PRIMARY KEY, title TEXT NOT NULL, matter TEXT NOT NULL, stage TEXT NOT NULL, open INTEGER NOT NULL, stage_at TEXT NOT NULL, office TEXT NOT NULL,
      asker TEXT NOT NULL, asked_at TEXT NOT NULL, account TEXT NOT NULL, network TEXT NOT NULL, handle TEXT NOT NULL, taken_by TEXT,
      ran INTEGER NOT NULL, since INTEGER, zero INTEGER, search TEXT NOT NULL
    ) STRICT;
    CREATE INDEX consultations_zero ON consultations (zero, id) WHERE zero IS NOT NULL;
    CREATE INDEX consultations_office_open ON consultations (office, open, stage_at DESC, id DESC);
    CREATE INDEX consultations_open ON consultations (open, stage_at DESC, id DESC);
    CREATE INDEX consultations_asker ON consultations (asker, stage_at DESC, id DESC)`,
  prepare(database) {
    const insert = database.prepare(`
      INSERT INTO consultations VALUES (@id, @title, @matter, @stage, 1, @at, @office, @actor, @at, @account, @network, @handle, NULL, 0, @since, @since, @search)`)
    const stage = database.prepare('UPDATE consultations SET stage = @stage, open = @open, stage_at = @at WHERE id = @id')
    const start = database.prepare('UPDATE consultations SET since = @now, zero = @now - ran WHERE id = @id AND since IS NULL')
    const stop = database.prepare('UPDATE consultations SET ran = ran + max(0, @now - since), since = NULL, zero = NULL WHERE id = @id AND since IS NOT NULL')
    const taken = database.prepare('UPDATE consultations SET taken_by = @by WHERE id = @id')
    const words = database.prepare("UPDATE consultations SET search = search || ' ' || @text WHERE id = @id")
    return (recorded) => {
      if (!recorded.stream.startsWith('consultation/')) return
      const id = recorded.stream.slice('consultation/'.length)
      const { at, actor, office } = recorded
      const now = millisecondsOf(at)
      const event = recorded as RecordedEvent<ConsultationEvent> & ConsultationEvent // only the consultations' decider writes streams of this noun
      const move = (to: StageKind, since = at): unknown => stage.run({ id, at: since, stage: to, open: openStages.includes(to) ? 1 : 0 })
      switch (event.type) {
        case 'consultation.asked': {
          const { matter, account, question } = event.payload
          const doubt = matter === 'doubt'
          const search = folded(`${question} ${account.handle}`)
          insert.run({
            id, at, actor, office, matter, search,
            title: titleLine(question), stage: doubt ? 'asked' : 'ruled', since: doubt ? now : null, account: account.id, network: account.network, handle: account.handle,
          })
          return
        }
        case 'consultation.referred':
        case 'consultation.completed':
          move('asked')
          start.run({ id, now })
          return void words.run({ id, text: folded(event.payload.detail) })
        case 'consultation.taken':
          return void taken.run({ id, by: actor })
        case 'consultation.released':
          return void taken.run({ id, by: null })
        case 'consultation.returned':
          move('returned')
          return void stop.run({ id, now })
        case 'consultation.answered':
          move('answered')
          taken.run({ id, by: null })
          return void stop.run({ id, now })
        case 'consultation.lapsed':
          // It is lapsed since its time ran out, whenever somebody noticed.
          move('lapsed', event.payload.due)
          return void stop.run({ id, now: millisecondsOf(event.payload.due) })
        case 'consultation.replied':
          return void move('replied')
        case 'consultation.reported':
          return void words.run({ id, text: folded(event.payload.what) })
        case 'consultation.closed':
          return void move('closed')
        case 'consultation.withdrawn':
          move('withdrawn')
          return void stop.run({ id, now })
      }
    }
  },
}

export type StoredConsultation = {
  readonly id: ConsultationId
  readonly title: string
  readonly matter: Matter
  readonly stage: StageKind
  readonly stageAt: Instant
  readonly office: OfficeId
  readonly asker: PersonId
  readonly askedAt: Instant
  readonly account: AccountId
  readonly network: Network
  readonly handle: string
  readonly takenBy: PersonId | null
  /** Milliseconds: the running clock's beginning; null while it stands still. */
  readonly zero: number | null
}
/** Whose consultations are asked for: every office's, or one's. */
export type Scope = 'everywhere' | OfficeId
export type StoredPage = { readonly rows: readonly StoredConsultation[]; readonly total: number; readonly next: string | null }

const COLUMNS = `id, title, matter, stage, stage_at AS stageAt, office, asker, asked_at AS askedAt, account, network, handle, taken_by AS takenBy, zero`

/** The module's questions to its own table. Pages go on after the last row's place (`order|id`), so that a page is as fast as the first. */
export function consultationQueries(database: Database) {
  const waiting = database.prepare<[number], StoredConsultation>(`SELECT ${COLUMNS} FROM consultations WHERE zero IS NOT NULL ORDER BY zero, id LIMIT ?`)
  const ofPerson = database.prepare<[string, number], StoredConsultation>(
    `SELECT ${COLUMNS} FROM consultations WHERE asker = ? AND stage = 'returned' ORDER BY stage_at DESC, id DESC LIMIT ?`,
  )
  const toReply = database.prepare<[string, number], StoredConsultation>(
    `SELECT ${COLUMNS} FROM consultations WHERE office = ? AND open = 1 AND stage IN ('asked', 'answered', 'lapsed') ORDER BY stage_at DESC, id DESC LIMIT ?`,
  )

  function where(filter: Pick<ListFilter, 'show' | 'text'>, scope: Scope, person: PersonId): { sql: string; values: unknown[] } {
    const parts: string[] = []
    const values: unknown[] = []
    const add = (sql: string, ...given: unknown[]): void => {
      parts.push(sql)
      values.push(...given)
    }
    if (scope !== 'everywhere') add('office = ?', scope)
    if (filter.show === 'waiting') add('zero IS NOT NULL')
    else if (filter.show === 'open') add('open = 1')
    else if (filter.show === 'ended') add('open = 0')
    else add('asker = ?', person)
    for (const word of folded(filter.text).split(' ').filter(Boolean)) add(`search LIKE ? ESCAPE '\\'`, `%${word.replace(/[\\%_]/gu, '\\$&')}%`)
    return { sql: parts.length === 0 ? '1' : parts.join(' AND '), values }
  }

  return {
    list(filter: ListFilter, scope: Scope, person: PersonId): StoredPage {
      const { sql, values } = where(filter, scope, person)
      const byTime = filter.show === 'waiting'
      const cut = filter.after?.indexOf('|') ?? -1
      const place = filter.after === null || cut < 0 ? undefined : [filter.after.slice(0, cut), filter.after.slice(cut + 1)]
      const [key, order, further] = byTime ? ['CAST(zero AS TEXT)', 'zero, id', '(zero, id) > (CAST(? AS INTEGER), ?)'] : ['stage_at', 'stage_at DESC, id DESC', '(stage_at, id) < (?, ?)']
      const found = database
        .prepare<unknown[], StoredConsultation & { readonly place: string }>(
          `SELECT ${COLUMNS}, ${key} AS place FROM consultations WHERE ${sql}${place === undefined ? '' : ` AND ${further}`} ORDER BY ${order} LIMIT ?`,
        )
        .all(...values, ...(place ?? []), filter.limit + 1)
      const total = database.prepare<unknown[], number>(`SELECT count(*) FROM consultations WHERE ${sql}`).pluck().get(...values) ?? 0
      const shown = found.slice(0, filter.limit)
      const last = shown.at(-1)
      return { rows: shown.map(({ place: _, ...row }) => row), total, next: found.length > shown.length && last !== undefined ? `${last.place}|${last.id}` : null }
    },
    count(show: ListFilter['show'], scope: Scope, person: PersonId): number {
      const { sql, values } = where({ show, text: '' }, scope, person)
      return database.prepare<unknown[], number>(`SELECT count(*) FROM consultations WHERE ${sql}`).pluck().get(...values) ?? 0
    },
    /** Those whose clock runs, least time left first. */
    waiting: (limit: number): readonly StoredConsultation[] => waiting.all(limit),
    returnedTo: (person: PersonId, limit: number): readonly StoredConsultation[] => ofPerson.all(person, limit),
    /** Those of an office that have, or may have by now, something to reply with. */
    toReply: (office: OfficeId, limit: number): readonly StoredConsultation[] => toReply.all(office, limit),
  }
}
