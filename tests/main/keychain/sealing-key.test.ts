import { createPublicKey } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SignerId } from '#shared/ledger/event.ts'
import { newSealingPair, sealingPairOf } from '#main/keychain/sealing-key.ts'
import { openSigner } from '#main/keychain/signer.ts'
import { seededRandomness } from '#tests/kit/seeded-randomness.ts'

const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((given) => Buffer.from(given))

describe('a sealing key', () => {
  test('gives both sides the same key for one purpose, and another for another', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const [mine, theirs] = [sealingPairOf(one), sealingPairOf(other)]
        const common = mine.agree(theirs.publicKey, 'purpose')
        expect(common).toHaveLength(32)
        expect(theirs.agree(mine.publicKey, 'purpose')).toEqual(common)
        expect(theirs.agree(mine.publicKey, 'another')).not.toEqual(common)
      }),
    )
  })

  test('agrees on nothing with what is no key, or gives everybody the same secret', () => {
    const pair = newSealingPair(seededRandomness())
    const zero = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), Buffer.alloc(32)]), format: 'der', type: 'spki' })
    expect(pair.agree(zero.export({ format: 'der', type: 'spki' }).toString('base64'), 'purpose')).toBeUndefined()
    expect(pair.agree('bm8ga2V5', 'purpose')).toBeUndefined()
    const { publicKey } = openSigner('signer' as SignerId, { privateKey: Buffer.alloc(32, 1), vaultKey: Buffer.alloc(32, 2) })
    expect(pair.agree(publicKey, 'purpose')).toBeUndefined()
  })

  test('follows from a signer’s secret and ends with it', () => {
    const secret = { privateKey: Buffer.alloc(32, 1), vaultKey: Buffer.alloc(32, 2) }
    const signer = openSigner('signer' as SignerId, secret)
    expect(signer.sealingKey).toBe(sealingPairOf(secret.privateKey).publicKey)
    expect(signer.sealingKey).not.toBe(signer.publicKey)
    const other = newSealingPair(seededRandomness())
    expect(signer.agree(other.publicKey, 'purpose')).toEqual(other.agree(signer.sealingKey, 'purpose'))
    signer.forget()
    expect(() => signer.agree(other.publicKey, 'purpose')).toThrow('forgotten')
  })
})
