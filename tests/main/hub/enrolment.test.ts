import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readInvitation } from '#shared/hub/invitation.ts'
import { DAY, type Instant, later } from '#shared/kernel/clock.ts'
import { dayOf } from '#shared/kernel/local-day.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { loginOf } from '#shared/hub/login.ts'
import { admissionOf, codeOf, invitationOf, invitationSecrets } from '#main/hub/invitation-file.ts'
import { type MemoryHub, memoryHub } from '#main/hub/memory-hub.ts'
import { scramVerifier } from '#main/hub/scram.ts'
import { type FixedClock, fixedClock } from '#tests/kit/fixed-clock.ts'
import { cncs, oaxaca, setUp } from '#tests/main/organization/open-organization.ts'
import { quickArgon2 } from '#tests/kit/quick-argon2.ts'
import { sure } from '#tests/kit/sure.ts'
import { recordExtract } from '#main/ledger/extract.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import { emptyContent } from '#shared/posts/content.ts'
import { post } from '#shared/posts/post-decider.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { verdictOf } from '#tests/main/posts/evidence.ts'
import { type Member, openMember } from './open-member.ts'

quickArgon2()

const phrase = 'siete mares y un faro'
const other = 'nueve lunas sobre el mar'
const founderPassword = 'one-time-password-of-the-founder'
const address = { host: 'registro.institucion.mx', port: 5432, database: 'resguardo', ca: 'PEM' }

let hub: MemoryHub
let clock: FixedClock
let members: Member[] = []

beforeEach(() => {
  clock = fixedClock()
  hub = memoryHub({ hub: 'hub-1', clock, founder: { user: 'founder', verifier: scramVerifier(founderPassword, Buffer.alloc(16, 7)) } })
})
afterEach(async () => {
  await Promise.all(members.map((member) => member.close()))
  members = []
})

function member(machine: string, at: MemoryHub = hub): Member {
  const opened = openMember(at.connect, clock, machine)
  members.push(opened)
  return opened
}

const foundingCode = codeOf({ kind: 'resguardo-founding', version: 1, hub: 'hub-1', ...address, login: 'founder', password: founderPassword })

/** Ana's machine, founded and shared. */
async function founded(): Promise<Member> {
  const ana = member('ana')
  sure(await ana.organization.setUp(setUp))
  sure(await ana.hub.handlers.share({ code: foundingCode, passphrase: setUp.passphrase }, { context: ana.context() }))
  await ana.link('current')
  return ana
}

async function added(ana: Member, name: string, roles: readonly Role[] = ['operator'], office: OfficeId = oaxaca): Promise<PersonId> {
  const details = { name, post: 'Analista', mail: `${name.toLowerCase().replaceAll(' ', '.')}@ine.example`, roles, office }
  return sure(await ana.organization.addPerson(ana.context(), details, undefined)).id
}

const invited = async (ana: Member, person: PersonId, days = 7): Promise<string> =>
  sure(await ana.hub.handlers.invite({ person, days }, { context: ana.context() })).code

const accept = (at: Member, code: string, passphrase = phrase) => at.hub.handlers.acceptInvitation({ code, passphrase }, { context: at.session.context() })

/** The machine that the first person joined with and the second came to, who forgot their phrase there and works again by its sheet. */
async function recoveredAtAnothers(ana: Member, first: PersonId, second: PersonId): Promise<Member> {
  const beto = member('beto')
  const { kit } = sure(await accept(beto, await invited(ana, first)))
  await beto.link('current')
  sure(await accept(beto, await invited(ana, second), other))
  beto.session.lock('switch')
  await beto.link('locked')
  sure(await beto.session.recover(second, kit?.groups.join('-') ?? '', 'once barcos en la niebla'))
  await beto.link('current')
  return beto
}

