import type { Database } from 'better-sqlite3'
import { openDerived } from '#main/ledger/open-derived.ts'
import { folded } from '#shared/kernel/folded.ts'
import type { PostColumns, PostColumnsStore } from './columns-store.ts'

/**
 * Owns the file `search.db` beside the ledger: which words each post has. Made from `posts_rows` and `posts_texts` when somebody searches, so that neither writing nor
 * rebuilding the read tables pays for it. `marks` says what was read of each post; `vocabulary` lists the longer words, so that the beginning of a word
 * becomes the few words that begin so; `names` says under what name an account or office was read.
 */
const DDL = `
  CREATE VIRTUAL TABLE found USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 3');
  CREATE TABLE marks (place INTEGER PRIMARY KEY, mark INTEGER NOT NULL) STRICT;
  CREATE TABLE vocabulary (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE names (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT`
const VERSION = 1

/** Beginnings of up to so many letters are indexed themselves (`prefix`). */
const SHORT = 3
/** Most words that one beginning is written out as; more are left to the index, which gathers them. */
const MOST_ENDINGS = 40
/** Most words a search looks for; more only make it narrower than anybody means. */
const MOST_WORDS = 8
/** Posts read in one go (some 10 ms) before other work has its turn. */
const SLICE = 300
/** Words known to be in the vocabulary; forgotten when there are more. */
const MOST_KNOWN = 200_000

/** What the posts' rows do not say themselves: what people call an account or an office, by its id. */
export type NameOf = (kind: 'account' | 'office', id: string) => string

type Source = { readonly text: string; readonly office: string; readonly accounts: string }

export type PostSearch = ReturnType<typeof postSearch>

/** The search over the texts of the ledger's posts. `file`: where its index is kept. */
export function postSearch(ledger: Database, columns: PostColumnsStore, file: string, nameOf: NameOf) {
  let opened: ReturnType<typeof statements> | undefined
  /** What was read of each place. */
  let marks = new Int32Array(0)
  const stale = new Set<number>()
  const known = new Set<string>()
  let names = new Map<string, string>()
  let namesMayDiffer = true
  let running = false
  let wanted: Promise<void> | undefined
  const source = ledger.prepare<[number], Source>('SELECT t.text, r.office, r.accounts FROM posts_rows r JOIN posts_texts t USING (id) WHERE r.rowid = ?')

  function index() {
    if (opened !== undefined) return opened
    opened = statements(openDerived(file, VERSION, DDL))
    const present = columns.now()
    marks = new Int32Array(present.stage.length)
    for (const [place, mark] of opened.marks.iterate()) {
      if (place >= marks.length) marks = lengthened(marks, place)
      marks[place] = mark
    }
    names = new Map(opened.names.all())
    columns.onRead(compare)
    compare(present, undefined)
    return opened
  }

  /** Notes which posts are no longer what was read of them. */
  function compare({ mark, size }: PostColumns, places: readonly number[] | undefined): void {
    if (size > marks.length) marks = lengthened(marks, size)
    if (places === undefined) {
      stale.clear()
      // Newest first: what was written last is what is looked for.
      for (let place = marks.length - 1; place > 0; place--) if (marks[place] !== (mark[place] ?? 0)) stale.add(place)
    } else for (const place of places) if (marks[place] !== (mark[place] ?? 0)) stale.add(place)
  }

  /** Posts whose account or office is called otherwise now are read again. */
  function compareNames(): void {
    if (!namesMayDiffer) return
    namesMayDiffer = false
    const { found } = index()
    for (const [key, name] of names) {
      const [kind = '', id = ''] = key.split(' ')
      if (nameOf(kind === 'account' ? 'account' : 'office', id) === name) continue
      names.delete(key)
      for (const place of found.all(`"${tokenOf(kind === 'account' ? 'account' : 'office', id)}"`, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)) {
        marks[place] = 0
        stale.add(place)
      }
    }
  }

  function read(most: number): void {
    const at = index()
    const { mark, stage } = columns.now()
    at.write(() => {
      let left = most
      for (const place of stale) {
        if (left-- === 0) break
        const row = stage[place] === 0 || stage[place] === undefined ? undefined : source.get(place)
        if (row === undefined) {
          at.drop.run(place)
          at.unmark.run(place)
          marks[place] = 0
        } else {
          const words = wordsOf(row)
          at.put.run(place, words.join(' '))
          at.mark.run(place, mark[place] ?? 0)
          marks[place] = mark[place] ?? 0
          for (const word of words) keep(word)
        }
        stale.delete(place)
      }
    })
  }

  function keep(word: string): void {
    if (word.length <= SHORT || known.has(word)) return
    if (known.size >= MOST_KNOWN) known.clear()
    known.add(word)
    index().word.run(word)
  }

  function wordsOf({ text, office, accounts }: Source): readonly string[] {
    const words = new Set(cut(text))
    for (const [kind, id] of [['office', office] as const, ...accounts.split(' ').filter(Boolean).map((account) => ['account', account] as const)]) {
      const key = `${kind} ${id}`
      let name = names.get(key)
      if (name === undefined) {
        name = nameOf(kind, id)
        names.set(key, name)
        index().name.run(key, name)
      }
      for (const word of cut(name)) words.add(word)
      words.add(tokenOf(kind, id))
    }
    return [...words]
  }

  /** The index's question for words of which each begins a word of the post; undefined: nothing can match. */
  function matchOf(words: readonly string[], offices: readonly string[] | undefined): string | undefined {
    const at = index()
    const parts: string[] = []
    for (const word of words) {
      if (word.length <= SHORT) parts.push(`"${word}" *`)
      else {
        const endings = at.beginning.all(word, `${word}\u{10FFFF}`, MOST_ENDINGS + 1)
        if (endings.length === 0) return undefined
        parts.push(endings.length > MOST_ENDINGS ? `"${word}" *` : `(${endings.map((ending) => `"${ending}"`).join(' OR ')})`)
      }
    }
    if (offices !== undefined) parts.push(`(${offices.map((office) => `"${tokenOf('office', office)}"`).join(' OR ')})`)
    return parts.join(' AND ')
  }

  return {
    /** Names of accounts or offices were changed. */
    renamed: (): void => void (namesMayDiffer = true),

    /** Brings the index up to date: at once if little is left, else in slices while other work has its turn. Answers how many posts are not yet read. */
    catchUp(): number {
      index()
      compareNames()
      columns.now()
      if (stale.size > 0 && stale.size <= SLICE) read(SLICE)
      if (stale.size > 0) void this.readAll()
      return stale.size
    },

    /** Reads all that is left, in slices. */
    readAll(): Promise<void> {
      if (running && wanted !== undefined) return wanted
      running = true
      wanted = (async () => {
        await columns.ready()
        while (ledger.open) {
          index()
          columns.now()
          if (stale.size === 0) break
          read(SLICE)
          await new Promise((resolve) => setImmediate(resolve))
        }
        running = false
      })()
      return wanted
    },

    /** The words of a search, as the index has them. */
    words: (text: string): readonly string[] => [...new Set(cut(text))].slice(0, MOST_WORDS),

    /**
     * Places of posts that have all these words (beginnings will do), newest first, at most `most`, all below `below`.
     * `offices`: only theirs; few, or the question is slow.
     */
    places(words: readonly string[], offices: readonly string[] | undefined, below: number, most: number): readonly number[] {
      const match = matchOf(words, offices)
      return match === undefined ? [] : index().found.all(match, below, most)
    },

    /** Lets go of the file. */
    close: (): void => opened?.close(),
  }
}

