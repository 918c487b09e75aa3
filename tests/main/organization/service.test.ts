import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { organizationContract } from '#shared/organization/contract.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { organizationProjection, organizationQueries } from '#main/modules/organization/store.ts'
import { quickArgon2 } from '#tests/kit/quick-argon2.ts'
import { cncs, oaxaca, openOrganization, passphrase, setUp, type TestOrganization } from './open-organization.ts'

quickArgon2()

const beto = { name: 'Beto Muestra', post: 'Analista', mail: 'beto@correo.example', roles: ['operator' as const], office: oaxaca }

describe('the first run', () => {
  it('founds the institution, unlocks its first person and gives the sheet of the recovery kit', async () => {
    const kit = openOrganization()
    const answer = await kit.service.setUp(setUp)
    expect(answer).toMatchObject({
      ok: true,
      value: { kit: { institution: 'Instituto Nacional Electoral', office: 'Coordinación Nacional de Comunicación Social', machine: 'prueba' } },
    })
    expect(kit.session.state()).toBe('unlocked')
    expect(kit.service.people()).toMatchObject([{ name: 'Ana Ensayo', roles: ['administrator', 'operator'], hasSigner: true, mailOutside: false }])
    expect(kit.service.brand()).toEqual({ name: 'Instituto Nacional Electoral', shortName: 'INE', accent: '#8a1e5c', mailDomain: 'ine.example' })
    expect(kit.keychain.items.size).toBe(2)
    kit.close()
  })

  it('can be unlocked afterwards with the passphrase, and with no other', async () => {
    const kit = openOrganization()
    const founded = await kit.service.setUp(setUp)
    const person = founded.ok ? founded.value.person : ('' as PersonId)
    kit.session.lock('asked')
    expect(await kit.session.unlock(person, 'otra frase cualquiera')).toMatchObject({ refusal: { code: 'session/wrong-passphrase' } })
    kit.clock.advance(60_000)
    expect(await kit.session.unlock(person, passphrase)).toMatchObject({ ok: true })
    kit.close()
  })

  it.each([
    ['an unknown office', { ...setUp, office: 'central-luna' as OfficeId }, { code: 'organization/unknown-office' }],
    ['a closed office', { ...setUp, office: 'central-cdd' as OfficeId }, { code: 'organization/unknown-office' }],
    [
      'an empty form',
      { ...setUp, institution: { name: '', shortName: '', accent: '' }, person: { name: '', post: '', mail: '', roles: [] } },
      {
        code: 'organization/invalid',
        fields: {
          'institution.name': 'required',
          'institution.shortName': 'required',
          'institution.accent': 'color',
          'person.name': 'required',
          'person.post': 'required',
          'person.mail': 'required',
          'person.roles': 'administrator',
        },
      },
    ],
    ['a weak passphrase', { ...setUp, passphrase: 'corta' }, { code: 'session/weak-passphrase', fields: { passphrase: 'passphrase-short' } }],
    ['a passphrase with the person’s name', { ...setUp, passphrase: 'ensayo de cuatro cosas' }, { code: 'session/weak-passphrase' }],
  ])('refuses %s and leaves nothing', async (_what, input, refusal) => {
    const kit = openOrganization()
    expect(await kit.service.setUp(input)).toMatchObject({ ok: false, refusal })
    expect([kit.service.brand(), kit.keychain.items.size, kit.session.state()]).toEqual([undefined, 0, 'unset'])
    kit.close()
  })

  it.each([1, 2])('leaves nothing when the keychain refuses at its call %i', async (call) => {
    const kit = openOrganization()
    kit.keychain.failOnce(call, 'cancelled')
    expect(await kit.service.setUp(setUp)).toMatchObject({ ok: false, refusal: { code: 'keychain/cancelled' } })
    expect([kit.service.brand(), kit.keychain.items.size, kit.session.state()]).toEqual([undefined, 0, 'unset'])
    expect(await kit.service.setUp(setUp)).toMatchObject({ ok: true })
    kit.close()
  })

  it('leaves nothing when the record cannot be written', async () => {
    const kit = openOrganization()
    kit.ledger.database.pragma('query_only = ON')
    expect(await kit.service.setUp(setUp)).toMatchObject({ ok: false, refusal: { code: 'ledger/read-only' } })
    expect([kit.keychain.items.size, kit.session.state()]).toEqual([0, 'unset'])
    kit.ledger.database.pragma('query_only = OFF')
    kit.close()
  })
})

