import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Fixture, startFixture, until } from './fixture-app.ts'

const folder = mkdtempSync(join(tmpdir(), 'resguardo-services-'))
const files = join(folder, 'files')
const opened = join(folder, 'opened.txt')
let app: Fixture

beforeAll(async () => {
  mkdirSync(join(files, 'Carpeta'), { recursive: true })
  writeFileSync(join(files, 'nota.txt'), 'uno')
  writeFileSync(join(files, 'foto.png'), 'dos')
  writeFileSync(join(files, '.oculto'), 'tres')
  // A desktop's opener that writes down what it was asked to open.
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin', 'xdg-open'), `#!/bin/sh\nprintf '%s|%s\\n' "$#" "$1" >> '${opened}'\n`)
  chmodSync(join(folder, 'bin', 'xdg-open'), 0o755)
  app = await startFixture({ env: { PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`, DBUS_SESSION_BUS_ADDRESS: '', XDG_RUNTIME_DIR: folder } })
})
afterAll(async () => {
  await app?.end()
  rmSync(folder, { recursive: true, force: true })
})

/** Begins a dialog; its window, and what it answers. */
async function begin(expression: string): Promise<{ readonly dialog: Page; readonly answer: Promise<unknown> }> {
  const answer = app.inMain(expression).then(({ value, error }) => error ?? value)
  return { dialog: await app.pageAt('https://dialog.'), answer }
}

const at = (name: string): string => join(files, name)

describe('dialogs', () => {
  afterEach(async () => {
    await until('no dialog is left', () => app.pages().every((page) => !page.url().startsWith('https://dialog.')))
  })

  it('asks a question and answers with the button', async () => {
    const { dialog, answer } = await begin(
      "electron.dialog.showMessageBox(window, { type: 'question', message: '¿Guardar los cambios?', detail: 'Hay cambios sin guardar.', buttons: ['Guardar', 'No guardar', 'Cancelar'], defaultId: 0, cancelId: 2, checkboxLabel: 'No preguntar más' })",
    )
    await expect.poll(() => dialog.getByRole('alertdialog', { name: '¿Guardar los cambios?' }).getByText('Hay cambios sin guardar.').isVisible()).toBe(true)
    await dialog.getByLabel('No preguntar más').check()
    await dialog.getByRole('button', { name: 'No guardar' }).click()
    expect(await answer).toEqual({ response: 1, checkboxChecked: true })
  })

  it('begins on the default button, keeps Tab inside, and takes Escape for the safe answer', async () => {
    const { dialog, answer } = await begin("electron.dialog.showMessageBox({ message: 'Sin ventana', buttons: ['Seguir', 'Cerrar'], defaultId: 1, cancelId: 1 })")
    const focused = (): Promise<string | null | undefined> => dialog.evaluate(() => document.activeElement?.textContent)
    await dialog.getByRole('button', { name: 'Cerrar' }).waitFor()
    expect(await focused()).toBe('Cerrar')
    await dialog.keyboard.press('Tab')
    expect(await focused()).toBe('Seguir')
    await dialog.keyboard.press('Shift+Tab')
    expect(await focused()).toBe('Cerrar')
    await dialog.keyboard.press('Escape')
    expect(await answer).toEqual({ response: 1, checkboxChecked: false })
  })

  it('takes a closed window for the safe answer', async () => {
    const { dialog, answer } = await begin("electron.dialog.showMessageBox({ message: 'x', buttons: ['Sí', 'No'] })")
    await dialog.close()
    expect(await answer).toEqual({ response: 1, checkboxChecked: false })
  })

  it('shows an error without a window, and says it on standard error too', async () => {
    await app.inMain("electron.dialog.showErrorBox('Algo falló', 'Referencia 7')")
    const dialog = await app.pageAt('https://dialog.')
    await dialog.getByRole('button').click()
    expect(app.stderr()).toContain('Algo falló\nReferencia 7')
  })

  it('saves where the person says, with the extension of the type', async () => {
    const { dialog, answer } = await begin(`electron.dialog.showSaveDialog(window, { title: 'Guardar el oficio', defaultPath: ${JSON.stringify(at('oficio.docx'))}, filters: [{ name: 'Word', extensions: ['docx'] }] })`)
    await dialog.getByRole('heading', { name: 'Guardar el oficio' }).waitFor()
    await expect.poll(() => dialog.getByLabel('Nombre').inputValue()).toBe('oficio.docx')
    await dialog.getByLabel('Nombre').fill('oficio final')
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    expect(await answer).toEqual({ canceled: false, filePath: at('oficio final.docx') })
  })

  it('asks before it replaces a file, and goes back on the safe answer', async () => {
    const { dialog, answer } = await begin(`electron.dialog.showSaveDialog({ defaultPath: ${JSON.stringify(at('nota.txt'))} })`)
    const name = dialog.locator('#name')
    await name.waitFor()
    await name.press('Enter')
    const question = dialog.getByRole('alertdialog')
    await question.getByText('nota.txt').waitFor()
    await expect.poll(() => dialog.evaluate(() => document.activeElement?.textContent)).toMatch(/Cancel/)
    await dialog.keyboard.press('Enter')
    await expect.poll(() => question.isVisible()).toBe(false)
    await name.press('Enter')
    await question.getByRole('button').nth(1).click()
    expect(await answer).toEqual({ canceled: false, filePath: at('nota.txt') })
    expect(readFileSync(at('nota.txt'), 'utf8')).toBe('uno')
  })

  it('makes a folder and saves in it', async () => {
    const { dialog, answer } = await begin(`electron.dialog.showSaveDialog(window, { defaultPath: ${JSON.stringify(at('a.pdf'))} })`)
    await dialog.getByRole('button', { name: 'Nueva carpeta' }).click()
    await dialog.getByLabel('Nombre de la carpeta nueva').fill('Carpeta')
    await dialog.getByRole('button', { name: 'Crear' }).click()
    await dialog.getByRole('alert').getByText('EEXIST').waitFor()
    await dialog.getByLabel('Nombre de la carpeta nueva').fill('Otra')
    await dialog.keyboard.press('Enter')
    await dialog.getByText('Esta carpeta está vacía.').waitFor()
    await dialog.getByRole('button', { name: 'Guardar' }).click()
    expect(await answer).toEqual({ canceled: false, filePath: at('Otra/a.pdf') })
  })

  it('opens files that fit the filter, by keyboard alone', async () => {
    const { dialog, answer } = await begin(`electron.dialog.showOpenDialog(window, { defaultPath: ${JSON.stringify(files)}, properties: ['openFile', 'multiSelections'], filters: [{ name: 'Texto e imagen', extensions: ['txt', 'png'] }, { name: 'Texto', extensions: ['txt'] }] })`)
    const list = dialog.getByRole('listbox')
    await list.getByText('nota.txt').waitFor()
    await expect.poll(() => list.getByRole('option').allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining('foto.png'), expect.stringContaining('nota.txt')]))
    await expect.poll(() => list.getByText('.oculto').count()).toBe(0)
    await list.press('End')
    await list.press('Enter')
    expect(await answer).toEqual({ canceled: false, filePaths: [at('nota.txt')] })
  })

  it('opens several at once', async () => {
    const { dialog, answer } = await begin(`electron.dialog.showOpenDialog(window, { defaultPath: ${JSON.stringify(files)}, properties: ['openFile', 'multiSelections'] })`)
    await dialog.getByRole('option', { name: 'foto.png' }).click()
    await dialog.getByRole('option', { name: 'nota.txt' }).click({ modifiers: ['Control'] })
    await dialog.getByRole('button', { name: 'Abrir' }).click()
    expect(await answer).toEqual({ canceled: false, filePaths: [at('foto.png'), at('nota.txt')] })
  })

  it('chooses a folder', async () => {
    const { dialog, answer } = await begin(`electron.dialog.showOpenDialog(window, { defaultPath: ${JSON.stringify(files)}, properties: ['openDirectory'] })`)
    await dialog.getByRole('option', { name: 'Carpeta' }).dblclick()
    await dialog.getByText('Esta carpeta está vacía.').waitFor()
    await dialog.getByRole('button', { name: 'Elegir carpeta' }).click()
    expect(await answer).toEqual({ canceled: false, filePaths: [at('Carpeta')] })
  })

  it('is cancelled by Escape', async () => {
    const { dialog, answer } = await begin('electron.dialog.showOpenDialog(window, {})')
    await dialog.getByRole('listbox').waitFor()
    await dialog.keyboard.press('Escape')
    expect(await answer).toEqual({ canceled: true, filePaths: [] })
  })

  it('refuses an option that would have no effect', async () => {
    expect((await app.inMain("electron.dialog.showMessageBox({ message: 'x', signal: null })")).error).toContain('dialog.showMessageBox({ signal })')
  })
})

describe('the clipboard', () => {
  it('keeps text, bytes of pictures and their order', async () => {
    expect(await app.inMain("electron.clipboard.writeText('ñandú').then(() => electron.clipboard.readText())")).toEqual({ value: 'ñandú' })
    expect(
      await app.inMain("electron.clipboard.write([new electron.ClipboardItem({ 'text/plain': 'a', 'text/html': '<b>a</b>' })]).then(async () => [await electron.clipboard.readText(), await electron.clipboard.has('text/html'), await electron.clipboard.has('image/png')])"),
    ).toEqual({ value: ['a', true, false] })
  })

  it('says that it cannot mark a secret, and copies it all the same', async () => {
    const item = `new electron.ClipboardItem({ 'text/plain': 's3creto', 'electron application/osclipboard;format="x-kde-passwordManagerHint"': new Blob(['secret']) })`
    expect(await app.inMain(`electron.clipboard.write([${item}]).then(() => electron.clipboard.readText())`)).toEqual({ value: 's3creto' })
    expect(app.stderr()).toContain('cannot mark what is copied as secret')
  })

  it('is empty once it was cleared', async () => {
    expect(await app.inMain("(electron.clipboard.clear(), electron.clipboard.readText())")).toEqual({ value: '' })
  })

  it('refuses a format that it cannot keep', async () => {
    expect((await app.inMain("electron.clipboard.write([new electron.ClipboardItem({ 'text/rtf': 'x' })])")).error).toContain("ClipboardItem of type 'text/rtf'")
  })
})

describe('the desktop', () => {
  const asked = (): readonly string[] => (existsSync(opened) ? readFileSync(opened, 'utf8').trim().split('\n') : [])

  it('opens an address as one argument that no shell reads', async () => {
    await app.inMain("electron.shell.openExternal('https://example.org/?a=$(id)&b=`id`;rm')")
    await until('it was asked', () => asked().length === 1)
    expect(asked()).toEqual(['1|https://example.org/?a=$(id)&b=`id`;rm'])
  })

  it('opens a file, and says when there is none', async () => {
    expect(await app.inMain(`electron.shell.openPath(${JSON.stringify(at('nota.txt'))})`)).toEqual({ value: '' })
    await until('it was asked', () => asked().includes(`1|${at('nota.txt')}`))
    expect((await app.inMain("electron.shell.openPath('/nowhere/at/all')")).value).toContain('/nowhere/at/all')
  })

  it('refuses what is no address', async () => {
    expect((await app.inMain("electron.shell.openExternal('--version')")).error).toContain('Invalid URL')
  })

  it('has no notifications where nobody would see them', async () => {
    expect(await app.inMain('electron.Notification.isSupported()')).toEqual({ value: false })
  })
})

describe('the window', () => {
  it('is printed to PDF and taken as a picture', async () => {
    const { value } = await app.inMain("Promise.all([window.webContents.printToPDF({ pageSize: 'Letter' }), window.webContents.capturePage()]).then(([pdf, image]) => [pdf.subarray(0, 5).toString(), image.toPNG().subarray(1, 4).toString(), image.getSize()])")
    expect(value).toEqual(['%PDF-', 'PNG', { width: expect.any(Number) as number, height: expect.any(Number) as number }])
  })

  it('is moved, sized, maximized and restored', async () => {
    await app.inMain('window.setBounds({ x: 30, y: 40, width: 800, height: 600 })')
    await until('it is there', async () => JSON.stringify((await app.inMain('window.getBounds()')).value) === JSON.stringify({ x: 30, y: 40, width: 800, height: 600 }))
    expect(await app.page.evaluate(() => [outerWidth, outerHeight])).toEqual([800, 600])
    await app.inMain('window.maximize()')
    expect(await app.inMain('[window.isMaximized(), window.getNormalBounds().width]')).toEqual({ value: [true, 800] })
    await app.inMain('window.unmaximize()')
    expect(await app.inMain('[window.isMaximized(), window.getBounds().width]')).toEqual({ value: [false, 800] })
  })

  it('follows the theme that the app sets', async () => {
    const isDark = (): Promise<boolean> => app.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
    await app.inMain("electron.nativeTheme.themeSource = 'dark'")
    expect(await isDark()).toBe(true)
    expect(await app.inMain('electron.nativeTheme.shouldUseDarkColors')).toEqual({ value: true })
    await app.inMain("electron.nativeTheme.themeSource = 'light'")
    expect(await isDark()).toBe(false)
    await app.inMain("electron.nativeTheme.themeSource = 'system'")
  })

  it('runs a menu item by its accelerator', async () => {
    await app.inMain("(electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate([{ label: 'Ver', submenu: [{ label: 'Ayuda', accelerator: 'CmdOrCtrl+Shift+Y', click: (item, win) => (globalThis.clicked = [item.label, win === window]) }] }])), 0)")
    await app.page.keyboard.press('Control+Shift+Y')
    await until('it was clicked', async () => (await app.inMain('globalThis.clicked')).value !== undefined)
    expect(await app.inMain('globalThis.clicked')).toEqual({ value: ['Ayuda', true] })
  })

  it('zooms its page', async () => {
    await app.inMain('window.webContents.setZoomFactor(2)')
    await until('it is zoomed', () => app.page.evaluate(() => getComputedStyle(document.documentElement).zoom === '2'))
    await app.inMain('window.webContents.setZoomFactor(1)')
  })

  it('knows the screen it is on, and how long nothing was typed', async () => {
    expect((await app.inMain('[electron.screen.getPrimaryDisplay().workArea.width > 0, electron.screen.getDisplayMatching(window.getBounds()).id === electron.screen.getPrimaryDisplay().id, electron.powerMonitor.getSystemIdleTime() >= 0]')).value).toEqual([true, true, true])
  })

  it('shows DevTools only where they are allowed', async () => {
    await app.inMain('window.webContents.openDevTools()')
    expect(await app.inMain('window.webContents.isDevToolsOpened()')).toEqual({ value: false })
    await app.inMain("(globalThis.other = new electron.BrowserWindow({ webPreferences: { devTools: true } }), globalThis.other.loadURL('app://resguardo/page.html').then(() => globalThis.other.webContents.openDevTools()))")
    await until('they are open', async () => (await app.inMain('globalThis.other.webContents.isDevToolsOpened()')).value === true)
    await app.inMain('globalThis.other.webContents.closeDevTools()')
    await until('they are closed', async () => (await app.inMain('globalThis.other.webContents.isDevToolsOpened()')).value === false)
    await app.inMain('globalThis.other.close()')
  })
})
