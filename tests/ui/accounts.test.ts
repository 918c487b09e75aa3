import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { ok } from '#shared/kernel/result.ts'
import { sure } from '#tests/kit/sure.ts'
import { openAccountsWorld, type AccountsWorld } from './accounts-world.ts'
import { findingsInEveryForm } from './harness.ts'
import { ana, passphrase } from './twin-data.ts'

let world: AccountsWorld
beforeEach(() => {
  world = openAccountsWorld()
})
afterEach(() => world.close())

const sees = (page: Awaited<ReturnType<AccountsWorld['open']>>['page'], text: string) => page.getByText(text).first().waitFor()

describe('the registry', () => {
  it('lists accounts with how their password stands, and finds them without accents or case', async () => {
    await world.keep(world.inetel, 'caballo-grapa-lumbre-ocho', '2026-09-20')
    world.register('facebook', { handle: 'votomexicano', displayName: 'Voto Mexicano en línea', url: 'https://www.facebook.com/votomexicano' })
    const { page, faults } = await world.open({ route: '/cuentas' })
    await sees(page, 'Venció hace 3 días')
    await sees(page, 'Sin contraseña guardada')
    await page.getByRole('radio', { name: /Vencidas/ }).click()
    await page.getByText('1 resultado').waitFor()
    await page.getByRole('radio', { name: /Todas/ }).click()
    await page.getByRole('searchbox').fill('VOTO linea')
    await page.getByText('1 resultado').waitFor()
    await expect.poll(() => page.getByRole('option').count()).toBe(1)
    expect(faults).toEqual([])
  })

  it('says nothing of a password to who may not read of it in a shared record, and that another machine has it to who may', async () => {
    await world.keep(world.inetel, 'caballo-grapa-lumbre-ocho', '2026-09-20')
    const elsewhere = world.register('facebook', { handle: 'oaxaca', displayName: 'Oaxaca', url: 'https://www.facebook.com/oaxaca', office: 'district-oaxaca-03' as OfficeId })
    world.machine.opened.ledger.database.exec("DELETE FROM local_signers WHERE signer = 'signer-1'")
    const status = () => ok({ mode: 'shared' as const, link: 'current' as const, since: world.machine.opened.clock.now(), pending: 0, conflicts: 0, quarantined: 0, unreported: 0, elsewhere: 0, clockDifference: 0 })
    const { page, faults } = await world.open({ route: `/cuentas/${elsewhere}`, roles: ['reviewer'], person: 3, more: { hub: { status } } })
    await sees(page, 'La contraseña no se te muestra')
    expect(await page.getByText('Sin contraseña guardada').count()).toBe(0)
    await page.getByRole('option', { name: /INETEL/ }).click()
    await sees(page, 'Está en el llavero del equipo donde se guardó: solo ahí se copia y se muestra.')
    expect(faults).toEqual([])
  })

  it('is walked with the keyboard: down to an account, in, and back', async () => {
    const { page } = await world.open({ route: '/cuentas', width: 800 })
    const list = page.getByRole('listbox', { name: 'Cuentas institucionales' })
    await list.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: 'INETEL' }).waitFor()
    await page.getByRole('button', { name: 'Volver a la lista' }).press('Enter')
    await list.waitFor()
  })
})

describe('registering an account', () => {
  it('is found as it was left by whoever goes to report an incident, and not after it was cancelled or the application was locked', async () => {
    const doors = () => ok({ accounts: [], preselected: [] })
    const { page, faults, emit } = await world.open({ route: '/cuentas/nueva', more: { incidents: { doors } } })
    const form = page.getByRole('form', { name: 'Registrar una cuenta' })
    const returned = async () => {
      await page.evaluate(() => (location.hash = '#/cuentas/nueva'))
      await form.waitFor()
      return form.getByLabel('Usuario').inputValue()
    }
    await form.getByLabel('Usuario').fill('INEMexico')
    await form.getByRole('textbox', { name: 'Notas' }).fill('Se abrió en 2011.')
    await page.getByRole('button', { name: 'Reportar incidente' }).click()
    await form.waitFor({ state: 'detached' })
    expect(await returned()).toBe('INEMexico')
    expect(await form.getByRole('textbox', { name: 'Notas' }).inputValue()).toBe('Se abrió en 2011.')

    await form.getByRole('button', { name: 'Cancelar' }).click()
    await form.waitFor({ state: 'detached' })
    expect(await returned()).toBe('')

    await form.getByLabel('Usuario').fill('INEOaxaca')
    await page.evaluate(() => (location.hash = '#/cuentas'))
    await form.waitFor({ state: 'detached' })
    await emit('session', 'locked', { because: 'idle' })
    await page.getByRole('radio', { name: ana.name }).check()
    await page.getByLabel('Frase de contraseña').last().fill(passphrase)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: 'Navegación principal' }).waitFor()
    expect(await returned()).toBe('')
    expect(faults).toEqual([])
  })

  it('keeps what was typed when it is refused, each reason beside its field, and then registers', async () => {
    const { page, faults } = await world.open({ route: '/cuentas/nueva' })
    const form = page.getByRole('form', { name: 'Registrar una cuenta' })
    await form.getByLabel('Usuario').fill('inetelmx')
    await form.getByLabel('Titular del área').fill('Titular de Prueba')
    await form.getByLabel('Dirección del perfil').fill('https://example.org/inetelmx')
    await form.getByRole('button', { name: 'Registrar cuenta' }).click()
    await sees(page, 'Ya existe un registro con este dato.')
    await sees(page, 'La dirección no es de esta red.')
    await sees(page, 'Falta este dato.')
    await expect.poll(() => form.getByLabel('Titular del área').inputValue()).toBe('Titular de Prueba')

    await form.getByLabel('Usuario').fill('INEMexico')
    await form.getByLabel('Nombre visible').fill('INE México')
    await form.getByLabel('Dirección del perfil').fill('https://x.com/INEMexico')
    await form.getByRole('button', { name: 'Registrar cuenta' }).click()
    await page.getByRole('heading', { level: 2, name: 'INE México' }).waitFor()
    expect(world.accounts.summaries().map((account) => account.handle)).toEqual(['INETelMX', 'INEMexico'])
    expect(faults).toEqual([])
  })

  it('writes the address from the handle, and warns of a look-alike without blocking', async () => {
    const { page } = await world.open({ route: '/cuentas/nueva' })
    const form = page.getByRole('form', { name: 'Registrar una cuenta' })
    await form.getByLabel('Usuario').fill('INE_Tel')
    await expect.poll(() => form.getByLabel('Dirección del perfil').inputValue()).toBe('https://x.com/INE_Tel')
    await sees(page, 'Se parece a @INETelMX')
  })

  it('says of a Facebook page that it has no password of its own, and asks who has access', async () => {
    const { page } = await world.open({ route: '/cuentas/nueva' })
    await page.getByLabel('Red', { exact: true }).selectOption('facebook')
    await sees(page, 'Una página de Facebook no tiene contraseña propia')
    await page.getByLabel('Personas con acceso').waitFor()
  })
})

