import { createPublicKey, verify } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SignerId } from '#shared/ledger/event.ts'
import { LARGEST_VALUE } from '#main/keychain/keychain.ts'
import { isSound, keyOfPassphrase, newStretch, nodeArgon2id, scriptArgon2id } from '#main/keychain/passphrase-key.ts'
import { newKit, openKit } from '#main/keychain/recovery-kit.ts'
import { newPrivateKey, openSigner, publicKeyOf, unwrapSigner, wrapSigner } from '#main/keychain/signer.ts'
import { seededRandomness } from '#tests/kit/seeded-randomness.ts'

const randomness = seededRandomness()
const id = 'signer-a' as SignerId // a test's id is an id
const passphrase = 'cuatro lápices sin punta'
const secret = () => ({ privateKey: newPrivateKey(randomness), vaultKey: randomness.bytes(32) })

describe('the key of a passphrase', () => {
  test('is the same from Node’s crypto and from JavaScript, and is RFC 9106’s', async () => {
    const stretch = newStretch(randomness)
    expect(await keyOfPassphrase(passphrase, stretch, nodeArgon2id)).toEqual(await keyOfPassphrase(passphrase, stretch, scriptArgon2id))
    expect(stretch).toMatchObject({ algorithm: 'argon2id', memory: 65_536, passes: 3, lanes: 4 })
  })

  test('is one, however the keyboard writes an accent', async () => {
    const stretch = newStretch(randomness)
    expect(await keyOfPassphrase('canción'.normalize('NFD'), stretch)).toEqual(await keyOfPassphrase('canción'.normalize('NFC'), stretch))
  })

  test('is not derived from parameters that are cheap, enormous or none', () => {
    const good = newStretch(randomness)
    expect(isSound(good)).toBe(true)
    for (const bad of [{ memory: 8 }, { memory: 2 ** 30 }, { memory: NaN }, { passes: 1 }, { passes: 1000 }, { lanes: 0 }, { lanes: 1.5 }, { salt: '' }]) {
      expect(isSound({ ...good, ...bad })).toBe(false)
    }
  })
})

describe('a signer', () => {
  test('signs what its public key verifies, until it is forgotten', () => {
    const own = secret()
    const signer = openSigner(id, own)
    const hash = randomness.bytes(32)
    const publicKey = createPublicKey({ key: Buffer.from(signer.publicKey, 'base64'), format: 'der', type: 'spki' })
    expect(verify(null, hash, publicKey, signer.sign(hash))).toBe(true)
    expect(signer.vaultKey).toEqual(own.vaultKey)
    signer.forget()
    expect(() => signer.sign(hash)).toThrow('forgotten')
    expect(signer.vaultKey).toEqual(Buffer.alloc(32))
    expect(own.vaultKey).not.toEqual(Buffer.alloc(32))
  })

  test('is wrapped into one keychain item that shows neither half, and opens with its passphrase only', async () => {
    const own = secret()
    const text = await wrapSigner(id, own, passphrase, randomness)
    expect(Buffer.byteLength(text)).toBeLessThan(LARGEST_VALUE / 4)
    for (const half of [own.privateKey, own.vaultKey]) for (const form of ['base64', 'hex', 'latin1'] as const) expect(text).not.toContain(half.toString(form))
    expect(await unwrapSigner(id, text, passphrase)).toEqual({ kind: 'open', secret: own })
    expect(await unwrapSigner(id, text, `${passphrase}!`)).toEqual({ kind: 'wrong' })
  })

  test('does not open when any part of its item was exchanged', async () => {
    const own = secret()
    const text = await wrapSigner(id, own, passphrase, randomness)
    const item = JSON.parse(text) as { stretch: object }
    const other = publicKeyOf(newPrivateKey(randomness))
    expect(await unwrapSigner(id, JSON.stringify({ ...item, publicKey: other }), passphrase)).toEqual({ kind: 'wrong' })
    expect(await unwrapSigner(id, JSON.stringify({ ...item, stretch: { ...item.stretch, passes: 4 } }), passphrase)).toEqual({ kind: 'wrong' })
    expect(await unwrapSigner(id, JSON.stringify({ ...item, stretch: { ...item.stretch, memory: 8 } }), passphrase)).toEqual({ kind: 'damaged' })
    expect(await unwrapSigner('signer-b' as SignerId, text, passphrase)).toEqual({ kind: 'damaged' })
  })

  test('takes any other text for damaged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        expect(await unwrapSigner(id, text, passphrase)).toEqual({ kind: 'damaged' })
      }),
    )
  })
})

describe('a recovery kit', () => {
  test('opens with its code, gives its own signer and the vault’s key, and shows neither', () => {
    const vaultKey = randomness.bytes(32)
    const kit = newKit(id, vaultKey, randomness)
    const opened = openKit(id, kit.text, kit.groups.join(''))
    expect(opened).toMatchObject({ kind: 'open', secret: { vaultKey } })
    expect(opened.kind === 'open' && publicKeyOf(opened.secret.privateKey)).toBe(kit.publicKey)
    expect(kit.text).not.toContain(vaultKey.toString('base64'))
    for (const group of kit.groups) expect(kit.text).not.toContain(group)
  })

  test('does not open with the code of another kit, nor as another signer', () => {
    const kit = newKit(id, randomness.bytes(32), randomness)
    const other = newKit(id, randomness.bytes(32), randomness)
    expect(openKit(id, kit.text, other.groups.join(''))).toEqual({ kind: 'wrong' })
    expect(openKit('signer-b' as SignerId, kit.text, kit.groups.join(''))).toEqual({ kind: 'damaged' })
    expect(openKit(id, 'no kit', kit.groups.join(''))).toEqual({ kind: 'damaged' })
  })
})
