import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { deciders } from '#main/deciders.ts'
import { openDatabase } from '#main/ledger/open-database.ts'
import { sqliteLedger } from '#main/ledger/sqlite-ledger.ts'
import { projections } from '#main/projections.ts'
import { seededNumbers } from '#tests/kit/seeded-numbers.ts'
import { type Act, type Errand, type IncidentNow, type Line, POSTING, type PostNow, type Subject, subjects, type Work, type World } from './acts.ts'

/** Kills `-9` of the app's main process. */
const KILLS = 200
/** Every so many starts the app tells everything, and reads all its events anew. */
const ALL_EACH = 25
/** One kill in so many comes while the app starts, within so many milliseconds; the others come so long after one of the first acts was announced. */
const STARTING_EACH = 8
const WHILE_STARTING = 150
const AT_WORK = 25
const FIRST_ACTS = 3
/** Of every so many starts, what they do; each otherwise: acts on posts. The first makes the account that posts are for. */
const WORK: Readonly<Record<number, Work>> = { 0: 'register', 5: 'report', 9: 'register', 13: 'report', 16: 'register', 18: 'submit' }
const ROUND = 20

const child = new URL('./app-child.ts', import.meta.url).pathname
const built = resolve('out/main/index.js')
/** Where Node keeps what it compiled from one start to the next. */
const COMPILED = resolve('node_modules/.cache/resguardo/compiled')

/** What was answered `ok`, and the act that was cut off last: it may be on record, whole, or not. */
type Expected = {
  readonly posts: Map<string, PostNow>
  readonly accounts: Map<string, string>
  readonly incidents: Map<string, { readonly open: boolean; readonly account: string }>
  /** Not looked at since. */
  readonly touched: Set<string>
  cut: Act | undefined
}

