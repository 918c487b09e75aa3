import type pg from 'pg'

/**
 * What `init` and `upgrade` set in the database itself and no dump keeps: rights taken from the public, and comparisons that are looked at after who may read
 * a row (`resources/hub/rights.sql`). A copy restored by `pg_restore` lacks all of it.
 */
const LACKS: readonly string[] = [
  `SELECT 'un miembro puede adivinar letra por letra lo que no puede leer (funciones LEAKPROOF)' AS lacks WHERE EXISTS (
     SELECT FROM pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proleakproof AND p.oid <> 'pg_catalog.texteq(text,text)'::regprocedure
       AND p.proargtypes::oid[] && ARRAY['text', 'bpchar', 'name', 'anyarray', 'anyelement', 'record', '"any"']::regtype[]::oid[])`,
  `SELECT 'un miembro puede hacer objetos temporales' AS lacks WHERE has_database_privilege('resguardo_member', current_database(), 'TEMPORARY')`,
  `SELECT 'un miembro puede detener a los demás (pg_sleep, candados, objetos grandes)' AS lacks WHERE EXISTS (
     SELECT FROM unnest(ARRAY['pg_sleep(double precision)', 'pg_advisory_lock(bigint)', 'lo_create(oid)']) AS name
      WHERE has_function_privilege('resguardo_member', ('pg_catalog.' || name)::regprocedure, 'EXECUTE'))`,
  `SELECT 'un miembro puede ver las sesiones de los demás' AS lacks WHERE has_table_privilege('resguardo_member', 'pg_catalog.pg_stat_activity', 'SELECT')`,
]

/** What of these settings lacks, in sentences; empty: nothing. `resguardo-hub upgrade` sets all of them again. */
export async function lackingSettings(client: pg.Client): Promise<readonly string[]> {
  const found: string[] = []
  for (const lack of LACKS) {
    const { rows } = await client.query<{ lacks: string }>(lack)
    found.push(...rows.map(({ lacks }) => lacks))
  }
  return found
}

/** Before PostgreSQL 16 CREATEROLE reaches every role that is no superuser: those of others on this server; empty: there are none, or it does not. */
export async function rolesInReach(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ rolname: string }>(
    `SELECT rolname FROM pg_roles WHERE current_setting('server_version_num')::integer < 160000 AND NOT rolsuper
        AND rolname NOT LIKE 'pg\\_%' AND rolname NOT LIKE 'rsg\\_%' AND rolname NOT IN ('resguardo_owner', 'resguardo_member') ORDER BY rolname LIMIT 5`,
  )
  return rows.map(({ rolname }) => rolname)
}