describe('sharing a record', () => {
  it('publishes it as it is and joins it, so that positions and hashes are the same', async () => {
    const ana = await founded()
    expect(ana.status()).toMatchObject({ mode: 'shared', link: 'current', pending: 0, conflicts: 0 })
    expect(ana.hub.handlers.place({}, { context: ana.context() })).toMatchObject({ ok: true, value: { host: address.host, position: ana.ledger.shared.head().position } })
    expect(await ana.hub.handlers.share({ code: foundingCode, passphrase: setUp.passphrase }, { context: ana.context() })).toMatchObject({ refusal: { code: 'founding/already-shared' } })
  })

  it('is done by any administrator of the machine, in whose name its login is from then on', async () => {
    const ana = member('ana')
    sure(await ana.organization.setUp(setUp))
    const details = { name: 'Dora Muestra', post: 'Analista', mail: 'dora@ine.example', roles: ['administrator' as const], office: oaxaca }
    const dora = sure(await ana.organization.addPerson(ana.context(), details, other)).id
    ana.session.lock('switch')
    sure(await ana.session.unlock(dora, other))
    sure(await ana.hub.handlers.share({ code: foundingCode, passphrase: other }, { context: ana.context() }))
    await ana.link('current')
    const carla = await added(ana, 'Carla Boceto')
    await expect.poll(() => ana.ledger.shared.pending().length).toBe(0)
    expect(ana.status()).toMatchObject({ mode: 'shared', link: 'current', conflicts: 0 })
    const beto = member('beto')
    sure(await accept(beto, await invited(ana, carla)))
    await beto.link('current')
    expect(beto.ledger.shared.head().position).toBeGreaterThan(5)
  })

  it('changes the founder’s one-time password at the first contact', async () => {
    const ana = await founded()
    const again = await hub.connect(address, { user: 'founder', password: founderPassword })
    expect(again).toMatchObject({ ok: false, refusal: { code: 'hub/wrong-password' } })
    ana.session.lock('asked')
    await ana.link('locked')
    sure(await ana.session.unlock(ana.session.lastPerson() ?? ('' as PersonId), setUp.passphrase))
    await ana.link('current')
  })

  it('is refused, and nothing is published, when something of it is not as it was signed', async () => {
    const ana = member('ana')
    sure(await ana.organization.setUp(setUp))
    ana.ledger.database.exec("DROP TRIGGER events_never_change; UPDATE events SET at = '2026-11-22T15:00:00.000Z' WHERE position = 2")
    const answer = await ana.hub.handlers.share({ code: foundingCode, passphrase: setUp.passphrase }, { context: ana.context() })
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'founding/broken', detail: { position: 2 } } })
    expect(ana.status()).toEqual({ mode: 'alone' })
    const elsewhere = sure(await hub.connect(address, { user: 'founder', password: founderPassword }))
    expect(sure(await elsewhere.hello()).head.position).toBe(0)
    await elsewhere.close()
  })

  it('asks for the passphrase, and refuses a hub that holds another record', async () => {
    const ana = member('ana')
    sure(await ana.organization.setUp(setUp))
    expect(await ana.hub.handlers.share({ code: foundingCode, passphrase: 'otra frase cualquiera' }, { context: ana.context() })).toMatchObject({ refusal: { code: 'session/wrong-passphrase' } })
    expect(ana.status()).toEqual({ mode: 'alone' })
    await founded()
    clock.advance(60_000)
    const answer = await ana.hub.handlers.share({ code: foundingCode, passphrase: setUp.passphrase }, { context: ana.context() })
    expect(answer.ok).toBe(false)
    expect(ana.status()).toEqual({ mode: 'alone' })
  })
})

