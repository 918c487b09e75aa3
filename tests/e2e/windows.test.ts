import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectSeen } from '../../scripts/tour/expect.ts'
import { availableRuntimes } from './app.ts'
import { foundOffice, goTo, machineFor } from './machine.ts'

type WindowState = 'normal' | 'maximized' | 'fullscreen'

/** The window of a page as the browser has it; `to` makes it so, as the person would. */
async function browserWindow(page: Page, to?: WindowState): Promise<string | undefined> {
  const session = await page.context().newCDPSession(page)
  const { windowId } = await session.send('Browser.getWindowForTarget')
  if (to !== undefined) await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState: to } })
  const { bounds } = await session.send('Browser.getWindowBounds', { windowId })
  await session.detach()
  return bounds.windowState
}

for (const { name: runtime, missing } of availableRuntimes()) {
  describe.skipIf(missing !== undefined)(`two windows, on ${runtime}${missing === undefined ? '' : ` (${missing})`}`, () => {
    it('show two screens side by side, follow each other, and are locked together', async () => {
      const app = await machineFor('windows', { runtime }).start()
      await foundOffice(app.page)
      await goTo(app.page, '/personas')
      await expectSeen(app.page.getByRole('heading', { name: 'Personas' }))
      await app.page.keyboard.press('Control+o')
      await expect.poll(() => app.pages().length, { timeout: 15_000 }).toBe(2)
      const other = app.pages().find((page) => page !== app.page)
      if (other === undefined) throw new Error('two windows')
      await expectSeen(other.getByRole('heading', { name: 'Personas' }))
      // Each goes its own way.
      await goTo(app.page, '/cuentas')
      await expectSeen(app.page.getByRole('heading', { name: 'Cuentas' }))
      await expectSeen(other.getByRole('heading', { name: 'Personas' }))
      await other.getByRole('button', { name: /^Bloquear/ }).click()
      for (const page of [app.page, other]) await expectSeen(page.getByLabel('Frase de contraseña', { exact: true }))
      await app.close()
    })

    it.skipIf(runtime !== 'chromium')('that were left maximised or in full screen come back so, and otherwise as large as they were', async () => {
      const machine = machineFor('window-state', { runtime })
      const place = () => JSON.parse(readFileSync(join(machine.data, 'window.json'), 'utf8')) as { readonly width?: number; readonly fills?: string } // written by the app
      for (const [before, after, fills] of [['normal', 'maximized', 'maximized'], ['maximized', 'fullscreen', 'full-screen'], ['fullscreen', 'normal', undefined]] as const) {
        const app = await machine.start({ ownSize: true })
        await expect.poll(() => browserWindow(app.page)).toBe(before)
        // From one that fills the screen to another only by way of its own size, as the browser has it.
        if (after !== 'normal') await browserWindow(app.page, 'normal')
        await browserWindow(app.page, after)
        await expect.poll(place).toMatchObject({ width: 1280, ...(fills && { fills }) })
        await expect.poll(() => place().fills).toBe(fills)
        await app.close()
      }
    })
  })
}
