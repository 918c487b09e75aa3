import type { Database, Statement } from 'better-sqlite3'

/**
 * What pending acts have changed in the read tables, and the way back: every change is written down as the statement that undoes it, by
 * triggers on the read tables. The log is in the file, with the changes, in their transaction; the triggers are this connection's own and are
 * made again when a start needs them. Every method is to be used inside a transaction.
 *
 * What it can undo: tables with and without rowid, of any type, with generated columns and AUTOINCREMENT, and virtual tables (FTS5) that
 * triggers keep in step with a read table. What it cannot: a real table that only triggers write.
 */
export interface Overlay {
  /** From here on changes of read tables are written down. */
  begin(): void
  /** From here on they are not: what is projected now is accepted. */
  pause(): void
  /** Takes everything off again that was written down, newest first, and pauses. */
  undo(): void
  /** Forgets what was written down: the read tables were made anew. */
  forget(): void
  /** Takes the triggers off: nothing waits, and much is to be projected. */
  disarm(): void
}

/** One step back: a whole statement, or one that is given the key of its row. */
type Step = { readonly statement: string; readonly keys: bigint | null; readonly key1: unknown; readonly key2: unknown; readonly key3: unknown }

/** Columns of the log for a row's key; a longer one is written into its statement. */
const KEYS = 3

type Column = { readonly name: string; readonly type: string; readonly pk: number; readonly hidden: number }

