import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoClock } from '#main/demo/demo-clock.ts'
import { demoData } from '#main/demo/demo-data.ts'
import { demonstration } from '#main/demo/demonstration.ts'
import { timelineOf } from '#main/demo/timeline.ts'
import { memoryKeychain } from '#main/keychain/memory-keychain.ts'
import { verify } from '#main/ledger/verify.ts'
import { demoPassphrase } from '#shared/demo/passphrase.ts'
import { DAY, type Instant, later } from '#shared/kernel/clock.ts'
import type { Context } from '#shared/ledger/event.ts'
import { fixedClock } from '#tests/kit/fixed-clock.ts'
import { quickArgon2 } from '#tests/kit/quick-argon2.ts'
import { openDemo, type TestDemo } from './open-demo.ts'
import { everyPost } from '#shared/posts/filter.ts'

quickArgon2()

let demo: TestDemo
beforeAll(async () => {
  demo = openDemo()
  expect(await demo.make()).toEqual({ ok: true, value: undefined })
}, 60_000)
afterAll(() => demo.close())

/** Unlocks a person of the demonstration as its lock screen says. */
async function as(name: string): Promise<Context> {
  const { session, organization } = demo.services
  const person = organization.people().find((one) => one.name === name)
  if (person === undefined) throw new Error(name)
  const unlocked = await session.unlock(person.id, demoPassphrase)
  const context = session.context()
  if (!unlocked.ok || context === undefined) throw new Error(`${name} does not unlock`)
  return context
}

