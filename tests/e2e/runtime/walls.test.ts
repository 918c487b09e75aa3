import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Fixture, startFixture, until } from './fixture-app.ts'

let app: Fixture
let server: Server
let port: number
const reached: string[] = []

beforeAll(async () => {
  // A real server on this machine: what reaches it has left the app.
  server = createServer((request, response) => {
    reached.push(request.url ?? '')
    response.end('reached')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port // a listening TCP server has one
  app = await startFixture()
})
afterAll(async () => {
  await app?.end()
  server.close()
})

describe('a page reaches nothing but its app', () => {
  it.each(['http://127.0.0.1:PORT/fetch', 'https://127.0.0.1:PORT/fetch', 'https://example.org/', 'file:///etc/hostname', 'http://localhost:PORT/x'])('%s fails', async (address) => {
    expect(await app.page.evaluate((url) => fetch(url).then((response) => response.status, () => 'failed'), address.replace('PORT', String(port)))).toBe('failed')
    expect(reached).toEqual([])
  })

  it('cannot open a WebSocket', async () => {
    expect(
      await app.page.evaluate(
        (url) =>
          new Promise((done) => {
            const socket = new WebSocket(url)
            socket.onopen = () => done('open')
            socket.onerror = () => done('failed')
          }),
        `ws://127.0.0.1:${port}/ws`,
      ),
    ).toBe('failed')
    expect(reached).toEqual([])
  })

  it('cannot send a beacon or load a picture from elsewhere', async () => {
    await app.page.evaluate(
      (origin) =>
        new Promise((done) => {
          navigator.sendBeacon(`${origin}/beacon`, 'x')
          const image = new Image()
          image.onload = () => done('loaded')
          image.onerror = () => done('failed')
          image.src = `${origin}/image`
        }),
      `http://127.0.0.1:${port}`,
    )
    expect(reached).toEqual([])
  })

  it("reaches its app's own handler, which sees its own scheme", async () => {
    expect(
      await app.page.evaluate(async () => {
        const response = await fetch('/sent?x=1', { method: 'POST', body: 'ñandú' })
        return { text: await response.text(), url: response.headers.get('x-url'), method: response.headers.get('x-method') }
      }),
    ).toEqual({ text: 'ñandú', url: 'app://resguardo/sent?x=1', method: 'POST' })
  })
})

describe('a page cannot leave', () => {
  it('asks the app before it goes elsewhere, and stays', async () => {
    await app.page.click('#away')
    await until('the app was asked', async () => ((await app.ask('refused')) as string[]).includes('navigate https://example.org/away'))
    expect(app.page.url()).toBe('https://resguardo.app/page.html')
    expect(await app.page.textContent('#title')).toBe('Fixture')
  })

  it('asks the app before it opens a window, and opens none', async () => {
    const before = app.pages().length
    expect(await app.page.evaluate(() => window.open('https://example.org/popup'))).toBeNull()
    await app.page.click('#blank')
    await until('the app was asked twice', async () => {
      const refused = (await app.ask('refused')) as string[] // the fixture's answer
      return refused.includes('open https://example.org/popup') && refused.includes('open https://example.org/new')
    })
    expect(app.pages().length).toBe(before)
  })

  it('opens no window by an unguarded way either', async () => {
    const before = app.pages().length
    // A frame's own `open` is not ours: Chromium opens the window, and the runtime closes it before it loads anything.
    await app.page.evaluate(() => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      frame.contentWindow?.open('https://example.org/frame')
      frame.remove()
    })
    await until('the app was asked', async () => ((await app.ask('refused')) as string[]).includes('open https://example.org/frame'))
    await until('the window is gone', () => app.pages().length === before)
  })
})

describe('a page has no permission', () => {
  it.each(['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'clipboard-write', 'midi'])('%s is denied', async (name) => {
    expect(await app.page.evaluate((permission) => navigator.permissions.query({ name: permission as PermissionName }).then(({ state }) => state), name)).toBe('denied')
  })

  it('and is refused when it asks', async () => {
    expect(await app.page.evaluate(() => new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('given'), (error) => done(error.code))))).toBe(1)
  })
})

describe("the app's headers", () => {
  it('hold as they were given: no inline script, no string made into code', async () => {
    expect(
      await app.page.evaluate(() => {
        const script = document.createElement('script')
        let trusted = ''
        try {
          script.textContent = 'globalThis.inline = true'
          document.head.append(script)
        } catch (error) {
          trusted = (error as Error).name // what the page throws
        }
        return { ran: 'inline' in globalThis, trusted }
      }),
    ).toEqual({ ran: false, trusted: 'TypeError' })
  })
})
