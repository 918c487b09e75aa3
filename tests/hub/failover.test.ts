import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { clientOf } from '#main/hub/postgres-hub.ts'
import { selfMadeAuthority } from '../../scripts/hub/certificate.ts'
import { type LocalPostgres, startLocalPostgres } from '../../scripts/hub/local-postgres.ts'
import { author } from './author.ts'
import { type Machine, openMachine } from './machine.ts'
import { type OpenHub, openHub } from './open-hub.ts'
import { openProxy, type Proxy } from './proxy.ts'
import { stageOf, submitted } from './posts.ts'
import { type Answered, runCommand } from './run-command.ts'

/** What docs/hub.md has an institution's DBA do, done: a standby that is promoted, and a base backup rolled forward from the archive. */
const people = { ana: author('ana', 'jd-01', ['operator']), berta: author('berta', 'central-cncs', ['reviewer']) }
const password = 'only-for-tests'
const SECOND = 1000

let folder: string
let authority: Awaited<ReturnType<typeof selfMadeAuthority>>
const servers: LocalPostgres[] = []
const machines: Machine[] = []
let line: Proxy
/** Where the institution's one name points. */
let current: LocalPostgres

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'resguardo-failover-'))
  authority = await selfMadeAuthority()
  writeFileSync(join(folder, 'ca.pem'), authority.ca)
  line = await openProxy(() => current.port)
})
afterAll(async () => {
  await line.close()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(async () => {
  for (const machine of machines.splice(0)) await machine.close()
  for (const server of servers.splice(0)) await server.remove()
})

async function serve(settings: Readonly<Record<string, string>>, from?: Parameters<typeof startLocalPostgres>[0]['from']): Promise<LocalPostgres> {
  const server = await startLocalPostgres({ password, tls: await authority.issue(['127.0.0.1', 'localhost']), settings, ...(from === undefined ? {} : { from }) })
  servers.push(server)
  return server
}

async function superuser(server: LocalPostgres, database: string, act: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = clientOf({ host: server.host, port: server.port, database, ca: authority.ca }, server)
  await client.connect()
  try {
    await act(client)
  } finally {
    await client.end()
  }
}

/** A base backup, as pg_basebackup takes one: the files between start and stop, and the label that says from where to roll forward. */
async function baseBackup(server: LocalPostgres, database: string): Promise<string> {
  const copy = mkdtempSync(join(folder, 'base-'))
  await superuser(server, database, async (client) => {
    await client.query("SELECT pg_backup_start('base', true)")
    cpSync(join(server.folder, 'data'), copy, { recursive: true, preserveTimestamps: true, filter: (path) => !path.endsWith('postmaster.pid') && !path.includes('/pg_wal/') })
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop()')
    writeFileSync(join(copy, 'backup_label'), rows[0]?.labelfile ?? '')
  })
  mkdirSync(join(copy, 'pg_wal'), { recursive: true })
  return copy
}

async function waited(server: LocalPostgres, database: string, query: string, what: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    let holds = false
    await superuser(server, database, async (client) => void (holds = (await client.query<{ holds: boolean }>(query)).rows[0]?.holds === true))
    if (holds) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`not in ten seconds: ${what}`)
}

const check = (server: LocalPostgres, database: string, ...args: readonly string[]): Promise<Answered> => runCommand(server, database, join(folder, 'ca.pem'), args)

async function founded(server: LocalPostgres, name: string): Promise<OpenHub> {
  current = server
  const hub = await openHub({ host: server.host, port: server.port, user: server.user, password, ca: authority.ca }, name, people)
  await hub.superuser.end()
  return hub
}

/** Machines know one name, which is moved. */
function open(hub: OpenHub, who: keyof typeof people, warned: string[]): Machine {
  const { administrator: { signer, publicKey }, address, id } = hub
  const machine = openMachine(
    { person: people[who], hub: id, root: { signer, publicKey }, address: { ...address, port: line.port }, login: hub.login(who), folder: mkdtempSync(join(folder, `${who}-`)) },
    { warn: (message, detail) => warned.push(`${message} ${JSON.stringify(detail)}`) },
  )
  machines.push(machine)
  machine.sync.onStatus((status) => void (status.mode === 'shared' && status.link === 'stopped' && warned.push(String(status.why))))
  machine.unlock()
  return machine
}

describe('a primary that is gone for good', () => {
  test('is followed by its synchronous standby: nothing that was accepted is missed, and machines go on by themselves', { timeout: 180 * SECOND }, async () => {
    const primary = await serve({ max_slot_wal_keep_size: '20GB' })
    const hub = await founded(primary, 'failover')
    const { database } = hub.address
    const base = await baseBackup(primary, database)
    const standby = await serve({ primary_conninfo: `host=127.0.0.1 port=${primary.port} user=postgres password=${password} sslmode=require application_name=s1` }, { data: base, as: 'standby' })
    await superuser(primary, database, async (client) => void (await client.query("ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (*)'")))
    await superuser(primary, database, async (client) => void (await client.query('SELECT pg_reload_conf()')))
    await waited(primary, database, "SELECT count(*) = 1 AS holds FROM pg_stat_replication WHERE sync_state = 'sync'", 'the standby follows')

    const warned: string[] = []
    const [ana, berta] = [open(hub, 'ana', warned), open(hub, 'berta', warned)]
    await Promise.all([ana.settled(), berta.settled()])
    let done = 0
    const acting = setInterval(() => submitted(ana, `post-${(done += 1)}`), 20)
    await berta.until(() => stageOf(berta, 'post-20') === 'submitted', 'work is on its way')
    // In the middle of it, as a machine loses its power.
    await primary.kill()
    await ana.until(() => ana.status().link === 'offline', 'it is noticed', 60 * SECOND)
    // Somebody points the name at the standby before it is promoted: it refuses, and nobody is told a story about it.
    current = standby
    void ana.sync.now()
    await ana.until(() => ['hub/standby', 'hub/denied'].includes(ana.status().why ?? ''), 'a standby is told as one', 60 * SECOND)
    await superuser(standby, database, async (client) => void (await client.query('SELECT pg_promote(true, 60)')))
    clearInterval(acting)
    await Promise.all([ana, berta].map((one) => one.sync.now()))
    await Promise.all([ana.settled(90 * SECOND), berta.settled(90 * SECOND)])
    await berta.until(() => stageOf(berta, `post-${done}`) === 'submitted', 'all of it is there')
    expect(warned.filter((word) => /rolled-back|forked/u.test(word))).toEqual([])
    expect([ana.record.conflicts(), berta.record.quarantined()]).toEqual([[], []])
    expect(ana.ledger.history('post/post-1')).toHaveLength(2)
    for (const one of machines) expect((await one.verify()).bad).toBeUndefined()
    expect((await check(standby, database, 'backup-check')).said).toContain('Está completa')
    expect((await check(standby, database, 'upgrade')).code).toBe(0)
  })
})

describe('a server whose disk is lost', () => {
  test('comes back from a base backup and the archive of WAL with everything that was archived', { timeout: 180 * SECOND }, async () => {
    const archive = join(folder, 'archive')
    mkdirSync(archive)
    chmodSync(archive, 0o777)
    chmodSync(folder, 0o755)
    const primary = await serve({ archive_mode: 'on', archive_command: `test ! -f ${archive}/%f && cp %p ${archive}/%f` })
    const hub = await founded(primary, 'archive')
    const { database } = hub.address
    const base = await baseBackup(primary, database)
    const warned: string[] = []
    const [ana, berta] = [open(hub, 'ana', warned), open(hub, 'berta', warned)]
    await ana.settled()
    submitted(ana, 'after-the-backup')
    await ana.settled()
    await berta.until(() => stageOf(berta, 'after-the-backup') === 'submitted', 'it is with who reviews')
    const { position, hash } = ana.record.head()
    let last = ''
    await superuser(primary, database, async (client) => {
      last = (await client.query<{ name: string }>('SELECT pg_walfile_name(pg_switch_wal()) AS name')).rows[0]?.name ?? ''
    })
    await waited(primary, database, `SELECT last_archived_wal >= '${last}' AS holds FROM pg_stat_archiver`, 'the last of it is archived')
    await primary.remove()
    servers.splice(servers.indexOf(primary), 1)
    await ana.until(() => ana.status().link === 'offline', 'it is gone', 60 * SECOND)
    submitted(ana, 'meanwhile')

    const restored = await serve({ restore_command: `cp ${archive}/%f %p` }, { data: base, as: 'recovery' })
    await waited(restored, database, 'SELECT NOT pg_is_in_recovery() AS holds', 'it has rolled forward')
    expect((await check(restored, database, 'backup-check', '--since', `${position}:${hash}`)).code).toBe(0)
    expect((await check(restored, database, 'upgrade')).code).toBe(0)
    current = restored
    await Promise.all([ana, berta].map((one) => one.sync.now()))
    await ana.settled(90 * SECOND)
    await berta.until(() => stageOf(berta, 'meanwhile') === 'submitted', 'work goes on', 90 * SECOND)
    expect(warned.filter((word) => /rolled-back|forked/u.test(word))).toEqual([])
  })
})
