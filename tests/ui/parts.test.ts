import { texts } from '#tests/kit/texts.ts'
import { words as en } from '#renderer/i18n/en/words.ts'
import { words as es } from '#renderer/i18n/es/words.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { findings, findingsInEveryForm, openWindow, type WindowOptions } from './harness.ts'
import { ana, begin } from './twin-data.ts'

let opened: Awaited<ReturnType<typeof openWindow>> | undefined
const open = async (options: Partial<WindowOptions> = {}) => {
  opened = await openWindow({ handlers: [begin({ state: 'unlocked' })], route: '/ui', ...options })
  await opened.page.getByRole('heading', { level: 1 }).waitFor()
  return opened
}

afterEach(async () => {
  const faults = opened?.faults
  await opened?.close()
  opened = undefined
  expect(faults ?? []).toEqual([])
})

describe('the parts of the interface', () => {
  it('have no serious finding and nothing beside the page in any form of the window', async () => {
    expect(await findingsInEveryForm(await open())).toEqual([])
  })

  it('speak English whole when English is chosen: no Spanish sentence is left', async () => {
    const { page } = await open({ handlers: [begin({ state: 'unlocked', preferences: { language: 'en' } })] })
    await page.getByRole('heading', { name: 'Parts of the interface' }).waitFor()
    const shown = await page.evaluate(() => [document.body.innerText, ...[...document.querySelectorAll('[aria-label]')].map((element) => element.getAttribute('aria-label') ?? '')].join('\n'))
    const english = new Set(texts(en).map(([, text]) => text))
    // The office's name comes from the record, in the language of the institution.
    const said = shown.replaceAll(ana.office, '')
    const isSaid = (text: string) => new RegExp(`(?<![\\p{L}])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}])`, 'u').test(said)
    const left = texts(es).filter(([, text]) => text.length > 4 && !english.has(text) && isSaid(text))
    expect(left).toEqual([])
    await expect.poll(() => page.getAttribute('html', 'lang')).toBe('en-GB')
  })

  it('keep what was typed when a form is refused, name the bad fields, and focus the first', async () => {
    const { page } = await open()
    await page.getByLabel('Motivo').fill('Aviso de rutina')
    await page.getByRole('button', { name: 'Enviar para ver cómo se rechaza' }).click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('text')
    await expect.poll(() => page.getByText('Falta este dato.').count()).toBe(1)
    await expect.poll(() => page.getByText('Elige una opción de la lista.').count()).toBe(2)
    await expect.poll(() => page.getByLabel('Motivo').inputValue()).toBe('Aviso de rutina')
    await page.keyboard.type('Ya')
    await expect.poll(() => page.getByText('Falta este dato.').count()).toBe(0)
  })

  it('find one of hundreds without accents, in any order of words, by keyboard', async () => {
    const { page } = await open()
    const box = page.getByRole('combobox', { name: 'Oficina' })
    await box.focus()
    await page.keyboard.type('michoacan 03')
    await expect.poll(() => page.getByRole('option').allInnerTexts()).toEqual(['Junta Distrital Ejecutiva 03, Michoacán'])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => box.inputValue()).toBe('Junta Distrital Ejecutiva 03, Michoacán')
    await page.keyboard.type('zzz')
    await page.getByText('Sin coincidencias').waitFor()
  })

  it('say why an act cannot be done, to the eye and to a screen reader, and do nothing when pressed', async () => {
    const { page } = await open()
    const button = page.getByRole('button', { name: 'Enviar a revisión' }).first()
    await page.keyboard.press('Tab')
    await button.focus()
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe('true')
    await expect.poll(() => button.evaluate((element) => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent)).toBe('Falta la fuente del mensaje. Agrega un documento o un enlace.')
    await expect.poll(() => page.getByRole('tooltip', { name: 'Falta la fuente' }).first().isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('tooltip').filter({ visible: true }).count()).toBe(0)
  })

  it('move through a list of hundreds with the keyboard, drawing only what is in sight', async () => {
    const { page } = await open()
    const list = page.getByRole('listbox', { name: 'Cuentas' })
    await list.scrollIntoViewIfNeeded()
    await expect.poll(() => list.getByRole('option').count()).toBeLessThan(40)
    await list.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('k')
    await page.keyboard.press('Enter')
    await list.getByRole('option', { selected: true, name: 'Junta Distrital Ejecutiva 37, Yucatán' }).waitFor()
    await page.keyboard.press('Home')
    await list.getByRole('option', { name: 'Junta Distrital Ejecutiva 01, Aguascalientes' }).waitFor()
    await expect.poll(() => list.getAttribute('aria-activedescendant')).toContain('Aguascalientes-01')
    await expect.poll(() => page.getByText('304 resultados').isVisible()).toBe(true)
  })

  it('open a dialog with the focus inside, hold it there, and give it back', async () => {
    const { page } = await open()
    await page.getByRole('button', { name: 'Abrir un diálogo' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Devolver con observaciones' })
    await dialog.waitFor()
    expect(await findings(page)).toEqual([])
    for (let press = 0; press < 8; press += 1) {
      await page.keyboard.press('Tab')
      await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
    }
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Abrir un diálogo')
  })

  it('put the focus on the safe button when a thing cannot be undone', async () => {
    const { page } = await open()
    await page.getByRole('button', { name: 'Confirmar algo que no se deshace' }).click()
    await page.getByRole('alertdialog').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Cancelar')
    expect(await findings(page)).toEqual([])
  })

  it('say in a menu why an entry is off, and act on the others', async () => {
    const { page } = await open()
    await page.getByRole('button', { name: 'Exportar', exact: true }).last().click()
    await page.getByText('Aún no está aprobada.').waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByRole('menuitem', { name: 'Como correo' }).click()
    await page.getByRole('status').getByText('Como correo').waitFor()
  })

  it('let a passing notice be undone, over everything', async () => {
    const { page } = await open()
    await page.getByRole('button', { name: 'Mostrar un aviso pasajero' }).click()
    await page.getByRole('status').getByText('Cuenta registrada.').waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: 'Deshacer' }).click()
    await page.getByText('Se deshizo.').waitFor()
  })

  it('can be walked through from first to last with Tab alone: nothing traps, everything in the tab order is visible', async () => {
    const { page } = await open()
    await page.locator('body').press('Tab')
    const seen: string[] = []
    for (let press = 0; press < 140; press += 1) {
      const here = await page.evaluate(() => {
        const element = document.activeElement
        if (element === null || element === document.body) return undefined
        element.setAttribute('data-walked', '')
        const box = element.getBoundingClientRect()
        return `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 30) ?? ''} ${box.width > 0 && box.height > 0 ? '' : 'HIDDEN'}`
      })
      if (here === undefined) break
      seen.push(here)
      await page.keyboard.press('Tab')
    }
    expect(seen.filter((name) => name.includes('HIDDEN'))).toEqual([])
    const missed = await page.evaluate(() =>
      [...document.querySelectorAll('main button, main input, main select, main textarea, main a[href]')]
        .filter((element) => !element.hasAttribute('data-walked') && !element.hasAttribute('disabled'))
        .filter((element) => element.getAttribute('tabindex') !== '-1' && (element as HTMLElement).offsetParent !== null) // elements of the page are HTML
        // A group of radios is one stop; the arrows move within.
        .filter((element) => !(element instanceof HTMLInputElement && element.type === 'radio'))
        .map((element) => element.outerHTML.slice(0, 120)),
    )
    expect(missed).toEqual([])
  })
})
