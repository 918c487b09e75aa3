import type { Page } from 'playwright-core'
import { ok, refuse } from '#shared/kernel/result.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { findings, openWindow, overflows, type WindowOptions } from './harness.ts'
import { ana, begin, luis, oaxaca, passphrase } from './twin-data.ts'

let opened: Awaited<ReturnType<typeof openWindow>> | undefined
const open = async (options: Partial<WindowOptions> = {}) => (opened = await openWindow({ handlers: [begin({ state: 'locked' })], drawn: 'at-once', ...options }))

afterEach(async () => {
  const faults = opened?.faults
  await opened?.close()
  opened = undefined
  expect(faults ?? []).toEqual([])
})

/** Keys that come before the field has the focus are nobody's. */
async function focused(page: Page): Promise<void> {
  await expect.poll(() => page.getByLabel('Frase de contraseña').evaluate((element) => element === document.activeElement)).toBe(true)
}

describe('the lock screen in the document', () => {
  const waiting = async (handlers: WindowOptions['handlers'] = [begin({ state: 'locked' })]) => {
    const { page, letGo, calls } = await open({ handlers, drawn: 'held' })
    await page.getByRole('heading', { name: 'Desbloquear' }).waitFor()
    await focused(page)
    return { page, letGo, unlocked: () => calls.filter(({ entry }) => entry === 'unlock').map(({ input }) => input), calls }
  }

  const look = (root: Element) => [(root as HTMLElement).innerText, getComputedStyle(root.querySelector('[type=submit]') ?? root).backgroundColor]

  it('is there before the window has its script, told to main, and looks as it does afterwards', async () => {
    const { page, letGo, calls } = await waiting()
    await expect.poll(() => calls.some(({ entry }) => entry === 'ready')).toBe(true)
    const before = await page.locator('#root').evaluate(look)
    letGo()
    await page.getByRole('button', { name: 'Olvidé mi frase' }).click()
    await page.getByRole('button', { name: 'Volver' }).click()
    // React says so when what was drawn is not what it draws.
    expect(calls.filter(({ entry }) => entry === 'reportFault')).toEqual([])
    expect(await page.locator('#root').evaluate(look)).toEqual(before)
  })

  it('takes a person, a passphrase and Enter before that, and acts on them when it can', async () => {
    const { page, letGo, unlocked } = await waiting()
    await page.getByRole('radio', { name: luis.name }).check()
    await page.getByLabel('Frase de contraseña').fill('otra frase distinta')
    await page.keyboard.press('Enter')
    expect(unlocked()).toEqual([])
    letGo()
    await page.getByText('La frase no es la de esta persona').waitFor()
    expect(unlocked()).toEqual([{ person: luis.id, passphrase: 'otra frase distinta' }])
    await page.keyboard.type(passphrase)
    await expect.poll(() => page.getByLabel('Frase de contraseña').inputValue()).toBe(passphrase)
  })

  it('keeps what is being typed when it comes to life in the middle of it', async () => {
    const { page, letGo, unlocked } = await waiting()
    await page.keyboard.type(passphrase.slice(0, 5))
    letGo()
    await page.keyboard.type(passphrase.slice(5), { delay: 20 })
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '¿Qué necesita mi atención ahora?' }).waitFor()
    expect(unlocked()).toEqual([{ person: ana.id, passphrase }])
  })

  it('chooses among many in a list, and does what a button was pressed for', async () => {
    const people = Array.from({ length: 6 }, (_, at) => ({ ...ana, id: `${ana.id.slice(0, -1)}${at}` as typeof ana.id, name: `Persona ${at}`, office: 'Oficina' }))
    const { page, letGo } = await waiting([begin({ state: 'locked' }), { session: { people: () => ok(people) } }])
    await page.getByLabel('Persona').selectOption({ label: 'Persona 4' })
    await page.getByRole('button', { name: 'Olvidé mi frase' }).click()
    letGo()
    await page.getByRole('button', { name: 'Recuperar el acceso' }).waitFor()
    await expect.poll(() => page.getByLabel('Persona').inputValue()).toBe(people[4]?.id)
  })
})

