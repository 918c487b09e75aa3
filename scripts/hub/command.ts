import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { loginOf } from '#shared/hub/login.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { HubAddress } from '#main/hub/hub.ts'
import type { HubSql } from '#main/hub/hub-schema.ts'
import { clientOf } from '#main/hub/postgres-hub.ts'
import { refusalOfFailure } from '#main/hub/postgres-failure.ts'
import { createHub, type HubState, inspectHub, upgradeHub } from '#main/hub/provision.ts'
import { scramVerifier } from '#main/hub/scram.ts'
import { checkBackup, checkedSignatures, type CheckedSignatures } from './backup-check.ts'
import { offeredSoFar, putBack } from './recover.ts'
import { lackingSettings, rolesInReach } from './settings-check.ts'
import { sentenceOf } from './sentences.ts'

export const HELP = `resguardo-hub: el registro compartido de una institución en su PostgreSQL (15 o más reciente).

  resguardo-hub init          crea el registro en una base de datos vacía e imprime el código de fundación
  resguardo-hub upgrade       lo lleva a la forma de esta versión; repetirla no cambia nada
  resguardo-hub invite        devuelve el acceso a quien ya firma en un equipo y lo perdió: --person ID
  resguardo-hub revoke        cierra accesos en el acto: --login NOMBRE o --person ID
  resguardo-hub status        cómo está el registro; con --people, sus accesos
  resguardo-hub backup-check  comprueba una copia restaurada; con --since POSICIÓN:HASH, que llega al menos hasta ahí
  resguardo-hub recover       repone lo que le falta a una copia más antigua con lo que conservan los equipos: sin opciones cierra
                              el registro a escritura y dice qué han entregado; --enter lo repone; --end vuelve a abrirlo

  --host NOMBRE       servidor, o la carpeta de su socket (/var/run/postgresql)
  --port NÚMERO       5432 si no se dice
  --database NOMBRE   resguardo si no se dice
  --user NOMBRE       postgres si no se dice: un superusuario
  --ca ARCHIVO        certificado PEM de la autoridad que emitió el del servidor
  --public-host NOMBRE, --public-port NÚMERO   cómo llegan las máquinas al servidor, si es otro nombre
  --without ACCESO    con recover --enter: no toma en cuenta lo que entregó ese acceso (puede repetirse)
  --take POSICIÓN     con recover --enter: repone en ese lugar un asiento sin firma que valga (puede repetirse)
  --renew-founding    con init: otro código de fundación mientras nadie ha fundado

La contraseña se toma de PGPASSWORD o de ~/.pgpass; nunca de una opción, que otros verían, y nunca se imprime.`

/** What the command needs of the world. */
export type CommandWorld = {
  readonly sql: HubSql
  readonly env: Readonly<Record<string, string | undefined>>
  readonly say: (line: string) => void
  readonly complain: (line: string) => void
  readonly now: () => Date
}

type Options = {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly ca: string
  readonly publicHost: string
  readonly publicPort: number
  readonly person: string | undefined
  readonly login: string | undefined
  readonly people: boolean
  readonly since: string | undefined
  readonly renew: boolean
  readonly enter: boolean
  readonly end: boolean
  readonly without: readonly string[]
  readonly take: readonly number[]
}

const COMMANDS = { init, upgrade, invite, revoke, status, 'backup-check': backupCheck, recover } as const

/** Where a hub is, for every command; and what each takes besides. What is another's is refused, not passed over. */
const PLACE = ['host', 'port', 'database', 'user', 'ca', 'public-host', 'public-port']
const OWN: Readonly<Record<keyof typeof COMMANDS, readonly string[]>> = {
  init: ['renew-founding'], upgrade: [], invite: ['person'], revoke: ['person', 'login'], status: ['people'], 'backup-check': ['since'], recover: ['enter', 'end', 'without', 'take'],
}
type Act = (client: pg.Client, options: Options, world: CommandWorld) => Promise<Result<undefined>>

/** Days that a login code can be used. */
const CODE_DAYS = 7