function statements(database: Database) {
  return {
    found: database.prepare<[string, number, number], number>('SELECT rowid FROM found WHERE found MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?').pluck(),
    beginning: database.prepare<[string, string, number], string>('SELECT word FROM vocabulary WHERE word >= ? AND word < ? LIMIT ?').pluck(),
    put: database.prepare<[number, string]>('INSERT OR REPLACE INTO found (rowid, words) VALUES (?, ?)'),
    drop: database.prepare<[number]>('DELETE FROM found WHERE rowid = ?'),
    mark: database.prepare<[number, number]>('INSERT OR REPLACE INTO marks VALUES (?, ?)'),
    unmark: database.prepare<[number]>('DELETE FROM marks WHERE place = ?'),
    word: database.prepare<[string]>('INSERT OR IGNORE INTO vocabulary VALUES (?)'),
    name: database.prepare<[string, string]>('INSERT OR REPLACE INTO names VALUES (?, ?)'),
    marks: database.prepare<[], [place: number, mark: number]>('SELECT place, mark FROM marks').raw(),
    names: database.prepare<[], [key: string, name: string]>('SELECT id, name FROM names').raw(),
    write: (work: () => void) => database.transaction(work)(),
    close: (): void => void database.close(),
  }
}

/** A text's words: letters and digits, without accents, in lower case. */
function cut(text: string): readonly string[] {
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** A word that stands for an account or office itself; nobody types one. */
function tokenOf(kind: 'account' | 'office', id: string): string {
  return `xq${kind[0] ?? ''}${id.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`
}

function lengthened(marks: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(Math.max(size + 1, marks.length * 2))
  longer.set(marks)
  return longer
}
