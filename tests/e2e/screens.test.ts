import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { words as english } from '#renderer/i18n/en/words.ts'
import { words as spanish } from '#renderer/i18n/es/words.ts'
import { demoPassphrase } from '#shared/demo/passphrase.ts'
import { availableRuntimes, launchApp, type RunningApp } from './app.ts'

/** Who looks, and which places are theirs. */
const people = ['Amalia Ensayo', 'Bruno Muestra', 'Celia Supuesto', 'Darío Simulacro', 'Elena Hipótesis'] as const
type Person = (typeof people)[number]

const routes = [
  '/',
  '/publicaciones',
  '/publicaciones/tablero',
  '/publicaciones/calendario',
  '/publicaciones/importar',
  '/publicaciones/por-comprobar',
  '/revision',
  '/alto',
  '/consultas',
  '/consultas/nueva',
  '/linea',
  '/biblioteca/mensajes',
  '/biblioteca/mensajes/nuevo',
  '/biblioteca/textos',
  '/biblioteca/textos/nuevo',
  '/biblioteca/campanas',
  '/biblioteca/campanas/nuevo',
  '/biblioteca/temas',
  '/cuentas',
  '/cuentas/nueva',
  '/incidentes',
  '/incidentes/nuevo',
  '/personas',
  '/personas/nueva',
  '/personas/suplencias',
  '/personas/contactos',
  '/personas/oficinas',
  '/personas/politicas',
  '/ajustes',
  '/ajustes/revision',
  '/ajustes/reglas',
  '/ajustes/seguridad',
  '/ajustes/registro',
  '/ajustes/registro-compartido',
  '/ajustes/acerca',
  '/no-existe',
] as const

/** What only who writes and who reviews has something on: the others see of it what these two do, or less. */
const ofWriting: ReadonlySet<string> = new Set(routes.filter((route) => /^\/(?:publicaciones\/|alto|consultas|linea|biblioteca)/u.test(route)))
const writers: readonly Person[] = ['Bruno Muestra', 'Celia Supuesto']

/** Lists whose first line is opened too. */
const lists = [
  '/publicaciones',
  '/revision',
  '/consultas',
  '/biblioteca/mensajes',
  '/biblioteca/textos',
  '/biblioteca/campanas',
  '/cuentas',
  '/personas',
  '/personas/oficinas',
] as const

/** Dialogs, by where they open, who may, and the button's words in Spanish. */
const dialogs: readonly (readonly [person: Person, route: string, open: (page: Page) => Promise<void>])[] = [
  ['Bruno Muestra', '/', (page) => page.keyboard.press('Control+k')],
  ['Bruno Muestra', '/', (page) => page.keyboard.press('F1')],
  ['Bruno Muestra', '/cuentas', async (page) => {
    await page.getByRole('option', { name: /INEMexico · X/ }).click()
    await page.getByRole('button', { name: 'Mostrar' }).first().click()
  }],
  ['Celia Supuesto', '/revision', async (page) => {
    await page.locator('main [role=option]').first().click()
    await page.getByRole('button', { name: 'Devolver' }).click()
  }],
  ['Amalia Ensayo', '/personas/contactos', (page) => page.locator('main').getByRole('button', { name: /Corregir|Anotar/ }).first().click()],
]

const SIZES = { wide: { width: 1280, height: 800 }, narrow: { width: 900, height: 700 }, zoomed: { width: 640, height: 400 } } as const

