import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { selfMadeAuthority } from '../../scripts/hub/certificate.ts'
import { type LocalPostgres, startLocalPostgres } from '../../scripts/hub/local-postgres.ts'
import { author } from './author.ts'
import type { BusyOptions } from './busy-client.ts'
import type { TestServer } from './global-setup.ts'
import { type Machine, type MachineOptions, openMachine } from './machine.ts'
import { type OpenHub, openHub } from './open-hub.ts'
import { stageOf, submitted } from './posts.ts'
import { openProxy, type Proxy } from './proxy.ts'

const SECOND = 1000
/** How long everything is broken at random: so long, and until so many acts were done, which on a busy machine takes longer. */
const BROKEN = 40 * SECOND
const LONGEST = 240 * SECOND
const ACTS = 2000
/** A slow machine does fewer in that time; fewer than these would not be worth the name. */
const FEWEST = 500

/** Acts of which nothing is left to do when a colleague did the same first: then they are settled, without an event and without a conflict. */
const IDLE: ReadonlySet<string> = new Set(['incident.step-reopened', 'credential.platform-opened'])

const people = {
  ana: author('ana', 'jd-01', ['operator']),
  diego: author('diego', 'jd-01', ['operator']),
  berta: author('berta', 'central-cncs', ['reviewer']),
  carla: author('carla', 'central-cncs', ['reviewer']),
  sara: author('sara', 'central-unicom', ['security']),
  saul: author('saul', 'central-unicom', ['security']),
}
type Name = keyof typeof people
const names = Object.keys(people) as readonly Name[]

let postgres: LocalPostgres
let server: TestServer
let hub: OpenHub
let folder: string

// A server of its own, durable in earnest: it is killed.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'resguardo-faults-'))
  const { ca, issue } = await selfMadeAuthority()
  const password = 'only-for-tests'
  postgres = await startLocalPostgres({ password, tls: await issue(['127.0.0.1', 'localhost']) })
  server = { host: postgres.host, port: postgres.port, user: postgres.user, password, ca }
  hub = await openHub(server, 'faults', people)
  await hub.superuser.end()
})
afterAll(async () => {
  await postgres.remove()
  rmSync(folder, { recursive: true, force: true })
})

function optionsOf(name: Name, port: number, of: OpenHub = hub): MachineOptions {
  const { administrator: { signer, publicKey }, address, id } = of
  const { person, office, roles, signer: own } = people[name]
  return { person: { person, office, roles, signer: own }, hub: id, root: { signer, publicKey }, address: { ...address, port }, login: of.login(name), folder: join(folder, name) }
}

/** Ends the server as `kill -9` does, and starts it again. */
async function killServer(): Promise<void> {
  const pid = Number(readFileSync(join(postgres.folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(pid, 'SIGKILL')
  for (let attempt = 0; ; attempt++) {
    await pause(300)
    try {
      // Its processes find out by themselves that their parent is gone; until then their memory is in use.
      await postgres.start()
      return
    } catch (error) {
      if (attempt > 60) throw error
    }
  }
}

/** Copies a data folder whole, with the rights and the owner that the server insists on. */
function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true, preserveTimestamps: true })
  const { uid, gid } = statSync(from)
  for (const name of ['.', ...readdirSync(to, { recursive: true, encoding: 'utf8' })]) chownSync(join(to, name), uid, gid)
  chmodSync(to, 0o700)
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds))
}

/** The rows that a query of the superuser answers. */
async function asked<Row extends object>(of: OpenHub, query: string): Promise<readonly Row[]> {
  const { clientOf } = await import('#main/hub/postgres-hub.ts')
  const client = clientOf(of.address, { user: server.user, password: server.password })
  await client.connect()
  try {
    return (await client.query<Row>(query)).rows
  } finally {
    await client.end()
  }
}

/** One client: a process behind a line of its own, which is started again whenever it was killed. */
class Client {
  readonly name: Name
  readonly line: Proxy
  /** What its person was told is done: of each act the types and the ids of its events. */
  readonly did = new Map<string, { readonly types: string; readonly events: readonly string[] }>()
  kills = 0
  #process: ChildProcess | undefined
  #up: Promise<void> = Promise.resolve()
  #settled: Promise<void> = Promise.resolve()
  #errors = ''

