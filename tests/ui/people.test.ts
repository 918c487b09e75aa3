import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DAY, later } from '#shared/kernel/clock.ts'
import { ok } from '#shared/kernel/result.ts'
import type { SignerId } from '#shared/ledger/event.ts'
import { organizationDecider } from '#shared/organization/decider.ts'
import { ORGANIZATION } from '#shared/organization/organization.ts'
import type { Role } from '#shared/organization/role.ts'
import { quickArgon2 } from '#tests/kit/quick-argon2.ts'
import { cncs, openOrganization, setUp, type TestOrganization } from '#tests/main/organization/open-organization.ts'
import { findings, findingsInEveryForm, openWindow, type WindowOptions } from './harness.ts'
import type { TwinHandlers } from './twin.ts'
import { begin } from './twin-data.ts'

quickArgon2()

let kit: TestOrganization
let windows: { close(): Promise<unknown> }[] = []

beforeEach(async () => {
  kit = openOrganization()
  await kit.service.setUp(setUp)
})
afterEach(async () => {
  await Promise.all(windows.map((one) => one.close()))
  windows = []
  kit.close()
})

/** Main's own organization behind the window: the service, the decider, a ledger; only the keychain is in memory. */
function main(roles?: readonly Role[]): TwinHandlers {
  const caller = () => ({ context: { ...kit.context(), ...(roles === undefined ? {} : { roles }) } })
  const { handlers } = kit
  return {
    organization: {
      brand: (input) => handlers.brand(input, caller()),
      catalogue: (input) => handlers.catalogue(input, caller()),
      people: (input) => handlers.people(input, caller()),
      addPerson: (input) => handlers.addPerson(input, caller()),
      correctPerson: (input) => handlers.correctPerson(input, caller()),
      changeRoles: (input) => handlers.changeRoles(input, caller()),
      deactivatePerson: (input) => handlers.deactivatePerson(input, caller()),
      reactivatePerson: (input) => handlers.reactivatePerson(input, caller()),
      machines: (input) => handlers.machines(input, caller()),
      revokeSigner: (input) => handlers.revokeSigner(input, caller()),
      standIns: (input) => handlers.standIns(input, caller()),
      setStandIn: (input) => handlers.setStandIn(input, caller()),
      endStandIn: (input) => handlers.endStandIn(input, caller()),
      contacts: (input) => handlers.contacts(input, caller()),
      setContact: (input) => handlers.setContact(input, caller()),
      correctOffice: (input) => handlers.correctOffice(input, caller()),
      policies: (input) => handlers.policies(input, caller()),
      setPolicies: (input) => handlers.setPolicies(input, caller()),
    },
    session: {
      state: () => {
        const { actor, office, roles: held } = caller().context
        return ok({ state: 'unlocked', person: { id: actor, name: 'Ana Ensayo', roles: [...held], office, officeName: kit.service.officeName(office) }, idleMinutes: 5 })
      },
    },
  }
}

async function open({ more = {}, ...options }: Omit<WindowOptions, 'handlers'> & { readonly roles?: readonly Role[]; readonly more?: TwinHandlers }) {
  const opened = await openWindow({ ...options, handlers: [begin({ state: 'unlocked' }), main(options.roles), more] })
  windows.push(opened)
  kit.ledger.onRecorded(() => void opened.emit('shell', 'changed', { modules: ['organization'] }))
  await opened.page.getByRole('heading', { level: 1, name: 'Personas' }).waitFor()
  return opened
}

const phrase = 'siete mares y un faro'

async function addBeto() {
  const details = { name: 'Beto Muestra', post: 'Analista', mail: 'beto@ine.example', roles: ['operator' as const], office: cncs }
  const added = await kit.service.addPerson(kit.context(), details, phrase)
  if (!added.ok) throw new Error(added.refusal.code)
  return added.value.id
}