describe.each(availableRuntimes())('every screen on $name', ({ name, missing }) => {
  const skipped = missing !== undefined
  const data = mkdtempSync(join(tmpdir(), 'resguardo-screens-'))
  const faults: string[] = []
  let app: RunningApp | undefined
  const page = (): Page => {
    if (app === undefined) throw new Error('the app did not start')
    return app.page
  }

  beforeAll(async () => {
    if (skipped) return
    app = await launchApp({ userData: data, args: ['--demo'], runtime: name, patience: 110_000 })
    app.page.setDefaultTimeout(10_000)
    app.page.on('pageerror', (error) => faults.push(String(error)))
    app.page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text())
    })
    await app.page.emulateMedia({ reducedMotion: 'reduce' })
  })
  afterAll(async () => {
    await app?.close()
    rmSync(data, { recursive: true, force: true, maxRetries: 5 })
  })
  beforeEach(() => {
    faults.length = 0
  })

  it.skipIf(skipped).each(people)('has no fault, no serious finding, nothing cut off and no foreign word for %s', async (person) => {
    await unlock(page(), person)
    const found: string[] = []
    for (const route of routes) {
      if (ofWriting.has(route) && !writers.includes(person)) continue
      await go(page(), route)
      found.push(...(await examine(page(), route)))
    }
    for (const route of lists) {
      await go(page(), route)
      const first = page().locator('main [role=option]').first()
      if ((await first.count()) === 0) continue
      await first.click()
      await settled(page())
      found.push(...(await examine(page(), `${route}/:id`)))
      if (route !== '/cuentas') continue
      await go(page(), `${await page().evaluate(() => location.hash.slice(1))}/rotacion`)
      found.push(...(await examine(page(), `${route}/:id/rotacion`)))
    }
    expect([...found, ...faults]).toEqual([])
  })

  it.skipIf(skipped)('holds for its dialogs too', async () => {
    const found: string[] = []
    for (const [person, route, open] of dialogs) {
      await unlock(page(), person)
      await go(page(), route)
      await open(page())
      await page().getByRole('dialog').waitFor()
      found.push(...(await examine(page(), `${route}, dialog`)))
      await page().keyboard.press('Escape')
      await page().getByRole('dialog').waitFor({ state: 'detached' })
    }
    expect([...found, ...faults]).toEqual([])
  })

  it.skipIf(skipped)('holds for an incident under way, and for what is shown of it elsewhere', async () => {
    await unlock(page(), 'Bruno Muestra')
    await go(page(), '/incidentes/nuevo')
    await page().getByRole('button', { name: /^Publicaron algo que no es nuestro/ }).click()
    await page().getByRole('button', { name: 'Cerrar incidente…' }).waitFor()
    await settled(page())
    const found = [...(await examine(page(), '/incidentes/:id'))]
    for (const [route, where] of [['/', 'home'], ['/incidentes', 'the incidents'], ['/publicaciones', 'the posts']] as const) {
      await go(page(), route)
      found.push(...(await examine(page(), `${where} while there is an incident`)))
    }
    expect([...found, ...faults]).toEqual([])
  })

  it.skipIf(skipped)('holds for the parts of the house', async () => {
    await unlock(page(), 'Bruno Muestra')
    await go(page(), '/ui')
    expect([...(await examine(page(), '/ui', { disabled: false })), ...faults]).toEqual([])
  })

  it.skipIf(skipped)('holds for the lock screen', async () => {
    await lock(page())
    expect([...(await examine(page(), 'lock')), ...faults]).toEqual([])
  })

  it.skipIf(skipped)('has no Spanish word of its own in English', async () => {
    await unlock(page(), 'Celia Supuesto')
    await go(page(), '/ajustes')
    await page().getByRole('radio', { name: 'English' }).press('Space')
    await page().getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    const found: string[] = []
    for (const route of routes) {
      await go(page(), route)
      found.push(...(await foreign(page(), onlySpanish, route)))
    }
    await go(page(), '/ajustes')
    await page().getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    await page().getByRole('radio', { name: 'Español' }).press('Space')
    await page().getByRole('heading', { level: 1, name: 'Ajustes' }).waitFor()
    expect([...found, ...faults]).toEqual([])
  })
})

/** The lock screen's field; the hidden screens behind it may have one of the same name. */
function passphraseOf(page: Page) {
  return page.getByLabel('Frase de contraseña', { exact: true }).filter({ visible: true })
}

async function lock(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Bloquear', exact: true })
  if (await button.isVisible()) await button.click()
  await passphraseOf(page).waitFor()
}

async function unlock(page: Page, person: Person): Promise<void> {
  await lock(page)
  await page.getByLabel('Persona', { exact: true }).filter({ visible: true }).selectOption({ label: person })
  await passphraseOf(page).fill(demoPassphrase)
  await page.getByRole('button', { name: 'Desbloquear' }).click()
  await page.getByRole('button', { name: 'Bloquear', exact: true }).waitFor()
}

async function go(page: Page, route: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, route)
  await settled(page)
}

/** The screen has its heading, and says and does the same at six frames in a row. */
async function settled(page: Page): Promise<void> {
  await page.locator('h1, h2').filter({ visible: true }).first().waitFor()
  await page.evaluate(async () => {
    const frame = () => new Promise((painted) => requestAnimationFrame(painted))
    let same = 0
    for (let before = ''; same < 6; ) {
      await frame()
      const now = document.body.innerText
      const moves = document.getAnimations().some((one) => one.effect?.getComputedTiming().iterations !== Infinity)
      same = now === before && !moves ? same + 1 : 0
      before = now
    }
  })
}