/** Runs the command; answers its exit code. */
export async function run(args: readonly string[], world: CommandWorld): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || rest.includes('--help')) {
    world.say(HELP)
    return name === undefined ? 1 : 0
  }
  const result = Object.hasOwn(COMMANDS, name) ? await runOne(name as keyof typeof COMMANDS, rest, world) : refuse('command/option', { option: name })
  if (result.ok) return 0
  world.complain(sentenceOf(result.refusal))
  return 1
}

async function runOne(name: keyof typeof COMMANDS, args: readonly string[], world: CommandWorld): Promise<Result<undefined>> {
  const act: Act = COMMANDS[name]
  const options = optionsOf(args, [...PLACE, ...OWN[name]])
  if (!options.ok) return options
  const { host, port, database, user, ca } = options.value
  // A socket's folder is this machine: the file system says who may use it, and there is nobody between.
  const password = world.env['PGPASSWORD']
  const address: HubAddress = { host, port, database, ca }
  const client = isAbsolute(host)
    ? new pg.Client({ host, port, database, user, ...(password === undefined ? {} : { password }), connectionTimeoutMillis: 10_000 })
    : clientOf(address, { user, ...(password === undefined ? {} : { password }) } as { user: string; password: string }) // without one pg looks into ~/.pgpass
  client.on('error', () => {}) // each query says its own failure
  try {
    await client.connect()
    await client.query("SET client_min_messages = 'warning'")
    return await act(client, options.value, world)
  } catch (error) {
    const known = refusalOfFailure(error)
    // A failure that is nobody's configuration is told as it is: it holds statements of ours and no password.
    if (known.refusal.code === 'hub/unreachable' && error instanceof pg.DatabaseError) throw error
    return known
  } finally {
    await client.end().catch(() => {}) // it is over in any case
  }
}

function optionsOf(args: readonly string[], taken: readonly string[]): Result<Options> {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  try {
    const { values, tokens } = parseArgs({
      args: [...args],
      tokens: true,
      options: {
        host: text, port: text, database: text, user: text, ca: text, 'public-host': text, 'public-port': text, person: text, login: text, since: text,
        people: flag, 'renew-founding': flag, enter: flag, end: flag, without: { type: 'string', multiple: true }, take: { type: 'string', multiple: true },
      },
    })
    const foreign = tokens.find((token) => token.kind === 'option' && !taken.includes(token.name))
    if (foreign?.kind === 'option') return refuse('command/option', { option: foreign.rawName })
    const places = (values.take ?? []).map(Number)
    if (places.some((place) => !Number.isInteger(place) || place < 1)) return refuse('command/option', { option: '--take' })
    if (values.host === undefined) return refuse('command/missing', { option: '--host' })
    const ports = [values.port ?? '5432', values['public-port'] ?? values.port ?? '5432'].map(Number)
    if (ports.some((port) => !Number.isInteger(port) || port < 1 || port > 65_535)) return refuse('command/option', { option: '--port' })
    const [port = 5432, publicPort = 5432] = ports
    if (values.ca === undefined && !isAbsolute(values.host)) return refuse('command/missing', { option: '--ca' })
    const ca = values.ca === undefined ? ok('') : readCa(values.ca)
    if (!ca.ok) return ca
    return ok({
      host: values.host, port, database: values.database ?? 'resguardo', user: values.user ?? 'postgres', ca: ca.value,
      publicHost: values['public-host'] ?? values.host, publicPort,
      person: values.person, login: values.login, people: values.people, since: values.since, renew: values['renew-founding'],
      enter: values.enter, end: values.end, without: values.without ?? [], take: places,
    })
  } catch (error) {
    return refuse('command/option', { option: error instanceof Error ? error.message.split("'")[1] ?? '' : '' })
  }
}

function readCa(file: string): Result<string> {
  try {
    const text = readFileSync(file, 'utf8')
    return text.includes('-----BEGIN CERTIFICATE-----') ? ok(text) : refuse('command/ca', { file })
  } catch {
    return refuse('command/ca', { file })
  }
}

