import { loginOf } from '#shared/hub/login.ts'
import type { Hub, HubAddress, HubLogin } from '#main/hub/hub.ts'
import { clientOf, connectPostgresHub } from '#main/hub/postgres-hub.ts'
import { scramVerifier } from '#main/hub/scram.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import { author, type Author } from '#tests/hub/author.ts'
import type { TestServer } from '#tests/hub/global-setup.ts'
import { accepted, emptyHub, foundingEvents } from '#tests/hub/open-hub.ts'
import { sure } from '#tests/kit/sure.ts'
import { selfMadeAuthority } from '../../scripts/hub/certificate.ts'
import { type LocalPostgres, startLocalPostgres } from '../../scripts/hub/local-postgres.ts'
import type { Client } from 'pg'

/** Connections being made at once: each costs both sides 4,096 rounds of PBKDF2 and a TLS handshake. */
const AT_ONCE = 16
/** Events of one founding batch. */
const BATCH = 200
/** Milliseconds that a busy machine may take to let somebody in. */
const PATIENCE = 120_000
const limits = { connect: PATIENCE, ask: PATIENCE, append: PATIENCE, heartbeat: PATIENCE }

/** A durable PostgreSQL over TLS, set as docs/hub.md asks of the institution's. */
export type BenchServer = TestServer & { readonly local: LocalPostgres }

export async function benchServer(connections: number): Promise<BenchServer> {
  const { ca, issue } = await selfMadeAuthority()
  const password = 'only-for-this-run'
  const local = await startLocalPostgres({
    password,
    tls: await issue(['127.0.0.1']),
    settings: { max_connections: String(connections + 20), shared_buffers: '512MB', max_wal_size: '4GB', checkpoint_timeout: '15min' },
  })
  return { host: local.host, port: local.port, user: local.user, password, ca, local }
}

/** A founded hub with all its people, each with a login. */
export type BenchHub = {
  readonly id: string
  readonly address: HubAddress
  readonly administrator: Author
  readonly superuser: Client
  login(person: Author): HubLogin
  connect(person: Author): Promise<Hub>
}

export async function benchHub(server: TestServer, name: string, people: readonly Author[], logins: readonly Author[] = people): Promise<BenchHub> {
  const { address, superuser, founder, id } = await emptyHub(server, name)
  const administrator = author('administrator-1', 'central-unicom', ['administrator'])
  const connectAs = connectPostgresHub(systemTimers, limits)
  const founding = sure(await connectAs(address, founder))
  const events = foundingEvents(administrator, people)
  for (let from = 0; from < events.length; from += BATCH) {
    sure(await founding.append([{ id: `founding-${from}`, events: events.slice(from, from + BATCH) }])).forEach(accepted)
  }
  sure(await founding.closeFounding(administrator.signer))
  await founding.close()
  const login = ({ person }: Author): HubLogin => ({ user: loginOf(`${id} ${person}`), password: `password-of-${person}` })
  await superuser.query('BEGIN; SET LOCAL ROLE resguardo_owner; SET LOCAL search_path = resguardo')
  for (const one of logins) {
    const { user, password } = login(one)
    await superuser.query('SELECT make_login($1, $2, $3, $4)', [user, one.person, scramVerifier(password, Buffer.alloc(16, 3)), 'infinity'])
  }
  await superuser.query('COMMIT; ANALYZE')
  return { id, address, administrator, superuser, login, connect: async (person) => sure(await connectAs(address, login(person))) }
}

/** Does something for each, some at once, in order of the answers. */
export async function each<T, R>(all: readonly T[], act: (one: T) => Promise<R>, atOnce = AT_ONCE): Promise<readonly R[]> {
  const done: R[] = []
  let next = 0
  await Promise.all(
    Array.from({ length: Math.min(atOnce, all.length) }, async () => {
      while (next < all.length) {
        const index = next
        next += 1
        done[index] = await act(all[index] as T) // below the length
      }
    }),
  )
  return done
}

/** A bare connection of the superuser to the hub's database, by the same driver. */
export async function bareClient({ address }: BenchHub, { user, password }: TestServer): Promise<Client> {
  const client = clientOf(address, { user, password }, limits)
  await client.connect()
  return client
}
