import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { availableRuntimes, type RunningApp } from './app.ts'
import { foundOffice, type Machine, machineFor, PHRASE, unlock } from './machine.ts'

const DIALOG = 'https://dialog.'
/** The browser's folder in the app's data folder. */
const PROFILE = 'chromium-profile'
/** File systems of a test's own can be mounted by the superuser only, and the dialogs' pages are the Chromium runtime's. */
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('which', ['mount']).status === 0
const mounted: string[] = []

afterEach(() => {
  for (const folder of mounted.splice(0)) execFileSync('umount', ['-l', folder])
})

function mount(folder: string, ...options: readonly string[]): void {
  execFileSync('mount', [...options, folder])
  if (!mounted.includes(folder)) mounted.push(folder)
}

const ledgerOf = ({ data }: Machine): string => join(data, 'ledger.db')

/** The failure's one dialog, alone: no window behind it, nothing blank. */
async function dialogOf(app: RunningApp): Promise<{ readonly page: Page; readonly title: string; readonly detail: string; readonly buttons: readonly string[] }> {
  const page = await app.pageAt(DIALOG)
  await page.getByRole('alertdialog').waitFor()
  const pages = app.pages()
  expect(pages.map((one) => one.url().slice(0, DIALOG.length))).toEqual([DIALOG])
  return {
    page,
    title: (await page.getByRole('heading').textContent()) ?? '',
    detail: (await page.locator('#detail').textContent()) ?? '',
    buttons: await page.getByRole('button').allTextContents(),
  }
}

/** The dialog with this heading; the one before it may still be closing. */
async function dialogThatSays(app: RunningApp, heading: string): Promise<Page> {
  let found: Page | undefined
  const look = async (): Promise<Page | undefined> => {
    for (const page of app.pages()) if (await page.getByRole('heading', { name: heading }).isVisible().catch(() => false)) return (found = page)
    return undefined
  }
  await expect.poll(look, { timeout: 20_000 }).toBeDefined()
  if (found === undefined) throw new Error(`no dialog says ${heading}`)
  return found
}

/** What a use of the app leaves in its data folder, the browser's profile aside, by the use. */
const left = new Map<string, string>()
afterAll(() => {
  for (const folder of left.values()) rmSync(folder, { recursive: true, force: true })
})

/** Uses a computer: the first one makes the folder through the app, the others get copies of it. */
async function leftBy(machine: Machine, name: string, work: () => Promise<void>): Promise<void> {
  const before = left.get(name)
  if (before !== undefined) return cpSync(before, machine.data, { recursive: true })
  await work()
  const folder = mkdtempSync(join(tmpdir(), `resguardo-e2e-${name}-`))
  left.set(name, folder)
  cpSync(machine.data, folder, { recursive: true, filter: (path) => basename(path) !== PROFILE })
}

/** A computer on which the app was used once: a founded record, and a backup of it. */
const used = (machine: Machine): Promise<void> =>
  leftBy(machine, 'used', async () => {
    const app = await machine.start()
    await foundOffice(app.page)
    await app.close()
    const backups = (): number => readdirSync(join(machine.data, 'backups')).filter((name) => name.endsWith('.db')).length
    const before = backups() // one of the empty record, or none: it was founded sooner
    const again = await machine.start() // whose start backs up the founded record
    await again.page.getByLabel('Frase de contraseña', { exact: true }).waitFor()
    await expect.poll(backups, { timeout: 15_000 }).toBe(before + 1)
    await again.close()
  })

/** A computer on which the app was opened once and nobody was registered. */
const opened = (machine: Machine): Promise<void> =>
  leftBy(machine, 'opened', async () => {
    const app = await machine.start()
    await app.page.getByRole('textbox', { name: 'Siglas' }).waitFor()
    await app.close()
  })

