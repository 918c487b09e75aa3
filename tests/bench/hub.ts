import { HOUR } from '#shared/kernel/clock.ts'
import type { Hub } from '#main/hub/hub.ts'
import { author } from '#tests/hub/author.ts'
import { openMachine } from '#tests/hub/machine.ts'
import { accepted } from '#tests/hub/open-hub.ts'
import { sure } from '#tests/kit/sure.ts'
import { benchHub, bareClient, benchServer, type BenchServer, each } from './hub-server.ts'
import { insertEach, replay } from './hub-replay.ts'
import { OFFICES, staff, traffic } from './hub-traffic.ts'
import { bareTimes, fill, headOf } from './hub-million.ts'
import { timed } from './raw-events.ts'

const CLIENTS = OFFICES * 3
/** Events of a day: 2,656 of posts, 378 of passwords, 56 of incidents. */
const DAY = 3_090
/** Days that are measured, after one that is not: the machines of an institution are connected since the morning. */
const DAYS = Number(process.env['HUB_DAYS'] ?? 3)

/** Seconds of the measured peak, and of the same traffic before it that is not: the machines are connected since the morning, and have pulled. */
const SECONDS = Number(process.env['HUB_SECONDS'] ?? 120)
const BEFORE = 20
/** Events a second: ten times a quarter of a day in an hour. */
const PEAK = (10 * (DAY / 4)) / 3600
/** What the exchange waits after a wake, and between two looks at a hub that says nothing, milliseconds (sync.ts). */
const WAKE_DELAY = 25
const WAKE_JITTER = 100
const BEAT = 5_000
/** Events in the hub that a new machine takes over. */
const EVENTS = Number(process.env['HUB_EVENTS'] ?? 1_000_000)

let server: BenchServer | undefined
const log = (text: string): void => console.error(`${(performance.now() / 1000).toFixed(1)} s  ${text}`)

async function theServer(): Promise<BenchServer> {
  server ??= await benchServer(CLIENTS)
  return server
}

/** Two days' traffic of all offices over as many connections as there are machines, as fast as it goes. */
const append = {
  name: 'append',
  goal: { atLeast: 0.5 },
  async run() {
    const own = await theServer()
    const offices = staff()
    const people = offices.flatMap(({ clients }) => clients)
    const hub = await benchHub(own, 'append', people)
    log('hub founded')
    const { hash: after } = await headOf(hub)
    const acts = [...traffic({ offices, from: Date.now() - 12 * HOUR, step: 1, mark: '01930000', after }).take(DAY * (DAYS + 1))]
    const [before, measured] = [acts.slice(0, DAY), acts.slice(DAY)]
    log(`${acts.length} events signed`)
    const clients = await each(people, () => bareClient(hub, own))
    await insertEach(before, clients, hub.superuser)
    const floorTime = await timed(() => insertEach(measured, clients, hub.superuser))
    log(`floor: ${((measured.length / floorTime) * 1000).toFixed(0)}/s`)
    await each(clients, (client) => client.end())
    const hubs = new Map(await each(people, async (person) => [person.signer, await hub.connect(person)] as const))
    log('connected')
    const busy = { count: 0 }
    const warm = await timed(() => replay(before, hubs, busy))
    log(`first day: ${((before.length / warm) * 1000).toFixed(0)}/s, ${busy.count} busy`)
    let calls: readonly number[] = []
    const time = await timed(async () => {
      calls = await replay(measured, hubs, busy)
    })
    await each([...hubs.values()], (one) => one.close())
    const [value, floor] = [(measured.length / time) * 1000, (measured.length / floorTime) * 1000]
    log(`ours: ${value.toFixed(0)}/s`)
    await hub.superuser.end()
    return { value, unit: 'events/s', floor, ratio: value / floor, extra: { events: measured.length, connections: people.length, calls: calls.length, busy: busy.count } }
  },
}

/**
 * From the moment an act is sent until it is judged, merged and in the read tables of a reviewer's machine, at ten times the real peak: a quarter
 * of a day's traffic in an hour. All other machines listen, look and pull as theirs do (at once and up to 100 ms later by chance after a wake, and
 * every five seconds). The floor is the wait that is in the exchange itself.
 */