/** What the machines need to find the hub: asked for before anything is changed. */
function publicAddress({ publicHost: host, publicPort: port, database, ca }: Options): Result<HubAddress> {
  if (ca === '') return refuse('command/missing', { option: '--ca' })
  return isAbsolute(host) ? refuse('command/missing', { option: '--public-host' }) : ok({ host, port, database, ca })
}

function codeOf(value: object): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url')
}

function oneTime(): { readonly password: string; readonly verifier: string } {
  const password = randomBytes(32).toString('base64url')
  return { password, verifier: scramVerifier(password, randomBytes(16)) }
}

async function init(client: pg.Client, options: Options, { sql, say, now }: CommandWorld): Promise<Result<undefined>> {
  const address = publicAddress(options)
  if (!address.ok) return address
  const there = await inspectHub(client, sql)
  if (!there.ok) return there
  const { password, verifier } = oneTime()
  const until = new Date(now().getTime() + CODE_DAYS * 86_400_000).toISOString()
  const founding = (hub: string, login: string): object => ({ kind: 'resguardo-founding', version: 1, hub, ...address.value, login, password })
  if (there.value.kind === 'hub') {
    if (!options.renew) return refuse(there.value.founded ? 'hub/already-founded' : 'hub/already-there')
    if (there.value.founded) return refuse('hub/already-founded')
    const { rows } = await client.query<{ founder: string }>('SELECT founder FROM resguardo.hub')
    const founder = rows[0]?.founder ?? ''
    await asOwner(client, 'SELECT make_login($1, $2, $3, $4)', [founder, '', verifier, until])
    sayFounding(say, founding(there.value.hub, founder))
    return ok(undefined)
  }
  const hub = randomUUID()
  const founder = loginOf(randomUUID())
  const made = await createHub(client, sql, { hub, founder, verifier, until })
  if (!made.ok) return made
  say('El registro compartido está creado.')
  sayFounding(say, founding(hub, founder))
  return ok(undefined)
}

function sayFounding(say: (line: string) => void, founding: object): void {
  say(`Código de fundación, válido ${CODE_DAYS} días y para un solo uso. En la máquina que tiene el registro de la institución: Ajustes › Registro compartido › Compartir este registro.`)
  say('Quien lo tenga puede fundar en su lugar: entréguelo como una llave.')
  say('')
  say(codeOf(founding))
}

async function upgrade(client: pg.Client, _options: Options, { sql, say }: CommandWorld): Promise<Result<undefined>> {
  const done = await upgradeHub(client, sql)
  if (!done.ok) return done
  const { from, to } = done.value
  say(from === to ? `El registro ya estaba en la forma ${to}: funciones, tipos y permisos puestos de nuevo.` : `El registro pasó de la forma ${from} a la ${to}.`)
  return ok(undefined)
}

async function invite(client: pg.Client, options: Options, { sql, say, now }: CommandWorld): Promise<Result<undefined>> {
  const { person } = options
  if (person === undefined) return refuse('command/missing', { option: '--person' })
  const address = publicAddress(options)
  if (!address.ok) return address
  const hub = await hubAt(client, sql)
  if (!hub.ok) return hub
  const { rows } = await client.query('SELECT FROM resguardo.members WHERE person = $1 AND active', [person])
  if (rows.length === 0) return refuse('hub/unknown-person')
  const { rows: signers } = await client.query("SELECT FROM resguardo.signers WHERE person = $1 AND kind = 'person' AND revoked IS NULL", [person])
  if (signers.length === 0) return refuse('hub/no-machine')
  const { password, verifier } = oneTime()
  const login = loginOf(randomUUID())
  const expires = new Date(now().getTime() + CODE_DAYS * 86_400_000).toISOString()
  await asOwner(client, 'SELECT make_login($1, $2, $3, $4)', [login, person, verifier, expires])
  say(`Código de acceso de ${person}, válido ${CODE_DAYS} días, para el equipo en que ya firma: lo desbloquea con su frase y lo pega en`)
  say('Ajustes › Registro compartido › Abrir una invitación o un código. El equipo lo cambia por una contraseña propia, y el acceso que tenía se cierra.')
  say('Quien lo tenga lee lo que esa persona lee: entréguelo como una llave. Un equipo nuevo necesita una invitación, que hace quien administra en la aplicación.')
  say('')
  say(codeOf({ kind: 'resguardo-login', version: 1, hub: hub.value.hub, ...address.value, person, login, password, expires }))
  return ok(undefined)
}