describe('the demonstration', () => {
  it('says that it is one wherever the institution is named', () => {
    expect(demo.services.organization.brand()?.name).toBe('Instituto Nacional Electoral — DEMOSTRACIÓN')
  })

  it('has the accounts of the 2015 oficio as it leaves them', () => {
    const shown = demo.services.accounts.summaries().map(({ network, displayName, status }) => `${network} ${displayName}: ${status}`)
    expect(shown.toSorted()).toEqual([
      'facebook INE México Instituto Nacional Electoral: active',
      'facebook Voto Mexicano: active',
      'x Genero INE: closed',
      'x INE México: active',
      'x INEtel: active',
      'x Se ciudadano: closed',
      'x Voto Extranjero: active',
      'youtube INETV: active',
      'youtube VotoExtranjero mx: closing',
    ])
  })

  it('has one password overdue, one due within days, and the others in time', () => {
    const due = demo.services.credentials.due().map(({ account, due }) => `${demo.services.accounts.summary(account)?.handle ?? ''} ${due.state}`)
    expect(due).toHaveLength(6)
    expect(due[0]).toBe('INEMexico overdue')
    expect(due.filter((line) => line.endsWith('overdue'))).toHaveLength(1)
    expect(due[1]).toMatch(/^INEMexico soon/)
  })

  it('has posts in every stage that people wait on', async () => {
    const context = await as('Celia Supuesto')
    const stages = Object.entries(demo.services.posts.facets(context, everyPost).stages).filter(([, count]) => count > 0)
    expect(Object.fromEntries(stages)).toEqual({ draft: 1, submitted: 4, returned: 1, approved: 2, published: 1 })
  })

  it('has consultations in every state that somebody meets, all told by the clock', async () => {
    const { consultations } = demo.services
    const context = await as('Celia Supuesto')
    const rows = (['open', 'ended'] as const).flatMap((show) => consultations.list(context, { show, text: '', after: null, limit: 50 }).rows)
    const told = rows.map(({ matter, stage, takenBy }) => `${matter} ${stage}${takenBy === null ? '' : ` by ${takenBy}`}`)
    expect(told.toSorted()).toEqual(['doubt asked', 'doubt asked by Celia Supuesto', 'doubt closed', 'doubt lapsed', 'doubt replied', 'trolling ruled'])

    const pages = rows.flatMap(({ id }) => consultations.get(context, id) ?? [])
    expect(pages.flatMap(({ reply }) => reply?.basis ?? []).toSorted()).toEqual(['answer', 'lapse'])
    // Nobody has been at the lapsed one yet: the first who opens it puts it on record.
    expect(pages.filter(({ unrecordedLapse }) => unrecordedLapse)).toHaveLength(1)
    const [report] = pages.flatMap(({ reports }) => reports)
    expect(report).toMatchObject({ speech: 'violence', evidence: [{ name: 'captura-de-demostracion.png', mime: 'image/png' }] })
    expect(readdirSync(join(demo.folder, 'evidence'))).toEqual([report?.evidence[0]?.sha256])
  })

  it('has a library, campaigns that run, and a national message that one office has adapted', async () => {
    const { library, kits } = demo.services
    const context = await as('Bruno Muestra')
    expect(library.pieces(context, false).map(({ scope, piece }) => `${scope} ${piece.kind}`).toSorted()).toEqual([
      'national ending',
      'national hashtags',
      'national hashtags',
      'national template',
      'national template',
      'office template',
    ])
    expect(library.campaigns(context).map(({ ended, mine }) => [ended, mine])).toEqual([[null, true], [null, true]])
    const [row] = kits.list(await as('Celia Supuesto'))
    expect(row).toMatchObject({ version: 1, writing: 'none', counts: { adapted: 1, submitted: 1 } })
  })

  it('gives each person something to attend to', async () => {
    const kinds = async (name: string): Promise<readonly string[]> => [...new Set(demo.home.now(await as(name)).items.map((item) => item.item.kind))]
    expect(await kinds('Celia Supuesto')).toEqual(['post-to-review', 'consultation-to-answer'])
    expect(await kinds('Bruno Muestra')).toEqual(['rotation-due', 'post-returned', 'post-to-publish', 'consultation-to-reply', 'kit-to-adapt'])
    expect(await kinds('Elena Hipótesis')).toEqual(['post-unproven', 'contact-missing'])
    expect(await kinds('Darío Simulacro')).toEqual(['rotation-due'])
    expect(await kinds('Amalia Ensayo')).toEqual(['single-operator'])
  })

  it('ends locked, in the present, with every moment of it in the past and in order', () => {
    demo.services.session.lock('asked')
    const at = demo.ledger.read.prepare<[], Instant>('SELECT at FROM events ORDER BY position').pluck().all()
    expect(at).toEqual(at.toSorted())
    expect(at.at(-1)).toBe(later(demo.clock.now(), -60 * 60_000))
    expect(demo.clock.now()).toBe('2026-11-23T15:00:00.000Z')
  })

  it('is a record like any other: signed by its people, one after another', async () => {
    const verification = await verify(demo.ledger.database, {
      worker: new URL('../../../src/main/ledger/verify-worker.ts', import.meta.url),
    })
    expect(verification.bad).toBeUndefined()
    expect(verification.events).toBeGreaterThan(50)
  })

  it('keeps its passwords in the keychain, sealed, and in no file', async () => {
    await as('Bruno Muestra')
    const { accounts, credentials } = demo.services
    const kept = accounts.summaries().flatMap(({ id }) => credentials.ofAccount(id).flatMap((credential) => credential.kept?.current.item ?? []))
    expect(kept).toHaveLength(6)
    const secrets = await Promise.all(kept.map((item) => demo.services.session.vault.read(item)))
    const values = secrets.map((secret) => (secret.ok ? secret.value : ''))
    expect(values.every((value) => value.length >= 15)).toBe(true)
    const files = readdirSync(demo.folder, { recursive: true, encoding: 'utf8' }).map((name) => join(demo.folder, name))
    const text = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, 'latin1')).join('') + [...demo.keychain.items.values()].join('')
    expect(values.filter((value) => text.includes(value))).toEqual([])
    expect(text.includes(demoPassphrase)).toBe(false)
  })
})

