import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import { events, surface } from '#runtime/chromium/surface.ts'
import { surfacePage } from '#runtime/chromium/surface-page.ts'
import { declaredBy, type Uses, usedIn } from './electron-members.ts'

const ROOT = join(import.meta.dirname, '../../..')
const declared = declaredBy(join(ROOT, 'node_modules/electron/electron.d.ts'))

/** Electron's name of each of the surface's objects. */
const DECLARED_AS: Readonly<Record<keyof typeof surface, string>> = {
  app: 'App',
  commandLine: 'CommandLine',
  BrowserWindow: 'BrowserWindow',
  BrowserWindowStatic: 'BrowserWindow',
  webContents: 'WebContents',
  webFrameMain: 'WebFrameMain',
  ipcMain: 'IpcMain',
  protocol: 'Protocol',
  session: 'Session',
  webRequest: 'WebRequest',
  Menu: 'Menu',
  MenuStatic: 'Menu',
  nativeTheme: 'NativeTheme',
  powerMonitor: 'PowerMonitor',
  clipboard: 'Clipboard',
  ClipboardItem: 'ClipboardItem',
  dialog: 'Dialog',
  Notification: 'Notification',
  NotificationStatic: 'Notification',
  shell: 'Shell',
  screen: 'Screen',
}
/** Node's, which every `EventEmitter` of Electron has. */
const EMITTER = ['on', 'once', 'off', 'addListener', 'removeListener', 'removeAllListeners', 'listenerCount', 'emit']
/** What `ipcRenderer` and `contextBridge` offer to a preload (`runtime/chromium/world/preload-world.ts`). */
const PRELOAD = ['contextBridge.exposeInMainWorld', 'ipcRenderer.invoke', 'ipcRenderer.send', 'ipcRenderer.on', 'ipcRenderer.once', 'ipcRenderer.off', 'ipcRenderer.removeListener', 'ipcRenderer.removeAllListeners']

const offered = new Set<string>([
  ...Object.keys(surface).map((name) => name.replace('Static', '')),
  ...Object.entries(surface).flatMap(([name, members]) => members.map((member) => `${name}.${member}`)),
  ...Object.entries(events).flatMap(([name, list]) => list.map((event) => `event:${name}.${event}`)),
  'session.defaultSession',
  ...PRELOAD,
  ...PRELOAD.map((member) => member.split('.')[0] ?? ''),
])

function usedBy(folder: string): Uses {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  return new Map(files.flatMap((name) => [...usedIn(join(ROOT, folder, name))]))
}

describe('the surface of electron', () => {
  it('offers everything that the app uses', () => {
    const uses = new Map([...usedBy('src/main'), ...usedBy('src/preload')])
    expect([...uses].filter(([name]) => !offered.has(name)).map(([name, file]) => `${name} in ${file.slice(ROOT.length + 1)}`)).toEqual([])
    expect(uses.size).toBeGreaterThan(30)
  })

  it('offers nothing that Electron does not have', () => {
    const wrong = Object.entries(surface).flatMap(([name, members]) => {
      const known = declared.members(DECLARED_AS[name as keyof typeof surface]) // the keys of this very object
      return members.filter((member) => !known.has(member) && !EMITTER.includes(member)).map((member) => `${name}.${member}`)
    })
    expect(wrong).toEqual([])
  })

  it('offers only events that Electron has', () => {
    const wrong = Object.entries(events).flatMap(([name, list]) => {
      const known = declared.events(DECLARED_AS[name as keyof typeof surface]) // every key of `events` is one of `surface`
      return list.filter((event) => !known.has(event)).map((event) => `${name}.${event}`)
    })
    expect(wrong).toEqual([])
  })

  it("has every one of Electron's exports, to offer or to refuse by name", () => {
    const file = join(ROOT, 'runtime/chromium/electron-module.ts')
    const exported = parseSync(file, readFileSync(file, 'utf8')).module.staticExports.flatMap(({ entries }) => entries.map((entry) => entry.exportName.name))
    expect([...declared.exports].filter((name) => !exported.includes(name))).toEqual([])
    expect(exported.filter((name) => name !== null && !declared.exports.has(name))).toEqual([])
  })
})

describe('the page of the surface', () => {
  it('says what is offered (node runtime/chromium/surface-page.ts writes it)', () => {
    expect(readFileSync(join(ROOT, 'docs/electron-surface.md'), 'utf8')).toBe(surfacePage())
  })
})

describe('the reader of the app', () => {
  it('finds what is used through imports, classes, lists, parameters and events', () => {
    const text = `
      import { app, BrowserWindow as Window, type WebContents } from 'electron'
      app.on('ready', () => app.dock)
      const window = Window.getFocusedWindow() ?? Window.getAllWindows()[0]
      window?.setKiosk(true)
      for (const one of Window.getAllWindows()) one.webContents.send('x')
      function look(contents: WebContents) { contents.on('will-navigate', () => contents.session.webRequest.onCompleted) }
      new Window().webContents.mainFrame.url
    `
    expect([...usedIn('x.ts', text).keys()].toSorted()).toEqual(
      [
        'BrowserWindow',
        'BrowserWindow.setKiosk',
        'BrowserWindow.webContents',
        'BrowserWindowStatic.getAllWindows',
        'BrowserWindowStatic.getFocusedWindow',
        'app',
        'app.dock',
        'app.on',
        'event:app.ready',
        'event:webContents.will-navigate',
        'session.webRequest',
        'webContents.mainFrame',
        'webContents.on',
        'webContents.send',
        'webContents.session',
        'webFrameMain.url',
        'webRequest.onCompleted',
      ].toSorted(),
    )
  })
})
