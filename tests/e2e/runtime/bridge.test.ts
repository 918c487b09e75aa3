import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Fixture, startFixture } from './fixture-app.ts'

let app: Fixture

beforeAll(async () => {
  app = await startFixture()
})
afterAll(() => app?.end())

describe('the window', () => {
  it('opens its page, styled, with the bridge there before its scripts', async () => {
    await expect.poll(() => app.page.title()).toBe('Fixture')
    expect(await app.page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(18, 52, 86)')
    expect(await app.page.textContent('#out')).toBe('bridge')
    await app.said('ready-to-show')
    await app.said('loaded')
  })

  it('has the size that was asked for', async () => {
    expect((await app.inMain('window.getBounds()')).value).toMatchObject({ width: 900, height: 700 })
  })
})

describe('messages', () => {
  it('carry what Electron carries, both ways', async () => {
    const answer = await app.page.evaluate(async () => {
      const { fixture } = globalThis as unknown as { fixture: { ask: (...all: unknown[]) => Promise<unknown[]> } }
      const sent = [1, 'ñ', null, undefined, { a: [true], u: undefined }, new Date(5), new Map([['k', 1n]]), new Set([1]), new Uint8Array([0, 255, 7]), -0, Number.NaN]
      const describe = (value: unknown): unknown => {
        if (value instanceof Date) return ['date', value.getTime()]
        if (value instanceof Map) return ['map', String(value.get('k'))]
        if (value instanceof Set) return ['set', ...value]
        if (value instanceof Uint8Array) return ['bytes', ...value]
        if (Object.is(value, -0)) return 'minus zero'
        if (Number.isNaN(value)) return 'not a number'
        if (value === undefined) return 'undefined'
        return typeof value === 'object' && value !== null ? ['object', ...Object.keys(value)] : value
      }
      return (await fixture.ask('echo', ...sent)).map(describe)
    })
    expect(answer).toEqual([1, 'ñ', null, 'undefined', ['object', 'a', 'u'], ['date', 5], ['map', '1'], ['set', 1], ['bytes', 0, 255, 7], 'minus zero', 'not a number'])
  })

  it("say who asked, in the app's own spelling of its address", async () => {
    expect(await app.ask('who')).toEqual({ url: 'app://resguardo/page.html', origin: 'app://resguardo', isTop: true, isOwn: true })
  })

  it('carry only the message of an error, as Electron does', async () => {
    await expect(app.ask('fails')).rejects.toThrow("Error invoking remote method 'fails': Error: because")
    await expect(app.ask('nobody')).rejects.toThrow("Error invoking remote method 'nobody': Error: No handler registered for 'nobody'")
  })

  it('reach the page from main, and stop when the listener is removed', async () => {
    const heard = await app.page.evaluate(async () => {
      const { fixture } = globalThis as unknown as { fixture: { send: (...all: unknown[]) => void; onNews: (listener: (...args: unknown[]) => void) => () => void; ask: (...all: unknown[]) => Promise<unknown> } }
      const news: unknown[] = []
      const stop = fixture.onNews((...args) => news.push(args))
      fixture.send('say', 'one')
      await fixture.ask('echo')
      stop()
      fixture.send('say', 'two')
      await fixture.ask('echo')
      return news
    })
    expect(heard).toEqual([['one', 'app://resguardo/page.html']])
  })

  it('refuse what cannot be cloned, naming why', async () => {
    expect((await app.inMain("window.webContents.send('news', () => 1)")).error).toMatch('could not be cloned')
    await expect(app.ask('main', 'Promise.resolve({ f() {} })')).rejects.toThrow('could not be cloned')
  })
})

describe('the wall between page and preload', () => {
  it('shows the page nothing of ipcRenderer, the binding or Node', async () => {
    expect(
      await app.page.evaluate(() => ({
        ipc: 'ipcRenderer' in globalThis,
        require: 'require' in globalThis,
        process: 'process' in globalThis,
        ours: Object.getOwnPropertyNames(globalThis).filter((name) => /resguardo|deliver_/i.test(name)),
      })),
    ).toEqual({ ipc: false, require: false, process: false, ours: [] })
  })

  it('copies values, and gives nothing by reference', async () => {
    expect(
      await app.page.evaluate(() => {
        const { fixture } = globalThis as unknown as { fixture: { constants: { list: number[]; text: string }; echo: (value: unknown) => unknown; heard: () => unknown[] } }
        const sent = { deep: { list: [1] } }
        const back = fixture.echo(sent) as typeof sent
        let frozen = false
        try {
          fixture.constants.list.push(4)
        } catch {
          frozen = true
        }
        return { same: back === sent, equal: JSON.stringify(back), frozen, list: fixture.constants.list, text: fixture.constants.text, realm: fixture.heard().constructor === Array, ownFunction: fixture.echo.constructor === Function }
      }),
    ).toEqual({ same: false, equal: '{"deep":{"list":[1]}}', frozen: true, list: [1, 2, 3], text: 'ñandú', realm: true, ownFunction: true })
  })

  it('passes errors, functions and promises as stand-ins', async () => {
    expect(
      await app.page.evaluate(async () => {
        const { fixture } = globalThis as unknown as { fixture: { throws: () => void; echo: <T>(value: T) => T } }
        let thrown = ''
        try {
          fixture.throws()
        } catch (error) {
          thrown = error instanceof Error ? `${error.name}: ${error.message}` : 'not an Error of this page'
        }
        const twice = fixture.echo((value: number) => value * 2)
        const settled = await fixture.echo(Promise.resolve('later'))
        const failed = await fixture.echo(Promise.reject(new RangeError('no'))).catch((error: Error) => error.message)
        return { thrown, twice: twice(21), settled, failed }
      }),
    ).toEqual({ thrown: 'TypeError: not this', twice: 42, settled: 'later', failed: 'no' })
  })

  it('keeps the global that it gave the page', async () => {
    expect(
      await app.page.evaluate(() => {
        const before = (globalThis as unknown as { fixture: unknown }).fixture
        try {
          ;(globalThis as unknown as { fixture: unknown }).fixture = 'mine'
        } catch {
          // Refused in strict mode.
        }
        return (globalThis as unknown as { fixture: unknown }).fixture === before
      }),
    ).toBe(true)
  })
})

describe('what is not offered', () => {
  it.each([
    ['electron.app.dock', 'app.dock'],
    ['electron.app.setLoginItemSettings({})', 'app.setLoginItemSettings'],
    ['new electron.Tray("x")', 'Tray'],
    ['electron.utilityProcess.fork("x")', 'utilityProcess'],
    ['window.setKiosk(true)', 'BrowserWindow.setKiosk'],
    ['window.webContents.debugger', 'webContents.debugger'],
    ['new electron.BrowserWindow({ kiosk: true })', 'new BrowserWindow({ kiosk })'],
    ['new electron.BrowserWindow({ webPreferences: { nodeIntegration: true } })', 'webPreferences.nodeIntegration'],
    ['window.on("swipe", () => {})', "The event 'swipe' of BrowserWindow"],
    ['window.setContentProtection(true)', 'BrowserWindow.setContentProtection'],
    ['electron.session.fromPartition("x")', 'session.fromPartition'],
  ])('%s throws its name', async (expression, name) => {
    const { error } = await app.inMain(expression)
    expect(error).toContain(name)
    expect(error).toContain('not offered by the Chromium runtime')
  })

  it('throws its name in a preload too', async () => {
    expect(await app.page.evaluate(() => (globalThis as unknown as { fixture: { unknownMember: () => string } }).fixture.unknownMember())).toBe('ipcRenderer.sendSync is not offered by the Chromium runtime.')
  })
})
