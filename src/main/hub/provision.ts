import { type Client, DatabaseError } from 'pg'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import { eventTypes } from './event-types.ts'
import type { HubSql } from './hub-schema.ts'

/** The oldest PostgreSQL that has everything the schema uses (`security_invoker` rights of `public`, `ROWS FROM`, SCRAM). */
const OLDEST_POSTGRES = 150_000

/** What stands in a database before anything is done to it. */
export type HubState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'hub'; readonly hub: string; readonly schema: number; readonly founded: boolean; readonly position: number }

/** A hub that is made. `founder`: the login that will publish its record; `verifier`: of its one-time password (`scramVerifier`). */
export type NewHub = { readonly hub: string; readonly founder: string; readonly verifier: string; readonly until: string }

/** How the administrators of the database recognise the schema; a schema of the same name without it is somebody else's. */
const MARK = 'The record of an institution, ordered for all its machines (Resguardo)'

/**
 * Looks at the database that a superuser is connected to, and writes nothing. Refusals: `hub/server-older` (PostgreSQL before 15),
 * `hub/encoding` (not UTF8), `hub/privileges` (not a superuser), `hub/foreign-schema`, `hub/schema-newer`, `hub/standby`.
 */
export async function inspectHub(client: Client, sql: HubSql): Promise<Result<HubState>> {
  const { rows } = await client.query<{ version: number; superuser: boolean; encoding: string; standby: boolean; schema: string | null; mark: string | null }>(
    `SELECT current_setting('server_version_num')::integer AS version, current_setting('is_superuser') = 'on' AS superuser,
            current_setting('server_encoding') AS encoding, pg_is_in_recovery() AS standby,
            to_regnamespace('resguardo')::text AS schema, obj_description(to_regnamespace('resguardo'), 'pg_namespace') AS mark`,
  )
  const server = rows[0]
  if (server === undefined) return refuse('hub/foreign-schema')
  if (server.version < OLDEST_POSTGRES) return refuse('hub/server-older', { version: Math.floor(server.version / 10_000) })
  if (server.encoding !== 'UTF8') return refuse('hub/encoding', { encoding: server.encoding })
  if (server.standby) return refuse('hub/standby')
  if (!server.superuser) return refuse('hub/privileges')
  if (server.schema === null) return ok({ kind: 'empty' })
  if (server.mark !== MARK) return refuse('hub/foreign-schema')
  const { rows: hubs } = await client.query<{ hub: string; schema: number; founded: boolean; position: string }>(
    'SELECT h.id AS hub, h.schema, h.founded IS NOT NULL AS founded, position FROM resguardo.hub h, resguardo.head',
  )
  const hub = hubs[0]
  if (hub === undefined) return refuse('hub/foreign-schema')
  if (hub.schema > sql.steps.length) return refuse('hub/schema-newer', { schema: hub.schema, known: sql.steps.length })
  return ok({ kind: 'hub', hub: hub.hub, schema: hub.schema, founded: hub.founded, position: Number(hub.position) })
}

/**
 * Makes the hub's schema in an empty database, in one transaction. Refusals: those of `inspectHub`, `hub/already-there`.
 * The client is a superuser's: the rights it takes from the public are the system's.
 */
export async function createHub(client: Client, sql: HubSql, made: NewHub): Promise<Result<HubState>> {
  const state = await inspectHub(client, sql)
  if (!state.ok) return state
  if (state.value.kind === 'hub') return refuse('hub/already-there')
  await inTransaction(client, async () => {
    await makeRoles(client)
    await client.query(`CREATE SCHEMA resguardo AUTHORIZATION resguardo_owner; COMMENT ON SCHEMA resguardo IS '${MARK}'`)
    await asOwner(client, async () => {
      for (const step of [...sql.steps, ...sql.functions]) await client.query(step)
      await client.query("INSERT INTO head VALUES (true, 0, repeat('0', 64), 'epoch')")
      await client.query('INSERT INTO hub (id, schema, founder) VALUES ($1, $2, $3)', [made.hub, sql.steps.length, made.founder])
      await writeEventTypes(client)
    })
    await setRights(client, sql)
    // With the rights: a login's settings need them.
    await asOwner(client, async () => {
      await client.query("SELECT make_login($1, '', $2, $3)", [made.founder, made.verifier, made.until])
    })
  })
  return inspectHub(client, sql)
}

