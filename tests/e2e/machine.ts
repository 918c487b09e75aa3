import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { Page } from 'playwright-core'
import { playFirstRun, PHRASE } from '../../scripts/tour/first-run.ts'
import { goTo } from '../../scripts/tour/acts.ts'
import { expectSeen } from '../../scripts/tour/expect.ts'
import type { Stage } from '../../scripts/tour/stage.ts'
import { launchApp, type LaunchOptions, type RunningApp } from './app.ts'

/** One computer with the app on it: a folder for its data and one for what it writes for people, thrown away after the test. */
export type Machine = {
  readonly top: string
  readonly data: string
  readonly documents: string
  /** Starts the app; ended after the test, if it did not end before. `ownSize`: its pages are as large as their windows, not as large as in every test. */
  start(options?: Partial<LaunchOptions> & { readonly ownSize?: boolean }): Promise<RunningApp>
}

const running: RunningApp[] = []
const machines: string[] = []

/** Makes a computer for a test, and starts nothing. */
export function machineFor(name: string, options: Pick<LaunchOptions, 'runtime' | 'env'> = {}): Machine {
  const top = mkdtempSync(join(tmpdir(), `resguardo-e2e-${name}-`))
  machines.push(top)
  const [data, documents] = [join(top, 'datos'), join(top, 'documentos')]
  mkdirSync(documents)
  return {
    top,
    data,
    documents,
    async start(more = {}) {
      const { env, ownSize = false, ...rest } = more
      const app = await launchApp({ userData: data, ...options, ...rest, env: { RESGUARDO_DOCUMENTS: documents, ...options.env, ...env } })
      running.push(app)
      // Undefined where no window was asked for.
      if (more.window !== false) await ready(app.page, ownSize)
      return app
    },
  }
}

afterEach(async () => {
  // Asked to quit, not killed: a browser that is dying by itself would still write into the folder that is thrown away.
  for (const app of running.splice(0)) if (app.process.exitCode === null && app.process.signalCode === null) await app.close()
  for (const top of machines.splice(0)) rmSync(top, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
})

async function ready(page: Page, ownSize: boolean): Promise<void> {
  page.setDefaultTimeout(15_000)
  if (ownSize || page.url().includes('//dialog.')) return
  await page.setViewportSize({ width: 1280, height: 900 })
}

/** Acts without taking pictures. */
const unseen: Stage = { played: [], play: (_name, page, act) => act(page()) }

/** The phrase that `foundOffice` chooses, and the way to a route. */
export { goTo, PHRASE }

/** The first run through its screens: an institution, a district office, Rosa Ejemplo Ficticio who administers, the recovery sheet. */
export const foundOffice = (page: Page): Promise<void> => playFirstRun(unseen, () => page)

/** Unlocks as somebody whose name holds `name`; alone on the machine, as that one. */
export async function unlock(page: Page, phrase: string, name?: string): Promise<void> {
  await page.getByLabel('Frase de contraseña', { exact: true }).waitFor()
  if (name !== undefined) {
    const person = page.getByLabel('Persona')
    const label = (await person.locator('option').allTextContents()).find((text) => text.includes(name))
    if (label === undefined) throw new Error(`${name} is not on the lock screen`)
    await person.selectOption({ label })
  }
  await page.getByLabel('Frase de contraseña', { exact: true }).fill(phrase)
  await page.getByRole('button', { name: 'Desbloquear' }).click()
  await expectSeen(page.getByRole('button', { name: /^Bloquear/ }))
}

/** Registers an account on X through its form; answers when its page is shown. */
export async function registerAccount(page: Page, handle = 'INE_Oax03'): Promise<void> {
  await goTo(page, '/cuentas/nueva')
  const form = page.getByRole('form', { name: 'Registrar una cuenta' })
  await form.getByRole('textbox', { name: 'Usuario' }).fill(handle)
  await form.getByRole('textbox', { name: 'Nombre visible' }).fill('INE Oaxaca 03')
  await form.getByRole('textbox', { name: 'Titular del área' }).fill('Elena Muestra')
  await form.getByRole('button', { name: 'Registrar cuenta' }).click()
  await expectSeen(page.getByRole('button', { name: 'Guardar la contraseña' }))
}

/** Keeps the shown account's password, typed. */
export async function keepPassword(page: Page, secret: string): Promise<void> {
  await page.getByRole('button', { name: 'Guardar la contraseña' }).click()
  await page.getByRole('textbox', { name: 'Contraseña' }).fill(secret)
  await page.getByRole('radio', { name: 'Hoy' }).press('Space')
  await page.getByRole('button', { name: 'Guardar en el llavero' }).click()
  await expectSeen(page.getByRole('region', { name: 'Contraseña' }).getByRole('button', { name: 'Mostrar' }))
}