async function revoke(client: pg.Client, { person, login }: Options, { sql, say }: CommandWorld): Promise<Result<undefined>> {
  if ((person === undefined) === (login === undefined)) return refuse('command/missing', { option: '--login o --person' })
  const hub = await hubAt(client, sql)
  if (!hub.ok) return hub
  const { rows } = await client.query<{ login: string }>('SELECT login FROM resguardo.logins WHERE login = $1 OR person = $2', [login ?? '', person ?? ''])
  if (rows.length === 0) return refuse('hub/unknown-login')
  for (const { login: one } of rows) {
    // What they hold open is not waited for.
    await asOwner(client, 'SELECT put_out($1)', [one])
    await asOwner(client, "WITH over AS (UPDATE logins SET ended = coalesce(ended, clock_timestamp()) WHERE login = $1 RETURNING login) SELECT shut(login) FROM over", [one])
    say(`Cerrado: ${one}`)
  }
  say('Desde ahora no leen ni escriben. Para que conste en el registro, dé de baja a la persona o revoque la máquina también en la aplicación.')
  return ok(undefined)
}

async function status(client: pg.Client, { people }: Options, { sql, say }: CommandWorld): Promise<Result<undefined>> {
  const hub = await hubAt(client, sql)
  if (!hub.ok) return hub
  const { rows } = await client.query<Record<string, string | number | boolean | null>>(
    `SELECT h.id, h.schema, h.founded IS NOT NULL AS founded, head.position, head.hash,
            pg_size_pretty(pg_database_size(current_database())) AS size,
            (SELECT count(*)::integer FROM resguardo.members WHERE active) AS members,
            (SELECT count(*)::integer FROM resguardo.logins WHERE ended IS NULL) AS logins,
            (SELECT count(*)::integer FROM pg_stat_activity WHERE usename LIKE 'rsg\\_%' AND datname = current_database()) AS connected,
            (SELECT max(accepted_at)::text FROM resguardo.events WHERE position = head.position) AS newest,
            (SELECT count(*)::integer FROM pg_stat_replication) AS replicas,
            current_setting('server_version') AS server, current_setting('ssl') AS ssl, current_setting('fsync') AS fsync,
            current_setting('full_page_writes') AS pages, current_setting('archive_mode') AS archive,
            current_setting('max_connections')::integer AS most,
            (SELECT string_agg(login, ', ' ORDER BY login) FROM resguardo.logins JOIN pg_roles ON rolname = login WHERE ended IS NOT NULL AND rolcanlogin) AS unshut,
            (SELECT string_agg(datname, ', ' ORDER BY datname) FROM pg_database
              WHERE datallowconn AND datname <> current_database() AND has_database_privilege('resguardo_member', oid, 'CONNECT')) AS elsewhere
       FROM resguardo.hub h, resguardo.head`,
  )
  const now = rows[0] ?? {}
  say(`Registro ${now['id']}: forma ${now['schema']}, ${now['founded'] === true ? 'fundado' : 'sin fundar'}, PostgreSQL ${now['server']}, ${now['size']}`)
  say(`Última posición: ${now['position']}:${now['hash']}${now['newest'] === null ? '' : ` (${now['newest']})`}`)
  say(`Personas activas: ${now['members']} · accesos abiertos: ${now['logins']} · conectados ahora: ${now['connected']} de ${now['most']} · réplicas: ${now['replicas']}`)
  const lost = hub.value.schema < sql.steps.length ? undefined : await offeredSoFar(client)
  const warnings = [
    [now['ssl'] !== 'on', 'TLS está apagado: las máquinas no entrarán (ssl = on).'],
    [now['fsync'] !== 'on' || now['pages'] !== 'on', 'fsync o full_page_writes están apagados: un corte de luz puede perder lo aceptado.'],
    [now['archive'] === 'off' && now['replicas'] === 0, 'No hay réplica ni archivo de WAL: entre dos copias, lo aceptado está solo en este servidor.'],
    [now['elsewhere'] !== null, `Las personas pueden conectarse también a: ${now['elsewhere']}. Ciérrelo en pg_hba.conf (docs/hub.md).`],
    [lost?.recovering === true, 'El registro está cerrado a escritura mientras se repone lo que le falta: siga con resguardo-hub recover.'],
    [lost !== undefined && lost.seen > lost.newest && !lost.recovering, `Hay equipos que vieron más de lo que este registro tiene (hasta la posición ${lost?.seen}): se restauró de una copia más antigua. Vea docs/hub.md y resguardo-hub recover.`],
    [now['unshut'] !== null, `Accesos terminados que el servidor todavía deja entrar (no leen ni escriben): ${now['unshut']}. Ciérrelos con resguardo-hub revoke --login.`],
    [hub.value.schema < sql.steps.length, 'La forma es más antigua que esta versión: ejecute resguardo-hub upgrade.'],
  ] as const
  for (const [is, sentence] of warnings) if (is) say(`Aviso: ${sentence}`)
  await sayLacking(client, say)
  const others = await rolesInReach(client)
  if (others.length > 0) say(`Aviso: en PostgreSQL 15 el dueño del registro alcanza también a los roles de otras aplicaciones (${others.join(', ')}). Use un servidor propio, o PostgreSQL 16.`)
  if (people) {
    const { rows: list } = await client.query<{ person: string; login: string; state: string }>(
      `SELECT l.person, l.login, CASE WHEN l.ended IS NOT NULL THEN 'cerrado' WHEN NOT m.active THEN 'persona de baja' WHEN l.signer IS NULL THEN 'sin usar' ELSE 'en uso' END AS state
         FROM resguardo.logins l LEFT JOIN resguardo.members m USING (person) ORDER BY l.person, l.opened`,
    )
    for (const { person, login, state } of list) say(`${person === '' ? '(fundación)' : person}  ${login}  ${state}`)
  }
  return ok(undefined)
}

