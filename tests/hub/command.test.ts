import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { readFoundingCode } from '#shared/hub/invitation.ts'
import type { HubAddress } from '#main/hub/hub.ts'
import { HUB_SCHEMA } from '#main/hub/hub-schema.ts'
import { clientOf, connectPostgresHub } from '#main/hub/postgres-hub.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import { sure } from '#tests/kit/sure.ts'
import { selfMadeAuthority } from '../../scripts/hub/certificate.ts'
import { author } from './author.ts'
import { accepted, foundingEvents, hubSql } from './open-hub.ts'
import { runCommand } from './run-command.ts'

const server = inject('server')
const database = `hub_command_${process.pid}`
const folder = mkdtempSync(join(tmpdir(), 'resguardo-command-'))
const ca = join(folder, 'ca.pem')
const otherCa = join(folder, 'other.pem')
let superuser: pg.Client
let silent: Server
let silentPort = 0
const administrator = author('administrator-1', 'central-unicom', ['administrator'])
const operator = author('operator-1', 'district-oaxaca-03', ['operator'])

/** Runs the command as its person would: exit code and everything printed. */
async function command(args: readonly string[], password = server.password, sql = hubSql): Promise<{ readonly code: number; readonly said: readonly string[] }> {
  const { code, lines, said } = await runCommand({ ...server, password }, database, ca, args, sql)
  if (password !== '') expect(said).not.toContain(password)
  return { code, said: lines }
}

const codeIn = (said: readonly string[]): Record<string, unknown> => JSON.parse(Buffer.from(said.at(-1) ?? '', 'base64url').toString('utf8')) as Record<string, unknown>

