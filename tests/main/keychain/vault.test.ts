import { beforeEach, describe, expect, test } from 'vitest'
import { memoryKeychain, type MemoryKeychain } from '#main/keychain/memory-keychain.ts'
import { LARGEST_SEALED_TEXT } from '#main/keychain/seal.ts'
import { type Vault, vaultOver } from '#main/keychain/vault.ts'
import { seededRandomness } from '#tests/kit/seeded-randomness.ts'

describe('the vault', () => {
  let keychain: MemoryKeychain
  let key: Buffer | undefined
  let vault: Vault

  beforeEach(() => {
    keychain = memoryKeychain()
    key = Buffer.alloc(32, 5)
    vault = vaultOver(keychain, () => key, seededRandomness())
  })

  test('gives a secret back and keeps only ciphertext in the keychain', async () => {
    const item = vault.newItem()
    expect(await vault.keep(item, 'Ñandú-7-Canario')).toEqual({ ok: true, value: undefined })
    expect(await vault.read(item)).toEqual({ ok: true, value: 'Ñandú-7-Canario' })
    const kept = keychain.items.get(item) ?? ''
    expect(kept).toMatch(/^[A-Za-z0-9+/]+=*$/)
    expect(Buffer.from(kept, 'base64').includes('Canario')).toBe(false)
  })

  test('names items so that nothing can be read from the name, and never two alike', () => {
    const names = Array.from({ length: 100 }, () => vault.newItem())
    expect(new Set(names).size).toBe(100)
    for (const name of names) expect(name).toMatch(/^[a-z2-7]{26}$/)
  })

  test('refuses everything while locked', async () => {
    await vault.keep('item', 'secret')
    key = undefined
    for (const answer of [await vault.read('item'), await vault.keep('item', 'x'), await vault.drop('item')]) {
      expect(answer).toEqual({ ok: false, refusal: { code: 'session/locked' } })
    }
  })

  test('gives nothing out when it was locked while the keychain was asking', async () => {
    await vault.keep('item', 'secret')
    const reading = vault.read('item')
    key = undefined
    expect(await reading).toEqual({ ok: false, refusal: { code: 'session/locked' } })
  })

  test('does not take one item for another that was put in its place', async () => {
    await vault.keep('first', 'one')
    await vault.keep('second', 'two')
    keychain.items.set('second', keychain.items.get('first') ?? '')
    expect(await vault.read('second')).toEqual({ ok: false, refusal: { code: 'keychain/damaged' } })
  })

  test('says missing for an item that an open keychain does not have, and passes trouble on for anything else', async () => {
    expect(await vault.read('never')).toEqual({ ok: false, refusal: { code: 'keychain/missing' } })
    keychain.fail('locked')
    expect(await vault.read('never')).toEqual({ ok: false, refusal: { code: 'keychain/locked' } })
  })

  test.each([['', 'unfit'], ['a\0b', 'unfit'], ['\ud800', 'unfit'], ['x'.repeat(LARGEST_SEALED_TEXT + 1), 'too-large']])(
    'refuses a secret that no keychain could hold',
    async (secret, why) => {
      expect(await vault.keep('item', secret)).toMatchObject({ ok: false, refusal: { code: `keychain/${why}` } })
      expect(keychain.items.size).toBe(0)
    },
  ) // prettier-ignore

  test('keeps the largest secret', async () => {
    const largest = 'x'.repeat(LARGEST_SEALED_TEXT)
    expect(await vault.keep('item', largest)).toEqual({ ok: true, value: undefined })
    expect(await vault.read('item')).toEqual({ ok: true, value: largest })
  })

  test('drops an item, also one that is not there', async () => {
    await vault.keep('item', 'secret')
    expect(await vault.drop('item')).toEqual({ ok: true, value: undefined })
    expect(await vault.drop('item')).toEqual({ ok: true, value: undefined })
    expect(keychain.items.size).toBe(0)
  })
})