async function backupCheck(client: pg.Client, { since }: Options, { sql, say }: CommandWorld): Promise<Result<undefined>> {
  if (since !== undefined && !/^\d{1,15}:[0-9a-f]{64}$/.test(since)) return refuse('command/option', { option: '--since' })
  const hub = await hubAt(client, sql)
  if (!hub.ok) return hub
  const faults = await checkBackup(client, since)
  const { rows } = await client.query<{ position: string; hash: string }>('SELECT position, hash FROM resguardo.head')
  say(`La copia llega a la posición ${rows[0]?.position}:${rows[0]?.hash}`)
  await sayLacking(client, say)
  if (faults.length === 0) {
    saySignatures(await checkedSignatures(client, (checked) => say(`Firmas comprobadas: ${checked}…`)), say)
    return ok(undefined)
  }
  for (const fault of faults) say(`Falla: ${fault}`)
  return refuse('command/broken-backup')
}

/**
 * The end of a record that was restored from an older copy. Three acts, so that whoever decides sees what there is before anything is written, and people write
 * again only when it is there.
 */
async function recover(client: pg.Client, { enter, end, without, take }: Options, { sql, say }: CommandWorld): Promise<Result<undefined>> {
  const hub = await hubAt(client, sql)
  if (!hub.ok) return hub
  if (hub.value.schema < sql.steps.length) return refuse('command/upgrade-first')
  if (enter && end) return refuse('command/option', { option: '--enter --end' })
  if (end) {
    await asOwner(client, 'UPDATE head SET recovering = false', [])
    await asOwner(client, 'TRUNCATE offers, offered', [])
    say('El registro vuelve a recibir lo que se haga. Los equipos siguen solos en menos de dos minutos.')
    return ok(undefined)
  }
  if (!enter) {
    await asOwner(client, 'UPDATE head SET recovering = true', [])
    say('El registro está cerrado a escritura mientras se repone lo que le falta. Los equipos que conservan más lo entregan solos al conectarse, con su persona dentro.')
    await sayOffered(client, say)
    say('Espere a que se conecten los equipos que falten (auditoría lee todo) y repita la orden; después: recover --enter, y al final: recover --end.')
    return ok(undefined)
  }
  const done = await putBack(client, (events) => tryAsOwner(client, 'SELECT put_back($1)', [events]), { without: new Set(without), take: new Set(take) })
  if (!done.ok) return done
  const { events, worthless } = done.value
  say(`Asientos repuestos en su lugar, con sus firmas: ${events}`)
  if (worthless.length > 0) say(`Aviso: ${worthless.length} tienen una firma que no es de quien dicen, como cuando se recibieron (posiciones ${worthless.slice(0, 10).join(', ')}). Los equipos los dejan aparte.`)
  await sayOffered(client, say)
  say('Compruebe con: backup-check. Para que se vuelva a escribir: recover --end.')
  return ok(undefined)
}