test(`after ${KILLS} kills of the app's main process nothing answered is lost, nothing is half there, and it starts`, { timeout: 900_000 }, async () => {
  if (!existsSync(built)) throw new Error('the app is not built: npm run build')
  const folder = mkdtempSync(join(tmpdir(), 'resguardo-killed-'))
  const random = seededNumbers(42)
  const expected: Expected = { posts: new Map(), accounts: new Map(), incidents: new Map(), touched: new Set(), cut: undefined }
  const seen = { acts: new Set<string>(), cut: 0, landed: 0, whileStarting: 0 }
  let next = load(folder)
  try {
    // The first start registers the institution and is not killed before that is done.
    for (let kill = 0; kill <= KILLS; kill++) {
      const app = next
      // Its code is loaded while this one runs.
      next = load(folder)
      const starting = kill > 0 && kill % STARTING_EACH === 0
      const errand = errandFor(expected, kill)
      const lines = await workAndKill(app, errand, starting ? { afterStart: random() * WHILE_STARTING } : { act: 1 + Math.floor(random() * FIRST_ACTS), after: random() * AT_WORK })
      const [first] = lines
      if (first === undefined) {
        expect(starting, 'the app did not start').toBe(true)
        seen.whileStarting += 1
        continue
      }
      if (first.say !== 'world') throw new Error('the app does not say what is on record')
      if (kill === 0) for (const { id, handle } of first.world.accounts ?? []) expected.accounts.set(id, handle)
      else if (expected.cut !== undefined) {
        seen.cut += 1
        if (takeCut(expected, first.world)) seen.landed += 1
      }
      expectWorld(expected, first.world)
      for (const line of lines) {
        if (line.say === 'trying') expected.cut = line.what
        if (line.say !== 'done') continue
        take(expected, line.what, line.id, line.revision)
        seen.acts.add(line.what.act)
      }
    }
    expectWhole(folder)
  } finally {
    next.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  expect([...seen.acts].toSorted()).toEqual(['close', 'draft', 'open', 'register', 'revise', 'submit'])
  expect(seen.cut, 'too few kills fell within an act').toBeGreaterThan(KILLS / 5)
  expect(seen.landed, 'no kill fell between commit and answer: the moments are not random enough').toBeGreaterThan(0)
  expect(seen.landed, 'no act was cut off before it was on record').toBeLessThan(seen.cut)
  expect(seen.whileStarting, 'no kill fell within a start').toBeGreaterThan(0)
})

/** What the next start is to look at: what was touched by the one before, and what it was about to do; and what it does then. */
function errandFor({ accounts, touched, cut }: Expected, kill: number): Errand {
  const all = kill % ALL_EACH === 0
  const cutAt = cut === undefined ? [] : [subjectOf(cut)]
  const work = WORK[kill % ROUND] ?? 'write'
  const about = ({ register: 'accounts', report: 'incidents', write: 'posts', submit: 'posts' } as const)[work]
  const ids = [...touched, ...(cut !== undefined && 'id' in cut ? [cut.id] : [])]
  // An incident and the queues that it holds are one thing.
  const look = subjects.filter((subject) => all || subject === about || cutAt.includes(subject) || (subject === 'accounts' && cutAt.includes('incidents')))
  const posting = accounts.entries().find(([, handle]) => handle === POSTING)?.[0]
  return { seed: kill + 1, look, ids, verify: all, work, posting }
}

const subjectOf = ({ act }: Act): Subject => (act === 'register' ? 'accounts' : act === 'open' || act === 'close' ? 'incidents' : 'posts')

/** Takes the act that was cut off for done if what it was to bring about is on record. Answers whether it is. */
function takeCut(expected: Expected, { posts, accounts, incidents }: World): boolean {
  const { cut } = expected
  expected.cut = undefined
  const isNew = (known: ReadonlyMap<string, unknown>) => (one: { readonly id: string }) => !known.has(one.id)
  switch (cut?.act) {
    case undefined:
      return false
    case 'draft':
      return took(posts?.looked.find(isNew(expected.posts)), 1)
    case 'register':
      return took(accounts?.find(isNew(expected.accounts)), 0)
    case 'open':
      return took(incidents?.looked.find(isNew(expected.incidents)), 0)
    case 'revise':
      return took(posts?.looked.find(({ id, text }) => id === cut.id && text === cut.text), cut.revision + 1)
    case 'submit':
      return took(posts?.looked.find(({ id, submitted }) => id === cut.id && submitted), cut.revision)
    case 'close':
      return took(incidents?.looked.find(({ id, open }) => id === cut.id && !open), 0)
  }

  function took(found: { readonly id: string } | undefined, revision: number): boolean {
    if (found !== undefined && cut !== undefined) take(expected, cut, found.id, revision)
    return found !== undefined
  }
}

/** Enters an act that is on record. */
function take(expected: Expected, what: Act, id: string, revision: number): void {
  expected.cut = undefined
  expected.touched.add(id)
  if (what.act === 'register') expected.accounts.set(id, what.handle)
  else if (what.act === 'open' || what.act === 'close') expected.incidents.set(id, { open: what.act === 'open', account: what.account })
  else expected.posts.set(id, { id, revision, text: what.act === 'submit' ? (expected.posts.get(id)?.text ?? '') : what.text, submitted: what.act === 'submit' })
}

/** What the app told is what must be there: no more of anything, and of what was looked at every part. */
function expectWorld(expected: Expected, { posts, accounts, incidents, bad = null }: World): void {
  expect(bad, 'the record does not verify').toBeNull()
  if (posts !== undefined) {
    expect(posts).toEqual({ total: expected.posts.size, looked: posts.looked.map(({ id }) => expected.posts.get(id)) })
    for (const { id } of posts.looked) expected.touched.delete(id)
  }
  if (incidents !== undefined) {
    expect(incidents).toEqual({ total: expected.incidents.size, looked: incidents.looked.map(({ id }) => incidentOf(expected, id)) })
    for (const { id } of incidents.looked) expected.touched.delete(id)
  }
  if (accounts === undefined) return
  const held = new Set([...expected.incidents.values()].filter(({ open }) => open).map(({ account }) => account))
  expect(new Map(accounts.map(({ id, ...rest }) => [id, rest]))).toEqual(new Map([...expected.accounts].map(([id, handle]) => [id, { handle, frozen: held.has(id) }])))
}

/** An incident has its three notices, drafted in the same act. */
function incidentOf({ incidents }: Expected, id: string): IncidentNow | undefined {
  const incident = incidents.get(id)
  return incident && { id, open: incident.open, notices: 3, accounts: [incident.account] }
}

/** The file as the last kill left it: its read tables are those that its events make. */
function expectWhole(folder: string): void {
  const opened = openDatabase(join(folder, 'ledger.db'))
  if (!opened.ok) throw new Error(opened.failure.kind)
  const ledger = sqliteLedger(opened.database, projections, { able: () => false, sign: () => Buffer.alloc(0) }, deciders)
  const rows = (): unknown =>
    projections.flatMap(({ tables }) => tables).map((table) => [table, ledger.read.prepare(`SELECT * FROM "${table}"`).all().map((row) => JSON.stringify(row)).toSorted()])
  const grown = rows()
  ledger.tables.rebuild()
  expect(rows()).toEqual(grown)
  ledger.close()
}

/** Starts the process and lets it load; it goes on when it is told what to do. */
function load(folder: string): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [child, folder], { env: { ...process.env, NODE_COMPILE_CACHE: COMPILED, DBUS_SESSION_BUS_ADDRESS: undefined } })
}

/** Lets the app start and work, kills it `-9` so many milliseconds after it went on or announced an act, and answers the lines that it said whole. */
function workAndKill(app: ChildProcessWithoutNullStreams, errand: Errand, when: { readonly afterStart: number } | { readonly act: number; readonly after: number }): Promise<readonly Line[]> {
  return new Promise((told, failed) => {
    let said = ''
    let errors = ''
    let killing: NodeJS.Timeout | undefined
    const killAfter = (milliseconds: number): void => void (killing ??= setTimeout(() => app.kill('SIGKILL'), milliseconds))
    app.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if ('act' in when && said.split('"trying"').length > when.act) killAfter(when.after)
    })
    app.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    app.once('close', (_code, signal) => {
      if (signal !== 'SIGKILL') return failed(new Error(`the app ended by itself:\n${errors}\n${said}`))
      const whole = said.slice(0, said.lastIndexOf('\n') + 1).split('\n').filter((line) => line !== '')
      told(whole.map((line) => JSON.parse(line) as Line)) // written by `app-child.ts`
    })
    app.stdin.write(`${JSON.stringify(errand)}\n`)
    if ('afterStart' in when) killAfter(when.afterStart)
  })
}