/** @param tables the names of all read tables, as the projections own them */
export function overlay(database: Database, tables: readonly string[]): Overlay {
  const armed = database.prepare("SELECT 1 FROM sqlite_temp_schema WHERE name = 'overlay_logging'").pluck()
  const kindOf = database.prepare<[string], { type: string; wr: number }>("SELECT type, wr FROM pragma_table_list WHERE schema = 'main' AND name = ?")
  const columnsOf = database.prepare<[string], Column>('SELECT name, type, pk, hidden FROM pragma_table_xinfo(?)')
  const hasKeyIndex = database.prepare<[string], number>("SELECT count(*) FROM pragma_index_list(?) WHERE origin = 'pk'").pluck()
  // Numbers as they are: a key beyond what a JavaScript number holds would be another row's.
  const steps = database.prepare<[], Step>('SELECT statement, keys, key1, key2, key3 FROM overlay_undo ORDER BY sequence DESC').safeIntegers()
  const empty = database.prepare('DELETE FROM overlay_undo')
  const isCounted = database.prepare<[string]>("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ? AND sql LIKE '%AUTOINCREMENT%'")
  const first = database.prepare('SELECT 1 FROM overlay_undo LIMIT 1')

  function arm(): void {
    database.exec('CREATE TEMP TABLE overlay_logging (active INTEGER NOT NULL); INSERT INTO overlay_logging VALUES (1)')
    for (const table of tables) {
      const kind = kindOf.get(table)
      // Virtual tables and what lies under them follow their content.
      if (kind?.type === 'table') database.exec(triggersOf(table, kind.wr === 1))
    }
  }

  function triggersOf(table: string, withoutRowid: boolean): string {
    const columns = columnsOf.all(table)
    const stored = columns.filter(({ hidden }) => hidden === 0).map(({ name }) => name)
    const key = columns.filter(({ pk }) => pk > 0)
    const alias = !withoutRowid && key.length === 1 && key[0]?.type.toUpperCase() === 'INTEGER' && (hasKeyIndex.get(table) ?? 0) === 0
    const rowid = ['rowid', '_rowid_', 'oid'].find((name) => columns.every((column) => column.name.toLowerCase() !== name))
    // A row's identity: its rowid (which an INTEGER PRIMARY KEY is), else its primary key.
    const identity = withoutRowid ? key.map(({ name }) => name) : alias ? [key[0]?.name ?? ''] : rowid === undefined ? undefined : [rowid]
    if (identity === undefined) throw new Error(`${table} hides its rowid`)
    const values = withoutRowid || alias ? stored : [...identity, ...stored]
    const where = (row: 'new' | 'old'): string => identity.map((name) => `${text(`${quoted(name)} IS `)} || ${literal(row, name)}`).join(` || ' AND ' || `)
    const assigned = values.map((name) => `${text(`${quoted(name)} = `)} || ${literal('old', name)}`).join(` || ', ' || `)
    const inserted = values.map((name) => literal('old', name)).join(` || ', ' || `)
    const into = `${quoted(table)} (${values.map(quoted).join(', ')})`
    return [
      identity.length > KEYS
        ? trigger(table, 'INSERT', `${text(`DELETE FROM ${quoted(table)} WHERE `)} || ${where('new')}`)
        : trigger(table, 'INSERT', text(`DELETE FROM ${quoted(table)} WHERE ${identity.map((name) => `${quoted(name)} IS ?`).join(' AND ')}`), identity.map((name) => `new.${quoted(name)}`)),
      trigger(table, 'UPDATE', `${text(`UPDATE ${quoted(table)} SET `)} || ${assigned} || ' WHERE ' || ${where('new')}`),
      trigger(table, 'DELETE', `${text(`INSERT INTO ${into} VALUES (`)} || ${inserted} || ')'`),
    ].join('\n')
  }

  /** What undoing rows does not put back: the numbers that AUTOINCREMENT has given out. */
  function noteCounters(): void {
    const counted = tables.filter((table) => isCounted.get(table) !== undefined)
    if (counted.length === 0) return
    const given = database.prepare<[string], number>('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck()
    const note = database.prepare<[string]>('INSERT INTO overlay_undo (statement) VALUES (?)')
    for (const table of counted) {
      const sequence = given.get(table)
      note.run(sequence === undefined ? `DELETE FROM sqlite_sequence WHERE name = ${text(table)}` : `UPDATE sqlite_sequence SET seq = ${sequence} WHERE name = ${text(table)}`)
    }
  }

  function logging(active: 0 | 1): void {
    if (armed.get() !== undefined) database.exec(`UPDATE overlay_logging SET active = ${active}`)
  }

  function disarm(): void {
    const own = database.prepare<[], string>("SELECT name FROM sqlite_temp_schema WHERE type = 'trigger' AND name GLOB 'overlay_*'").pluck().all()
    for (const name of own) database.exec(`DROP TRIGGER temp.${quoted(name)}`)
    database.exec('DROP TABLE IF EXISTS temp.overlay_logging')
  }

  return {
    begin() {
      if (first.get() === undefined) noteCounters()
      if (armed.get() === undefined) arm()
      else logging(1)
    },
    pause: () => logging(0),
    undo() {
      logging(0)
      const compiled = new Map<string, Statement>()
      for (const { statement, keys, key1, key2, key3 } of steps.all()) {
        if (keys === null) {
          database.exec(statement)
          continue
        }
        const known = compiled.get(statement) ?? database.prepare(statement)
        compiled.set(statement, known)
        known.run([key1, key2, key3].slice(0, Number(keys)))
      }
      empty.run()
    },
    forget() {
      disarm()
      empty.run()
    },
    disarm,
  }
}

function trigger(table: string, on: 'INSERT' | 'UPDATE' | 'DELETE', statement: string, keys: readonly string[] = []): string {
  const name = quoted(`overlay_${on.toLowerCase()}_${table}`)
  return `CREATE TEMP TRIGGER ${name} AFTER ${on} ON main.${quoted(table)} WHEN (SELECT active FROM temp.overlay_logging)
    BEGIN INSERT INTO overlay_undo ${keys.length === 0 ? `(statement) VALUES (${statement})` : `(statement, keys, ${keys.map((_, index) => `key${index + 1}`).join(', ')}) VALUES (${statement}, ${keys.length}, ${keys.join(', ')})`}; END;`
}

/** An SQL expression for a value as a literal; `quote` alone would cut a text at a zero byte. */
function literal(row: 'new' | 'old', column: string): string {
  const value = `${row}.${quoted(column)}`
  return `CASE WHEN typeof(${value}) = 'text' AND instr(CAST(${value} AS BLOB), X'00') THEN 'CAST(' || quote(CAST(${value} AS BLOB)) || ' AS TEXT)' ELSE quote(${value}) END`
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text as an SQL literal. */
function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}
