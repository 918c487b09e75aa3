import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { addScheme, fromBrowser, originOf, toBrowser } from '#runtime/chromium/addresses.ts'

beforeAll(() => addScheme('app'))

const host = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/)
const rest = fc.oneof(fc.webPath(), fc.tuple(fc.webPath(), fc.webQueryParameters(), fc.webFragments()).map(([path, query, fragment]) => `${path}?${query}#${fragment}`))

describe("the app's addresses and the browser's", () => {
  it('say the same in both spellings', () => {
    fc.assert(
      fc.property(host, rest, (name, path) => {
        const address = `app://${name}${path.startsWith('/') ? path : `/${path}`}`
        expect(fromBrowser(toBrowser(address))).toBe(address)
        expect(new URL(toBrowser(address)).protocol).toBe('https:')
        expect(originOf(toBrowser(address))).toBe(`app://${name}`)
      }),
    )
  })

  it.each([
    ['app://resguardo/index.html#/posts', 'https://resguardo.app/index.html#/posts'],
    ['app://resguardo', 'https://resguardo.app/'],
    ['https://example.org/x', 'https://example.org/x'],
    ['about:blank', 'about:blank'],
  ])('%s is %s to the browser', (address, seen) => {
    expect(toBrowser(address)).toBe(seen)
  })

  it.each(['https://user@resguardo.app/', 'https://resguardo.app:444/', 'https://resguardo.application/', 'https://.app/', 'http://resguardo.app/', 'https://resguardo.app.example.org/'])("%s is not the app's", (address) => {
    expect(fromBrowser(address)).toBe(address)
  })
})
