import { describe, expect, it } from 'vitest'
import { firstPage } from '#runtime/chromium/profile.ts'

const look = { background: '#123456', title: 'Resguardo' }
const page = { address: 'https://resguardo.app/index.html', version: '1.0.0' }

describe("the browser's first page", () => {
  it("is where the app's page was in the last run of this version", () => {
    expect(firstPage({ ...look, page }, '1.0.0')).toBe('https://resguardo.app/index.html')
  })

  it('is nothing but a colour before that is known, for another version, and for any other kind of address', () => {
    const colour = firstPage(look, '1.0.0')
    expect(decodeURIComponent(colour)).toBe('data:text/html;charset=utf-8,<!doctype html><title>Resguardo</title><style>html{background:#123456}</style>')
    expect(firstPage({ ...look, page }, '1.0.1')).toBe(colour)
    expect(firstPage({ ...look, page: { ...page, address: 'file:///etc/passwd' } }, '1.0.0')).toBe(colour)
  })
})