describe('people', () => {
  it('are added with the passphrase they type, and what was refused stays typed beside its reason', async () => {
    const { page, faults } = await open({ route: '/personas' })
    await page.getByRole('button', { name: 'Agregar persona' }).click()
    await page.getByLabel('Nombre completo').fill('Beto Muestra')
    await page.getByLabel('Correo institucional').fill('ana@ine.example')
    await page.getByRole('button', { name: 'Agregar', exact: true }).click()
    await page.getByText('Falta este dato.').first().waitFor()
    await expect.poll(() => page.getByText('Falta este dato.').count()).toBe(3)
    await expect.poll(() => page.getByLabel('Nombre completo').inputValue()).toBe('Beto Muestra')

    await page.getByLabel('Cargo', { exact: true }).fill('Analista')
    await page.getByRole('combobox', { name: 'Oficina' }).fill('oaxaca 03')
    await page.getByRole('option', { name: /Junta Distrital Ejecutiva 03, Oaxaca/ }).click()
    await page.getByLabel('Frase de contraseña', { exact: true }).fill(phrase)
    await page.getByLabel('Repite la frase').fill(`${phrase}.`)
    await page.getByRole('button', { name: 'Agregar', exact: true }).click()
    await page.getByText('No coincide con lo anterior.').waitFor()
    await page.getByLabel('Repite la frase').fill(phrase)
    await page.getByRole('button', { name: 'Agregar', exact: true }).click()
    await page.getByText('Ya existe un registro con este dato.').waitFor()

    await page.getByLabel('Correo institucional').fill('beto@correo.example')
    await page.getByText('El correo no es de @ine.example').waitFor()
    await page.getByRole('button', { name: 'Agregar', exact: true }).click()
    await page.getByRole('heading', { level: 2, name: 'Beto Muestra' }).waitFor()
    const beto = kit.service.people().find((person) => person.name === 'Beto Muestra')
    expect(beto).toMatchObject({ office: 'district-oaxaca-03', roles: ['operator'], mailOutside: true })
    kit.session.lock('asked')
    expect(beto && (await kit.session.unlock(beto.id, phrase))).toMatchObject({ ok: true })
    expect(faults).toEqual([])
  })

  it('keep an administrator: the last one cannot be changed or deactivated, and the screen says why', async () => {
    const { page } = await open({ route: `/personas/${kit.context().actor}` })
    await page.getByRole('checkbox', { name: 'Administración' }).click()
    await page.getByRole('button', { name: 'Guardar funciones' }).click()
    await page.getByText('es la única con la función de administración').waitFor()
    await page.getByRole('button', { name: 'Dar de baja' }).click()
    await page.getByRole('dialog').getByLabel('Motivo').fill('Cambio')
    await page.getByRole('dialog').getByRole('button', { name: 'Dar de baja' }).click()
    await page.getByRole('dialog').getByText('es la única con la función de administración').waitFor()
    expect(kit.service.people()).toMatchObject([{ active: true, roles: ['administrator', 'operator'] }])
  })

  it('leave with a reason and stay on record', async () => {
    const beto = await addBeto()
    const { page } = await open({ route: `/personas/${beto}` })
    await page.getByRole('button', { name: 'Dar de baja' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Dar de baja' }).click()
    await dialog.getByText('Falta este dato.').waitFor()
    await dialog.getByLabel('Motivo').fill('Cambio de adscripción')
    await dialog.getByRole('button', { name: 'Dar de baja' }).click()
    await page.getByText(/De baja desde el .*Motivo: Cambio de adscripción/).waitFor()
    await page.getByRole('radio', { name: /Todas/ }).click()
    await expect.poll(() => page.getByRole('option').count()).toBe(2)
    await page.getByRole('button', { name: 'Reactivar' }).click()
    await page.getByText('Beto Muestra está activa de nuevo.').waitFor()
  })

  it('are seen by all and changed by administrators only: the buttons say so', async () => {
    const beto = await addBeto()
    const { page } = await open({ route: `/personas/${beto}`, roles: ['operator'] })
    const leave = page.getByRole('button', { name: 'Dar de baja' })
    await leave.waitFor()
    await expect.poll(() => leave.getAttribute('aria-disabled')).toBe('true')
    await expect.poll(() => page.getByRole('checkbox', { name: 'Administración' }).isDisabled()).toBe(true)
    await leave.hover()
    await page.getByText('Solo la función de administración cambia datos y funciones.').filter({ visible: true }).waitFor()
  })
})

const since = '2026-11-23T15:00:00.000Z'
const joined = { mode: 'shared' as const, link: 'current' as const, since, pending: 0, conflicts: 0, quarantined: 0, unreported: 0, elsewhere: 0, clockDifference: 0 }

/** A machine of a shared record, whose invitations are made without a hub: what the hub does of it is tested in `tests/main/hub`. */
const inviting: TwinHandlers = {
  hub: {
    status: () => ok(joined),
    place: () => ok({ host: 'registro.ine.mx', port: 5432, database: 'resguardo', fingerprint: ['9f2c', '01ab'], position: 12 }),
    invite({ person, days }) {
      const expires = later(kit.clock.now(), days * DAY)
      const invitation = { person, invitation: 'invitation-1', signer: 'signer-of-invitation-1' as SignerId, publicKey: 'key', expires } // an id of a test
      const made = kit.ledger.record(kit.context(), organizationDecider, ORGANIZATION, { kind: 'invite', invitation })
      return made.ok ? ok({ code: 'Y29kZQ', expires, fileName: 'Beto-Muestra.resguardo-invitation' }) : made
    },
    saveInvitation: () => ok({ saved: true }),
    copyInvitation: () => ok({}),
  },
}

/** Pictures for the eye, when asked for: `RESGUARDO_PICTURES=folder`. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['RESGUARDO_PICTURES']
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) })
}

describe('machines and invitations', () => {
  it('of a shared record begin with a person who has no key, and an invitation that is handed over once', async () => {
    const { page, calls, faults } = await open({ route: '/personas/nueva', more: inviting })
    await page.getByLabel('Nombre completo').fill('Beto Muestra')
    await page.getByLabel('Cargo', { exact: true }).fill('Analista')
    await page.getByLabel('Correo institucional').fill('beto@ine.example')
    await page.getByRole('combobox', { name: 'Oficina' }).fill('oaxaca 03')
    await page.getByRole('option', { name: /Junta Distrital Ejecutiva 03, Oaxaca/ }).click()
    await expect.poll(() => page.getByLabel('Frase de contraseña', { exact: true }).count()).toBe(0)
    await picture(page, 'person-add')
    await page.getByRole('button', { name: 'Agregar', exact: true }).click()
    await page.getByRole('heading', { level: 2, name: 'Beto Muestra' }).waitFor()
    await page.getByText('Todavía no tiene clave en ningún equipo.').waitFor()
    await page.getByRole('option', { name: /Beto Muestra/ }).getByText('Sin clave').waitFor()

    await page.getByRole('button', { name: 'Invitar' }).click()
    const dialog = page.getByRole('dialog')
    await expect.poll(() => dialog.getByLabel('Vence en').inputValue()).toBe('7')
    await dialog.getByRole('button', { name: 'Hacer la invitación' }).click()
    await dialog.getByText('No se vuelve a mostrar.').waitFor()
    await dialog.getByText('9f2c 01ab').waitFor()
    await dialog.getByRole('button', { name: 'Copiar el código' }).click()
    await dialog.getByRole('button', { name: 'Guardar como archivo…' }).click()
    await page.getByText('Invitación guardada.').waitFor()
    await picture(page, 'invitation-made')
    expect(await findings(page)).toEqual([])
    expect(calls.filter(({ entry }) => entry === 'copyInvitation' || entry === 'saveInvitation').map(({ entry }) => entry)).toEqual(['copyInvitation', 'saveInvitation'])
    await dialog.getByRole('button', { name: 'Ya la entregué' }).click()
    await page.getByText('Sin usar').waitFor()
    await page.getByRole('option', { name: /Beto Muestra/ }).getByText('Con invitación').waitFor()
    await picture(page, 'person-invited')

    await page.getByRole('button', { name: 'Retirar' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Retirar' }).click()
    await page.getByText('Sin usar').waitFor({ state: 'detached' })
    expect(faults).toEqual([])
  })

  it('are told apart by their number, which is the same on each of them', async () => {
    const beto = await addBeto()
    const one = { kind: 'person' as const, at: since, here: false, own: false }
    const machines = [{ ...one, signer: 'signer-7' as SignerId, number: 7 }, { ...one, signer: 'signer-12' as SignerId, number: 12 }, { ...one, signer: 'signer-x' as SignerId, here: true }] // ids of a test
    const { page, become } = await open({ route: `/personas/${beto}`, more: { ...inviting, organization: { machines: () => ok(machines) } } })
    for (const name of ['Otro equipo, clave 7', 'Otro equipo, clave 12', 'Este equipo']) await page.getByText(name, { exact: true }).waitFor()
    await picture(page, 'person-machines')
    await become(900, 'dark')
    await picture(page, 'person-machines-dark-900')
    expect(await findings(page)).toEqual([])
  })

  it('are revoked with a reason, but not the one that is in use', async () => {
    const beto = await addBeto()
    const { page } = await open({ route: `/personas/${beto}` })
    await page.getByRole('button', { name: 'Revocar' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Revocar' }).click()
    await dialog.getByText('Falta este dato.').waitFor()
    await dialog.getByLabel('Motivo').fill('Robo de la computadora')
    await dialog.getByRole('button', { name: 'Revocar' }).click()
    await page.getByText('Revocada', { exact: true }).waitFor()
    await page.getByText(/Robo de la computadora/).waitFor()
    expect(await kit.session.unlock(beto, phrase)).toMatchObject({ refusal: { code: 'session/no-signer' } })
    await page.goto(`${page.url().split('#')[0]}#/personas/${kit.context().actor}`)
    await page.getByText('En uso').waitFor()
    await expect.poll(() => page.getByRole('button', { name: 'Revocar' }).first().getAttribute('aria-disabled')).toBe('true')
  })
})

describe('stand-ins', () => {
  it('are noted for whole days with roles of the absent person, and ended', async () => {
    await addBeto()
    const { page, faults } = await open({ route: '/personas/suplencias' })
    await page.getByText('No hay suplencias vigentes ni próximas.').waitFor()
    await page.getByRole('button', { name: 'Anotar suplencia' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Persona ausente' }).fill('ana')
    await page.getByRole('option', { name: /Ana Ensayo/ }).click()
    await dialog.getByRole('combobox', { name: 'Quien suple' }).fill('beto')
    await page.getByRole('option', { name: /Beto Muestra/ }).click()
    await dialog.getByRole('checkbox', { name: 'Administración' }).check()
    const type = async (label: string, digits: string) => {
      await dialog.getByRole('group', { name: label }).getByRole('spinbutton').first().click()
      await page.keyboard.type(digits)
    }
    await type('Primer día', '15122026')
    expect(faults).toEqual([])
    await type('Último día', '10122026')
    await dialog.getByRole('button', { name: 'Anotar suplencia' }).click()
    await dialog.getByText('El último día no puede ser anterior al primero.').waitFor()
    await type('Último día', '31122026')
    await picture(page, 'stand-in')
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Anotar suplencia' }).click()
    await page.getByText('Próxima').waitFor()
    await picture(page, 'stand-ins')
    expect(kit.service.standIns()).toMatchObject([{ absentName: 'Ana Ensayo', standInName: 'Beto Muestra', roles: ['administrator'], from: '2026-12-15', to: '2026-12-31', now: false }])
    await page.getByRole('button', { name: 'Terminar' }).click()
    await page.getByText('No hay suplencias vigentes ni próximas.').waitFor()
    expect(faults).toEqual([])
  })
})

describe('contacts, offices and policies', () => {
  it('asks for the contacts that lack and keeps them', async () => {
    const { page } = await open({ route: '/personas/contactos' })
    await expect.poll(() => page.getByText('Falta', { exact: true }).count()).toBe(3)
    await page.getByRole('button', { name: /Anotar.*UNICOM/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/Nombre/).fill('Guardia')
    await dialog.getByRole('button', { name: 'Guardar contacto' }).click()
    await dialog.getByText('Anota un correo o un teléfono.').waitFor()
    await dialog.getByLabel(/Correo/).fill('guardia@ine.example')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    expect(kit.service.contactsOf(cncs).security).toMatchObject({ name: 'Guardia', mail: 'guardia@ine.example' })
    await page.getByText('guardia@ine.example').waitFor()
  })

  it('finds an office by keyboard and keeps its seat', async () => {
    const { page } = await open({ route: '/personas/oficinas' })
    await page.getByRole('searchbox', { name: 'Buscar oficina' }).fill('tamaulipas 02')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: 'Junta Distrital Ejecutiva 02, Tamaulipas' }).waitFor()
    await page.getByText(/Reynosa/).waitFor()
    await page.getByLabel(/Sede/).fill('Reynosa')
    await page.getByLabel('Huso horario').selectOption('America/Matamoros')
    await page.getByRole('button', { name: 'Guardar oficina' }).click()
    await page.getByText('Oficina guardada.').waitFor()
    expect(kit.service.office('district-tamaulipas-02')).toMatchObject({ seat: 'Reynosa', timeZone: 'America/Matamoros' })
  })

  it('refuses a policy out of bounds beside its field, and keeps a sound one', async () => {
    const { page } = await open({ route: '/personas/politicas' })
    const months = page.getByLabel('Meses entre cambios de contraseña')
    await months.fill('0')
    await page.getByLabel('Horas para responder una revisión').fill('mucho')
    await page.getByRole('button', { name: 'Guardar políticas' }).click()
    await page.getByText('El valor está fuera de los límites razonables.').first().waitFor()
    await expect.poll(() => page.getByText('El valor está fuera de los límites razonables.').count()).toBe(2)
    await expect.poll(() => months.inputValue()).toBe('0')
    await months.fill('1')
    await page.getByLabel('Horas para responder una revisión').fill('24')
    await page.getByRole('button', { name: 'Guardar políticas' }).click()
    await page.getByText('Políticas guardadas.').waitFor()
    expect(kit.service.policies()).toEqual({ rotationMonths: 1, reviewHours: 24, idleMinutes: 5 })
  })
})

it('no part has a serious accessibility finding, or anything beyond its edges, in any form of the window', async () => {
  const window = await open({ route: '/personas' })
  const { page, faults, go } = window
  const parts: readonly (readonly [route: string, ready: string])[] = [
    ['/personas', 'option'],
    [`/personas/${kit.context().actor}`, 'checkbox'],
    ['/personas/nueva', 'checkbox'],
    ['/personas/contactos', 'listitem'],
    ['/personas/oficina-local-nayarit', 'combobox'],
    ['/personas/politicas', 'textbox'],
  ]
  for (const [route, ready] of parts) {
    await go(route)
    await page.locator('main').getByRole(ready as 'option').first().waitFor() // one of the roles above
    expect(await findingsInEveryForm(window), route).toEqual([])
  }
  expect(faults).toEqual([])
})