async function sayOffered(client: pg.Client, say: CommandWorld['say']): Promise<void> {
  const { newest, machines, seen, upTo, missing } = await offeredSoFar(client)
  say(`Última posición del registro: ${newest}`)
  if (seen <= newest) say('Ningún equipo ha dicho que conserve algo posterior.')
  else say(`Equipos que conservan algo posterior: ${machines} · vieron hasta la posición ${seen} · se puede reponer hasta la ${upTo}`)
  if (missing !== undefined) say(`Aviso: nadie ha entregado todavía la posición ${missing}; sin ella no se repone lo que sigue.`)
}

/** A worthless signature is no fault of the copy: the hub takes events as they come, and the machines leave those aside. */
function saySignatures({ checked, worthless }: CheckedSignatures, say: CommandWorld['say']): void {
  if (worthless.length === 0) {
    say(`Está completa: cada hash, cada cadena, cada versión y cada firma (${checked}) corresponden.`)
    return
  }
  say('Está completa: cada hash, cada cadena y cada versión corresponden.')
  const first = worthless.slice(0, 10).join(', ')
  say(
    `Aviso: ${worthless.length} de ${checked} firmas no son de quien dicen (posiciones ${first}${worthless.length > 10 ? '…' : ''}). Compare con lo que una máquina dejó aparte en «Registro compartido»: si ahí no aparecen, la copia fue alterada.`,
  )
}

/** What a dump does not keep is missing after a restore. */
async function sayLacking(client: pg.Client, say: CommandWorld['say']): Promise<void> {
  const lacking = await lackingSettings(client)
  if (lacking.length > 0) say(`Aviso: faltan ajustes que una copia de pg_dump no guarda: ${lacking.join('; ')}. Ejecute resguardo-hub upgrade antes de que alguien se conecte.`)
}

async function hubAt(client: pg.Client, sql: HubSql): Promise<Result<Extract<HubState, { kind: 'hub' }>>> {
  const state = await inspectHub(client, sql)
  if (!state.ok) return state
  return state.value.kind === 'hub' ? ok(state.value) : refuse('hub/not-a-hub')
}

/** The same where the hub may refuse: its code and detail. */
async function tryAsOwner(client: pg.Client, statement: string, values: readonly unknown[]): Promise<Result<undefined>> {
  try {
    await asOwner(client, statement, values)
    return ok(undefined)
  } catch (error) {
    const refused = refusalOfFailure(error)
    if (refused.refusal.code === 'hub/unreachable') throw error
    return refused
  }
}

/** One statement as the owner of the hub's tables. */
async function asOwner(client: pg.Client, statement: string, values: readonly unknown[]): Promise<void> {
  await client.query('BEGIN; SET LOCAL ROLE resguardo_owner; SET LOCAL search_path = resguardo, pg_catalog')
  try {
    await client.query(statement, [...values])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