describe('an invitation', () => {
  it('joins a machine: its person unlocks it with their phrase and works in the same record', async () => {
    const ana = await founded()
    const person = await added(ana, 'Beto Muestra')
    const code = await invited(ana, person)
    expect(ana.organization.people().find(({ id }) => id === person)).toMatchObject({ hasSigner: false, isElsewhere: false, invitation: { expired: false } })

    const beto = member('beto')
    expect(beto.hub.handlers.readInvitation({ code }, { context: undefined })).toMatchObject({
      ok: true,
      value: { person: 'Beto Muestra', institution: 'Instituto Nacional Electoral', invitedBy: 'Ana Ensayo', roles: ['operator'], host: address.host },
    })
    const joined = sure(await accept(beto, code))
    expect(joined).toMatchObject({ person, kit: { machine: 'beto', institution: 'Instituto Nacional Electoral' } })
    expect(beto.session.person()).toBe(person)
    await beto.link('current')
    expect(beto.status()).toMatchObject({ pending: 0, conflicts: 0, quarantined: 0 })
    // Only who signs here can unlock this machine.
    expect(beto.organization.people().map(({ name, hasSigner, isElsewhere }) => [name, hasSigner, isElsewhere])).toEqual([
      ['Ana Ensayo', false, true],
      ['Beto Muestra', true, false],
    ])

    beto.session.lock('asked')
    await beto.link('locked')
    sure(await beto.session.unlock(person, phrase))
    await beto.link('current')
    await ana.hub.sync.now()
    expect(ana.organization.people().find(({ id }) => id === person)).toMatchObject({ hasSigner: false, isElsewhere: true })
    expect(ana.organization.people().find(({ id }) => id === person)).not.toHaveProperty('invitation')
  })

  it('is for one use', async () => {
    const ana = await founded()
    const code = await invited(ana, await added(ana, 'Beto Muestra'))
    const beto = member('beto')
    sure(await accept(beto, code))
    await beto.link('current')
    expect(await accept(member('eva'), code)).toMatchObject({ refusal: { code: 'invitation/used' } })
  })

  it('is refused when it expired, was renewed or withdrawn, and nothing is kept of the attempt', async () => {
    const ana = await founded()
    const person = await added(ana, 'Beto Muestra')
    const first = await invited(ana, person)
    const second = await invited(ana, person)
    const beto = member('beto')
    expect(await accept(beto, first)).toMatchObject({ refusal: { code: expect.stringMatching(/^(invitation\/(used|withdrawn)|hub\/denied)$/) as string } })
    expect(beto.keychain.items.size).toBe(0)
    const signer = ana.organization.people().find(({ id }) => id === person)?.invitation?.signer
    if (signer === undefined) throw new Error('no open invitation')
    sure(ana.organization.revokeSigner(ana.context(), signer, 'Retirada'))
    await ana.hub.sync.now()
    expect(await accept(beto, second)).toMatchObject({ ok: false })
    const third = await invited(ana, person, 1)
    clock.advance(DAY + 1)
    expect(await accept(beto, third)).toMatchObject({ refusal: { code: 'invitation/expired' } })
    expect([beto.session.state(), beto.keychain.items.size]).toEqual(['unset', 0])
  })

  it.each([40 * DAY, -40 * DAY])('is judged by the hub’s clock on a new machine whose own is %i ms wrong', async (wrong) => {
    const ana = await founded()
    const wrongly = (machine: string): Member => {
      const opened = openMember(hub.connect, { now: () => later(clock.now(), wrong) }, machine)
      members.push(opened)
      return opened
    }
    const code = await invited(ana, await added(ana, 'Beto Muestra'), 7)
    const beto = wrongly('beto')
    expect(beto.hub.handlers.readInvitation({ code }, { context: undefined })).toMatchObject({ ok: true })
    sure(await accept(beto, code))
    await beto.link('current')
    const late = await invited(ana, await added(ana, 'Carla Boceto'), 1)
    clock.advance(DAY + 1)
    // Behind, it cannot know which of the two it is; the sentence says both.
    expect(await accept(wrongly('carla'), late)).toMatchObject({ refusal: { code: wrong > 0 ? 'invitation/expired' : 'invitation/used' } })
  })

  it('that somebody altered is told from a real one by the record', async () => {
    const ana = await founded()
    const code = await invited(ana, await added(ana, 'Beto Muestra'))
    const real = sure(invitationOf(code))
    const beto = member('beto')
    expect(await accept(beto, codeOf({ ...real, roles: ['administrator'] }))).toMatchObject({ refusal: { code: 'invitation/forged' } })
    expect(beto.keychain.items.size).toBe(0)
    // What was received stays, and the real one goes on from it.
    sure(await accept(beto, code))
  })

  it('of another institution, or on a machine with a record of its own, is refused', async () => {
    const ana = await founded()
    const code = await invited(ana, await added(ana, 'Beto Muestra'))
    const alone = member('alone')
    sure(await alone.organization.setUp(setUp))
    expect(await accept(alone, code)).toMatchObject({ refusal: { code: 'invitation/already-here' } })
    const real = sure(invitationOf(code))
    expect(await accept(ana, codeOf({ ...real, hub: { ...real.hub, id: 'hub-2' } }))).toMatchObject({ refusal: { code: 'invitation/other-institution' } })
    expect(await accept(member('eva'), codeOf({ ...real, hub: { ...real.hub, root: { ...real.hub.root, publicKey: Buffer.alloc(44, 1).toString('base64') } } }))).toMatchObject({
      refusal: { code: 'hub/other-hub' },
    })
  })

  it('goes on after the connection was lost, and refuses a weak phrase before anybody is contacted', async () => {
    const ana = await founded()
    const code = await invited(ana, await added(ana, 'Beto Muestra'))
    const beto = member('beto')
    expect(await accept(beto, code, 'corta')).toMatchObject({ refusal: { code: 'session/weak-passphrase', fields: { passphrase: 'passphrase-short' } } })
    hub.cut()
    expect(await accept(beto, code)).toMatchObject({ refusal: { code: 'hub/unreachable' } })
    hub.mend()
    sure(await accept(beto, code))
    await beto.link('current')
  })

  it('brings a further person to a machine on which somebody is unlocked, with the same vault and sheet', async () => {
    const ana = await founded()
    const first = await added(ana, 'Beto Muestra')
    const second = await added(ana, 'Carla Boceto', ['operator', 'security'])
    const beto = member('beto')
    sure(await accept(beto, await invited(ana, first)))
    await beto.link('current')
    const code = await invited(ana, second)
    const joined = sure(await accept(beto, code, other))
    expect(joined).toEqual({ person: second })
    expect(beto.session.person()).toBe(first)
    beto.session.lock('switch')
    await beto.link('locked')
    sure(await beto.session.unlock(second, other))
    await beto.link('current')
    expect(beto.context().roles).toEqual(['operator', 'security'])
    expect(beto.status()).toMatchObject({ pending: 0, conflicts: 0 })
  })

  it('lets the sheet of that machine help the further person too, here and for the others', async () => {
    const ana = await founded()
    const [first, second] = [await added(ana, 'Beto Muestra'), await added(ana, 'Carla Boceto')]
    const beto = await recoveredAtAnothers(ana, first, second)
    await expect.poll(() => beto.ledger.shared.pending().length).toBe(0)
    expect(beto.status()).toMatchObject({ pending: 0, conflicts: 0, quarantined: 0 })
    await expect.poll(() => ana.ledger.shared.head().position, { timeout: 10_000 }).toBe(beto.ledger.shared.head().position)
    expect(ana.status()).toMatchObject({ conflicts: 0, quarantined: 0 })
  })

  it('makes evidence that the stand-alone verifier finds right: of people invited to their own machine or another’s, and of one who came back by its sheet', async () => {
    const ana = await founded()
    const [first, second, third] = [await added(ana, 'Beto Muestra'), await added(ana, 'Carla Boceto'), await added(ana, 'Dora Ejemplo', ['reviewer'])]
    const beto = await recoveredAtAnothers(ana, first, second)
    const content = { ...emptyContent, base: 'Abren a las 8:00 h.', accounts: [{ id: 'x-1' as AccountId, network: 'x' as const }] }
    sure(beto.ledger.record(beto.context(), post, 'p', { kind: 'draft', content, correctionOf: null }))
    sure(beto.ledger.record(beto.context(), post, 'p', { kind: 'submit', expected: 1, findings: [] }))
    await beto.hub.sync.now()
    const dora = member('dora')
    sure(await accept(dora, await invited(ana, third)))
    await dora.link('current')
    await expect.poll(() => dora.ledger.state(post, 'p').kind, { timeout: 10_000 }).toBe('post')
    sure(dora.ledger.record(dora.context(), post, 'p', { kind: 'approve', expected: 1, seal: sealOf(content) }))
    await dora.hub.sync.now()
    await expect.poll(() => dora.ledger.shared.pending().length, { timeout: 10_000 }).toBe(0)
    const { code, text } = await verdictOf(recordExtract(dora.ledger.read)('post/p'), 'p', { 'x-1': content.base })
    expect(text).toContain('Aprobó Dora Ejemplo')
    expect(text).toContain('Participaron en el contenido: Carla Boceto')
    expect([code, text.trim().split('\n').at(-1)]).toEqual([0, 'CORRESPONDE: lo publicado tiene su aprobación, sus firmas y sus archivos.'])
  })

  it('is refused on a locked machine that somebody already uses', async () => {
    const ana = await founded()
    const code = await invited(ana, await added(ana, 'Beto Muestra'))
    ana.session.lock('asked')
    expect(await accept(ana, code)).toMatchObject({ refusal: { code: 'session/locked' } })
  })

  it('is made only while the hub can be reached', async () => {
    const ana = await founded()
    const person = await added(ana, 'Beto Muestra')
    hub.cut()
    await ana.link('offline')
    expect(await ana.hub.handlers.invite({ person, days: 7 }, { context: ana.context() })).toMatchObject({ refusal: { code: 'hub/unreachable' } })
    expect(ana.organization.people().find(({ id }) => id === person)).not.toHaveProperty('invitation')
  })
})

