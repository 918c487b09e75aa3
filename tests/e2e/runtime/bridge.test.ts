import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchApp, type RunningApp } from '#tests/e2e/app.ts'

const folder = join(import.meta.dirname, 'fixture')
const userData = mkdtempSync(join(tmpdir(), 'resguardo-bridge-'))
let app: RunningApp

beforeAll(async () => {
  app = await launchApp({ userData, folder })
})
afterAll(async () => {
  await app?.close()
  rmSync(userData, { recursive: true, force: true })
})

/** Calls what the fixture's preload exposes. */
function ask(channel: string, ...args: unknown[]): Promise<unknown> {
  return app.page.evaluate(([name, values]) => (globalThis as unknown as { fixture: { ask: (...all: unknown[]) => Promise<unknown> } }).fixture.ask(name, ...values), [channel, args] as const)
}

describe('the window', () => {
  it('opens its page, styled, with the bridge there before its scripts', async () => {
    expect(await app.page.title()).toBe('Fixture')
    expect(await app.page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(18, 52, 86)')
    expect(await app.page.textContent('#out')).toBe('bridge')
    await app.said('ready-to-show')
    await app.said('loaded')
  })
})

describe('messages', () => {
  it('carries what Electron carries, both ways', async () => {
    const answer = await app.page.evaluate(async () => {
      const { fixture } = globalThis as unknown as { fixture: { ask: (...all: unknown[]) => Promise<unknown[]> } }
      const sent = [1, 'ñ', null, undefined, { a: [true], u: undefined }, new Date(5), new Map([['k', 1n]]), new Set([1]), new Uint8Array([0, 255, 7]), -0, Number.NaN]
      const back = await fixture.ask('echo', ...sent)
      return back.map((value) =>
        value instanceof Date ? ['date', value.getTime()] : value instanceof Map ? ['map', String(value.get('k'))] : value instanceof Set ? ['set', [...value]] : value instanceof Uint8Array ? ['bytes', [...value]] : Object.is(value, -0) ? 'minus zero' : Number.isNaN(value) ? 'nan' : value === undefined ? 'undefined' : typeof value === 'object' && value !== null ? ['object', Object.keys(value)] : value,
      )
    })
    expect(answer).toEqual([1, 'ñ', null, 'undefined', ['object', ['a', 'u']], ['date', 5], ['map', '1'], ['set', [1]], ['bytes', [0, 255, 7]], 'minus zero', 'nan'])
  })

  it("says who asked, in the app's own spelling of its address", async () => {
    expect(await ask('who')).toEqual({ url: 'app://resguardo/page.html', origin: 'app://resguardo', isTop: true, isOwn: true })
  })
})