describe('the lock screen', () => {
  it('has the focus in the passphrase, with the first person proposed', async () => {
    const { page } = await open()
    await focused(page)
    await expect.poll(() => page.getByRole('radio', { name: ana.name }).isChecked()).toBe(true)
    await expect.poll(() => page.getByRole('radio', { name: luis.name }).isChecked()).toBe(false)
  })

  it('says a wrong passphrase, keeps the focus, and selects what was typed so that it is typed over', async () => {
    const { page } = await open()
    await focused(page)
    await page.keyboard.type('no es esta frase')
    await page.keyboard.press('Enter')
    await page.getByText('La frase no es la de esta persona').waitFor()
    await page.keyboard.type(passphrase)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '¿Qué necesita mi atención ahora?' }).waitFor()
    expect(await page.content()).not.toContain(passphrase)
  })

  it('chooses another person by keyboard alone', async () => {
    const { page, calls } = await open()
    await focused(page)
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.keyboard.type('otra frase distinta')
    await page.keyboard.press('Enter')
    await page.getByText('La frase no es la de esta persona').waitFor()
    expect(calls.filter(({ entry }) => entry === 'unlock').map(({ input }) => input)).toEqual([{ person: luis.id, passphrase: 'otra frase distinta' }])
  })

  it('shows what is typed only on demand, and never anything else', async () => {
    const { page } = await open()
    const field = page.getByLabel('Frase de contraseña')
    await field.fill('faro tres')
    await expect.poll(() => field.getAttribute('type')).toBe('password')
    await page.getByRole('button', { name: 'Mostrar lo escrito' }).click()
    await expect.poll(() => field.getAttribute('type')).toBe('text')
    await page.getByRole('button', { name: 'Ocultar lo escrito' }).click()
    await expect.poll(() => field.getAttribute('type')).toBe('password')
  })

  it('says how long to wait after too many attempts', async () => {
    const { page } = await open({ handlers: [begin({ state: 'locked' }), { session: { unlock: () => refuse('session/wait', { seconds: 30 }) } }] })
    await page.getByLabel('Frase de contraseña').fill('cualquier frase')
    await page.keyboard.press('Enter')
    await page.getByText('Espera 30 s').waitFor()
  })

  it('names the group of the recovery code that is wrong, before anything is sent', async () => {
    const { page, calls } = await open()
    await page.getByRole('button', { name: 'Olvidé mi frase' }).click()
    await page.getByLabel('Código de la hoja').fill('7K2M9Q X4TRW8 3HN6PZ V1C5YB 8DJF0G A2E7U!')
    await page.getByRole('button', { name: 'Recuperar el acceso' }).click()
    await page.getByText('Hay un carácter que no se usa en el código, en el grupo 6').waitFor()
    await expect.poll(() => page.getByLabel('Código de la hoja').inputValue()).toBe('7K2M9Q X4TRW8 3HN6PZ V1C5YB 8DJF0G A2E7U!')
    expect(calls.filter(({ entry }) => entry === 'recover')).toEqual([])
  })

  it('says what is the matter with the keychain, and mends it by one button', async () => {
    let state: 'locked' | 'ready' = 'locked'
    const { page, emit } = await open({
      handlers: [
        begin({ state: 'locked' }),
        {
          session: {
            keychainState: () => ok({ state }),
            keychainRetry: () => {
              state = 'ready'
              return ok({ state })
            },
          },
        },
      ],
    })
    await page.getByText('El llavero está bloqueado').waitFor()
    await page.getByRole('button', { name: 'Reintentar' }).click()
    await emit('session', 'keychain', { state: 'ready' })
    await page.getByText('El llavero está bloqueado').waitFor({ state: 'detached' })
  })

  it('hides everything when it locks, forgets what was typed in secret, and keeps the rest for who comes back', async () => {
    const { page, emit } = await open({ handlers: [begin({ state: 'unlocked' })], route: '/ui' })
    await page.getByLabel('Nombre visible').fill('Consulta infantil')
    await page.getByLabel('Frase de contraseña').fill('secreto a medio escribir')
    await page.getByRole('button', { name: 'Abrir un diálogo' }).click()
    await page.getByRole('dialog').waitFor()
    await emit('session', 'locked', { because: 'idle' })
    await page.getByText('Bloqueado por inactividad.').waitFor()
    await expect.poll(() => page.getByRole('dialog').isVisible()).toBe(false)
    await expect.poll(() => page.getByText('Consulta infantil').isVisible()).toBe(false)
    // Main's answers, keyboards and screens may be quicker than React's hidden work: it must be gone without anything else happening.
    await expect
      .poll(() => page.locator('input').evaluateAll((inputs) => inputs.map((input) => (input instanceof HTMLInputElement ? input.value : ''))))
      .not.toContain('secreto a medio escribir')

    await page.getByLabel('Frase de contraseña').last().fill(passphrase)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByLabel('Nombre visible').inputValue()).toBe('Consulta infantil')
  })

  it('shows another person nothing of what the one before had open', async () => {
    const { page, emit } = await open({
      handlers: [begin({ state: 'unlocked' }), { session: { unlock: () => ok({ state: 'unlocked', person: { id: luis.id, name: luis.name, roles: ['reviewer'], office: oaxaca, officeName: luis.office }, idleMinutes: 5 }) } }],
      route: '/ui',
    })
    await page.getByLabel('Nombre visible').fill('Consulta infantil')
    await emit('session', 'locked', { because: 'switch' })
    await page.getByRole('radio', { name: luis.name }).check()
    await page.getByLabel('Frase de contraseña').last().fill('la frase de Luis')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '¿Qué necesita mi atención ahora?' }).waitFor()
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/')
    expect(await page.content()).not.toContain('Consulta infantil')
  })

  it.each([
    ['light', 1280, 800],
    ['dark', 1280, 800],
    ['light', 900, 700],
    ['dark', 640, 400],
  ] as const)('has no serious finding and nothing beside the page in %s at %i px', async (scheme, width, height) => {
    const { page } = await open({ handlers: [begin({ state: 'locked' })], scheme, width, height })
    await page.getByLabel('Frase de contraseña').waitFor()
    expect(await findings(page)).toEqual([])
    await expect.poll(() => overflows(page)).toBe(false)
  })
})