describe('the page of an account', () => {
  it('is corrected part by part, in place, and the history names the field with what it was', async () => {
    const { page, faults } = await world.open({ route: `/cuentas/${world.inetel}` })
    await page.getByRole('button', { name: 'Corregir : Identidad' }).click()
    await page.getByLabel('Nombre visible').fill('INETEL oficial')
    await page.getByRole('button', { name: 'Guardar corrección' }).click()
    await page.getByRole('heading', { level: 2, name: 'INETEL oficial' }).waitFor()
    await sees(page, 'Se corrigió: nombre visible')
    await sees(page, 'Nombre visible: INETEL → INETEL oficial')
    expect(faults).toEqual([])
  })

  it('changes who operates it', async () => {
    const { page } = await world.open({ route: `/cuentas/${world.inetel}` })
    await page.getByRole('button', { name: 'Corregir : Responsables' }).click()
    await page.getByRole('checkbox', { name: 'Cira Prueba Sol' }).check()
    await page.getByRole('checkbox', { name: 'Beto Muestra Paz' }).uncheck()
    await page.getByRole('button', { name: 'Guardar corrección' }).click()
    await sees(page, 'Se agregó: Cira Prueba Sol')
    expect(world.accounts.summary(world.inetel)?.operators).toEqual(['person-1', 'person-3'])
  })

  it('lists what should be looked at', async () => {
    const id = world.register('x', { handle: 'VotoExtranjero', displayName: 'Voto Extranjero', url: 'https://x.com/VotoExtranjero', recoveryMail: 'voto@gmail.com' }, ['person-1' as PersonId])
    const { page } = await world.open({ route: `/cuentas/${id}` })
    await sees(page, 'El correo de recuperación no es del dominio ine.mx.')
    await sees(page, 'Menos de dos personas la operan.')
  })

  it('is closed with a reason by who may, and not by an operator, who is told why', async () => {
    const operator = await world.open({ route: `/cuentas/${world.inetel}` })
    await operator.page.getByRole('button', { name: 'Más acciones' }).first().click()
    await sees(operator.page, 'La baja la ejecuta quien tiene la función de administración o de seguridad.')

    const { page } = await world.open({ route: `/cuentas/${world.inetel}`, roles: ['administrator'], person: 3 })
    await page.getByRole('button', { name: 'Más acciones' }).first().click()
    await page.getByRole('menuitem', { name: 'Ejecutar la baja' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Ejecutar la baja' }).click()
    await sees(page, 'Falta este dato.')
    await page.getByLabel('Motivo').fill('Desapareció el área')
    await page.getByRole('dialog').getByRole('button', { name: 'Ejecutar la baja' }).click()
    await sees(page, 'Dada de baja el 23 nov 2026: Desapareció el área')
    expect(world.accounts.summary(world.inetel)?.status).toBe('closed')
  })
})

describe('the registry’s screens', () => {
  it('have no serious accessibility finding and nothing beyond their edges, in light and dark, wide and at 200 %', async () => {
    await world.keep(world.inetel, 'caballo-grapa-lumbre-ocho', '2026-09-20')
    sure(world.accounts.recommendClosure(world.context(['administrator'], 3), world.inetel, 'Hay un canal más firme'))
    const window = await world.open({ route: '/cuentas' })
    const { page, faults, go } = window
    for (const [route, shown] of [
      ['/cuentas', page.getByRole('heading', { level: 1 })],
      [`/cuentas/${world.inetel}`, page.getByRole('heading', { level: 2, name: 'INETEL' })],
      ['/cuentas/nueva', page.getByRole('form', { name: 'Registrar una cuenta' })],
    ] as const) {
      await go(route)
      await shown.first().waitFor()
      expect([route, await findingsInEveryForm(window), faults]).toEqual([route, [], []])
    }
  })
})
