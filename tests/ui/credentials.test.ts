import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CredentialId } from '#shared/credentials/credential.ts'
import { HOUR, millisecondsOf } from '#shared/kernel/clock.ts'
import { PASSPHRASE } from '#tests/main/credentials/safe.ts'
import { sure } from '#tests/kit/sure.ts'
import { openAccountsWorld, type AccountsWorld } from './accounts-world.ts'
import { findings, overflows } from './harness.ts'

let world: AccountsWorld
beforeEach(() => {
  world = openAccountsWorld()
})
afterEach(() => world.close())

type Opened = Awaited<ReturnType<AccountsWorld['open']>>
const sees = (page: Opened['page'], text: string | RegExp) => page.getByText(text).first().waitFor()
const press = (page: Opened['page'], name: string) => page.getByRole('button', { name, exact: true }).first().click()
const CANARY = 'Canario-8c1f-pluma-y-jarcia'

/** Nothing that the window sent, was answered or shows holds the secret. */
async function knowsNothing({ page, calls }: Opened, secret: string): Promise<void> {
  expect(await page.content()).not.toContain(secret)
  expect(JSON.stringify(calls)).not.toContain(secret)
}

describe('keeping a password', () => {
  it('takes it once, refuses a short one beside its field, and keeps it weak only when that is said', async () => {
    const opened = await world.open({ route: `/cuentas/${world.inetel}` })
    const { page, faults } = opened
    await press(page, 'Guardar la contraseña')
    const field = page.getByRole('textbox', { name: 'Contraseña' })
    await field.fill('corta-2019')
    await press(page, 'Guardar en el llavero')
    await sees(page, 'Es más corta de lo que se pide.')
    await expect.poll(() => field.inputValue()).toBe('corta-2019')
    await page.getByRole('checkbox', { name: /guardarla así/ }).check()
    await press(page, 'Guardar en el llavero')
    await sees(page, 'Se pidió cambiarla de inmediato: es débil o repetida.')
    expect(await page.content()).not.toContain('corta-2019')
    expect(faults).toEqual([])
  })

  it('makes a new one that the window never sees', async () => {
    const opened = await world.open({ route: `/cuentas/${world.inetel}` })
    const { page } = opened
    await press(page, 'Guardar la contraseña')
    await page.getByRole('radio', { name: 'Una nueva, generada aquí' }).check()
    await press(page, 'Guardar en el llavero')
    await sees(page, 'Fuerte · 20 caracteres · Generada aquí')
    for (const call of opened.calls) expect(JSON.stringify(call.input ?? '')).not.toMatch(/"secret"/)
  })

  it('says what is wrong with the keychain and keeps what was typed', async () => {
    world.machine.keychain.fail('locked')
    const { page } = await world.open({ route: `/cuentas/${world.inetel}` })
    await press(page, 'Guardar la contraseña')
    await page.getByRole('textbox', { name: 'Contraseña' }).fill(CANARY)
    await press(page, 'Guardar en el llavero')
    await sees(page, 'El llavero está bloqueado.')
    await expect.poll(() => page.getByRole('textbox', { name: 'Contraseña' }).inputValue()).toBe(CANARY)
    world.machine.keychain.fail(undefined)
    await press(page, 'Guardar en el llavero')
    await sees(page, /La contraseña está en el llavero/)
  })
})