for (const runtime of availableRuntimes()) {
  // On Electron the dialogs are the system's own, which no page can show to a test.
  const why = runtime.missing ?? (runtime.name === 'electron' ? "the system's dialogs" : undefined)
  const options = { runtime: runtime.name }
  describe.skipIf(why !== undefined)(`a record that cannot be opened, on ${runtime.name}${why === undefined ? '' : ` (${why})`}`, () => {
    it('if torn is told in one dialog, put aside unchanged when the backup is wanted, and the app opens on the backup', async () => {
      const machine = machineFor('torn', options)
      await used(machine)
      truncateSync(ledgerOf(machine), Math.floor(readFileSync(ledgerOf(machine)).length / 2))
      const torn = readFileSync(ledgerOf(machine))

      const app = await machine.start({ first: DIALOG })
      const { page, title, detail, buttons } = await dialogOf(app)
      expect(title).toBe('El registro está dañado')
      expect(detail).toContain(ledgerOf(machine))
      const newest = readdirSync(join(machine.data, 'backups')).filter((name) => name.endsWith('.db')).sort().at(-1) ?? ''
      expect(detail).toContain(join(machine.data, 'backups', newest))
      expect(detail).toContain(new Intl.DateTimeFormat('es-MX', { timeZoneName: 'long' }).formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? '-')
      expect(buttons).toEqual(['Usar el respaldo más reciente', 'Mostrar la carpeta', 'Cerrar'])
      expect(readFileSync(ledgerOf(machine)).equals(torn)).toBe(true)

      await page.getByRole('button', { name: 'Usar el respaldo más reciente' }).click()
      const told = await dialogThatSays(app, 'Se usó el respaldo más reciente')
      const aside = readdirSync(machine.data).filter((name) => name.startsWith('ledger-apartado-') && name.endsWith('.db'))
      expect(aside).toHaveLength(1)
      expect(readFileSync(join(machine.data, aside[0] ?? '')).equals(torn)).toBe(true)
      await told.getByRole('button', { name: 'Cerrar' }).click()
      const window = await app.pageAt('https://resguardo.app/')
      await unlock(window, PHRASE)
      await app.close()
    })

    it.each(['torn', 'missing'] as const)('whose installation.json is %s is told so, and opens with the copy of the backups when it is wanted', async (state) => {
      const machine = machineFor(`installation-${state}`, options)
      await used(machine)
      const file = join(machine.data, 'installation.json')
      const whole = readFileSync(file, 'utf8')
      if (state === 'torn') writeFileSync(file, '{"inst')
      else rmSync(file)

      const app = await machine.start({ first: DIALOG })
      const { page, title, detail, buttons } = await dialogOf(app)
      expect(title).toBe(state === 'torn' ? 'El archivo de la instalación está dañado' : 'Falta el archivo de la instalación')
      expect(detail).toContain(file)
      expect(detail).toContain(join(machine.data, 'backups', 'installation.json'))
      expect(buttons).toEqual(['Usar la copia', 'Mostrar la carpeta', 'Cerrar'])
      await page.getByRole('button', { name: 'Usar la copia' }).click()
      const window = await app.pageAt('https://resguardo.app/')
      await unlock(window, PHRASE)
      expect(readFileSync(file, 'utf8')).toBe(whole)
      const aside = readdirSync(machine.data).filter((name) => name.startsWith('installation-apartado-'))
      expect(aside.map((name) => readFileSync(join(machine.data, name), 'utf8'))).toEqual(state === 'torn' ? ['{"inst'] : [])
      await app.close()
    })

    it('whose installation.json is nowhere is not opened under a new name', async () => {
      const machine = machineFor('installation-gone', options)
      await used(machine)
      const [file, copy] = [join(machine.data, 'installation.json'), join(machine.data, 'backups', 'installation.json')]
      rmSync(file)
      rmSync(copy)
      const app = await machine.start({ first: DIALOG })
      const { page, detail, buttons } = await dialogOf(app)
      expect(detail).toContain('Pide al área de informática que recupere installation.json')
      expect(buttons).toEqual(['Reintentar', 'Mostrar la carpeta', 'Cerrar'])
      await page.getByRole('button', { name: 'Cerrar' }).click()
      expect(await app.ended).toBe(0)
      expect(readdirSync(machine.data)).not.toContain('installation.json')
    })

    it('if it is not a database is told so, and nothing of it is written', async () => {
      const machine = machineFor('garbage', options)
      mkdirSync(machine.data, { recursive: true })
      const garbage = Buffer.from('Esto es una carta y no una base de datos. '.repeat(400))
      writeFileSync(ledgerOf(machine), garbage)
      const app = await machine.start({ first: DIALOG })
      const { page, detail, title, buttons } = await dialogOf(app)
      expect(title).toBe('El registro está dañado')
      expect(detail).toContain('No hay respaldos en esta computadora')
      expect(buttons).toEqual(['Mostrar la carpeta', 'Cerrar'])
      await page.getByRole('button', { name: 'Cerrar' }).click()
      expect(await app.ended).toBe(0)
      expect(readFileSync(ledgerOf(machine)).equals(garbage)).toBe(true)
    })

    it("if another program's is told so, and is left as it was", async () => {
      const machine = machineFor('foreign', options)
      mkdirSync(machine.data, { recursive: true })
      const other = new Database(ledgerOf(machine))
      other.exec("CREATE TABLE recetas (nombre TEXT); INSERT INTO recetas VALUES ('mole')")
      other.close()
      const before = readFileSync(ledgerOf(machine))
      const app = await machine.start({ first: DIALOG })
      const { page, title, detail } = await dialogOf(app)
      expect(title).toBe('El archivo del registro no es de Resguardo')
      expect(detail).toContain(ledgerOf(machine))
      await page.keyboard.press('Escape').catch(() => {}) // the page may be gone before the key is up
      expect(await app.ended).toBe(0)
      expect(readFileSync(ledgerOf(machine)).equals(before)).toBe(true)
    })

    it('if of a newer version is told to be updated for, and never offered to be replaced', async () => {
      const machine = machineFor('newer', options)
      await opened(machine)
      const database = new Database(ledgerOf(machine))
      const version = Number(database.pragma('user_version', { simple: true }))
      expect(version).toBeGreaterThan(0)
      database.pragma(`user_version = ${version + 1}`)
      database.pragma('journal_mode = DELETE')
      database.close()
      const before = readFileSync(ledgerOf(machine))
      const app = await machine.start({ first: DIALOG })
      const { page, title, detail, buttons } = await dialogOf(app)
      expect(title).toBe('El registro es de una versión más reciente')
      expect(detail).toContain('Actualiza la aplicación')
      expect(buttons).toEqual(['Mostrar la carpeta', 'Cerrar'])
      await page.getByRole('button', { name: 'Cerrar' }).click()
      expect(await app.ended).toBe(0)
      expect(readFileSync(ledgerOf(machine)).equals(before)).toBe(true)
    })

    it('is offered again after the cause was mended, without a new start', async () => {
      const machine = machineFor('busy', options)
      await opened(machine)
      const holder = new Database(ledgerOf(machine))
      holder.exec('BEGIN EXCLUSIVE')
      const app = await machine.start({ first: DIALOG })
      const { page, title } = await dialogOf(app)
      expect(title).toBe('Otro programa está usando el registro')
      holder.exec('ROLLBACK')
      holder.close()
      await page.getByRole('button', { name: 'Reintentar' }).click()
      const window = await app.pageAt('https://resguardo.app/')
      await window.getByRole('textbox', { name: 'Siglas' }).waitFor()
      await app.close()
    })
  })

  describe.skipIf(why !== undefined || !canMount)(`a disk that does not take it, on ${runtime.name} (mounted by the superuser)`, () => {
    it('if read-only is told in one dialog, and the app opens when it is mended', async () => {
      const machine = machineFor('read-only', options)
      await opened(machine)
      const kept = join(machine.top, 'copia.db')
      copyFileSync(ledgerOf(machine), kept)
      mount(machine.data, '--bind', machine.data)
      mount(machine.data, '-o', 'remount,bind,ro')
      const app = await machine.start({ first: DIALOG })
      const { page, title, detail, buttons } = await dialogOf(app)
      expect(title).toBe('No se puede escribir en la carpeta de datos')
      expect(detail).toContain(ledgerOf(machine))
      expect(buttons).toEqual(['Reintentar', 'Mostrar la carpeta', 'Cerrar'])
      expect(readFileSync(ledgerOf(machine)).equals(readFileSync(kept))).toBe(true)
      mount(machine.data, '-o', 'remount,bind,rw')
      await page.getByRole('button', { name: 'Reintentar' }).click()
      const window = await app.pageAt('https://resguardo.app/')
      await window.getByRole('textbox', { name: 'Siglas' }).waitFor()
      await app.close()
    })

    it('if the folder cannot even be made is told the same', async () => {
      const machine = machineFor('no-folder', options)
      const above = join(machine.top, 'arriba')
      mkdirSync(above)
      mount(above, '--bind', above)
      mount(above, '-o', 'remount,bind,ro')
      const app = await machine.start({ first: DIALOG, userData: join(above, 'datos') })
      const { page, title } = await dialogOf(app)
      expect(title).toBe('No se puede escribir en la carpeta de datos')
      // The app may be gone before the click is told to have been made: that it ended, and how, is what counts.
      await page.getByRole('button', { name: 'Cerrar' }).click().catch(() => undefined)
      expect(await app.ended).toBe(0)
    })

    it('if full is told in one dialog, and what is there stays whole', async () => {
      const machine = machineFor('full', options)
      mkdirSync(machine.data)
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48m,mode=700', 'tmpfs', machine.data])
      mounted.push(machine.data)
      await opened(machine)
      fill(join(machine.data, 'lleno.bin'))
      const app = await machine.start({ first: DIALOG })
      const { page, title, buttons } = await dialogOf(app)
      expect(title).toBe('El disco está lleno')
      expect(buttons).toEqual(['Reintentar', 'Mostrar la carpeta', 'Cerrar'])
      truncateSync(join(machine.data, 'lleno.bin'), 0)
      await page.getByRole('button', { name: 'Reintentar' }).click()
      const window = await app.pageAt('https://resguardo.app/')
      await window.getByRole('textbox', { name: 'Siglas' }).waitFor()
      await app.close()
    })

    it('and a browser that does not start either: a sentence at the terminal, and an exit code', async () => {
      const machine = machineFor('no-browser', options)
      const app = await machine.start({ window: false, env: { RESGUARDO_BROWSER: '/bin/false' } })
      expect(await app.ended).not.toBe(0)
      expect(app.stderr()).toContain('The browser')
      expect(app.stderr()).not.toMatch(/\n\s+at /)
    })
  })
}

/** Takes every byte that is left. */
function fill(file: string): void {
  let size = 1 << 20
  writeFileSync(file, '')
  while (size >= 512) {
    try {
      writeFileSync(file, Buffer.alloc(size, 1), { flag: 'a' })
    } catch {
      size = Math.floor(size / 2)
    }
  }
}