/** The screens that axe has read in this file: what differs for the next person is read by the cheaper questions. */
const judged = new Set<string>()

/** What is wrong with the screen as it stands, at every size and in both themes, each line with its place. */
async function examine(page: Page, where: string, { disabled = true }: { readonly disabled?: boolean } = {}): Promise<readonly string[]> {
  const found: string[] = []
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport)
    found.push(...(await page.evaluate(beyondAndCut)).map((line) => `${where} at ${size}: ${line}`))
  }
  await page.setViewportSize(SIZES.wide)
  if (disabled) found.push(...(await page.evaluate(withoutReason)).map((line) => `${where}: disabled without a reason: ${line}`))
  found.push(...(await foreign(page, onlyEnglish, where)))
  if (judged.has(where)) return found
  judged.add(where)
  found.push(...(await findings(page, ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], `${where} in light`)))
  await page.emulateMedia({ colorScheme: 'dark' })
  await settled(page)
  found.push(...(await findings(page, 'color-contrast', `${where} in dark`)))
  await page.emulateMedia({ colorScheme: 'light' })
  return found
}

/** `what`: the kinds of rules, or one rule. */
async function findings(page: Page, what: string[] | string, where: string): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const violations = await page.evaluate(async (values) => {
    const { axe: here } = window as unknown as { axe: typeof import('axe-core') } // put there by the line above
    const result = await here.run(document, { runOnly: typeof values === 'string' ? { type: 'rule', values: [values] } : values, resultTypes: ['violations'] })
    return result.violations.map(({ id, impact, nodes }) => ({ id, impact, at: nodes.map((node) => node.target.join(' ')).join(' | ') }))
  }, what)
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, at }) => `${where}: ${id}: ${at}`)
}

/** Runs in the page: what lies beside it, and text that is cut off though nothing says the rest. */
function beyondAndCut(): string[] {
  const found: string[] = []
  if (document.documentElement.scrollWidth > window.innerWidth) found.push(`${document.documentElement.scrollWidth - window.innerWidth} px beside the page`)
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    if (element.scrollWidth <= element.clientWidth + 1 || element.clientWidth < 2) continue
    if (!element.checkVisibility({ visibilityProperty: true })) continue
    const { overflowX } = getComputedStyle(element)
    const text = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent).join('').trim()
    // What is cut tells the whole when it is pointed at.
    element.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))
    if (text === '' || (overflowX !== 'hidden' && overflowX !== 'clip') || element.closest('[title], .visually-hidden') !== null) continue
    found.push(`cut off: «${text}»`)
  }
  return found
}

/** Runs in the page: controls that are off and do not say why. */
function withoutReason(): string[] {
  return [...document.querySelectorAll<HTMLElement>('button:disabled, input:disabled, textarea:disabled, select:disabled, [role=button][aria-disabled=true], button[aria-disabled=true]')]
    .filter((control) => control.checkVisibility({ visibilityProperty: true }))
    .filter((control) => {
      const ids = (control.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean)
      return !ids.some((id) => (document.getElementById(id)?.textContent ?? '').trim() !== '')
    })
    .map((control) => control.getAttribute('aria-label') ?? control.textContent ?? control.outerHTML)
}

/** Every plain sentence and label of a catalogue. */
function sentences(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(sentences) : []
}

// Short forms, names and the key «Enter» are the same in both. What only one of them says must never be seen in the other.
const inSpanish = new Set(sentences(spanish))
const inEnglish = new Set(sentences(english))
const onlyEnglish = [...inEnglish].filter((text) => text.length > 3 && text !== 'Enter' && !inSpanish.has(text))
const onlySpanish = [...inSpanish].filter((text) => text.length > 3 && !inEnglish.has(text))

/** The words on the screen, or read aloud from it, that the other language's catalogue alone has. */
async function foreign(page: Page, not: readonly string[], where: string): Promise<readonly string[]> {
  const said = await page.evaluate(() => {
    const texts: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.checkVisibility({ visibilityProperty: true }) === true) texts.push(node.textContent?.trim() ?? '')
    }
    for (const element of document.body.querySelectorAll('[title], [aria-label], [placeholder], [alt]')) {
      for (const name of ['title', 'aria-label', 'placeholder', 'alt']) texts.push(element.getAttribute(name) ?? '')
    }
    return texts
  })
  const seen = new Set(said)
  return not.filter((text) => seen.has(text)).map((text) => `${where}: not of this language: «${text}»`)
}
