import { join } from 'node:path'
import type pg from 'pg'
import type { Result } from '#shared/kernel/result.ts'
import { loginOf } from '#shared/hub/login.ts'
import type { Audience } from '#shared/ledger/event.ts'
import { defaultPolicies } from '#shared/organization/policies.ts'
import type { Acceptance, Hub, HubAddress, HubLogin, PlacedEvent } from '#main/hub/hub.ts'
import { readHubSql } from '#main/hub/hub-schema.ts'
import { clientOf, connectPostgresHub, type HubLimits, hubLimits } from '#main/hub/postgres-hub.ts'
import { memoryHub } from '#main/hub/memory-hub.ts'
import { createHub } from '#main/hub/provision.ts'
import { scramVerifier } from '#main/hub/scram.ts'
import { NO_PREVIOUS } from '#main/ledger/canonical.ts'
import { systemClock } from '#main/shell/system-clock.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import { sure } from '#tests/kit/sure.ts'
import { author, type Author, type Said } from './author.ts'
import type { TestServer } from './global-setup.ts'

export const institution: Audience = { kind: 'institution' }
const sqlFolder = join(import.meta.dirname, '..', '..', 'resources', 'hub')
export const hubSql = readHubSql(sqlFolder)

/** A hub that is founded, with the people given and a login for each. */
export type AnyHub = {
  readonly administrator: Author
  readonly people: Readonly<Record<string, Author>>
  connect(person: string): Promise<Hub>
  connectAs(login: HubLogin): Promise<Result<Hub>>
  close(): Promise<void>
}

/** A hub in a database of its own on the run's server. */
export type OpenHub = Omit<AnyHub, 'connect'> & {
  readonly id: string
  readonly address: HubAddress
  /** The superuser's connection. */
  readonly superuser: pg.Client
  login(person: string): HubLogin
  connect(person: string, limits?: HubLimits): Promise<Hub>
  /** A bare connection with a person's credentials. */
  client(person: string): Promise<pg.Client>
}

/** What the founder's machine has on record before it shares it: the founding act and, as on that one machine, everybody's signer. */
export function foundingEvents(administrator: Author, people: readonly Author[], more: readonly Said[] = []): readonly PlacedEvent[] {
  const events: PlacedEvent[] = []
  const say = (type: string, payload: object): void => {
    const said: Said = { stream: 'organization/main', version: events.length + 1, type, payload, audience: institution, after: events.at(-1)?.hash ?? NO_PREVIOUS }
    events.push(...administrator.does(said))
  }
  const added = ({ person, office, roles }: Author) => ({ person, name: `Persona ${person}`, post: 'Vocal', mail: `${person}@institucion.mx`, roles, office })
  const registered = ({ person, signer, publicKey, sealingKey }: Author) => ({ signer, person, publicKey, item: 'item', kind: 'person', sealingKey })
  say('institution.founded', { brand: { name: 'Instituto', shortName: 'I', mailDomain: '', accent: '#000000' }, office: administrator.office, policies: defaultPolicies })
  for (const person of [administrator, ...people]) {
    say('person.added', added(person))
    say('signer.registered', registered(person))
  }
  for (const said of more) events.push(...administrator.does({ ...said, after: events.at(-1)?.hash ?? NO_PREVIOUS }))
  return events
}

/** Makes a database with a hub in it that nobody has founded yet. */
export async function emptyHub(server: TestServer, name: string): Promise<{ readonly address: HubAddress; readonly superuser: pg.Client; readonly founder: HubLogin; readonly id: string }> {
  const { ca, host, port, user, password } = server
  const database = `hub_${name.replaceAll(/[^a-z0-9]/g, '_')}_${process.pid}`
  const first = clientOf({ host, port, database: 'postgres', ca }, { user, password })
  await first.connect()
  await first.query(`CREATE DATABASE ${database} TEMPLATE template0 ENCODING 'UTF8'`)
  await first.end()
  const address = { host, port, database, ca }
  const superuser = clientOf(address, { user, password })
  await superuser.connect()
  const founder = { user: loginOf(`founder of ${database}`), password: 'founders-one-time-password' }
  const made = await createHub(superuser, hubSql, { hub: database, founder: founder.user, verifier: scramVerifier(founder.password, Buffer.alloc(16, 7)), until: 'infinity' })
  if (!made.ok) throw new Error(made.refusal.code)
  return { address, superuser, founder, id: database }
}