describe('making the demonstration', () => {
  it('puts nothing on the person’s clipboard, and is out of the way afterwards', async () => {
    expect(demo.copied).toEqual([])
    expect(demo.pages).toEqual([])
    const context = await as('Bruno Muestra')
    const waiting = demo.services.posts.list(context, { ...everyPost, stages: ['approved'], order: 'recent', after: null, limit: 10 }).rows[0]
    const account = demo.services.posts.accountsFor(context).find((one) => one.handle === 'INEMexico' && one.network === 'x')
    if (waiting === undefined || account === undefined) throw new Error('nothing to copy')
    expect(await demo.services.posts.publishing.copy(context, waiting.id, account.id)).toMatchObject({ ok: true })
    expect(demo.copied).toHaveLength(1)
    expect(demo.pages).toEqual(['https://x.com/compose/post'])
  })

  it('has a published post whose evidence the stand-alone verifier finds right', async () => {
    const context = await as('Bruno Muestra')
    const published = demo.services.posts.list(context, { ...everyPost, stages: ['published'], order: 'recent', after: null, limit: 1 }).rows[0]
    if (published === undefined) throw new Error('nothing is published')
    expect(await demo.services.posts.publishing.kit(context, published.id, 'x')).toEqual({ ok: true, value: { saved: true } })
    const zip = readdirSync(demo.folder).find((name) => name.endsWith('.zip')) ?? ''
    const kit = join(demo.folder, 'kit')
    for (const [path, bytes] of Object.entries(unzipSync(readFileSync(join(demo.folder, zip))))) {
      mkdirSync(dirname(join(kit, path)), { recursive: true })
      writeFileSync(join(kit, path), bytes)
    }
    const run = spawnSync(process.execPath, ['verificar.mjs'], { cwd: kit, env: {}, encoding: 'utf8' })
    expect(run.stdout).toContain('CORRESPONDE: ')
    expect(run.status).toBe(0)
  })

  it('begins again after it was cut short, and says so when the keychain does not answer', async () => {
    const keychain = memoryKeychain()
    const first = openDemo(undefined, keychain)
    keychain.failOnce(3, 'locked')
    expect(await first.make()).toMatchObject({ ok: false, refusal: { code: 'keychain/locked' } })
    expect(first.clock.now()).toBe('2026-11-23T15:00:00.000Z')
    first.leave()
    const second = openDemo(first.folder, keychain)
    expect(await second.make()).toEqual({ ok: true, value: undefined })
    expect(second.services.accounts.summaries()).toHaveLength(9)
    second.close()
  })

  it('never takes a folder with somebody’s real record', () => {
    const folder = mkdtempSync(join(tmpdir(), 'resguardo-real-'))
    writeFileSync(join(folder, 'ledger.db'), 'real')
    expect(demonstration(folder, join(import.meta.dirname, '../../../resources'), fixedClock())).toBeUndefined()
    expect(readFileSync(join(folder, 'ledger.db'), 'utf8')).toBe('real')
    rmSync(folder, { recursive: true })
  })
})

describe('the demonstration’s clock', () => {
  it('goes forward only, and never past the present', () => {
    const machine = fixedClock()
    const clock = demoClock(machine, 10 * DAY)
    expect(clock.now()).toBe(later(machine.now(), -10 * DAY))
    clock.hold(later(machine.now(), -DAY))
    expect(() => clock.hold(later(machine.now(), -2 * DAY))).toThrow('goes forward')
    clock.hold(later(machine.now(), DAY))
    expect(clock.now()).toBe(machine.now())
    clock.release()
    machine.advance(DAY)
    expect(clock.now()).toBe(machine.now())
    expect(() => clock.hold(machine.now())).toThrow('goes forward')
  })

  it('meets the acts in the order of time', () => {
    const at = timelineOf(demoData(join(import.meta.dirname, '../../../resources'))).map((act) => act.at)
    expect(at).toEqual(at.toSorted((a, b) => b - a))
  })
})

describe('a demonstration that was made', () => {
  it('is found by the next start as it was left', async () => {
    const count = (one: TestDemo): unknown => one.ledger.read.prepare('SELECT count(*) FROM events').pluck().get()
    const events = count(demo)
    demo.leave()
    demo = openDemo(demo.folder, demo.keychain)
    expect(await demo.make()).toEqual({ ok: true, value: undefined })
    expect([count(demo), demo.services.session.state(), demo.clock.now()]).toEqual([events, 'locked', '2026-11-23T15:00:00.000Z'])
  })
})
