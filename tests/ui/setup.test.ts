import { ok, refuse, refuseFields } from '#shared/kernel/result.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { findingsInEveryForm, openWindow, type WindowOptions } from './harness.ts'
import { begin, kit, passphrase } from './twin-data.ts'

let opened: Awaited<ReturnType<typeof openWindow>> | undefined
const open = async (options: Partial<WindowOptions> = {}) => (opened = await openWindow({ handlers: [begin({ state: 'unset' })], ...options }))

afterEach(async () => {
  const faults = opened?.faults
  await opened?.close()
  opened = undefined
  expect(faults ?? []).toEqual([])
})

type Page = Awaited<ReturnType<typeof open>>['page']

/** The step is there when its heading has the focus, which it takes at the next frame: Tab goes on from it. */
async function step(page: Page, name: string): Promise<void> {
  const heading = page.getByRole('heading', { name })
  await heading.waitFor()
  await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true)
}

/** Types through the first three steps by keyboard alone. */
async function untilPassphrase(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Registrar la institución' }).waitFor()
  await page.getByLabel('Nombre de la institución').focus()
  await page.keyboard.press('Enter')
  await step(page, 'Elegir la oficina')
  await page.keyboard.press('Tab')
  await page.keyboard.type('oaxaca 07')
  await page.getByRole('option', { name: /07, Oaxaca/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('combobox').inputValue()).toBe('Junta Distrital Ejecutiva 07, Oaxaca')
  await page.keyboard.press('Enter')
  await step(page, 'Quién eres')
  for (const text of ['Ana Robles Cid', 'Vocal Ejecutiva', 'ana.robles@ine.mx']) {
    await page.keyboard.press('Tab')
    await page.keyboard.type(text)
  }
  await page.keyboard.press('Enter')
  await step(page, 'Elegir la frase de contraseña')
}

async function typePassphrase(page: Page, phrase: string, again = phrase): Promise<void> {
  await page.getByLabel('Frase de contraseña').fill(phrase)
  await page.getByLabel('Repite la frase').fill(again)
  await page.keyboard.press('Enter')
}

describe('the first run', () => {
  it.each(['Instituto', ''])('begins when what it proposes has come, or will not (%j): no field is filled under somebody’s hands', async (name) => {
    const { promise: asked, resolve: answer } = Promise.withResolvers<void>()
    const catalogue = async () => {
      await asked
      return name === '' ? refuse('ledger/role') : ok({ offices: [], proposal: { name, shortName: 'I', mailDomain: '' }, exceptions: [] })
    }
    const { page, calls } = await open({ handlers: [begin({ state: 'unset' }), { organization: { catalogue } }] })
    await page.getByText('Frase de contraseña').waitFor()
    await expect.poll(() => calls.some(({ entry }) => entry === 'catalogue')).toBe(true)
    expect(await page.getByRole('textbox').count()).toBe(0)
    answer()
    await page.getByLabel('Nombre de la institución').waitFor()
    expect(await page.getByLabel('Nombre de la institución').inputValue()).toBe(name)
  })

  it('goes from the institution to the recovery sheet by keyboard alone, and sends everything in one act', async () => {
    const { page, calls } = await open()
    await untilPassphrase(page)
    await typePassphrase(page, passphrase)
    await page.getByRole('heading', { name: 'Guardar la hoja de recuperación' }).waitFor()
    expect(calls.filter(({ entry }) => entry === 'setUp').map(({ input }) => input)).toEqual([
      {
        institution: { name: 'Instituto Nacional Electoral', shortName: 'INE', accent: '#0f5c70' },
        office: 'district-6-07',
        person: { name: 'Ana Robles Cid', post: 'Vocal Ejecutiva', mail: 'ana.robles@ine.mx', roles: ['administrator', 'operator'] },
        passphrase,
      },
    ])
    for (const group of kit.groups) await expect.poll(() => page.getByText(group, { exact: true }).isVisible()).toBe(true)

    await page.getByRole('button', { name: 'Guardar como PDF' }).click()
    await page.getByText('Hoja guardada.').waitFor()
    await page.getByLabel('Último grupo del código').fill('A2E7SX')
    await page.getByRole('button', { name: 'Entrar' }).click()
    await page.getByText('No es el último grupo de la hoja.').waitFor()
    await page.getByLabel('Último grupo del código').fill('a2e7sm')
    await page.getByLabel('Ya la guardé en un lugar seguro').check()
    await page.getByRole('button', { name: 'Entrar' }).click()
    await page.getByRole('heading', { name: '¿Qué necesita mi atención ahora?' }).waitFor()
    expect(await page.content()).not.toContain(kit.groups[0])
    expect(calls.map(({ entry }) => entry)).toContain('sheetKept')
  })

  it('takes the sheet from the screen when the application locks, and when it is left for later', async () => {
    let isLocked = false
    const { page, emit, calls } = await open({
      handlers: [begin({ state: 'unset' }), { session: { state: () => ok({ state: isLocked ? 'locked' : 'unset', because: isLocked ? 'idle' : 'start', idleMinutes: 5 }) } }],
    })
    await untilPassphrase(page)
    await typePassphrase(page, passphrase)
    await page.getByRole('heading', { name: 'Guardar la hoja de recuperación' }).waitFor()
    isLocked = true
    await emit('session', 'locked', { because: 'idle' })
    await page.getByLabel('Frase de contraseña', { exact: true }).waitFor()
    expect(await page.content()).not.toContain(kit.groups[0])
    const { page: another } = await open()
    await untilPassphrase(another)
    await typePassphrase(another, passphrase)
    await another.getByRole('button', { name: 'Dejarlo para después' }).click()
    await another.getByRole('heading', { name: '¿Qué necesita mi atención ahora?' }).waitFor()
    expect(await another.content()).not.toContain(kit.groups[0])
    expect(calls.map(({ entry }) => entry)).not.toContain('sheetKept')
  })

  it('says beside each field what is missing, and keeps what was typed', async () => {
    const { page } = await open()
    await page.getByLabel('Siglas').fill('')
    await page.getByRole('button', { name: 'Continuar' }).click()
    const field = page.getByLabel('Siglas')
    await expect.poll(() => field.evaluate((element) => element === document.activeElement && element.getAttribute('aria-invalid') === 'true')).toBe(true)
    await expect.poll(() => page.getByText('Falta este dato.').count()).toBe(1)
    await expect.poll(() => page.getByLabel('Nombre de la institución').inputValue()).toBe('Instituto Nacional Electoral')
    await field.fill('INE')
    await expect.poll(() => page.getByText('Falta este dato.').count()).toBe(0)
  })

  it('refuses a passphrase that is short, obvious or carries a name, before anything is sent', async () => {
    const { page, calls } = await open()
    await untilPassphrase(page)
    await typePassphrase(page, 'corta')
    await page.getByText('Usa al menos 12 caracteres').waitFor()
    await typePassphrase(page, 'soy robles y nadie mas')
    await page.getByText('No debe contener el nombre').waitFor()
    await typePassphrase(page, passphrase, 'otra cosa')
    await page.getByText('No coincide con lo anterior.').waitFor()
    expect(calls.filter(({ entry }) => entry === 'setUp')).toEqual([])
  })

  it('goes back to the step of a field that main refuses, with everything still there', async () => {
    const { page } = await open({
      handlers: [begin({ state: 'unset' }), { organization: { setUp: () => refuseFields('organization/invalid', { 'person.mail': 'mail' }) } }],
    })
    await untilPassphrase(page)
    await typePassphrase(page, passphrase)
    await page.getByRole('heading', { name: 'Quién eres' }).waitFor()
    await page.getByText('Escribe un correo completo').waitFor()
    await expect.poll(() => page.getByLabel('Correo institucional').inputValue()).toBe('ana.robles@ine.mx')
    await expect.poll(() => page.getByLabel('Cargo').inputValue()).toBe('Vocal Ejecutiva')
  })

  it('tries the institution’s colour on the window at once', async () => {
    const { page } = await open()
    await page.getByRole('textbox', { name: 'Color institucional' }).last().fill('#a3195b')
    expect(await page.evaluate(() => document.documentElement.style.getPropertyValue('--accent'))).toBe('#a3195b')
  })

  it('prints the sheet and nothing else, black on white in the dark theme too', async () => {
    const { page } = await open({ handlers: [begin({ state: 'unset', preferences: { theme: 'dark' } })] })
    await untilPassphrase(page)
    await typePassphrase(page, passphrase)
    await page.getByRole('heading', { name: 'Guardar la hoja de recuperación' }).waitFor()
    await page.emulateMedia({ media: 'print' })
    await expect.poll(() => page.getByText(kit.groups[0] ?? '', { exact: true }).isVisible()).toBe(true)
    await expect.poll(() => page.getByRole('button', { name: 'Imprimir' }).isVisible()).toBe(false)
    await expect.poll(() => page.getByRole('heading', { name: 'Guardar la hoja de recuperación' }).isVisible()).toBe(false)
    await expect.poll(() => page.locator('article').evaluate((sheet) => getComputedStyle(sheet).color)).toBe('rgb(28, 29, 31)')
  })

  it('has no serious finding and nothing beside the page, in any form of the window', async () => {
    const window = await open({ handlers: [begin({ state: 'unset' })] })
    await untilPassphrase(window.page)
    expect(await findingsInEveryForm(window)).toEqual([])
    await typePassphrase(window.page, passphrase)
    await window.page.getByRole('heading', { name: 'Guardar la hoja de recuperación' }).waitFor()
    expect(await findingsInEveryForm(window)).toEqual([])
  })
})
