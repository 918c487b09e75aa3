import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refuse } from '#shared/kernel/result.ts'
import type { ConnectHub } from '#main/hub/hub.ts'
import { codeOf } from '#main/hub/invitation-file.ts'
import { memoryHub } from '#main/hub/memory-hub.ts'
import { scramVerifier } from '#main/hub/scram.ts'
import { emptyContent } from '#shared/posts/content.ts'
import { post } from '#shared/posts/post-decider.ts'
import { fixedClock } from '#tests/kit/fixed-clock.ts'
import { cncs, setUp } from '#tests/main/organization/open-organization.ts'
import { sure } from '#tests/kit/sure.ts'
import { type Member, openMember } from './open-member.ts'

const phrase = 'siete mares y un faro'
const password = 'one-time-password-of-the-founder'
const foundingCode = codeOf({ kind: 'resguardo-founding', version: 1, hub: 'hub-1', host: 'registro.institucion.mx', port: 5432, database: 'resguardo', ca: 'PEM', login: 'founder', password })

describe('a file between two machines as the app wires them', () => {
  let folder: string
  let ana: Member
  let beto: Member
  let cut: boolean

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'resguardo-bundle-'))
    cut = false
    const clock = fixedClock()
    const hub = memoryHub({ hub: 'hub-1', clock, founder: { user: 'founder', verifier: scramVerifier(password, Buffer.alloc(16, 7)) } })
    const cable: ConnectHub = (address, login) => (cut ? Promise.resolve(refuse('hub/unreachable')) : hub.connect(address, login))
    ana = openMember(hub.connect, clock, 'ana')
    beto = openMember(cable, clock, 'beto')
    sure(await ana.organization.setUp(setUp))
    sure(await ana.hub.handlers.share({ code: foundingCode, passphrase: setUp.passphrase }, { context: ana.context() }))
    await ana.link('current')
    const { id } = sure(await ana.organization.addPerson(ana.context(), { name: 'Beto Prueba', post: 'Analista', mail: 'beto@ine.example', roles: ['operator'], office: setUp.office }, undefined))
    const { code } = sure(await ana.hub.handlers.invite({ person: id, days: 7 }, { context: ana.context() }))
    sure(await beto.hub.handlers.acceptInvitation({ code, passphrase: phrase }, { context: undefined }))
    await beto.link('current')
    sure(await ana.hub.handlers.synchronise({}, { context: ana.context() }))
    cut = true
    beto.session.lock('asked')
    sure(await beto.session.unlock(id, phrase))
    await beto.link('offline')
  })
  afterEach(async () => {
    await Promise.all([ana.close(), beto.close()])
    rmSync(folder, { recursive: true, force: true })
  })

  it('brings what was recorded since, by the keys that were registered with the signers', async () => {
    sure(await ana.organization.addPerson(ana.context(), { name: 'Carla Prueba', post: 'Vocal', mail: 'carla@ine.example', roles: ['operator'], office: cncs }, undefined))
    sure(await ana.hub.handlers.synchronise({}, { context: ana.context() }))
    expect(ana.hub.handlers.bundleOffices({}, { context: ana.context() })).toMatchObject({ value: [{ office: setUp.office, machines: 1, without: 0 }] })
    ana.desk.file = beto.desk.file = join(folder, 'file.resguardo-paquete')
    expect(sure(await ana.hub.handlers.saveBundle({ office: setUp.office, files: 'all' }, { context: ana.context() }))).toMatchObject({ machines: 1, acts: 0 })
    expect(readFileSync(ana.desk.file, 'utf8')).not.toContain('Carla')
    expect(sure(await beto.hub.handlers.takeBundle({}, { context: beto.context() }))).toMatchObject({ events: 1, acts: 0, personName: 'Ana Ensayo' })
    expect(beto.ledger.shared.head()).toEqual(ana.ledger.shared.head())
    expect(ana.logged.join('') + beto.logged.join('')).not.toContain('Carla')
  })

  it('takes to the hub what a machine without network did, in its name', async () => {
    sure(beto.ledger.record(beto.context(), post, 'far', { kind: 'draft', content: { ...emptyContent, base: 'Abren las casillas.' }, correctionOf: null }))
    ana.desk.file = beto.desk.file = join(folder, 'file.resguardo-paquete')
    expect(sure(await beto.hub.handlers.saveBundle({ office: setUp.office, files: 'none' }, { context: beto.context() }))).toMatchObject({ acts: 1, unplaced: 0 })
    expect(sure(await ana.hub.handlers.takeBundle({}, { context: ana.context() }))).toMatchObject({ acts: 1 })
    await expect.poll(() => ana.ledger.state(post, 'far').kind).not.toBe('none')
    expect(sure(await ana.hub.handlers.carried({}, { context: ana.context() }))).toEqual([])
    expect(sure(await ana.hub.handlers.saveBundle({ office: setUp.office, files: 'none' }, { context: ana.context() }))).toMatchObject({ machines: 1 })
    sure(await beto.hub.handlers.takeBundle({}, { context: beto.context() }))
    expect([beto.ledger.shared.pending(), beto.ledger.state(post, 'far').kind]).toEqual([[], ana.ledger.state(post, 'far').kind])
  })

  it('goes nowhere when the person thinks better of it, and a machine that is locked opens none', async () => {
    expect(await ana.hub.handlers.saveBundle({ office: setUp.office, files: 'all' }, { context: ana.context() })).toEqual({ ok: true, value: null })
    expect(await beto.hub.handlers.takeBundle({}, { context: beto.context() })).toEqual({ ok: true, value: null })
    const context = beto.context()
    ana.desk.file = beto.desk.file = join(folder, 'file.resguardo-paquete')
    sure(await ana.hub.handlers.saveBundle({ office: setUp.office, files: 'all' }, { context: ana.context() }))
    beto.session.lock('asked')
    expect(await beto.hub.handlers.takeBundle({}, { context })).toMatchObject({ refusal: { code: 'session/locked' } })
  })
})