describe('an access code', () => {
  /** What `resguardo-hub invite` does: a login of nobody's machine, and its code. */
  function code(person: PersonId, days = 7, host = address.host): string {
    const login = loginOf(`code of ${person}`)
    const password = 'one-time-password-of-a-code'
    hub.openLoginFor(login, person, scramVerifier(password, Buffer.alloc(16, 5)))
    const expires = new Date(Date.parse(clock.now()) + days * DAY).toISOString() as Instant
    return codeOf({ kind: 'resguardo-login', version: 1, hub: 'hub-1', ...address, host, person, login, password, expires })
  }

  it('gives access back to who signs here, by another login, and the one before ends', async () => {
    const ana = await founded()
    const person = ana.context().actor
    const given = code(person, 7, 'otro.institucion.mx')
    expect(ana.hub.handlers.readInvitation({ code: given }, { context: ana.context() })).toMatchObject({
      value: { kind: 'access', passphrase: false, person: 'Ana Ensayo', from: 'registro.institucion.mx:5432, resguardo', host: 'otro.institucion.mx', invitedBy: '' },
    })
    hub.cut()
    await ana.link('offline')
    hub.mend()
    expect(sure(await ana.hub.handlers.acceptInvitation({ code: given }, { context: ana.context() }))).toEqual({ person })
    await ana.link('current')
    expect(ana.hub.handlers.place({}, { context: ana.context() })).toMatchObject({ value: { host: 'otro.institucion.mx' } })
    // Its one-time password was exchanged, and the machine comes back with the one it made.
    expect(await hub.connect(address, { user: loginOf(`code of ${person}`), password: 'one-time-password-of-a-code' })).toMatchObject({ refusal: { code: 'hub/wrong-password' } })
    expect(await ana.hub.handlers.acceptInvitation({ code: given }, { context: ana.context() })).toMatchObject({ refusal: { code: 'access/used' } })
    ana.session.lock('asked')
    await ana.link('locked')
    sure(await ana.session.unlock(person, setUp.passphrase))
    await ana.link('current')
  })

  it('opens nothing where its person does not sign, is not present, or after its days', async () => {
    const ana = await founded()
    const person = await added(ana, 'Beto Muestra')
    const refused = (at: Member, given: string) => at.hub.handlers.acceptInvitation({ code: given }, { context: at.session.context() })
    expect(await refused(member('nobody'), code(person))).toEqual({ ok: false, refusal: { code: 'access/no-signer', detail: {} } })
    expect(await refused(ana, code(person))).toEqual({ ok: false, refusal: { code: 'access/no-signer', detail: { person: 'Beto Muestra' } } })
    expect(await refused(ana, code(ana.context().actor, -1))).toEqual({ ok: false, refusal: { code: 'access/expired' } })
    sure(await accept(ana, await invited(ana, person)))
    expect(await refused(ana, code(person))).toEqual({ ok: false, refusal: { code: 'invitation/unlock-first', detail: { person: 'Beto Muestra' } } })
    expect(ana.status()).toMatchObject({ pending: 0 })
  })

  it('is read with the breaks that mail puts in, and refused by what is wrong with it', async () => {
    const ana = await founded()
    const given = code(ana.context().actor)
    const refusal = (text: string): unknown => {
      const read = admissionOf(text)
      return read.ok ? read.value.kind : read.refusal.code
    }
    expect(refusal(` ${given.replaceAll(/(.{60})/g, '$1\r\n')}`)).toBe('resguardo-login')
    expect(refusal(given.slice(0, -40))).toBe('invitation/incomplete')
    expect(refusal(foundingCode)).toBe('invitation/unreadable')
    expect(refusal(codeOf({ ...sure(admissionOf(given)), version: 2 } as never))).toBe('invitation/newer')
  })
})