  constructor(name: Name, line: Proxy) {
    this.name = name
    this.line = line
  }

  start(): void {
    const file = join(folder, `${this.name}-${this.kills}.json`)
    const options: BusyOptions = { ...optionsOf(this.name, this.line.port), seed: names.indexOf(this.name) * 1000 + this.kills + 1, things: 200, pause: 20 }
    writeFileSync(file, JSON.stringify(options))
    const child = spawn(process.execPath, [join(import.meta.dirname, 'busy-client.ts'), file], { stdio: ['pipe', 'pipe', 'pipe'] })
    this.#process = child
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#errors += text))
    const said = (word: string): Promise<void> =>
      new Promise((done, failed) => {
        lines.on('line', (line) => line === word && done())
        child.once('exit', (code, signal) => failed(new Error(`${this.name} left with ${code ?? signal}: ${this.#errors}`)))
      })
    const lines = createInterface({ input: child.stdout })
    lines.on('line', (line) => {
      const [word, act, types, ...events] = line.split(' ')
      if (word === 'did' && act !== undefined && types !== undefined) this.did.set(act, { types, events })
    })
    this.#up = said('up')
    this.#settled = said('settled')
    // A kill ends both; only who waits for them is told.
    this.#up.catch(() => {})
    this.#settled.catch(() => {})
  }

  async kill(): Promise<void> {
    await this.#up
    const child = this.#process
    if (child === undefined) return
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await ended
    this.kills += 1
    this.start()
  }

  async finish(): Promise<void> {
    await this.#up
    this.#process?.stdin?.write('finish\n')
    await this.#settled
  }