describe('an institution that exists', () => {
  let kit: TestOrganization
  let second: PersonId
  beforeAll(async () => {
    kit = openOrganization()
    await kit.service.setUp(setUp)
    const added = await kit.service.addPerson(kit.context(), beto, 'siete mares y un faro')
    if (!added.ok) throw new Error(added.refusal.code)
    second = added.value.id
  })
  afterAll(() => kit.close())

  it('refuses a second first run', async () => {
    expect(await kit.service.setUp(setUp)).toEqual({ ok: false, refusal: { code: 'organization/already-founded' } })
    expect(kit.keychain.items.size).toBe(3)
  })

  it('lists its people by name, and says whose address is not of its domain', () => {
    expect(kit.service.people().map(({ name, officeName, mailOutside, hasSigner }) => [name, officeName, mailOutside, hasSigner])).toEqual([
      ['Ana Ensayo', 'Coordinación Nacional de Comunicación Social', false, true],
      ['Beto Muestra', 'Junta Distrital Ejecutiva 03, Oaxaca', true, true],
    ])
  })

  it.each([
    ['a taken address', { ...beto, mail: 'ANA@ine.example' }, 'organization/invalid'],
    ['an unknown office', { ...beto, mail: 'c@ine.example', office: 'x' as OfficeId }, 'organization/unknown-office'],
  ])('refuses to add a person with %s, and makes no signer', async (_what, details, code) => {
    expect(await kit.service.addPerson(kit.context(), details, 'siete mares y un faro')).toMatchObject({ ok: false, refusal: { code } })
    expect(kit.keychain.items.size).toBe(3)
  })

  it('makes no signer for a person whom the caller may not add', async () => {
    const context = { ...kit.context(), roles: ['operator' as const] }
    expect(await kit.service.addPerson(context, { ...beto, mail: 'd@ine.example' }, 'siete mares y un faro')).toEqual({
      ok: false,
      refusal: { code: 'ledger/role' },
    })
    expect(kit.keychain.items.size).toBe(3)
  })

  it('lets the added person unlock with the passphrase they typed', async () => {
    kit.session.lock('asked')
    expect(await kit.session.unlock(second, 'siete mares y un faro')).toMatchObject({ ok: true })
    expect(kit.context()).toMatchObject({ actor: second, roles: ['operator'], office: oaxaca })
    expect(await kit.service.addPerson(kit.context(), { ...beto, mail: 'e@ine.example' }, 'nueve caminos de agua')).toMatchObject({ ok: false })
    kit.session.lock('asked')
    const ana = kit.service.people()[0]?.id ?? ('' as PersonId)
    expect(await kit.session.unlock(ana, passphrase)).toMatchObject({ ok: true })
  })

  it('asks for the contacts that lack, and no longer once they are set', () => {
    const viewer = { person: second, roles: ['operator' as const], office: oaxaca }
    const asked = (): readonly unknown[] => kit.service.attention(viewer, kit.clock.now()).map((item) => item.kind === 'contact-missing' && item.contact)
    expect(asked()).toEqual(['areaHead', 'communication', 'security'])
    const card = { name: 'Guardia', post: '', mail: 'guardia@ine.example', phone: '', hours: '24 horas' }
    expect(kit.service.setContact(kit.context(), 'communication', cncs, card)).toEqual({ ok: true, value: card })
    expect(kit.service.setContact(kit.context(), 'areaHead', oaxaca, card)).toMatchObject({ ok: true })
    expect(asked()).toEqual(['security'])
    expect(kit.service.contactsOf(oaxaca)).toEqual({ areaHead: card, communication: card })
    expect(kit.service.contactBook()).toEqual({
      communication: card,
      heads: [
        { office: cncs, officeName: 'Coordinación Nacional de Comunicación Social', card: undefined },
        { office: oaxaca, officeName: 'Junta Distrital Ejecutiva 03, Oaxaca', card },
      ],
    })
    expect(kit.service.setContact(kit.context(), 'areaHead', 'luna' as OfficeId, card)).toMatchObject({ refusal: { code: 'organization/unknown-office' } })
  })

  it('keeps an office’s seat and hour, everywhere the office is named', () => {
    const answer = kit.service.correctOffice(kit.context(), oaxaca, { seat: 'Huajuapan de León', timeZone: 'America/Mexico_City' })
    expect(answer).toMatchObject({ ok: true, value: { name: 'Junta Distrital Ejecutiva 03, Oaxaca', seat: 'Huajuapan de León' } })
    expect(kit.service.catalogue().offices.find((office) => office.id === oaxaca)?.seat).toBe('Huajuapan de León')
    expect(kit.service.correctOffice(kit.context(), oaxaca, { seat: '', timeZone: 'Luna/Base' })).toMatchObject({
      refusal: { code: 'organization/invalid', fields: { timeZone: 'choice' } },
    })
  })

  it('locks a person out at once when they are deactivated, and keeps their name', () => {
    expect(kit.service.deactivatePerson(kit.context(), second, 'Cambio de adscripción')).toMatchObject({
      ok: true,
      value: { active: false, deactivated: { at: kit.clock.now(), reason: 'Cambio de adscripción' } },
    })
    expect([kit.service.isActivePerson(second), kit.service.personName(second)]).toEqual([false, 'Beto Muestra'])
    expect(kit.service.reactivatePerson(kit.context(), second)).toMatchObject({ ok: true, value: { active: true } })
    expect(kit.service.people().find((person) => person.id === second)?.deactivated).toBeUndefined()
  })

  it('corrects people, roles, policies and brand', () => {
    const context = kit.context()
    const correction = { name: 'Alberto Muestra', post: 'Jefe de departamento', mail: 'alberto@ine.example', office: cncs }
    expect(kit.service.correctPerson(context, second, correction)).toMatchObject({ ok: true, value: { ...correction, mailOutside: false } })
    expect(kit.service.changeRoles(context, second, ['operator', 'security'])).toMatchObject({ ok: true, value: { roles: ['operator', 'security'] } })
    expect(kit.service.setPolicies(context, { rotationMonths: 1, reviewHours: 24, idleMinutes: 10 })).toMatchObject({ ok: true })
    expect(kit.service.policies()).toEqual({ rotationMonths: 1, reviewHours: 24, idleMinutes: 10 })
    expect(kit.service.setBrand(context, { name: 'INE', shortName: 'INE', accent: '#00554f', mailDomain: '' })).toMatchObject({ ok: true })
    expect(kit.service.brand()?.accent).toBe('#00554f')
  })

  it('takes for a logo only what is a picture by its bytes, whatever its file is called', () => {
    const logo = (kind: string, bytes: Buffer) =>
      kit.service.setBrand(kit.context(), { name: 'INE', shortName: 'INE', accent: '#00554f', mailDomain: '', logo: `data:image/${kind};base64,${bytes.toString('base64')}` })
    const png = readFileSync(join(import.meta.dirname, '../../../resources/brand/icon.png'))
    const bomb = Buffer.from(png)
    bomb.writeUInt32BE(200_000, 16) // the width in its header
    const refused = { ok: false, refusal: { code: 'organization/invalid', fields: { logo: 'picture' } } }
    expect(logo('png', Buffer.from('Minuta de la sesión ordinaria'))).toMatchObject(refused)
    expect(logo('png', png.subarray(0, 12))).toMatchObject(refused)
    expect(logo('png', bomb)).toMatchObject(refused)
    expect(logo('png', Buffer.alloc(400_000))).toMatchObject({ ok: false, refusal: { fields: { logo: 'picture-too-large' } } })
    expect(kit.service.brand()?.logo).toBeUndefined()
    expect(logo('png', png)).toMatchObject({ ok: true })
  })

  it('answers its contract', async () => {
    const caller = { context: kit.context() }
    const { entries } = organizationContract
    const shapes = [
      [entries.catalogue.out, await kit.handlers.catalogue({}, caller)],
      [entries.brand.out, await kit.handlers.brand({}, caller)],
      [entries.people.out, await kit.handlers.people({}, caller)],
      [entries.contacts.out, await kit.handlers.contacts({}, caller)],
      [entries.policies.out, await kit.handlers.policies({}, caller)],
    ] as const
    for (const [schema, answer] of shapes) expect(answer.ok && schema.safeParse(answer.value).error).toBeUndefined()
    expect(entries.setUp.in.safeParse({ institution: {}, office: cncs }).success).toBe(false)
  })

  it('has the same tables when they are rebuilt from the events', () => {
    const rows = (): unknown => organizationProjection.tables.map((table) => kit.ledger.read.prepare(`SELECT * FROM ${table} ORDER BY 1`).all())
    const before = rows()
    kit.ledger.tables.rebuild()
    expect(rows()).toEqual(before)
  })

  it('has no passphrase in its events', () => {
    const events = JSON.stringify(kit.ledger.history('organization/main'))
    expect([events.includes(passphrase), events.includes('siete mares'), events.includes('Ana Ensayo')]).toEqual([false, false, true])
  })
})

it('numbers signers in the order of the record, and none whose registration is not accepted', async () => {
  const kit = openOrganization()
  await kit.service.setUp(setUp)
  const queries = organizationQueries(kit.ledger.read)
  const first = kit.context().signer
  const added = await kit.service.addPerson(kit.context(), beto, 'siete mares y un faro')
  if (!added.ok) throw new Error(added.refusal.code)
  kit.ledger.shared.join({ hub: 'hub', root: { signer: first, publicKey: 'key' } })
  const waiting = await kit.service.addPerson(kit.context(), { ...beto, mail: 'waits@ine.example' }, 'siete mares y un faro')
  if (!waiting.ok) throw new Error(waiting.refusal.code)
  const numbers = [added.value.id, waiting.value.id].map((person) => queries.signersOf(person).map(({ signer }) => queries.signerNumber(signer)))
  // Founding registered two: the person's and the recovery sheet's.
  expect([queries.signerNumber(first), ...numbers, queries.signerNumber('nobody')]).toEqual([1, [3], [undefined], undefined])
  expect([added.value.id, waiting.value.id].map((person) => kit.service.machines(kit.context(), person).map(({ number }) => number))).toEqual([[3], [undefined]])
  kit.close()
})