describe('another invitation for who signs here', () => {
  it('gives them a login without a passphrase, and is believed only of an administrator whom this record knows', async () => {
    const ana = await founded()
    const person = ana.context().actor
    const given = await invited(ana, person)
    expect(ana.hub.handlers.readInvitation({ code: given }, { context: ana.context() })).toMatchObject({ value: { kind: 'invitation', passphrase: false } })
    const forged = { ...sure(invitationOf(given)), hub: { ...sure(invitationOf(given)).hub, host: 'elsewhere.example' } }
    expect(await ana.hub.handlers.acceptInvitation({ code: codeOf(forged) }, { context: ana.context() })).toMatchObject({ refusal: { code: 'invitation/forged' } })
    expect(sure(await ana.hub.handlers.acceptInvitation({ code: given }, { context: ana.context() }))).toEqual({ person })
    await ana.link('current')
    sure(ana.organization.setPolicies(ana.context(), { rotationMonths: 3, reviewHours: 48, idleMinutes: 5 }))
    await ana.hub.sync.now()
    expect(ana.status()).toMatchObject({ link: 'current', pending: 0, conflicts: 0 })
  })
})

describe('secrets of joining', () => {
  it('are in no log and no event, and the clipboard gets a code only when asked', async () => {
    const ana = await founded()
    const code = await invited(ana, await added(ana, 'Beto Muestra'))
    const invitation = sure(invitationOf(code))
    const { password } = invitationSecrets(invitation.invitation, Buffer.from(invitation.seed, 'base64url'))
    const beto = member('beto')
    sure(await accept(beto, code))
    await beto.link('current')
    const everything = [...ana.logged, ...beto.logged, JSON.stringify(beto.ledger.read.prepare('SELECT * FROM events').all()), JSON.stringify(beto.ledger.read.prepare('SELECT * FROM sync_notes').all())].join('\n')
    for (const secret of [invitation.seed, password, founderPassword, phrase]) expect(everything).not.toContain(secret)
    expect(ana.copied).toEqual([])
    sure(await ana.hub.handlers.copyInvitation({ code }, { context: ana.context() }))
    expect(ana.copied).toEqual([code])
  })
})