  async leave(): Promise<void> {
    const ended = new Promise((done) => this.#process?.once('exit', done))
    this.#process?.stdin?.write('leave\n')
    await ended
  }

  end(): void {
    this.#process?.kill('SIGKILL')
  }
}

describe('when hub, clients and lines fail at random moments', () => {
  test('nothing accepted is lost or doubled, and all machines end with the same record', { timeout: 600 * SECOND }, async () => {
    let random = 20_261_125
    const below = (limit: number): number => {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((random / 2_147_483_648) * limit)
    }
    const clients = await Promise.all(names.map(async (name) => new Client(name, await openProxy(() => postgres.port))))
    const broken = { server: 0, client: 0, cut: 0, refused: 0, swallowed: 0 }
    try {
      for (const client of clients) client.start()
      await pause(3 * SECOND)
      const began = performance.now()
      const acts = (): number => clients.reduce((sum, { did }) => sum + did.size, 0)
      for (let passed = 0; passed < BROKEN || (acts() < ACTS && passed < LONGEST); passed = performance.now() - began) {
        const client = clients[below(clients.length)]
        if (client === undefined) throw new Error('there are clients')
        const what = below(20)
        if (what <= 1) {
          broken.server += 1
          await killServer()
        } else if (what <= 4) {
          broken.client += 1
          await client.kill()
        } else if (what <= 11) {
          broken.cut += 1
          client.line.cut()
        } else if (what <= 15) {
          broken.refused += 1
          await client.line.refuse()
          await pause(below(1500))
          await client.line.mend()
        } else {
          broken.swallowed += 1
          client.line.swallow()
          // Some silences are noticed and end with a new line, some end before.
          await pause(below(6000))
          await client.line.mend()
        }
        await pause(below(500))
      }
      await Promise.all(clients.map((client) => client.finish()))
      await Promise.all(clients.map((client) => client.leave()))

      const rows = await asked<{ position: string; id: string; hash: string; noun: string }>(hub, "SELECT position, id, hash, split_part(stream, '/', 1) AS noun FROM resguardo.events ORDER BY position")
      const accepted = new Map(rows.map(({ id, position, hash }) => [id, `${position} ${hash}`]))
      expect(accepted.size).toBe(rows.length)
      expect(rows.map(({ position }) => Number(position))).toEqual(rows.map((_, index) => index + 1))
      const states: { readonly name: Name; readonly tables: string; readonly conflicts: number }[] = []
      for (const { name, line, did } of clients) {
        const machine = openMachine(optionsOf(name, line.port))
        const held = machine.ledger.read.prepare<[], { position: number; id: string; hash: string }>('SELECT position, id, hash FROM events').all()
        expect(held.filter(({ id, position, hash }) => accepted.get(id) !== `${position} ${hash}`)).toEqual([])
        expect(machine.record.pending()).toEqual([])
        expect(machine.record.quarantined()).toEqual([])
        const conflicted = new Set(machine.record.conflicts().map(({ id }) => id))
        const lost = [...did].filter(([act, { types, events }]) => !conflicted.has(act) && !IDLE.has(types) && !events.every((id) => accepted.has(id)))
        expect(lost).toEqual([])
        expect([...did].filter(([act, { events }]) => conflicted.has(act) && events.some((id) => accepted.has(id)))).toEqual([])
        expect((await machine.verify()).bad).toBeUndefined()
        states.push({ name, tables: machine.readTables(), conflicts: conflicted.size })
        machine.ledger.tables.rebuild()
        expect(machine.readTables()).toBe(states.at(-1)?.tables)
        await machine.close()
      }
      const tables = Object.fromEntries(states.map(({ name, tables: hash }) => [name, hash]))
      expect(tables['ana']).toBe(tables['diego'])
      expect(tables['berta']).toBe(tables['carla'])
      expect(tables['sara']).toBe(tables['saul'])
      const conflicts = states.reduce((sum, state) => sum + state.conflicts, 0)
      // Printed, because how much was broken is what the test is worth.
      const of = Object.fromEntries(['post', 'credential', 'incident'].map((noun) => [noun, rows.filter((row) => row.noun === noun).length]))
      process.stdout.write(`faults: ${JSON.stringify({ acts: acts(), events: rows.length, of, conflicts, ...broken, kills: clients.map(({ kills }) => kills) })}\n`)
      expect(acts()).toBeGreaterThanOrEqual(FEWEST)
      expect(Object.values(of).every((count) => count > FEWEST / 20)).toBe(true)
      expect(conflicts).toBeGreaterThan(0)
      expect(broken.server).toBeGreaterThan(0)
    } finally {
      for (const client of clients) {
        client.end()
        await client.line.close()
      }
    }
  })
})

describe('a hub that was restored from an older copy', () => {
  test('is noticed by every machine that has seen more, which then neither sends nor takes anything', { timeout: 120 * SECOND }, async () => {
    const machines: Machine[] = []
    const join_ = (name: Name, last: string): Machine => {
      const machine = openMachine({ ...optionsOf(name, postgres.port), folder: mkdtempSync(join(folder, `${last}-`)) })
      machines.push(machine)
      machine.unlock()
      return machine
    }
    try {
      const [ana, berta] = [join_('ana', 'restored'), join_('berta', 'restored')]
      await Promise.all([ana.settled(60 * SECOND), berta.settled(60 * SECOND)])
      await postgres.halt()
      const data = join(postgres.folder, 'data')
      const older = join(postgres.folder, 'older')
      copy(data, older)
      await postgres.start()
      await Promise.all([ana, berta].map((one) => one.until(() => one.status().link === 'current', 'back', 60 * SECOND)))
      submitted(ana, 'restored-1')
      await ana.settled()
      await berta.until(() => stageOf(berta, 'restored-1') === 'submitted', 'the post is in review')
      await postgres.halt()
      rmSync(data, { recursive: true })
      copy(older, data)
      await postgres.start()
      await Promise.all([ana, berta].map((one) => one.until(() => one.status().link === 'stopped', 'it is noticed', 60 * SECOND)))
      expect([ana.status().why, berta.status().why]).toEqual(['hub/rolled-back', 'hub/rolled-back'])
      // A machine that has seen no more than the copy goes on, and makes it another record.
      const diego = join_('diego', 'restored')
      await diego.settled(60 * SECOND)
      submitted(diego, 'restored-2')
      submitted(diego, 'restored-3')
      await diego.settled()
      submitted(ana, 'restored-4')
      await ana.sync.now()
      await ana.until(() => ana.status().why === 'hub/forked', 'it is another record now', 60 * SECOND)
      expect(stageOf(ana, 'restored-2')).toBe('none')
      expect(ana.record.pending()).toHaveLength(2)
      expect((await asked(hub, "SELECT 1 FROM resguardo.events WHERE stream = 'post/restored-4'")).length).toBe(0)
    } finally {
      for (const machine of machines) await machine.close()
    }
  })
})

describe('a bad configuration', () => {
  const change = async (made: (options: MachineOptions) => MachineOptions): Promise<{ readonly link: string; readonly why: string | undefined; readonly said: string }> => {
    const warned: string[] = []
    const options = made(optionsOf('ana', postgres.port))
    const machine = openMachine({ ...options, folder: mkdtempSync(join(folder, 'bad-')) }, { warn: (message, detail) => warned.push(message, JSON.stringify(detail)) })
    machine.unlock()
    try {
      await machine.until(() => ['offline', 'stopped'].includes(machine.status().link), 'it is said', 30 * SECOND)
      const { link, why } = machine.status()
      return { link, why, said: `${warned.join(' ')} ${JSON.stringify(machine.status())}` }
    } finally {
      await machine.close()
    }
  }

  test.each([
    ['a host that does not exist', 'offline', 'hub/unknown-host', (options: MachineOptions) => ({ ...options, address: { ...options.address, host: 'no-such-host.invalid' } })],
    ['a port on which nobody listens', 'offline', 'hub/unreachable', (options: MachineOptions) => ({ ...options, address: { ...options.address, port: 1 } })],
    ['a wrong password', 'offline', 'hub/wrong-password', (options: MachineOptions) => ({ ...options, login: { ...options.login, password: 'not-this-one-either' } })],
    ['a database that lets nobody of the hub in', 'stopped', 'hub/denied', (options: MachineOptions) => ({ ...options, address: { ...options.address, database: 'postgres' } })],
    ['another hub than the one that was joined', 'stopped', 'hub/other-hub', (options: MachineOptions) => ({ ...options, hub: 'another' })],
    ['another person’s login', 'stopped', 'hub/not-a-member', (options: MachineOptions) => ({ ...options, login: hub.login('diego') })],
  ])('%s gives one reason, and never the password', async (_what, link, why, made) => {
    const found = await change(made)
    expect({ link: found.link, why: found.why }).toEqual({ link, why })
    expect(found.said).not.toContain('password-of-ana')
    expect(found.said).not.toContain('not-this-one-either')
  })

  test('a server at its limits is said to be so, nobody is sent to their network, and what waits is sent when it can', async () => {
    const machine = openMachine({ ...optionsOf('ana', postgres.port), folder: mkdtempSync(join(folder, 'limits-')) })
    machine.unlock()
    try {
      await machine.settled()
      // As a disk that is full answers, and a statement that takes too long.
      for (const [state, why] of [['53100', 'hub/disk-full'], ['57014', 'hub/overloaded']] as const) {
        await asked(hub, `CREATE FUNCTION resguardo.at_its_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no more' USING ERRCODE = '${state}'; END $$`)
        await asked(hub, 'CREATE TRIGGER at_its_end BEFORE INSERT ON resguardo.events FOR EACH ROW EXECUTE FUNCTION resguardo.at_its_end()')
        submitted(machine, `limit-${state}`)
        await machine.until(() => machine.status().link === 'offline' && machine.status().why === why, 'it is said')
        await asked(hub, 'DROP FUNCTION resguardo.at_its_end() CASCADE')
        await machine.settled(30 * SECOND)
        expect([machine.status().conflicts, stageOf(machine, `limit-${state}`)]).toEqual([0, 'submitted'])
      }
    } finally {
      await asked(hub, 'DROP FUNCTION IF EXISTS resguardo.at_its_end() CASCADE')
      await machine.close()
    }
  })

  test('a certificate of another authority gives one reason', async () => {
    const { ca } = await selfMadeAuthority()
    const found = await change((options) => ({ ...options, address: { ...options.address, ca } }))
    expect({ link: found.link, why: found.why }).toEqual({ link: 'stopped', why: 'hub/certificate' })
  })
})