/**
 * Brings a hub to the newest form: the steps it lacks, functions, event types and rights, in one transaction. Run again it changes nothing.
 * Refusals: those of `inspectHub`, `hub/not-a-hub` (nothing is there), `hub/held-open` (somebody keeps a transaction open that stands in the way; nothing has changed).
 */
export async function upgradeHub(client: Client, sql: HubSql): Promise<Result<{ readonly from: number; readonly to: number }>> {
  const state = await inspectHub(client, sql)
  if (!state.ok) return state
  if (state.value.kind === 'empty') return refuse('hub/not-a-hub')
  const from = state.value.schema
  const done = await unlessHeld(client, async () => {
    await makeRoles(client)
    await asOwner(client, async () => {
      // The turn is held meanwhile: nobody appends to a hub that is half of one form and half of another.
      await client.query('LOCK TABLE turn IN EXCLUSIVE MODE')
      for (const step of [...sql.steps.slice(from), ...sql.functions]) await client.query(step)
      await client.query('UPDATE hub SET schema = $1', [sql.steps.length])
      await writeEventTypes(client)
    })
    await setRights(client, sql)
  })
  return done.ok ? ok({ from, to: sql.steps.length }) : done
}

/** A transaction that waits for no lock longer than fifteen seconds: meanwhile nobody can write. */
async function unlessHeld(client: Client, act: () => Promise<void>): Promise<Result<undefined>> {
  try {
    await inTransaction(client, async () => {
      await client.query("SET LOCAL lock_timeout = '15s'")
      await act()
    })
    return ok(undefined)
  } catch (error) {
    // lock_not_available
    if (error instanceof DatabaseError && error.code === '55P03') return refuse('hub/held-open')
    throw error
  }
}

/** The owner of everything, who cannot log in, and the group that every person's login is in. Roles are the whole server's. */
async function makeRoles(client: Client): Promise<void> {
  await client.query(`DO $do$
    BEGIN
      IF to_regrole('resguardo_owner') IS NULL THEN
        CREATE ROLE resguardo_owner NOLOGIN CREATEROLE;
      END IF;
      IF to_regrole('resguardo_member') IS NULL THEN
        CREATE ROLE resguardo_member NOLOGIN;
      END IF;
      IF NOT EXISTS (SELECT FROM pg_auth_members WHERE roleid = 'resguardo_member'::regrole AND member = 'resguardo_owner'::regrole AND admin_option) THEN
        GRANT resguardo_member TO resguardo_owner WITH ADMIN OPTION;
      END IF;
      IF NOT EXISTS (SELECT FROM pg_auth_members WHERE roleid = 'pg_signal_backend'::regrole AND member = 'resguardo_owner'::regrole) THEN
        GRANT pg_signal_backend TO resguardo_owner;
      END IF;
    END $do$`)
}

async function setRights(client: Client, sql: HubSql): Promise<void> {
  await client.query(`SET LOCAL search_path = resguardo, pg_catalog; ${sql.rights}`)
}

async function writeEventTypes(client: Client): Promise<void> {
  await client.query('DELETE FROM event_types')
  for (const { type, schema, noun, own, anywhere, audiences, opens, contributes = false, fourEyes = false, moves = false } of eventTypes()) {
    await client.query('INSERT INTO event_types VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
      type, schema, noun, own, anywhere, audiences, opens, contributes, fourEyes, moves,
    ]) // prettier-ignore
  }
}

/** What is made belongs to the owner, and names without a schema are the hub's. */
async function asOwner(client: Client, act: () => Promise<void>): Promise<void> {
  await client.query('SET LOCAL ROLE resguardo_owner; SET LOCAL search_path = resguardo, pg_catalog')
  await act()
  await client.query('RESET ROLE')
}

async function inTransaction(client: Client, act: () => Promise<void>): Promise<void> {
  await client.query('BEGIN')
  try {
    await act()
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {}) // the first error is the one to tell
    throw error
  }
}