describe('a stand-in', () => {
  it('has the absent person’s role on their own machine from the first day on, by the hub’s word too, and no longer when it ends', async () => {
    const ana = await founded()
    const [carla, beto] = [await added(ana, 'Carla Prueba', ['administrator'], cncs), await added(ana, 'Beto Muestra', ['operator'], cncs)]
    const machine = member('beto')
    sure(await accept(machine, await invited(ana, beto)))
    await machine.link('current')
    const policies = (rotationMonths: number) => machine.organization.setPolicies(machine.context(), { rotationMonths, reviewHours: 48, idleMinutes: 5 })
    expect(policies(3)).toMatchObject({ refusal: { code: 'ledger/role' } })

    const day = (days: number) => dayOf(later(clock.now(), days * DAY), 'America/Mexico_City')
    /** Days pass: who was present has gone, and comes back. */
    const pass = async (days: number): Promise<void> => {
      for (const one of [ana, machine]) one.session.lock('asked')
      await Promise.all([ana.link('locked'), machine.link('locked')])
      clock.advance(days * DAY)
      sure(await ana.session.unlock(ana.session.lastPerson() ?? carla, setUp.passphrase))
      sure(await machine.session.unlock(beto, phrase))
      await Promise.all([ana.link('current'), machine.link('current')])
    }
    sure(ana.organization.setStandIn(ana.context(), { absent: carla, standIn: beto, roles: ['administrator'], from: day(1), to: day(3) }))
    // A look that is under way when it was written does not take it along.
    await expect
      .poll(async () => {
        await ana.hub.sync.now()
        await machine.hub.sync.now()
        return machine.organization.standIns().length
      })
      .toBe(1)
    expect(machine.context().roles).toEqual(['operator'])

    await pass(2)
    expect(machine.context().roles).toEqual(['operator', 'administrator'])
    sure(policies(4))
    await machine.hub.sync.now()
    await ana.hub.sync.now()
    expect([ana.organization.policies().rotationMonths, machine.status()]).toMatchObject([4, { link: 'current', pending: 0, conflicts: 0 }])

    await pass(3)
    expect(machine.context().roles).toEqual(['operator'])
    expect(policies(6)).toMatchObject({ refusal: { code: 'ledger/role' } })
  })
})

