import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ok, refuse } from '#shared/kernel/result.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import type { LockReason } from '#shared/session/lock-reason.ts'
import { memoryKeychain, type MemoryKeychain } from '#main/keychain/memory-keychain.ts'
import { vaultOver } from '#main/keychain/vault.ts'
import { acceptRestored } from '#main/session/accept-restored.ts'
import { type PinCheck, recordPin, watchRecord } from '#main/session/record-pin.ts'
import { manualTimers } from '#tests/kit/manual-timers.ts'
import { quickArgon2 } from '#tests/kit/quick-argon2.ts'
import { seededRandomness } from '#tests/kit/seeded-randomness.ts'
import { openTestLedger, type TestLedger } from '#tests/kit/test-ledger.ts'
import { counter } from '../ledger/counter.ts'
import { openShared, pull, push, smallHub } from '../ledger/shared-kit.ts'

quickArgon2()

describe('the pin of the record', () => {
  let kit: TestLedger
  let keychain: MemoryKeychain
  const key = Buffer.alloc(32, 4)

  const pinOver = (opened: TestLedger) => recordPin(vaultOver(keychain, () => key, seededRandomness()), opened.ledger.read)
  const count = (opened: TestLedger) => opened.ledger.record(opened.context(1), counter, 'a', { by: 1 })

  beforeEach(() => {
    kit = openTestLedger()
    keychain = memoryKeychain()
  })
  afterEach(() => kit.close())

  test('holds while the record only grows', async () => {
    const pin = pinOver(kit)
    expect(await pin.check()).toEqual({ ok: true, value: { kind: 'unpinned' } })
    await pin.pin()
    count(kit)
    expect(await pin.check()).toEqual({ ok: true, value: { kind: 'held' } })
  })

  test('finds an old copy of the file that was put back whole, and is not moved to it', async () => {
    kit.ledger.database.pragma('wal_checkpoint(TRUNCATE)')
    const copy = join(kit.folder, 'copy')
    copyFileSync(kit.file, copy)
    const last = count(kit)
    await pinOver(kit).pin()
    kit.ledger.close()
    copyFileSync(copy, kit.file)
    kit = openTestLedger([], kit.folder)
    const pin = pinOver(kit)
    const position = last.ok ? last.value.events[0]?.position : undefined
    expect(await pin.check()).toEqual({ ok: true, value: { kind: 'rolled-back', position } })
    await pin.pin()
    expect(await pin.check()).toMatchObject({ value: { kind: 'rolled-back' } })
    // Nor when the record has grown past the place again.
    count(kit)
    count(kit)
    expect(await pinOver(kit).check()).toEqual({ ok: true, value: { kind: 'rolled-back', position } })
  })

  test('is moved to a restored copy once that is on record, and holds from there', async () => {
    kit.ledger.database.pragma('wal_checkpoint(TRUNCATE)')
    const copy = join(kit.folder, 'copy')
    copyFileSync(kit.file, copy)
    count(kit)
    const last = count(kit)
    await pinOver(kit).pin()
    kit.ledger.close()
    copyFileSync(copy, kit.file)
    kit = openTestLedger([], kit.folder)
    const known = last.ok ? last.value.events[0]?.position ?? 0 : 0
    const pin = pinOver(kit)
    await pin.check()

    const withRoles = (roles: readonly Role[]) => ({ checkPassphrase: () => Promise.resolve(ok(undefined)), context: () => kit.context(1, roles) })
    expect(await acceptRestored(withRoles(['operator', 'reviewer', 'security']), pin, kit.ledger, 'words')).toEqual(refuse('ledger/role'))
    expect(await pin.check()).toMatchObject({ value: { kind: 'rolled-back' } })

    expect(await acceptRestored(withRoles(['administrator']), pin, kit.ledger, 'words')).toEqual(ok(undefined))
    expect(await pinOver(kit).check()).toEqual(ok({ kind: 'held' }))
    expect(kit.ledger.history('record/main').map(({ type, payload }) => ({ type, payload }))).toEqual([
      { type: 'record.restored', payload: { missing: known - 1, known } },
    ])
    count(kit)
    await pin.pin()
    expect(await pinOver(kit).check()).toEqual(ok({ kind: 'held' }))
  })

  test('accepts no record that is as pinned, nor one that hangs from somebody else, nor without the passphrase', async () => {
    const pin = pinOver(kit)
    await pin.pin()
    const administrator = { checkPassphrase: () => Promise.resolve(ok(undefined)), context: () => kit.context(1, ['administrator']) }
    expect(await acceptRestored(administrator, pin, kit.ledger, 'words')).toEqual(refuse('shell/not-restored'))
    await vaultOver(keychain, () => key, seededRandomness()).keep('record', JSON.stringify({ root: 'signer-9', position: 9, hash: 'f'.repeat(64) }))
    expect(await acceptRestored(administrator, pin, kit.ledger, 'words')).toEqual(refuse('shell/not-restored'))
    const wrong = { ...administrator, checkPassphrase: () => Promise.resolve(refuse('session/wrong-passphrase')) }
    expect(await acceptRestored(wrong, pin, kit.ledger, 'words')).toEqual(refuse('session/wrong-passphrase'))
    expect(kit.ledger.history('record/main')).toEqual([])
  })

  test('finds a record that hangs from somebody else', async () => {
    const vault = vaultOver(keychain, () => key, seededRandomness())
    await vault.keep('record', JSON.stringify({ root: 'signer-9', position: 1, hash: 'f'.repeat(64) }))
    expect(await pinOver(kit).check()).toEqual({ ok: true, value: { kind: 'other-root' } })
  })

  test('cannot be written by somebody without the vault’s key', async () => {
    await pinOver(kit).pin()
    keychain.items.set('record', Buffer.from(JSON.stringify({ root: 'signer-1', position: 1, hash: '' })).toString('base64'))
    expect(await pinOver(kit).check()).toEqual({ ok: false, refusal: { code: 'keychain/damaged' } })
  })

  test('of a shared record whose file was put back is held again once the hub has given the rest', async () => {
    const hub = smallHub()
    const shared = openShared(hub, [])
    shared.ledger.database.pragma('wal_checkpoint(TRUNCATE)')
    const copy = join(shared.folder, 'copy')
    copyFileSync(shared.file, copy)
    shared.ledger.record(shared.context(1), counter, 'a', { by: 1 })
    push(shared, hub)
    pull(shared, hub)
    await pinOver(shared).pin()
    shared.ledger.close()
    copyFileSync(copy, shared.file)
    const opened = openShared(hub, [], shared.folder)
    const timers = manualTimers()
    const found: string[] = []
    let unlock: (person: PersonId) => void = () => undefined
    const settled = () => new Promise((resolve) => setImmediate(resolve))
    const stop = watchRecord(pinOver(opened), { onUnlock: (listener) => ((unlock = listener), () => undefined), onLock: () => () => undefined }, opened.ledger, timers, (check) => found.push(check.kind))
    unlock('person-1' as PersonId) // a test's id is an id
    await settled()
    timers.advance(5_000)
    await settled()
    expect(found).toEqual(['rolled-back'])
    pull(opened, hub)
    timers.advance(5_000)
    await settled()
    expect(found).toEqual(['rolled-back', 'held'])
    stop()
    opened.close()
  })

  test('is checked at each unlock and follows the deeds, a few seconds together', async () => {
    const timers = manualTimers()
    const found: PinCheck[] = []
    let unlock: (person: PersonId) => void = () => undefined
    let lock: (reason: LockReason) => void = () => undefined
    const settled = () => new Promise((resolve) => setImmediate(resolve))
    const stop = watchRecord(
      pinOver(kit),
      { onUnlock: (listener) => ((unlock = listener), () => undefined), onLock: (listener) => ((lock = listener), () => undefined) },
      kit.ledger,
      timers,
      (check) => found.push(check),
    )
    unlock('person-1' as PersonId) // a test's id is an id
    await settled()
    timers.advance(5_000)
    await settled()
    const first = keychain.items.get('record')
    expect(first).toBeDefined()
    count(kit)
    count(kit)
    expect(timers.pending).toBe(1)
    timers.advance(5_000)
    await settled()
    expect(keychain.items.get('record')).not.toBe(first)
    unlock('person-1' as PersonId)
    await settled()
    expect(found.map((check) => check.kind)).toEqual(['unpinned', 'held'])
    const before = keychain.items.get('record')
    count(kit)
    lock('asked')
    expect(timers.pending).toBe(0)
    unlock('person-1' as PersonId)
    await settled()
    timers.advance(5_000)
    await settled()
    expect(keychain.items.get('record')).not.toBe(before)
    stop()
    count(kit)
    expect(timers.pending).toBe(0)
  })
})
