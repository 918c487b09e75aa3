import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Media } from '#shared/rules/content.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import type { Hub, PlacedEvent } from '#main/hub/hub.ts'
import { clientOf } from '#main/hub/postgres-hub.ts'
import { sure } from '#tests/kit/sure.ts'
import { author } from './author.ts'
import { type Machine, openMachine } from './machine.ts'
import { accepted, institution, openHub, type OpenHub, push } from './open-hub.ts'
import { approval, content, doPost, stageOf, submitted } from './posts.ts'
import { type Answered, runCommand } from './run-command.ts'

const server = inject('server')
const people = {
  ana: author('ana', 'jd-01', ['operator']),
  diego: author('diego', 'jd-01', ['operator']),
  berta: author('berta', 'central-cncs', ['reviewer']),
  carla: author('carla', 'central-cncs', ['reviewer']),
  ofelia: author('ofelia', 'central-oic', ['auditor']),
}
type Name = keyof typeof people

let hub: OpenHub
let folder: string
/** Connected to another database: it renames the hub's. */
let outside: pg.Client
const machines: Machine[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'resguardo-recovery-'))
  writeFileSync(join(folder, 'ca.pem'), server.ca)
  outside = clientOf({ ...server, database: 'postgres' }, server)
  await outside.connect()
})
afterAll(async () => {
  await outside.end()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(async () => {
  for (const machine of machines.splice(0)) await machine.close()
})

function open(name: Name): Machine {
  const { administrator: { signer, publicKey }, address, id } = hub
  const machine = openMachine({ person: people[name], hub: id, root: { signer, publicKey }, address, login: hub.login(name), folder: mkdtempSync(join(folder, `${name}-`)) })
  machines.push(machine)
  machine.unlock()
  return machine
}

const command = (...args: readonly string[]): Promise<Answered> => runCommand(server, hub.address.database, join(folder, 'ca.pem'), args)

/** Nobody is connected to the hub's database while something is done to it. */
async function alone(act: () => Promise<void>): Promise<void> {
  const { database } = hub.address
  await outside.query(`ALTER DATABASE ${database} WITH ALLOW_CONNECTIONS false`)
  await outside.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [database])
  await act()
  await outside.query(`ALTER DATABASE ${database} WITH ALLOW_CONNECTIONS true`)
}

const copyHub = (): Promise<void> => alone(async () => void (await outside.query(`CREATE DATABASE ${hub.address.database}_older TEMPLATE ${hub.address.database}`)))
const restoreHub = (): Promise<void> =>
  alone(async () => {
    await outside.query(`ALTER DATABASE ${hub.address.database} RENAME TO ${hub.address.database}_lost`)
    await outside.query(`ALTER DATABASE ${hub.address.database}_older RENAME TO ${hub.address.database}`)
  })

async function rowsOf<Row extends object>(query: string, database = hub.address.database): Promise<readonly Row[]> {
  const client = clientOf({ ...server, database }, server)
  await client.connect()
  try {
    return (await client.query<Row>(query)).rows
  } finally {
    await client.end()
  }
}

const RECORD = `SELECT position, id, stream, version, audience, type, schema, payload, actor, role, office, at, signer, signer_sequence, previous, after, hash, signature FROM resguardo.events ORDER BY position`
const STATE = `SELECT (SELECT json_agg(s ORDER BY stream) FROM resguardo.streams s) AS streams, (SELECT json_agg(m ORDER BY person) FROM resguardo.members m) AS members,
  (SELECT json_agg(json_build_array(signer, person, kind, public_key, sequence, head, revoked IS NULL) ORDER BY signer) FROM resguardo.signers) AS signers, (SELECT json_build_array(position, hash) FROM resguardo.head) AS head`

describe('a hub that was restored from an older copy', () => {
  it('gets its end back from the machines, as it was, and everybody goes on', { timeout: 180_000 }, async () => {
    hub = await openHub(server, 'recovery', people)
    await hub.superuser.end()
    const [ana, berta, ofelia] = [open('ana'), open('berta'), open('ofelia')]
    const late = open('carla')
    await Promise.all(machines.map((one) => one.settled()))
    submitted(ana, 'before')
    await ana.settled()
    await late.until(() => stageOf(late, 'before') === 'submitted', 'it is everywhere')
    await late.lock()
    await copyHub()
    await Promise.all([ana, berta, ofelia].map((one) => one.until(() => one.status().link === 'current', 'back after the copy', 60_000)))

    // What the copy lacks: posts with a picture and their approval, what the organization says, and an act whose signature is worth nothing.
    const picture = Buffer.alloc(300_000, 7)
    const sha256 = createHash('sha256').update(picture).digest('hex')
    await mkdir(join(ana.folder, 'media'), { recursive: true })
    await writeFile(join(ana.folder, 'media', sha256), picture)
    const media: Media = { sha256, name: 'foto.png', mime: 'image/png', size: picture.length, alternative: { kind: 'text', text: 'Una foto' } }
    doPost(ana, 'lost', { kind: 'draft', content: content('con foto', [media]), correctionOf: null })
    doPost(ana, 'lost', { kind: 'submit', expected: 1, findings: [] })
    await berta.until(() => stageOf(berta, 'lost') === 'submitted', 'it is in review')
    doPost(berta, 'lost', approval(berta, 'lost'))
    await berta.settled()
    const administrator = await hub.connect('administrator')
    const version = (sure(await administrator.stream('organization/main', 10_000)).at(-1)?.version ?? 0) + 1
    const nora = author('nora', 'jd-02', ['operator'])
    const said = { stream: 'organization/main', audience: institution }
    accepted(await push(administrator, hub.administrator.does({ ...said, version, type: 'person.added', payload: { person: 'nora', name: 'Nora', post: 'Vocal', mail: 'nora@institucion.mx', roles: ['operator'], office: 'jd-02' } })))
    accepted(await push(administrator, hub.administrator.does({ ...said, version: version + 1, type: 'signer.registered', payload: { signer: nora.signer, person: 'nora', publicKey: nora.publicKey, item: 'item', kind: 'person', sealingKey: nora.sealingKey } })))
    const diego = await hub.connect('diego')
    const [worthless] = people.diego.does({ stream: 'post/worthless', version: 1, type: 'post.drafted', payload: { content: content('sin firma'), correctionOf: null }, audience: { kind: 'review', office: 'jd-01' } as never })
    if (worthless === undefined) throw new Error('one event')
    accepted(await push(diego, [{ ...worthless, signature: Buffer.alloc(64, 1).toString('base64') }]))
    submitted(ana, 'later')
    await Promise.all([ana.settled(), berta.until(() => stageOf(berta, 'later') === 'submitted' && berta.record.quarantined().length === 1, 'all is everywhere')])
    await ofelia.until(() => stageOf(ofelia, 'later') === 'submitted', 'the auditor has it')
    await ana.until(() => ana.status().files?.left === 0, 'the picture is at the hub')
    await berta.until(() => berta.status().files?.left === 0, 'and with who reviews')
    const before = await rowsOf<EventRow>(RECORD)
    const [state] = await rowsOf(STATE)

    await restoreHub()
    expect(await command('recover')).toMatchObject({ code: 0, said: expect.stringContaining('cerrado a escritura') as string })
    await Promise.all([ana, berta, ofelia].map((one) => one.until(() => one.status().why === 'hub/rolled-back' && one.status().offered !== undefined, 'it is noticed, and what lacks is offered', 90_000)))
    expect(ofelia.status().offered).toBe(before.length - Number((await rowsOf<{ position: string }>('SELECT position FROM resguardo.head'))[0]?.position))
    // Who has seen no more waits, and so does what they do.
    late.unlock()
    await late.until(() => late.status().why === 'hub/recovering', 'it is said that the hub is being recovered', 60_000)
    doPost(late, 'before', { kind: 'claim' })
    expect((await command('status')).said).toContain('cerrado a escritura')
    expect((await command('recover')).said).toMatch(new RegExp(`Equipos que conservan algo posterior: 3 · vieron hasta la posición ${before.length} · se puede reponer hasta la ${before.length}`, 'u'))
    // What nobody's key stands for goes back only when somebody says so.
    const doubted = await command('recover', '--enter')
    expect(doubted.code).toBe(1)
    const place = before.find(({ id }) => id === worthless.id)?.position ?? 0
    expect(doubted.said).toContain(`--take ${place}`)
    const entered = await command('recover', '--enter', '--take', String(place))
    expect(entered.code).toBe(0)
    expect(entered.said).toMatch(/repuestos.*: \d+/u)
    expect(entered.said).toContain('1 tienen una firma que no es de quien dicen')
    expect(await rowsOf(RECORD)).toEqual(before)
    expect(await rowsOf(STATE)).toEqual([state])
    expect((await command('backup-check', '--since', `${before.length}:${before.at(-1)?.hash}`)).code).toBe(0)
    expect(await command('recover', '--end')).toMatchObject({ code: 0 })
    expect((await command('status')).said).not.toContain('cerrado a escritura')

    await Promise.all(machines.map((one) => one.sync.now()))
    await Promise.all(machines.map((one) => one.settled(150_000)))
    await Promise.all(machines.map((one) => one.until(() => one.ledger.history('post/before').length === 3, 'what waited is everywhere', 30_000)))
    expect(late.readTables()).toBe(berta.readTables())
    expect(stageOf(late, 'lost')).toBe('approved')
    await late.until(() => late.status().files?.left === 0, 'the picture came back too', 60_000)
    expect((await rowsOf('SELECT sha256 FROM resguardo.blobs')).length).toBe(1)
    for (const one of machines) expect([one.status().offered, (await one.verify()).bad]).toEqual([undefined, undefined])
  })

  it('takes of what is offered only what was signed, and asks whoever decides when two are', { timeout: 60_000 }, async () => {
    hub = await openHub(server, 'offers', people)
    await hub.superuser.end()
    await copyHub()
    const draft = (who: Name, id: string): PlacedEvent => {
      const [event] = people[who].does({ stream: `post/${id}`, version: 1, type: 'post.drafted', payload: { content: content(id), correctionOf: null }, audience: { kind: 'review', office: 'jd-01' } as never })
      if (event === undefined) throw new Error('one event')
      return event
    }
    for (const who of ['ana', 'diego'] as const) people[who].stand(0, '0'.repeat(64))
    const { position: newest } = sure(await (await hub.connect('ana')).hello()).head
    const [one, other, third] = [draft('ana', 'one'), draft('diego', 'other'), draft('ana', 'third')]
    await restoreHub()
    await command('upgrade')
    const [ana, berta, ofelia]: readonly Hub[] = await Promise.all((['ana', 'berta', 'ofelia'] as const).map((name) => hub.connect(name)))
    if (ana === undefined || berta === undefined || ofelia === undefined) throw new Error('three')
    const at = (event: PlacedEvent, position: number): EventRow => ({ ...event, position })
    const forged = { ...one, signature: Buffer.alloc(64, 1).toString('base64') }

    // Kept apart: nothing of the record changes, and nobody else reads it.
    sure(await berta.offer([at(forged, newest + 1), at({ ...one, payload: '{"otra":"cosa"}' }, newest + 1), at(one, newest)], newest + 3))
    sure(await ana.offer([at(one, newest + 1), at(third, newest + 3)], newest + 3))
    sure(await ana.offer([at(one, newest + 1)], newest + 3))
    expect(sure(await ana.hello()).head.position).toBe(newest)
    const client = await hub.client('ana')
    for (const table of ['offers', 'offered']) await expect(client.query(`SELECT * FROM resguardo.${table}`)).rejects.toThrow(/denied|denegado/u)
    await expect(client.query(`SELECT resguardo.put_back('[]')`)).rejects.toThrow(/denied|denegado/u)
    for (const [what, seen] of [['no', 1], ['{}', 1], [`[${'{},'.repeat(1000)}{}]`, 1], ['[]', -1], ['[]', null]] as const) {
      await expect(client.query('SELECT resguardo.offer($1, $2)', [what, seen]), what.slice(0, 9)).rejects.toThrow('hub/malformed')
    }
    await expect(client.query('SELECT resguardo.offer($1, 1)', [`[${' '.repeat(9_000_000)}]`])).rejects.toThrow('hub/too-large')
    expect((await command('status')).said).toContain(`hasta la posición ${newest + 3}`)

    expect(await command('recover', '--enter')).toMatchObject({ code: 1, said: expect.stringContaining('ejecute antes resguardo-hub recover') as string })
    expect((await command('recover')).said).toContain(`nadie ha entregado todavía la posición ${newest + 2}`)
    expect(await ana.append([{ id: 'waits', events: [one] }])).toMatchObject({ ok: false, refusal: { code: 'hub/recovering' } })
    expect((await command('recover', '--enter')).said).toContain('con sus firmas: 1')
    expect(await rowsOf('SELECT id, signature FROM resguardo.events WHERE position > ' + newest)).toEqual([{ id: one.id, signature: one.signature }])

    // Two that are signed well for one place: one of them never was there.
    const [rival] = author('diego', 'jd-01', ['operator']).does({ stream: 'post/rival', version: 1, type: 'post.drafted', payload: { content: content('rival'), correctionOf: null }, audience: { kind: 'review', office: 'jd-01' } as never })
    if (rival === undefined) throw new Error('one event')
    sure(await ofelia.offer([at(other, newest + 2), at(third, newest + 3)], newest + 3))
    sure(await berta.offer([at(rival, newest + 2)], newest + 2))
    const disagreed = await command('recover', '--enter')
    expect(disagreed.code).toBe(1)
    expect(disagreed.said).toContain(hub.login('ofelia').user)
    expect(disagreed.said).toContain(hub.login('berta').user)
    expect((await command('recover', '--enter', '--without', hub.login('berta').user)).said).toContain('con sus firmas: 2')
    expect(await rowsOf('SELECT id FROM resguardo.events WHERE position > ' + newest + ' ORDER BY position')).toEqual([one, other, third].map(({ id }) => ({ id })))
    // What follows on nothing is told with its place.
    const [loose] = author('berta', 'central-cncs', ['reviewer']).does({ stream: 'post/one', version: 7, type: 'post.claimed', payload: {}, audience: { kind: 'review', office: 'jd-01' } as never })
    if (loose === undefined) throw new Error('one event')
    // Nor does anybody become what they never were made: it is judged as it would have been then.
    const [organization] = await rowsOf<{ version: number }>("SELECT version FROM resguardo.streams WHERE stream = 'organization/main'")
    const version = (organization?.version ?? 0) + 1
    const crown = (): EventRow => {
      const [event] = people.diego.does({ stream: 'organization/main', version, type: 'person.roles-changed', payload: { person: 'diego', roles: ['administrator', 'auditor'] }, audience: institution, role: 'administrator' })
      if (event === undefined) throw new Error('one event')
      return at(event, newest + 4)
    }
    sure(await berta.offer([crown()], newest + 4))
    expect(await command('recover', '--enter', '--without', hub.login('ana').user)).toMatchObject({ code: 1, said: expect.stringContaining('hub/role') as string })
    expect(await rowsOf("SELECT roles FROM resguardo.members WHERE person = 'diego'")).toEqual([{ roles: ['operator'] }])
    sure(await ana.offer([at(loose, newest + 4)], newest + 4))
    expect(await command('recover', '--enter', '--without', hub.login('berta').user)).toMatchObject({ code: 1, said: expect.stringContaining(`posición ${newest + 4} (acceso ${hub.login('ana').user}) no continúa`) as string })
    expect((await command('recover', '--end')).code).toBe(0)
    expect(await ana.append([{ id: 'goes', events: [draft('ana', 'goes')] }])).toMatchObject({ ok: true, value: [{ kind: 'accepted' }] })
    expect((await command('backup-check')).code).toBe(0)
    await Promise.all([ana.close(), berta.close(), ofelia.close()])
  })
})