const visible = {
  name: 'visible',
  goal: { below: 1000 },
  async run() {
    const own = await theServer()
    const offices = staff()
    const people = offices.flatMap(({ clients }) => clients)
    const hub = await benchHub(own, 'visible', people)
    const reviewer = people.find(({ roles }) => roles.includes('reviewer'))
    if (reviewer === undefined) throw new Error('nobody reviews')
    const { administrator: { signer, publicKey } } = hub
    const eyes = openMachine({ person: reviewer, hub: hub.id, root: { signer, publicKey }, address: hub.address, login: hub.login(reviewer) })
    eyes.unlock()
    await eyes.settled(120_000)
    log('a reviewer is there')
    const hubs = new Map(await each(people, async (person) => [person.signer, await hub.connect(person)] as const))
    log('all are')
    const head = sure(await (hubs.get(reviewer.signer) as Hub).hello()).head.position // connected just above
    const stops = [...hubs.values()].map((one, index) => listening(one, head, (BEAT * index) / hubs.size))
    const { hash: after } = await headOf(hub)
    const acts = [...traffic({ offices, from: Date.now() - 12 * HOUR, step: 1, mark: '01930000', after }).take(Math.round((BEFORE + SECONDS) * PEAK))]
    const sent = new Map<string, number>()
    const milliseconds: number[] = []
    eyes.sync.onMerged(() => {
      for (const [id, at] of sent) {
        if (!eyes.record.holds(id)) continue
        sent.delete(id)
        milliseconds.push(performance.now() - at)
      }
    })
    const began = performance.now()
    const flying: Promise<unknown>[] = []
    // A machine's own acts and those of a stream go one after the other; other machines do not wait for them.
    const last = new Map<string, Promise<unknown>>()
    for (const [index, { by, event }] of acts.entries()) {
      await new Promise((done) => setTimeout(done, Math.max(0, began + (index / PEAK) * 1000 - performance.now())))
      if (index >= BEFORE * PEAK && event.stream.startsWith('post/')) sent.set(event.id, performance.now())
      const before = Promise.all([last.get(by.signer), last.get(event.stream)])
      const sending = before.then(async () => sure(await (hubs.get(by.signer) as Hub).append([{ id: event.id, events: [event] }])).forEach(accepted)) // everybody has one
      last.set(by.signer, sending).set(event.stream, sending)
      flying.push(sending)
    }
    await Promise.all(flying)
    await eyes.until(() => sent.size === 0, 'everything is visible', 30_000)
    const pulls = stops.reduce((sum, stop) => sum + stop(), 0)
    await each([...hubs.values()], (one) => one.close())
    await eyes.close()
    await hub.superuser.end()
    const sorted = milliseconds.toSorted((one, other) => one - other)
    const share = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
    log(`visible: ${share(0.5).toFixed(0)} / ${share(0.95).toFixed(0)} / ${share(0.99).toFixed(0)} ms`)
    const extra = { p50: share(0.5), p95: share(0.95), p99: share(0.99), acts: sorted.length, perSecond: PEAK, pulls, connections: people.length + 1 }
    return { value: share(0.99), unit: 'ms', floor: WAKE_DELAY + WAKE_JITTER, ratio: share(0.99) / (WAKE_DELAY + WAKE_JITTER), extra }
  },
}

/**
 * Pulls when it has come and after each wake, and looks every five seconds, as the exchange does; what is left of a wake's work goes on in the next. Answers the pulls
 * when stopped. `first`: milliseconds to the first look.
 */
function listening(hub: Hub, head: number, first: number): () => number {
  let at = head
  let pulls = 0
  let due: NodeJS.Timeout | undefined
  let beat: NodeJS.Timeout | undefined
  async function pull(): Promise<void> {
    pulls += 1
    const pulled = await hub.pull(at, 500) // one that is cut off by the end of the run tells nothing
    if (pulled.ok) at = pulled.value.at(-1)?.position ?? at
  }
  let looks = 0
  async function look(): Promise<void> {
    beat = setTimeout(look, BEAT)
    looks += 1
    const hello = await hub.hello()
    if (!hello.ok || (looks > 1 && ((hello.value.wakes && looks % 6 !== 0) || hello.value.head.position === at))) return
    await pull()
    at = Math.max(at, hello.value.head.position)
  }
  beat = setTimeout(look, first)
  const stop = hub.onWake(() => {
    due ??= setTimeout(async () => {
      due = undefined
      await pull()
    }, WAKE_DELAY + WAKE_JITTER * ((pulls * 0.618) % 1))
  })
  return () => {
    stop()
    clearTimeout(due)
    clearTimeout(beat)
    return pulls
  }
}

/** A new machine's first synchronisation, of somebody who may read everything: pulled, checked, merged, read tables and all. */
const firstSync = {
  name: 'first-sync',
  goal: 1.3,
  async run() {
    const own = await theServer()
    const people = staff().flatMap(({ clients }) => clients)
    const auditor = author('auditor-1', 'central-unicom', ['auditor'])
    const hub = await benchHub(own, 'million', [...people, auditor], [auditor])
    const { half, whole } = await fill(hub, own, EVENTS)
    log(`${EVENTS} events in the hub: ${(half / 2 ** 20).toFixed(0)} MB with half of them, ${(whole / 2 ** 20).toFixed(0)} MB with all`)
    const { administrator } = hub
    const machine = openMachine(
      { person: auditor, hub: hub.id, root: { signer: administrator.signer, publicKey: administrator.publicKey }, address: hub.address, login: hub.login(auditor) },
      { warn: (message, detail) => log(`${message} ${JSON.stringify(detail)}`) },
    )
    let halfway = 0
    const began = performance.now()
    machine.sync.onMerged(() => {
      if (halfway === 0 && machine.record.head().position >= EVENTS / 2) halfway = performance.now() - began
    })
    machine.unlock()
    await machine.settled(HOUR)
    const time = performance.now() - began
    const held = Number(machine.ledger.read.prepare('SELECT count(*) FROM events').pluck().get())
    log(`first synchronisation of ${held} events: ${(time / 1000).toFixed(1)} s, half of it after ${(halfway / 1000).toFixed(1)} s`)
    if (held < EVENTS || machine.record.quarantined().length > 0) throw new Error(`${held} events came, ${machine.record.quarantined().length} were put aside`)
    await machine.close()
    const bare = await bareTimes(hub, [...people, auditor, administrator])
    const floor = bare.copy + bare.verify + bare.insert
    log(`floor: ${(floor / 1000).toFixed(1)} s`)
    await hub.superuser.end()
    await own.local.remove()
    const extra = { events: held, halfway, ...bare, megabytesPerMillion: (whole / 2 ** 20 / EVENTS) * 1e6, secondHalf: (whole - half) / half }
    return { value: time, unit: 'ms', floor, ratio: time / floor, extra }
  },
}

const only = process.env['HUB_ONLY']?.split(',')
export const benches = [append, visible, firstSync].filter(({ name }) => only?.includes(name) ?? true)
