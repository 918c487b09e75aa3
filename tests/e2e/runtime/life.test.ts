import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { ask, type Fixture, processesWith, startFixture, until } from './fixture-app.ts'

const open: Fixture[] = []

async function start(...options: Parameters<typeof startFixture>): Promise<Fixture> {
  const app = await startFixture(...options)
  open.push(app)
  return app
}

afterEach(async () => {
  for (const app of open.splice(0)) await app.end()
})

/** The browsers' first processes of an app: the parents of all their others, and the only ones with the pipe. */
async function browsersOf(app: Fixture): Promise<readonly number[]> {
  const [own, first] = await Promise.all([processesWith(join(app.userData, 'chromium-profile')), processesWith('--remote-debugging-pipe')])
  return own.filter((pid) => first.includes(pid))
}

async function browserOf(app: Fixture): Promise<number> {
  const [pid] = await browsersOf(app)
  if (pid === undefined) throw new Error('there is no browser')
  return pid
}

const events = (app: Fixture): readonly string[] => app.stdout().split('\n').filter((line) => line.startsWith('event ')).map((line) => line.slice(6))

describe('quitting', () => {
  it("tells the app in Electron's order, and leaves nothing behind", async () => {
    const app = await start()
    await app.ask('quit').catch(() => {}) // the page may be gone before it hears the answer
    expect(await app.ended).toBe(0)
    expect(events(app)).toEqual(['before-quit', 'close', 'closed', 'will-quit', 'quit'])
    await until('no process is left', async () => (await processesWith(app.userData)).length === 0)
  })

  it('is what SIGTERM asks for', async () => {
    const app = await start()
    app.process.kill('SIGTERM')
    expect(await app.ended).toBe(0)
    expect(events(app)).toEqual(['before-quit', 'close', 'closed', 'will-quit', 'quit'])
  })

  it('follows when the last window is closed', async () => {
    const app = await start()
    await app.ask('close').catch(() => {}) // the page may be gone before it hears the answer
    expect(await app.ended).toBe(0)
    expect(events(app)).toEqual(['close', 'closed', 'window-all-closed', 'before-quit', 'will-quit', 'quit'])
  })

  it('by exit asks nobody, and keeps the code', async () => {
    const app = await start()
    await app.ask('exit', 7).catch(() => {}) // the page may be gone before it hears the answer
    expect(await app.ended).toBe(7)
    expect(events(app)).toEqual(['closed', 'quit'])
  })

  it('does not happen when a window refuses to close', async () => {
    const app = await start({ args: ['--keep-open'] })
    await app.ask('quit')
    await app.said('event close')
    expect(await app.ask('echo', 'here')).toEqual(['here'])
    expect(events(app)).toEqual(['before-quit', 'close'])
    await app.ask('exit', 0).catch(() => {}) // the page may be gone before it hears the answer
    await app.ended
  })
})

describe('a window that the person closes', () => {
  it('comes back if the app says no', async () => {
    const app = await start({ args: ['--keep-open'] })
    await app.page.close()
    const again = await app.pageAt('https://resguardo.app/')
    expect(await again.textContent('#out')).toBe('bridge')
    expect(events(app)).toEqual(['close'])
    await ask(again, 'exit', 0).catch(() => {}) // the page may be gone before it hears the answer
    await app.ended
  })

  it('closes the app if it was the last', async () => {
    const app = await start()
    await app.page.close()
    expect(await app.ended).toBe(0)
    expect(events(app)).toEqual(['close', 'closed', 'window-all-closed', 'before-quit', 'will-quit', 'quit'])
  })
})

describe('several windows', () => {
  it('are pages of their own, each with its bridge and sender', async () => {
    const app = await start()
    const id = await app.ask('window')
    await until('there are two', () => app.pages().filter((page) => page.url() === 'https://resguardo.app/page.html').length === 2)
    const second = app.pages().find((page) => page !== app.page && page.url() === 'https://resguardo.app/page.html')
    if (second === undefined) throw new Error('there is no second window')
    await second.waitForLoadState()
    expect(await second.textContent('#out')).toBe('bridge')
    expect(await ask(second, 'who')).toEqual({ url: 'app://resguardo/page.html', origin: 'app://resguardo', isTop: true, isOwn: true })
    expect(await ask(second, 'main', '[window.id, electron.BrowserWindow.getAllWindows().length, electron.BrowserWindow.fromId(window.id) === window]')).toEqual({ value: [id, 2, true] })
    await second.close()
    expect(await app.inMain('electron.BrowserWindow.getAllWindows().length')).toEqual({ value: 1 })
    expect(await app.ask('echo', 'still here')).toEqual(['still here'])
  })
})

describe('a second start', () => {
  it('tells the first one what it wanted, and leaves without a browser', async () => {
    const app = await start()
    const second = await startFixture({ userData: app.userData, args: ['--wanted'], window: false })
    expect(await second.ended).toBe(0)
    expect(second.stdout()).toContain('second instance leaves')
    await app.said('second-instance ["--wanted","folder",{"from":"second"}]')
    expect(await app.ask('echo', 'first')).toEqual(['first'])
  })

  it('takes over from one that was killed', async () => {
    const userData = mkdtempSync(join(tmpdir(), 'resguardo-takeover-'))
    const first = await startFixture({ userData })
    await first.kill()
    const app = await start({ userData })
    expect(await app.page.textContent('#out')).toBe('bridge')
    await app.end()
    rmSync(userData, { recursive: true, force: true })
  })
})

describe('a browser that dies', () => {
  it('is noticed, said and started again, with the app unharmed', async () => {
    const app = await start()
    await app.inMain('(globalThis.kept = "state of main", 0)')
    const before = await browserOf(app)
    process.kill(before, 'SIGKILL')
    await app.said('gone killed')
    await until('another browser runs', async () => (await browsersOf(app)).some((pid) => pid !== before))
    await until('the window is loaded again', () => app.stdout().split('loaded').length > 1 && app.stderr().split('DevTools listening').length > 2)
    expect(app.stderr()).toContain('The browser ended unexpectedly: its windows are opened again.')
    const again = await app.attach()
    expect(await again.textContent('#out')).toBe('bridge')
    expect(await ask(again, 'main', 'globalThis.kept')).toEqual({ value: 'state of main' })
  })

  it('twice at once makes the app leave in order', async () => {
    const app = await start()
    process.kill(await browserOf(app), 'SIGKILL')
    await until('another browser runs', () => app.stderr().split('DevTools listening').length > 2)
    process.kill(await browserOf(app), 'SIGKILL')
    await app.ended
    expect(app.stderr()).toContain('The browser ended twice within half a minute: Resguardo closes.')
    expect(events(app)).toContain('will-quit')
  })

  it('does not outlive a main process that is killed', async () => {
    const app = await start()
    await app.kill()
    await until('no process is left', async () => (await processesWith(app.userData)).length === 0)
  })
})

describe('a page that crashes', () => {
  it('is told to the app, which can load it again', async () => {
    const app = await start()
    await app.inMain('(electron.app.once("render-process-gone", (event, contents) => contents.reload()), 0)')
    const session = await app.page.context().newCDPSession(app.page)
    await session.send('Page.crash').catch(() => {}) // nobody is left to answer
    await app.said('gone crashed')
    // Playwright gives a crashed page up for good: another client sees what the person sees.
    const again = await app.attach()
    await until('the page is back', async () => (await again.textContent('#out')) === 'bridge')
    expect(await ask(again, 'who')).toMatchObject({ url: 'app://resguardo/page.html' })
  })
})
