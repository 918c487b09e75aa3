import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Look } from '#runtime/chromium/profile.ts'
import { startFixture } from './fixture-app.ts'

const ADDRESS = 'https://resguardo.app/page.html'

describe('a later start of the same version', () => {
  it("begins with a page at the app's address, which becomes the app's", async () => {
    const userData = mkdtempSync(join(tmpdir(), 'resguardo-later-'))
    const kept = (): Look => JSON.parse(readFileSync(join(userData, 'chromium-profile', 'resguardo-look.json'), 'utf8')) as Look // the runtime's own file
    try {
      const before = await startFixture({ userData })
      await before.ask('quit').catch(() => {}) // the page may be gone before it hears the answer
      await before.ended
      expect(kept().page?.address).toBe(ADDRESS)
      const app = await startFixture({ userData })
      expect([app.page.url(), await app.page.textContent('#out')]).toEqual([ADDRESS, 'bridge'])
      await app.close()
    } finally {
      rmSync(userData, { recursive: true, force: true, maxRetries: 5 })
    }
  })
})
