import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ask, type Fixture, startFixture, until } from './fixture-app.ts'

const hasScreen = process.platform === 'linux' && spawnSync('Xvfb', ['-help']).error === undefined
const folder = mkdtempSync(join(tmpdir(), 'resguardo-screen-'))
let xvfb: ChildProcess
let display: string
const open: Fixture[] = []

beforeAll(async () => {
  if (!hasScreen) return
  xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x900x24'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  display = await new Promise((resolve) => (xvfb.stdio[3] as Readable).once('data', (number: Buffer) => resolve(`:${number.toString().trim()}`))) // a pipe, as asked for
  for (const name of ['una.txt', 'otra.txt']) writeFileSync(join(folder, name), name)
})
afterEach(async () => {
  for (const app of open.splice(0)) await app.end()
})
afterAll(() => {
  xvfb?.kill()
  rmSync(folder, { recursive: true, force: true })
})

async function start(...args: string[]): Promise<Fixture> {
  const app = await startFixture({ args, env: { RESGUARDO_HEADLESS: '0', DISPLAY: display, DBUS_SESSION_BUS_ADDRESS: '' } })
  open.push(app)
  return app
}

const events = (app: Fixture): readonly string[] => app.stdout().split('\n').filter((line) => line.startsWith('event ')).map((line) => line.slice(6))

describe.skipIf(!hasScreen)('on a screen', () => {
  it('windows have no tabs and no address bar, the second like the first', async () => {
    const app = await start()
    await app.ask('window')
    await until('there are two', () => app.pages().filter((page) => page.url() === 'https://resguardo.app/page.html').length === 2)
    const second = app.pages().find((page) => page !== app.page)
    // What is above the page is the browser's: nothing but the notice of a missing sandbox, and that in the first window only.
    expect(await second?.evaluate(() => outerHeight - innerHeight)).toBe(0)
  })

  it('the browser that left with its last window is started again if the app stays', async () => {
    const app = await start('--keep-open')
    await app.page.close()
    await until('another browser runs', () => app.stderr().split('DevTools listening').length > 2)
    const again = await app.attach()
    expect(await again.textContent('#out')).toBe('bridge')
    expect(events(app)).toEqual(['close'])
    await ask(again, 'exit', 0).catch(() => {}) // the page may be gone before it hears the answer
    await app.ended
  })

  it('closing the last window closes the app', async () => {
    const app = await start()
    await app.page.close()
    expect(await app.ended).toBe(0)
    expect(events(app)).toEqual(['close', 'closed', 'window-all-closed', 'before-quit', 'will-quit', 'quit'])
  })

  it("files are chosen in the desktop's own chooser, and their paths are real", async () => {
    const app = await start()
    // Playwright would send the files' content, as to another machine; their paths are what is asked here.
    const session = await app.page.context().newCDPSession(app.page)
    await session.send('Page.enable')
    await session.send('Page.setInterceptFileChooserDialog', { enabled: true })
    const chooser = new Promise<number | undefined>((resolve) => session.once('Page.fileChooserOpened', ({ backendNodeId }) => resolve(backendNodeId)))
    const answer = app.inMain("electron.dialog.showOpenDialog(window, { properties: ['openFile', 'multiSelections'], filters: [{ name: 'Texto', extensions: ['txt'] }] })")
    const backendNodeId = await chooser
    await session.send('DOM.setFileInputFiles', { files: [join(folder, 'una.txt'), join(folder, 'otra.txt')], ...(backendNodeId === undefined ? {} : { backendNodeId }) })
    expect((await answer).value).toEqual({ canceled: false, filePaths: [join(folder, 'una.txt'), join(folder, 'otra.txt')] })
  })

  it('the clipboard is the one that other windows paste from', async () => {
    const app = await start()
    await app.inMain("electron.clipboard.writeText('pegado')")
    await app.page.evaluate(() => {
      const field = document.createElement('input')
      field.id = 'field'
      document.body.append(field)
      field.focus()
    })
    await app.page.keyboard.press('Control+V')
    await until('it is pasted', async () => (await app.page.inputValue('#field')) === 'pegado')
  })
})