beforeAll(async () => {
  writeFileSync(ca, server.ca)
  writeFileSync(otherCa, (await selfMadeAuthority()).ca)
  superuser = clientOf({ ...server, database: 'postgres' }, server)
  await superuser.connect()
  await superuser.query(`CREATE DATABASE ${database} TEMPLATE template0 ENCODING 'UTF8'`)
  await superuser.query(`CREATE DATABASE ${database}_latin TEMPLATE template0 ENCODING 'LATIN1'`)
  await superuser.query(`CREATE DATABASE ${database}_foreign TEMPLATE template0`)
  const foreign = clientOf({ ...server, database: `${database}_foreign` }, server)
  await foreign.connect()
  await foreign.query('CREATE SCHEMA resguardo; CREATE TABLE resguardo.hub (x int)')
  await foreign.end()
  await superuser.query(`CREATE ROLE plain_${process.pid} LOGIN PASSWORD 'plain-password'`)
  silent = createServer()
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
  const address = silent.address()
  silentPort = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(async () => {
  silent.close()
  await superuser.end()
  rmSync(folder, { recursive: true, force: true })
})

describe('resguardo-hub', () => {
  it('asks for a hub before there is one', async () => {
    expect(await command(['status'])).toEqual({ code: 1, said: [expect.stringContaining('resguardo-hub init')] })
    expect(await command(['upgrade'])).toEqual({ code: 1, said: [expect.stringContaining('resguardo-hub init')] })
  })
  it('init makes the hub once, and prints a founding code that founds it', async () => {
    const made = await command(['init'])
    expect(made.code).toBe(0)
    const again = await command(['init'])
    expect(again).toEqual({ code: 1, said: [expect.stringContaining('nada se ha cambiado')] })
    const renewed = await command(['init', '--renew-founding'])
    const first = sure(readFoundingCode(JSON.stringify(codeIn(made.said))))
    const code = sure(readFoundingCode(JSON.stringify(codeIn(renewed.said))))
    expect(code).toMatchObject({ hub: first.hub, host: server.host, port: server.port, database, ca: server.ca, login: first.login })
    const connect = connectPostgresHub(systemTimers)
    expect(await connect(code, { user: first.login, password: first.password })).toMatchObject({ refusal: { code: 'hub/wrong-password' } })
    const hub = sure(await connect(code, { user: code.login, password: code.password }))
    sure(await hub.append([{ id: 'founding', events: foundingEvents(administrator, [operator]) }])).forEach(accepted)
    sure(await hub.closeFounding(administrator.signer))
    expect(sure(await hub.hello()).member.person).toBe('administrator-1')
    await hub.close()
    expect(await command(['init', '--renew-founding'])).toEqual({ code: 1, said: [expect.stringContaining('ya está fundado')] })
  })
  it('upgrade changes nothing when there is nothing to change, and keeps what is there', async () => {
    expect(await command(['upgrade'])).toEqual({ code: 0, said: [expect.stringContaining(`ya estaba en la forma ${HUB_SCHEMA}`)] })
    expect((await command(['status'])).said[1]).toContain('Última posición: 5:')
  })
  it('upgrade brings an older hub to the newer form, and an older command refuses it then', async () => {
    const newer = { ...hubSql, steps: [...hubSql.steps, 'CREATE TABLE next_form (x integer)'] }
    expect((await command(['upgrade'], undefined, newer)).said).toEqual([`El registro pasó de la forma ${HUB_SCHEMA} a la ${HUB_SCHEMA + 1}.`])
    for (const name of ['upgrade', 'status', 'init']) expect(await command([name])).toEqual({ code: 1, said: [expect.stringContaining(`versión más nueva (${HUB_SCHEMA + 1})`)] })
    const hub = clientOf({ ...server, database }, server)
    await hub.connect()
    await hub.query(`DROP TABLE resguardo.next_form; UPDATE resguardo.hub SET schema = ${HUB_SCHEMA}`)
    await hub.end()
  })
  it('invite opens a login for somebody on record, revoke shuts it at once, both as often as one likes', async () => {
    const invited = await command(['invite', '--person', 'operator-1'])
    const code = codeIn(invited.said)
    expect(code).toMatchObject({ kind: 'resguardo-login', person: 'operator-1', database })
    const connect = connectPostgresHub(systemTimers)
    const login = { user: String(code['login']), password: String(code['password']) }
    const hub = sure(await connect(code as unknown as HubAddress, login))
    expect(sure(await hub.hello()).member.person).toBe('operator-1')
    expect((await command(['status', '--people'])).said.join('\n')).toContain(`operator-1  ${login.user}  sin usar`)
    const lost = new Promise((resolve) => hub.onWake(resolve))
    expect((await command(['revoke', '--login', login.user])).code).toBe(0)
    expect(await lost).toBe('lost')
    expect(await connect(code as unknown as HubAddress, login)).toMatchObject({ refusal: { code: 'hub/denied' } })
    expect((await command(['revoke', '--person', 'operator-1'])).code).toBe(0)
    expect((await command(['status', '--people'])).said.join('\n')).toContain(`operator-1  ${login.user}  cerrado`)
    expect(await command(['invite', '--person', 'nobody'])).toEqual({ code: 1, said: [expect.stringContaining('Nadie con ese identificador')] })
    expect(await command(['revoke', '--login', 'rsg_nobody'])).toEqual({ code: 1, said: [expect.stringContaining('No hay ningún acceso')] })
    expect(await command(['revoke'])).toEqual({ code: 1, said: [expect.stringContaining('Falta')] })
  })
  it('status and backup-check warn of what a dump does not keep, and upgrade sets it again', async () => {
    const hub = clientOf({ ...server, database }, server)
    await hub.connect()
    await hub.query(`ALTER FUNCTION pg_catalog.text_lt(text, text) LEAKPROOF; GRANT EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) TO PUBLIC; GRANT TEMPORARY ON DATABASE ${database} TO PUBLIC`)
    await hub.end()
    for (const name of ['status', 'backup-check']) {
      const { code, said } = await command([name])
      expect(code).toBe(0)
      expect(said.join('\n')).toMatch(/faltan ajustes.*letra por letra.*temporales.*detener.*resguardo-hub upgrade/u)
    }
    expect((await command(['upgrade'])).code).toBe(0)
    for (const name of ['status', 'backup-check']) expect((await command([name])).said.join('\n')).not.toContain('faltan ajustes')
  })
  it('backup-check finds a whole copy whole, and names what is wrong with another', async () => {
    const whole = await command(['backup-check'])
    expect(whole.code).toBe(0)
    const newest = /posición (\S+)$/.exec(whole.said[0] ?? '')?.[1] ?? ''
    expect((await command(['backup-check', '--since', newest])).code).toBe(0)
    expect((await command(['backup-check', '--since', `99:${'a'.repeat(64)}`])).said.join('\n')).toContain('es más antigua')
    expect((await command(['backup-check', '--since', `3:${'a'.repeat(64)}`])).said.join('\n')).toContain('de otra historia')
    const hub = clientOf({ ...server, database }, server)
    await hub.connect()
    const damage = async (statement: string, exit = 1): Promise<string> => {
      await hub.query(`ALTER TABLE resguardo.events DISABLE TRIGGER ALL; CREATE TABLE kept AS TABLE resguardo.events; ${statement}`)
      const { code, said } = await command(['backup-check'])
      await hub.query('TRUNCATE resguardo.events; INSERT INTO resguardo.events TABLE kept; DROP TABLE kept')
      for (const trigger of ['events_never_change', 'events_never_go']) await hub.query(`ALTER TABLE resguardo.events ENABLE ALWAYS TRIGGER ${trigger}`)
      expect(code).toBe(exit)
      return said.join('\n')
    }
    expect(await damage("UPDATE resguardo.events SET payload = '{}' WHERE position = 2")).toContain('el evento de la posición 2 no da su hash')
    expect(await damage('DELETE FROM resguardo.events WHERE position = 5')).toContain('la última posición anotada es 5 y el último evento es 4')
    expect(await damage('DELETE FROM resguardo.events WHERE position = 3')).toContain('faltan posiciones')
    expect(whole.said.at(-1)).toBe('Está completa: cada hash, cada cadena, cada versión y cada firma (5) corresponden.')
    // What hashes cannot tell.
    expect(await damage('UPDATE resguardo.events SET signature = (SELECT signature FROM resguardo.events WHERE position = 1) WHERE position = 4', 0)).toContain('1 de 5 firmas no son de quien dicen (posiciones 4)')
    await hub.end()
    expect((await command(['backup-check'])).code).toBe(0)
  })
})

describe('a wrong configuration gets one sentence with the mend, without the password', () => {
  it.each<[string, readonly string[], string, string]>([
    ['an unknown host', ['--host', 'no-such-host.invalid'], server.password, 'revise --host'],
    ['a port where nobody listens', ['--port', '1'], server.password, 'revise --host y --port'],
    ['a certificate of another authority', ['--ca', otherCa], server.password, 'certificado'],
    ['another name than the certificate’s', ['--host', 'localhost'], server.password, 'certificado'],
    ['a file that is no certificate', ['--ca', folder], server.password, 'certificado'],
    ['a wrong password', [], 'a-wrong-password', 'La contraseña falta o no es la de ese usuario'],
    ['no password', [], '', 'La contraseña falta'],
    ['an unknown user', ['--user', 'nobody_at_all'], server.password, 'usuario'],
    ['a user without rights', ['--user', `plain_${process.pid}`], 'plain-password', '--user'],
    ['a database that is not there', ['--database', 'hub_no_such'], server.password, '--database'],
    ['a database of another encoding', ['--database', `${database}_latin`], server.password, 'UTF8'],
    ['a schema that is somebody else’s', ['--database', `${database}_foreign`], server.password, 'no es de este programa'],
    ['an option that does not exist', ['--password', 'x'], server.password, '--help'],
    ['a port that is none', ['--port', 'x'], server.password, '--port'],
  ])('%s', async (_name, args, password, mend) => {
    const { code, said } = await command(['status', ...args], password)
    expect(code).toBe(1)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(mend)
  })
  it('a server that answers nothing', async () => {
    const { code, said } = await command(['status', '--port', String(silentPort)])
    expect([code, said]).toEqual([1, [expect.stringContaining('no responde')]])
  })
  it('an unknown command', async () => {
    expect((await command(['destroy'])).code).toBe(1)
  })
  it.each([
    [['upgrade', '--person', 'operator-1'], '--person'], [['status', '--enter'], '--enter'], [['invite', '--person', 'operator-1', '--login', 'rsg_x'], '--login'],
    [['backup-check', '--renew-founding'], '--renew-founding'], [['recover', '--enter', '--take', 'all'], '--take'], [['status', '--verbose'], '--verbose'],
  ])('an option that the command does not take: %j', async (args, option) => {
    expect(await command(args)).toEqual({ code: 1, said: [expect.stringContaining(`No se entiende «${option}»`)] })
  })
})