/** `more`: what the founder's machine has on record besides, in whatever streams. */
export async function openHub(server: TestServer, name: string, people: Readonly<Record<string, Author>> = {}, more: readonly Said[] = []): Promise<OpenHub> {
  const { address, superuser, founder, id } = await emptyHub(server, name)
  const administrator = author('administrator-1', 'central-unicom', ['administrator'])
  const everybody: Readonly<Record<string, Author>> = { administrator, ...people }
  const opened: (Hub | pg.Client)[] = []

  const login = (person: string): HubLogin => ({ user: loginOf(`${id} ${person}`), password: `password-of-${person.replaceAll(' ', '-')}` })
  const connectAs = async (as: HubLogin, limits: HubLimits = hubLimits): Promise<Result<Hub>> => {
    const connected = await connectPostgresHub(systemTimers, limits)(address, as)
    if (connected.ok) opened.push(connected.value)
    return connected
  }
  const founding = sure(await connectAs(founder))
  sure(await founding.append([{ id: 'founding', events: foundingEvents(administrator, Object.values(people), more) }])).forEach(accepted)
  sure(await founding.closeFounding(administrator.signer))
  await founding.close()
  for (const [key, { person }] of Object.entries(everybody)) {
    const { user, password } = login(key)
    await superuser.query('BEGIN; SET LOCAL ROLE resguardo_owner; SET LOCAL search_path = resguardo')
    await superuser.query('SELECT make_login($1, $2, $3, $4)', [user, person, scramVerifier(password, Buffer.alloc(16, 3)), 'infinity'])
    await superuser.query('COMMIT')
  }
  return {
    id, address, administrator, people: everybody, superuser, login,
    connectAs,
    connect: async (person, limits) => sure(await connectAs(login(person), limits)),
    async client(person) {
      const client = clientOf(address, login(person))
      // What ends it is often what is tested.
      client.on('error', () => {})
      await client.connect()
      opened.push(client)
      return client
    },
    async close() {
      await Promise.all(opened.map((one) => ('end' in one ? one.end().catch(() => {}) : one.close())))
      await superuser.end()
    },
  }
}

/** The same in memory. */
export async function openMemoryHub(name: string, people: Readonly<Record<string, Author>> = {}): Promise<AnyHub> {
  const administrator = author('administrator-1', 'central-unicom', ['administrator'])
  const everybody: Readonly<Record<string, Author>> = { administrator, ...people }
  const founder = { user: 'founder', password: 'founders-one-time-password' }
  const memory = memoryHub({ hub: name, clock: systemClock, founder: { user: founder.user, verifier: scramVerifier(founder.password, Buffer.alloc(16, 7)) } })
  const connectAs = (as: HubLogin): Promise<Result<Hub>> => memory.connect({ host: '', port: 1, database: '', ca: '' }, as)
  const founding = sure(await connectAs(founder))
  sure(await founding.append([{ id: 'founding', events: foundingEvents(administrator, Object.values(people)) }])).forEach(accepted)
  sure(await founding.closeFounding(administrator.signer))
  for (const [key, { person }] of Object.entries(everybody)) memory.openLoginFor(key, person, scramVerifier(`password-of-${key}`, Buffer.alloc(16, 3)))
  return {
    administrator, people: everybody, connectAs,
    connect: async (person) => sure(await connectAs({ user: person, password: `password-of-${person}` })),
    close: () => Promise.resolve(),
  }
}

/** An acceptance that a test needs to be one. */
export function accepted(acceptance: Acceptance | undefined): Extract<Acceptance, { kind: 'accepted' }> {
  if (acceptance?.kind !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(acceptance)}`)
  return acceptance
}

/** Appends one act; what came of it. */
export async function push(hub: Hub, events: readonly PlacedEvent[], id = events[0]?.id ?? 'act'): Promise<Acceptance> {
  const [answer] = sure(await hub.append([{ id, events }]))
  if (answer === undefined) throw new Error('no answer')
  return answer
}

/** What came of an act, as one word. */
export async function verdict(hub: Hub, events: readonly PlacedEvent[]): Promise<string> {
  const answer = await hub.append([{ id: events[0]?.id ?? 'act', events }])
  if (!answer.ok) return answer.refusal.code
  const [first] = answer.value
  return first?.kind === 'refused' ? first.code : (first?.kind ?? 'nothing')
}

