import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Keychain, LARGEST_VALUE } from '#main/keychain/keychain.ts'

export type OpenKeychain = {
  readonly keychain: Keychain
  /** Makes it refuse, as a locked one does. */
  lock(): Promise<void>
  unlock(): Promise<void>
  close(): Promise<void>
}

/** What every keychain must do, the operating system's and its twin in memory alike. */
export function keychainContract(name: string, open: () => Promise<OpenKeychain>): void {
  describe(name, () => {
    let opened: OpenKeychain
    let keychain: Keychain
    beforeAll(async () => {
      opened = await open()
      keychain = opened.keychain
    })
    afterAll(() => opened.close())

    const value = async (item: string): Promise<string | undefined> => {
      const got = await keychain.get(item)
      if (!got.ok) throw new Error(got.refusal.code)
      return got.value.found ? got.value.value : undefined
    }

    test('says that a name that was never kept is not there', async () => {
      expect(await keychain.get('never')).toEqual({ ok: true, value: { found: false } })
    })

    test('gives back what was put, and the newer of two', async () => {
      expect(await keychain.put('item', 'one')).toEqual({ ok: true, value: undefined })
      expect(await value('item')).toBe('one')
      await keychain.put('item', 'two')
      expect(await value('item')).toBe('two')
      expect(keychain.state()).toBe('ready')
    })

    test('removes a name once', async () => {
      await keychain.put('short-lived', 'x')
      expect(await keychain.remove('short-lived')).toEqual({ ok: true, value: { existed: true } })
      expect(await keychain.remove('short-lived')).toEqual({ ok: true, value: { existed: false } })
      expect(await value('short-lived')).toBeUndefined()
    })

    test('keeps apart names of which one begins with the other', async () => {
      await keychain.put('name', 'short')
      await keychain.put('name-longer', 'long')
      await keychain.remove('name')
      expect(await value('name-longer')).toBe('long')
    })

    test.each([LARGEST_VALUE - 1, LARGEST_VALUE])('keeps %i bytes', async (bytes) => {
      const text = 'ñ'.repeat(Math.floor(bytes / 2)) + 'x'.repeat(bytes % 2)
      expect((await keychain.put('large', text)).ok).toBe(true)
      expect(await value('large')).toBe(text)
    })

    test('refuses one byte more before anything is written', async () => {
      await keychain.put('full', 'before')
      const answer = await keychain.put('full', 'x'.repeat(LARGEST_VALUE + 1))
      expect(answer).toMatchObject({ ok: false, refusal: { code: 'keychain/too-large', detail: { bytes: 2561, limit: 2560 } } })
      expect(await value('full')).toBe('before')
    })

    test.each([['nothing', ''], ['a NUL', 'a\0b'], ['half of a surrogate pair', 'a\ud83d']])('refuses %s', async (_what, text) => {
      expect(await keychain.put('unfit', text)).toMatchObject({ ok: false, refusal: { code: 'keychain/unfit' } })
      expect(await value('unfit')).toBeUndefined()
    })

    test('gives back any text, to the byte', async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }).filter((text) => !text.includes('\0')), async (text) => {
          expect((await keychain.put('any', text)).ok).toBe(true)
          expect(await value('any')).toBe(text)
        }),
        { numRuns: 25 },
      )
    })

    test('answers many calls at once in the order they came', async () => {
      const puts = Array.from({ length: 8 }, (_, count) => keychain.put('contended', `value ${count}`))
      const last = keychain.get('contended')
      expect((await Promise.all(puts)).every((answer) => answer.ok)).toBe(true)
      expect(await last).toEqual({ ok: true, value: { found: true, value: 'value 7' } })
    })

    test('refuses while locked, says nothing of absence, and works again when it is open', async () => {
      await keychain.put('guarded', 'kept')
      await opened.lock()
      for (const answer of [await keychain.get('guarded'), await keychain.get('never'), await keychain.put('guarded', 'x'), await keychain.remove('guarded')]) {
        expect(answer.ok).toBe(false)
        expect(answer.ok || answer.refusal.code).toMatch(/^keychain\/(locked|cancelled)$/)
      }
      expect(keychain.state()).toMatch(/locked|cancelled/)
      await opened.unlock()
      expect(await value('guarded')).toBe('kept')
      expect(await keychain.probe()).toEqual({ ok: true, value: undefined })
      expect(keychain.state()).toBe('ready')
    })
  })
}