describe('a kept password', () => {
  it('is copied by main: the window is told only for how long', async () => {
    await world.keep(world.inetel, CANARY, '2026-11-02')
    const opened = await world.open({ route: `/cuentas/${world.inetel}` })
    await press(opened.page, 'Copiar')
    await sees(opened.page, /Copiada\. Se borra del portapapeles en 1\d s/)
    expect(world.machine.clipboard.text).toBe(CANARY)
    await sees(opened.page, 'Se copió la contraseña')
    await knowsNothing(opened, CANARY)
  })

  it.each([-5 * HOUR, 5 * HOUR])('is counted down from fifteen seconds though the machine’s clock is %i ms wrong', async (wrong) => {
    await world.keep(world.inetel, CANARY, '2026-11-02')
    const { page } = await world.open({ route: `/cuentas/${world.inetel}`, now: millisecondsOf(world.machine.opened.clock.now()) + wrong })
    await press(page, 'Copiar')
    await sees(page, /Copiada\. Se borra del portapapeles en 1\d s/)
    await sees(page, 'Copiada. Se borra del portapapeles en 9 s')
    expect(await page.getByText('Ya no está en el portapapeles').count()).toBe(0)
  })

  it('is shown after the passphrase for twenty seconds, and then is nowhere in the page', async () => {
    await world.keep(world.inetel, CANARY, '2026-11-02')
    const opened = await world.open({ route: `/cuentas/${world.inetel}`, drivesTimers: true })
    const { page } = opened
    await page.clock.install({ time: millisecondsOf(world.machine.opened.clock.now()) })
    await press(page, 'Mostrar')
    await page.getByLabel('Tu frase de contraseña').fill('otra frase')
    await page.keyboard.press('Enter')
    await sees(page, 'La frase no es la de esta persona.')
    await page.getByLabel('Tu frase de contraseña').fill(PASSPHRASE)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('code').first().textContent()).toBe(CANARY)
    await sees(page, /Se oculta en \d+ s/)
    await page.clock.runFor(20_000)
    await expect.poll(() => page.locator('code').count()).toBe(0)
    await knowsNothing(opened, CANARY)
  })

  it('is gone from the page at once when the application locks', async () => {
    await world.keep(world.inetel, CANARY, '2026-11-02')
    const opened = await world.open({ route: `/cuentas/${world.inetel}` })
    await press(opened.page, 'Mostrar')
    await opened.page.getByLabel('Tu frase de contraseña').fill(PASSPHRASE)
    await opened.page.keyboard.press('Enter')
    await expect.poll(() => opened.page.locator('code').first().textContent()).toBe(CANARY)
    await opened.emit('session', 'locked', { because: 'idle' })
    await expect.poll(() => opened.page.content()).not.toContain(CANARY)
  })

  it('is not offered to who does not operate the account, and that is said', async () => {
    await world.keep(world.inetel, CANARY, '2026-11-02')
    const { page } = await world.open({ route: `/cuentas/${world.inetel}`, roles: ['administrator'], person: 3 })
    const copy = page.getByRole('button', { name: 'Copiar', exact: true })
    await copy.waitFor()
    await expect.poll(() => copy.getAttribute('aria-disabled')).toBe('true')
    await copy.click({ force: true })
    expect(world.machine.clipboard.text).toBe('')
  })
})