describe('a signer of a lost machine', () => {
  it('writes nothing any more once it is revoked', async () => {
    const ana = await founded()
    const person = await added(ana, 'Beto Muestra', ['administrator'], cncs)
    const beto = member('beto')
    sure(await accept(beto, await invited(ana, person)))
    await beto.link('current')
    const signer = beto.context().signer
    await ana.hub.sync.now()
    sure(ana.organization.revokeSigner(ana.context(), signer, 'Robo de la computadora'))
    await ana.hub.sync.now()
    const before = ana.ledger.shared.head().position
    const done = beto.organization.setPolicies(beto.context(), { rotationMonths: 3, reviewHours: 48, idleMinutes: 5 })
    if (done.ok) await beto.hub.sync.now()
    await ana.hub.sync.now()
    expect(ana.ledger.shared.head().position).toBe(before)
    expect(ana.organization.policies().rotationMonths).toBe(2)
  })
})

describe('the text of an invitation', () => {
  it('is read from its file and from a code with the breaks that mail puts in, and refused by what is wrong with it', async () => {
    const ana = await founded()
    const code = await invited(ana, await added(ana, 'Beto Muestra'))
    const invitation = sure(invitationOf(code))
    expect(sure(invitationOf(`  ${code.replaceAll(/(.{60})/g, '$1\r\n')} `))).toEqual(invitation)
    expect(sure(readInvitation(JSON.stringify(invitation, undefined, 2)))).toEqual(invitation)
    const refusal = (text: string): unknown => {
      const read = invitationOf(text)
      return read.ok ? 'read' : read.refusal.code
    }
    expect(refusal(code.slice(0, -40))).toBe('invitation/incomplete')
    expect(refusal('hola')).toBe('invitation/unreadable')
    expect(refusal(codeOf({ ...invitation, version: 2 } as never))).toBe('invitation/newer')
    expect(refusal(JSON.stringify({ ...invitation, more: 1 }))).toBe('invitation/unreadable')
    expect(refusal(foundingCode)).toBe('invitation/unreadable')
  })
})
