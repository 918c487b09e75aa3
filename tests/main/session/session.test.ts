import { createPublicKey, verify } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { ok, refuse } from '#shared/kernel/result.ts'
import type { OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import type { SignerRegistered } from '#shared/ledger/signer-registered.ts'
import type { LockReason } from '#shared/session/lock-reason.ts'
import { memoryKeychain, type MemoryKeychain } from '#main/keychain/memory-keychain.ts'
import { openSession, type Session } from '#main/session/session.ts'
import { type FixedClock, fixedClock } from '#tests/kit/fixed-clock.ts'
import { type ManualTimers, manualTimers } from '#tests/kit/manual-timers.ts'
import { quickArgon2 } from '#tests/kit/quick-argon2.ts'
import { seededIds } from '#tests/kit/seeded-ids.ts'
import { seededRandomness } from '#tests/kit/seeded-randomness.ts'
import { memoryDirectory, type MemoryDirectory } from './memory-directory.ts'

quickArgon2()

const ana = 'ana' as PersonId // a test's id is an id
const luis = 'luis' as PersonId
const PASSPHRASE = 'cuatro lápices sin punta'
const OTHER = 'tres tazas de barro negro'
const founder = {
  person: ana, name: 'Ana Prueba', roles: ['administrator', 'operator'], office: 'office' as OfficeId, officeName: 'Oficina',
  institution: { name: 'Instituto de Prueba', shortName: 'IDP' }, passphrase: PASSPHRASE,
} as const // prettier-ignore
const refused = (code: string) => ({ ok: false, refusal: { code } })
const wrong = { ok: false, refusal: { code: 'session/wrong-passphrase', fields: { passphrase: 'passphrase-wrong' } } }

describe('the session', () => {
  let keychain: MemoryKeychain
  let directory: MemoryDirectory
  let clock: FixedClock
  let timers: ManualTimers
  let session: Session

  /** Signers of which an act waits to be accepted elsewhere. */
  const waiting = new Set<SignerId>()

  /** What the record's file has of failed attempts. */
  let noted: string | undefined

  const open = (): Session => {
    clock = fixedClock()
    timers = manualTimers(clock)
    const failures = { load: () => noted, save: (text: string) => void (noted = text) }
    const opened = openSession({ keychain, directory, clock, timers, failures, ids: seededIds(), randomness: seededRandomness(), machine: 'equipo-1', waits: (signer) => waiting.has(signer) })
    directory.signWith(opened.signing)
    return opened
  }

  /** The first run, done; Ana is unlocked. Answers with the sheet's code. */
  async function found(): Promise<string> {
    const made = await session.setUp(founder, (_context, signer, recovery) => {
      directory.add(ana, founder.name, founder.roles, signer, recovery)
      return ok(undefined)
    })
    if (!made.ok) throw new Error(made.refusal.code)
    return made.value.kit.groups.join(' ')
  }

  const addLuis = () =>
    session.addSigner({ id: luis, name: 'Luis Prueba' }, OTHER, (signer) => {
      directory.add(luis, 'Luis Prueba', ['operator'], signer)
      return ok(undefined)
    })

  beforeEach(() => {
    waiting.clear()
    noted = undefined
    keychain = memoryKeychain()
    directory = memoryDirectory()
    session = open()
  })

  describe('at the first run', () => {
    test('is unset, and holds nothing', () => {
      expect(session.state()).toBe('unset')
      expect(session.context()).toBeUndefined()
    })

    test('makes the vault, the first signer and the recovery kit, and leaves the founder unlocked', async () => {
      const seen: unknown[] = []
      const made = await session.setUp(founder, (context, signer, recovery) => {
        const hash = Buffer.alloc(32, 9)
        const key = createPublicKey({ key: Buffer.from(signer.publicKey, 'base64'), format: 'der', type: 'spki' })
        seen.push(verify(null, hash, key, session.signing.sign(signer.signer, hash)), context.actor, context.signer === signer.signer, signer.kind, recovery.kind)
        directory.add(ana, founder.name, founder.roles, signer, recovery)
        return ok('recorded')
      })
      expect(seen).toEqual([true, ana, true, 'person', 'recovery'])
      expect(made).toMatchObject({ ok: true, value: { value: 'recorded', kit: { institution: 'Instituto de Prueba', office: 'Oficina', machine: 'equipo-1', at: clock.now() } } })
      expect(session.state()).toBe('unlocked')
      expect(session.context()).toMatchObject({ actor: ana, roles: founder.roles, office: 'office' })
      expect([...keychain.items.keys()].toSorted()).toEqual(directory.registered.map((signer) => signer.item).toSorted())
    })

    test('refuses a passphrase that guards nothing before it makes anything', async () => {
      const answer = await session.setUp({ ...founder, passphrase: 'Instituto de Prueba 1' }, () => ok(undefined))
      expect(answer).toMatchObject({ ok: false, refusal: { code: 'session/weak-passphrase', fields: { passphrase: 'passphrase-name' } } })
      expect(keychain.items.size).toBe(0)
    })

    test('leaves nothing behind when the record refuses, or throws', async () => {
      expect(await session.setUp(founder, () => refuse('organization/invalid'))).toEqual(refused('organization/invalid'))
      await expect(
        session.setUp(founder, () => {
          throw new Error('bug')
        }),
      ).rejects.toThrow('bug')
      expect(keychain.items.size).toBe(0)
      expect(session.state()).toBe('unset')
    })

    test.each([1, 2])('leaves nothing behind when the keychain refuses write %i, even if it took place', async (write) => {
      keychain.failOnce(write, 'io-error', 'after')
      let recorded = false
      expect(await session.setUp(founder, () => ok((recorded = true)))).toEqual(refused('keychain/io-error'))
      expect(recorded).toBe(false)
      expect(keychain.items.size).toBe(0)
    })
  })

  describe('of a machine in use', () => {
    test('starts locked, and unlocks with the passphrase of a person', async () => {
      await found()
      session = open()
      expect(session.state()).toBe('locked')
      expect(await session.unlock(ana, OTHER)).toEqual(wrong)
      expect(session.state()).toBe('locked')
      expect(await session.unlock(ana, PASSPHRASE)).toEqual({ ok: true, value: undefined })
      expect(session.person()).toBe(ana)
    })

    test('forgets keys, vault and context when it locks, and says so once', async () => {
      await found()
      await session.vault.keep('item', 'secret')
      const context = session.context()
      const reasons: LockReason[] = []
      session.onLock((reason) => reasons.push(reason))
      session.lock('suspend')
      session.lock('screen-lock')
      expect(reasons).toEqual(['suspend'])
      expect(session.because()).toBe('suspend')
      expect(session.context()).toBeUndefined()
      expect(await session.vault.read('item')).toEqual(refused('session/locked'))
      expect(session.fingerprint('secret')).toEqual(refused('session/locked'))
      expect(() => session.signing.sign(context?.signer ?? ('' as SignerId), Buffer.alloc(32))).toThrow('not unlocked')
    })

    test('opens the same vault for every person of the machine', async () => {
      await found()
      await session.vault.keep('item', 'secret')
      const marks = session.fingerprint('secret')
      expect(await addLuis()).toEqual({ ok: true, value: undefined })
      session.lock('asked')
      expect(await session.unlock(luis, PASSPHRASE)).toEqual(wrong)
      expect(await session.unlock(luis, OTHER)).toEqual({ ok: true, value: undefined })
      expect(await session.vault.read('item')).toEqual({ ok: true, value: 'secret' })
      expect(session.fingerprint('secret')).toEqual(marks)
      expect(session.context()).toMatchObject({ actor: luis, roles: ['operator'] })
    })

    test('signs for nobody but the person who is unlocked', async () => {
      await found()
      await addLuis()
      const of = (person: PersonId) => directory.signerOf(person)?.signer ?? ('' as SignerId)
      expect(session.signing.sign(of(ana), Buffer.alloc(32))).toHaveLength(64)
      expect(() => session.signing.sign(of(luis), Buffer.alloc(32))).toThrow('not unlocked')
      expect(() => session.signing.sign(directory.recovery()?.signer ?? ('' as SignerId), Buffer.alloc(32))).toThrow('not unlocked')
    })

    test('locks one person when another unlocks', async () => {
      await found()
      await addLuis()
      const reasons: LockReason[] = []
      session.onLock((reason) => reasons.push(reason))
      await session.unlock(luis, OTHER)
      expect([reasons, session.person()]).toEqual([['switch'], luis])
    })

    test('locks a person who was deactivated, and does not let them in again', async () => {
      await found()
      directory.deactivate(ana)
      expect(session.context()).toBeUndefined()
      expect([session.state(), session.because()]).toEqual(['locked', 'deactivated'])
      expect(await session.unlock(ana, PASSPHRASE)).toEqual(refused('session/no-signer'))
    })

    test('does not unlock after a lock that came while it was deriving the key', async () => {
      await found()
      session.lock('asked')
      const unlocking = session.unlock(ana, PASSPHRASE)
      session.lock('screen-lock')
      expect(await unlocking).toEqual(refused('session/overtaken'))
      expect(session.state()).toBe('locked')
    })

    test('passes the keychain’s trouble on and does not count it as a wrong passphrase', async () => {
      await found()
      session.lock('asked')
      keychain.fail('locked')
      for (let tries = 0; tries < 5; tries += 1) expect(await session.unlock(ana, PASSPHRASE)).toEqual(refused('keychain/locked'))
      keychain.fail(undefined)
      expect(await session.unlock(ana, PASSPHRASE)).toEqual({ ok: true, value: undefined })
    })

    test('sends a person whose key the keychain has lost to the recovery sheet', async () => {
      await found()
      session.lock('asked')
      const item = directory.signerOf(ana)?.item ?? ''
      keychain.items.set(item, 'something else')
      expect(await session.unlock(ana, PASSPHRASE)).toEqual(refused('session/signer-missing'))
      keychain.items.delete(item)
      expect(await session.unlock(ana, PASSPHRASE)).toEqual(refused('session/signer-missing'))
    })

    test('does not take a key that is not the one on record', async () => {
      await found()
      const known = directory.registered[0] as SignerRegistered['payload'] // the founder's, registered above
      directory.registered[0] = { ...known, publicKey: directory.registered[1]?.publicKey ?? '' }
      session.lock('asked')
      expect(await session.unlock(ana, PASSPHRASE)).toEqual(refused('session/signer-foreign'))
    })

    test('asked many times at once is made to wait all the same: one attempt after the other', async () => {
      await found()
      session.lock('asked')
      const all = await Promise.all(Array.from({ length: 12 }, () => session.unlock(ana, OTHER)))
      const codes = all.map((one) => (one.ok ? 'ok' : one.refusal.code))
      expect(codes).toEqual([...Array.from({ length: 3 }, () => 'session/wrong-passphrase'), ...Array.from({ length: 9 }, () => 'session/wait')])
    })

    test('makes guessing slow: after three failures the wait doubles, up to a minute', async () => {
      await found()
      session.lock('asked')
      const fail = () => session.unlock(ana, OTHER)
      const waits: (number | undefined)[] = []
      await fail()
      await fail()
      for (let count = 0; count < 8; count += 1) {
        expect(await fail()).toEqual(wrong)
        const answer = await session.unlock(ana, PASSPHRASE)
        const seconds = answer.ok ? undefined : Number(answer.refusal.detail?.['seconds'])
        waits.push(seconds)
        clock.advance((seconds ?? 0) * 1000)
      }
      expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
      expect(await session.unlock(ana, PASSPHRASE)).toEqual({ ok: true, value: undefined })
      expect(await session.checkPassphrase(OTHER)).toEqual(wrong)
      expect(await session.checkPassphrase(PASSPHRASE)).toEqual({ ok: true, value: undefined })
    })
  })

  describe('guessing', () => {
    /** Fails so often, each time as soon as it may be tried, and starts the app anew. */
    async function failAndRestart(times: number): Promise<void> {
      await found()
      session.lock('asked')
      for (let count = 0; count < times; count += 1) {
        const waited = await session.unlock(ana, OTHER)
        if (!waited.ok && waited.refusal.code === 'session/wait') {
          clock.advance(Number(waited.refusal.detail?.['seconds']) * 1000)
          await session.unlock(ana, OTHER)
        }
      }
      const at = clock.now()
      session = open()
      clock.set(at)
    }
    const wait = (seconds: number) => ({ ok: false, refusal: { code: 'session/wait', detail: { seconds } } })
    const opens = { ok: true, value: undefined }

    test('is as slow after a restart as before it', async () => {
      await failAndRestart(6)
      expect(await session.unlock(ana, PASSPHRASE)).toEqual(wait(8))
      clock.advance(8000)
      expect(await session.unlock(ana, OTHER)).toEqual(wrong)
      expect(await session.unlock(ana, PASSPHRASE)).toEqual(wait(16))
      clock.advance(16_000)
      expect(await session.unlock(ana, PASSPHRASE)).toEqual(opens)
      const at = clock.now()
      session = open()
      clock.set(at)
      expect(await session.unlock(ana, OTHER)).toEqual(wrong)
      expect(await session.unlock(ana, PASSPHRASE)).toEqual(opens)
    })

    test('of one person makes nobody else of the machine wait', async () => {
      await found()
      await addLuis()
      session.lock('asked')
      for (let count = 0; count < 4; count += 1) await session.unlock(ana, OTHER)
      session = open()
      expect(await session.unlock(ana, PASSPHRASE)).toEqual(wait(1))
      expect(await session.unlock(luis, OTHER)).toEqual(opens)
    })

    test('a clock that is set back ends no wait, and makes it no longer than it was', async () => {
      await failAndRestart(20)
      clock.advance(-3 * 86_400_000)
      expect(await session.unlock(ana, PASSPHRASE)).toEqual(wait(60))
      clock.advance(59_000)
      expect(await session.unlock(ana, PASSPHRASE)).toEqual(wait(1))
      clock.advance(1000)
      expect(await session.unlock(ana, PASSPHRASE)).toEqual(opens)
    })

    test('keeps nobody out for more than a minute, however often somebody failed in their name, and is forgotten after a day', async () => {
      await failAndRestart(40)
      expect(await session.unlock(ana, PASSPHRASE)).toEqual(wait(60))
      clock.advance(86_400_000 + 1000)
      for (let count = 0; count < 3; count += 1) expect(await session.unlock(ana, OTHER)).toEqual(wrong)
      expect(await session.unlock(ana, PASSPHRASE)).toEqual(wait(1))
    })

    test('with the recovery sheet is slowed over a restart too', async () => {
      const old = await found()
      const renewed = await session.renewRecoveryKit(PASSPHRASE)
      const code = renewed.ok ? renewed.value.groups.join('-') : ''
      session.lock('asked')
      for (let count = 0; count < 3; count += 1) expect(await session.recover(ana, old, OTHER)).toEqual(refused('session/recovery-refused'))
      session = open()
      expect(await session.recover(ana, code, OTHER)).toEqual(wait(1))
      clock.advance(1000)
      expect(await session.recover(ana, code, OTHER)).toEqual(opens)
    })

    test('what the record’s file has of it and cannot be read counts for nothing', async () => {
      await failAndRestart(6)
      for (const text of ['{', '[]', '{"ana":{"count":-1,"last":"ayer"}}']) {
        noted = text
        session = open()
        expect(await session.unlock(ana, PASSPHRASE)).toEqual(opens)
        session.lock('asked')
      }
    })
  })

  describe('when nobody does anything', () => {
    test('locks after the minutes of the policy, counted from the last activity', async () => {
      await found()
      timers.advance(4 * 60_000)
      session.activity()
      timers.advance(4 * 60_000)
      expect(session.state()).toBe('unlocked')
      timers.advance(60_000)
      expect([session.state(), session.because()]).toEqual(['locked', 'idle'])
    })

    test('locks at waking when the machine slept through them', async () => {
      await found()
      clock.advance(3_600_000)
      timers.advance(5 * 60_000)
      expect(session.because()).toBe('idle')
    })

    test('still locks when the clock is set back', async () => {
      await found()
      clock.advance(-86_400_000)
      timers.advance(10 * 60_000)
      expect(session.because()).toBe('idle')
    })

    test('watches nothing while locked', async () => {
      await found()
      session.lock('asked')
      session.activity()
      expect(timers.pending).toBe(0)
    })
  })

  describe('with another passphrase', () => {
    test('opens with the new one only, and the vault is the same', async () => {
      await found()
      await session.vault.keep('item', 'secret')
      expect(await session.changePassphrase(PASSPHRASE, OTHER)).toEqual({ ok: true, value: undefined })
      session.lock('asked')
      expect(await session.unlock(ana, PASSPHRASE)).toEqual(wrong)
      expect(await session.unlock(ana, OTHER)).toEqual({ ok: true, value: undefined })
      expect(await session.vault.read('item')).toEqual({ ok: true, value: 'secret' })
    })

    test('is not changed without the current one, nor to a weak one, nor half', async () => {
      await found()
      expect(await session.changePassphrase(OTHER, OTHER)).toEqual({ ok: false, refusal: { code: 'session/wrong-passphrase', fields: { current: 'passphrase-wrong' } } })
      expect(await session.changePassphrase(PASSPHRASE, 'corta')).toMatchObject({ refusal: { code: 'session/weak-passphrase', fields: { next: 'passphrase-short' } } })
      // The third call is the write of the new item: it takes place, and is refused.
      keychain.failOnce(3, 'io-error', 'after')
      expect(await session.changePassphrase(PASSPHRASE, OTHER)).toEqual(refused('keychain/io-error'))
      session.lock('asked')
      expect(await session.unlock(ana, PASSPHRASE)).toEqual({ ok: true, value: undefined })
    })
  })

  describe('with the recovery sheet', () => {
    test('lets its signer sign for as long as its act waits to be accepted, and no longer than to the next lock', async () => {
      const code = await found()
      const recovery = directory.recovery()?.signer ?? ('' as SignerId)
      session.lock('asked')
      waiting.add(recovery)
      expect(await session.recover(ana, code, OTHER)).toEqual({ ok: true, value: undefined })
      expect(session.signing.able(recovery)).toBe(true)
      expect(session.signing.sign(recovery, Buffer.alloc(32))).toHaveLength(64)
      session.lock('asked')
      expect(session.signing.able(recovery)).toBe(false)
      await session.unlock(ana, OTHER)
      expect(session.signing.able(recovery)).toBe(false)
    })

    test('forgets its signer at once when nothing waits', async () => {
      const code = await found()
      const recovery = directory.recovery()?.signer ?? ('' as SignerId)
      session.lock('asked')
      expect(await session.recover(ana, code, OTHER)).toEqual({ ok: true, value: undefined })
      expect(session.signing.able(recovery)).toBe(false)
    })

    test('makes a new signer that the recovery signer introduces, and opens the vault', async () => {
      const code = await found()
      await session.vault.keep('item', 'secret')
      const before = directory.signerOf(ana)
      const recovery = directory.recovery()
      session.lock('asked')
      expect(await session.recover(ana, code.toLowerCase(), OTHER)).toEqual({ ok: true, value: undefined })
      expect(directory.introductions).toEqual([{ by: recovery?.signer, actor: ana }])
      expect(directory.signerOf(ana)?.signer).not.toBe(before?.signer)
      expect(session.person()).toBe(ana)
      expect(session.context()?.signer).toBe(directory.signerOf(ana)?.signer)
      expect(await session.vault.read('item')).toEqual({ ok: true, value: 'secret' })
      expect(keychain.items.has(before?.item ?? '')).toBe(false)
      session = open()
      expect(await session.unlock(ana, OTHER)).toEqual({ ok: true, value: undefined })
    })

    test('says what is wrong with a code that was typed wrong, and counts only codes that are well formed', async () => {
      const code = await found()
      session.lock('asked')
      const wrong = `${code.slice(0, 8)}${code[8] === '7' ? '8' : '7'}${code.slice(9)}`
      expect(await session.recover(ana, wrong, OTHER)).toEqual({ ok: false, refusal: { code: 'session/recovery-code', fields: { code: 'recovery-check' }, detail: { group: 2 } } })
      expect(await session.recover(ana, 'abc', OTHER)).toEqual({ ok: false, refusal: { code: 'session/recovery-code', fields: { code: 'recovery-length' } } })
      expect(await session.recover(ana, code, OTHER)).toEqual({ ok: true, value: undefined })
    })

    test('refuses a sheet that was replaced; the new one works', async () => {
      const old = await found()
      const renewed = await session.renewRecoveryKit(PASSPHRASE)
      const code = renewed.ok ? renewed.value.groups.join('-') : ''
      session.lock('asked')
      expect(await session.recover(ana, old, OTHER)).toEqual(refused('session/recovery-refused'))
      expect(await session.recover(ana, code, OTHER)).toEqual({ ok: true, value: undefined })
      expect(keychain.items.size).toBe(2)
    })

    test('renews the sheet for administrators only, and leaves the old one in force when the record refuses', async () => {
      const old = await found()
      directory.refuseNext()
      expect(await session.renewRecoveryKit(PASSPHRASE)).toEqual(refused('organization/known-signer'))
      expect(keychain.items.size).toBe(2)
      await addLuis()
      await session.unlock(luis, OTHER)
      expect(await session.renewRecoveryKit(OTHER)).toEqual(refused('ledger/role'))
      expect(await session.recover(ana, old, 'siete rutas hacia el mar')).toEqual({ ok: true, value: undefined })
    })

    test('leaves everything as it was when the record refuses the new signer', async () => {
      const code = await found()
      const items = [...keychain.items.keys()]
      session.lock('asked')
      directory.refuseNext()
      expect(await session.recover(ana, code, OTHER)).toEqual(refused('organization/known-signer'))
      expect([...keychain.items.keys()]).toEqual(items)
      expect(session.state()).toBe('locked')
      expect(await session.unlock(ana, PASSPHRASE)).toEqual({ ok: true, value: undefined })
    })

    test('does not let in somebody who is not active, or where there is no kit', async () => {
      const code = await found()
      const kit = directory.recovery()?.item ?? ''
      session.lock('asked')
      expect(await session.recover(luis, code, OTHER)).toEqual(refused('session/no-signer'))
      keychain.items.delete(kit)
      expect(await session.recover(ana, code, OTHER)).toEqual(refused('session/no-recovery-kit'))
    })
  })

  describe('for a further person', () => {
    test('is refused while locked', async () => {
      await found()
      session.lock('asked')
      expect(await addLuis()).toEqual(refused('session/locked'))
    })

    test('leaves nothing in the keychain when the record refuses', async () => {
      await found()
      const answer = await session.addSigner({ id: luis, name: 'Luis Prueba' }, OTHER, () => refuse('organization/invalid'))
      expect(answer).toEqual(refused('organization/invalid'))
      expect(keychain.items.size).toBe(2)
    })
  })
})