describe('changing a password', () => {
  it('goes from why to done in six steps, and says when the next one is due', async () => {
    await world.keep(world.inetel, CANARY, '2026-09-20')
    const opened = await world.open({ route: `/cuentas/${world.inetel}` })
    const { page, faults } = opened
    await press(page, 'Cambiar ahora')
    await press(page, 'Comenzar el cambio')
    await press(page, 'Generarla y guardarla')
    await sees(page, 'La contraseña nueva ya está en el llavero. La anterior también.')
    await press(page, 'Abrir la página de X')
    await expect.poll(() => world.machine.links).toEqual(['https://x.com/settings/password'])
    await page.getByRole('group', { name: 'Nueva' }).getByRole('button', { name: 'Copiar' }).click()
    await expect.poll(() => world.machine.clipboard.text.length).toBe(20)
    await press(page, 'Ya la cambié en la red')
    await press(page, 'Entré con la nueva')
    await sees(page, 'puede bloquear la cuenta por intentos fallidos')
    await expect.poll(() => page.getByRole('button', { name: 'Continuar' }).getAttribute('aria-disabled')).toBe('true')
    for (const answer of await page.getByRole('radio', { name: 'Revisado' }).all()) await answer.check()
    await press(page, 'Continuar')
    await press(page, 'Terminar')
    await sees(page, 'El próximo cambio vence el 23 ene 2027.')
    await press(page, 'Ver la cuenta')
    await sees(page, 'Terminó el cambio de contraseña')
    const fresh = world.machine.clipboard.text
    await knowsNothing(opened, fresh)
    expect(faults).toEqual([])
  })

  it('is taken up where it was left, says so, and says what stays when it is called off', async () => {
    const id: CredentialId = await world.keep(world.inetel, CANARY, '2026-09-20')
    sure(world.credentials.beginRotation(world.context(), id, 'exposed', ''))
    sure(await world.credentials.storePending(world.context(), id, { kind: 'generated' }))
    sure(await world.credentials.markChanged(world.context(), id))
    const { page } = await world.open({ route: `/cuentas/${world.inetel}` })
    await press(page, 'Retomar')
    await sees(page, 'Dejaste esto a medias')
    await page.getByRole('button', { name: 'Entré con la nueva' }).waitFor()
    await press(page, 'Cancelar el cambio')
    const dialog = page.getByRole('alertdialog')
    await dialog.getByText('La contraseña anterior sigue siendo la de la cuenta').waitFor()
    await dialog.getByRole('button', { name: 'Cancelar el cambio' }).click({ force: true })
    expect(world.credentials.ofAccount(world.inetel)[0]?.kept?.rotation?.step).toBe('changed')
    await dialog.getByRole('checkbox').check()
    await dialog.getByRole('button', { name: 'Cancelar el cambio' }).click()
    await sees(page, 'Se canceló el cambio de contraseña')
    expect(world.credentials.ofAccount(world.inetel)[0]?.kept?.rotation).toBeUndefined()
    await sees(page, 'Una contraseña anterior en el llavero')
  })

  it('refuses a typed one that is like the old one, with what was typed still there', async () => {
    const id = await world.keep(world.inetel, 'Caballo-grapa-lumbre-25', '2026-09-20')
    sure(world.credentials.beginRotation(world.context(), id, 'scheduled', ''))
    const { page } = await world.open({ route: `/cuentas/${world.inetel}/rotacion` })
    await press(page, 'La red no acepta contraseñas pegadas: escribirla')
    await page.getByRole('textbox', { name: 'Nueva' }).fill('Caballo-grapa-lumbre-26')
    await press(page, 'Guardarla en el llavero')
    await sees(page, 'Se parece demasiado a una usada antes.')
    await expect.poll(() => page.getByRole('textbox', { name: 'Nueva' }).inputValue()).toBe('Caballo-grapa-lumbre-26')
  })

  it('has no serious accessibility finding and nothing beyond its edges, at any step', async () => {
    const id = await world.keep(world.inetel, CANARY, '2026-09-20')
    const { credentials } = world
    const me = () => world.context()
    const steps = [
      () => undefined,
      () => sure(credentials.beginRotation(me(), id, 'scheduled', '')),
      () => credentials.storePending(me(), id, { kind: 'generated' }),
      () => credentials.markChanged(me(), id),
      () => credentials.confirm(me(), id),
      () => sure(credentials.review(me(), id, { sessions: 'done', apps: 'done', recovery: 'done', 'second-factor': 'done' })),
    ]
    for (const [at, step] of steps.entries()) {
      await step()
      const { page, faults, become, close } = await world.open({ route: `/cuentas/${world.inetel}/rotacion` })
      for (const [width, scheme] of at % 2 === 0 ? ([[1280, 'dark'], [640, 'light']] as const) : ([[900, 'light']] as const)) {
        await become(width, scheme)
        await page.getByRole('heading', { level: 1, name: 'Cambiar la contraseña' }).waitFor()
        await page.getByRole('heading', { level: 2 }).first().waitFor()
        expect([at, width, await findings(page)]).toEqual([at, width, []])
        expect([at, width, await overflows(page), faults]).toEqual([at, width, false, []])
      }
      await close()
    }
  })

  it('speaks English when the window does', async () => {
    const id = await world.keep(world.inetel, CANARY, '2026-09-20')
    const { page } = await world.open({ route: `/cuentas/${world.inetel}`, language: 'en' })
    await page.getByRole('button', { name: 'Change now' }).click()
    await page.getByRole('button', { name: 'Begin the change' }).click()
    await page.getByRole('button', { name: 'Generate and keep it' }).waitFor()
    expect(world.credentials.ofAccount(world.inetel)[0]?.id).toBe(id)
  })
})
