import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Ids } from '#shared/kernel/ids.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import type { Timers } from '#shared/kernel/timers.ts'
import type { Context, OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import type { SignerRegistered } from '#shared/ledger/signer-registered.ts'
import type { Role } from '#shared/organization/role.ts'
import type { LockReason } from '#shared/session/lock-reason.ts'
import { type BarredNames, passphraseFault } from '#shared/session/passphrase.ts'
import { readRecoveryCode } from '#shared/session/recovery-code.ts'
import { type Fingerprints, fingerprintsOf } from '#main/keychain/fingerprint.ts'
import type { Keychain } from '#main/keychain/keychain.ts'
import { type Randomness, randomName } from '#main/keychain/randomness.ts'
import { newKit, openKit, type RecoverySheet } from '#main/keychain/recovery-kit.ts'
import { KEY_BYTES } from '#main/keychain/seal.ts'
import { forgetSecret, newPrivateKey, type OpenSigner, openSigner, type SignerSecret, unwrapSigner, wrapSigner } from '#main/keychain/signer.ts'
import { type Vault, vaultOver } from '#main/keychain/vault.ts'
import type { Signing } from '#main/ledger/signing.ts'
import { failureDelay, type FailureMemory } from './failure-delay.ts'
import { idleLock } from './idle-lock.ts'
import type { KnownSigner, SignerDirectory } from './signer-directory.ts'

type Registration = SignerRegistered['payload']

export type SessionState = 'unset' | 'locked' | 'unlocked'

/** The first person, who founds the institution on this machine. */
export type Founder = {
  readonly person: PersonId
  readonly name: string
  readonly roles: readonly Role[]
  readonly office: OfficeId
  readonly officeName: string
  readonly institution: { readonly name: string; readonly shortName: string }
  readonly passphrase: string
}

/**
 * Who is here. One person at a time is unlocked; only then is there a key in memory, a context to record with and a vault to read.
 * Passphrases come in, are turned into a key, and are not kept.
 */
export interface Session {
  state(): SessionState
  /** Who is unlocked. */
  person(): PersonId | undefined
  /** Who was unlocked last since the start, and why it is locked now. */
  lastPerson(): PersonId | undefined
  because(): LockReason | undefined
  /** What deeds are recorded with, as of now; undefined while locked. */
  context(): Context | undefined
  /** For the ledger. */
  readonly signing: Signing
  readonly vault: Vault
  /** What the unlocked person's signer is for besides signing: what is sealed for them is opened with it, and what others carry for them is vouched for. Undefined while locked. */
  carrying(): Pick<OpenSigner, 'signer' | 'sealingKey' | 'agree' | 'carriageKey'> | undefined
  /** Makes fingerprints with the unlocked vault's key; refuses `session/locked`. */
  fingerprint: (secret: string) => Result<ReturnType<Fingerprints>>

  unlock(person: PersonId, passphrase: string): Promise<Result<undefined>>
  lock(reason: LockReason): void
  activity(): void
  /** The passphrase of the person who is unlocked, once more: before a reveal. */
  checkPassphrase(passphrase: string): Promise<Result<undefined>>
  /** Called after the keys are gone. */
  onLock(listener: (reason: LockReason) => void): () => void
  onUnlock(listener: (person: PersonId) => void): () => void

  /**
   * The first run: vault, first signer and recovery kit are made and kept; then `record` founds the institution with them, or registers
   * them in a record that was joined, in a context of their own. `prepare` may keep something in the new vault before that. If anything refuses,
   * nothing of it stays. Afterwards the person is unlocked.
   */
  setUp<T>(
    founder: Founder,
    record: (context: Context, signer: Registration, recovery: Registration) => Result<T>,
    prepare?: (vault: Vault) => Promise<Result<undefined>>,
  ): Promise<Result<{ readonly value: T; readonly kit: RecoverySheet }>>
  /** Why a passphrase could not guard anything of that person: `session/weak-passphrase`. Asked before anything long is begun with it. */
  fitPassphrase(passphrase: string, names: BarredNames): Result<undefined>
  /** Lets a signer sign that is nobody's who is unlocked: an invitation's. Returns the way to end that, which makes it forget. */
  lend(signer: OpenSigner): () => void
  /** A further person's signer, made while somebody is unlocked; `record` adds them. If it refuses, nothing stays. */
  addSigner<T>(person: { readonly id: PersonId; readonly name: string }, passphrase: string, record: (signer: Registration) => Result<T>): Promise<Result<T>>
  changePassphrase(current: string, next: string): Promise<Result<undefined>>
  recover(person: PersonId, code: string, passphrase: string): Promise<Result<undefined>>
  renewRecoveryKit(passphrase: string): Promise<Result<RecoverySheet>>
}

export type SessionOptions = {
  readonly keychain: Keychain
  readonly directory: SignerDirectory
  /** The present of the record: what deeds are dated with. */
  readonly clock: Clock
  /** This machine's own, for spans of waiting, which a correction of the record's must not shorten or end. The same, if left out. */
  readonly machineClock?: Clock
  readonly timers: Timers
  readonly ids: Ids
  readonly randomness: Randomness
  /** Keeps failed attempts over a restart; left out, they are forgotten with the process. */
  readonly failures?: FailureMemory
  /** How this machine is called on the recovery sheet. */
  readonly machine: string
  /** Whether an act of a signer still waits to be accepted elsewhere (a shared record): a recovery sheet's signer then goes on signing until the lock. */
  readonly waits?: (signer: SignerId) => boolean
}

export function openSession(options: SessionOptions): Session {
  const { keychain, directory, clock, timers, ids, randomness, machine } = options
  const lockListeners = new Set<(reason: LockReason) => void>()
  const unlockListeners = new Set<(person: PersonId) => void>()
  const ticking = options.machineClock ?? clock
  const delay = failureDelay(ticking, options.failures ?? { load: () => undefined, save: () => {} })
  const idle = idleLock(ticking, timers, () => directory.idleMinutes(), () => lock('idle'))
  let held: { readonly person: PersonId; readonly signer: OpenSigner; readonly sealing: KeyObject; readonly fingerprint: Fingerprints } | undefined
  /** Signers that may sign for the length of one recording (the recovery signer, one that is not yet on record) or of a joining (an invitation's). */
  const lent = new Set<OpenSigner>()
  let last: PersonId | undefined
  let because: LockReason | undefined = 'start'
  /** Goes up with every lock, so that what was begun before it does not unlock after it. */
  let locks = 0

  function lock(reason: LockReason): void {
    locks += 1
    const before = held
    held = undefined
    idle.stop()
    if (before === undefined) return
    before.signer.forget()
    because = reason
    for (const listener of lockListeners) listener(reason)
  }

  function hold(person: PersonId, signer: OpenSigner): void {
    if (held !== undefined) lock('switch')
    held = { person, signer, sealing: createSecretKey(signer.vaultKey), fingerprint: fingerprintsOf(signer.vaultKey) }
    last = person
    because = undefined
    idle.activity()
    for (const listener of unlockListeners) listener(person)
  }

  function unlocked(signer: SignerId): OpenSigner | undefined {
    return held?.signer.signer === signer ? held.signer : [...lent].find((candidate) => candidate.signer === signer)
  }

  function contextOf(person: PersonId, roles: readonly Role[], office: OfficeId, signer: SignerId): Context {
    return { now: clock.now(), actor: person, roles, office, signer, newId: () => ids.next() }
  }

  function context(): Context | undefined {
    if (held === undefined) return undefined
    const standing = directory.standing(held.person)
    if (standing === undefined) {
      lock('deactivated')
      return undefined
    }
    return contextOf(held.person, standing.roles, standing.office, held.signer.signer)
  }

  /** Lets `signer` sign while `record` runs. */
  function lending<T>(signer: OpenSigner, record: () => Result<T>): Result<T> {
    lent.add(signer)
    try {
      return record()
    } finally {
      lent.delete(signer)
    }
  }

  /** Records signers that were made on this machine: said first, so that nothing that comes between can leave a person without theirs. */
  function here<T>(signers: readonly SignerId[], record: () => Result<T>): Result<T> {
    const kept = directory.keepHere(signers)
    if (!kept.ok) return kept
    let recorded: Result<T> | undefined
    try {
      recorded = record()
      return recorded
    } finally {
      if (recorded?.ok !== true) directory.forgetHere(signers)
    }
  }

  function lendUntilLock(signer: OpenSigner): void {
    lent.add(signer)
    const end = (): void => {
      lockListeners.delete(end)
      lent.delete(signer)
      signer.forget()
    }
    lockListeners.add(end)
  }

  /** The attempt that is under way. */
  let attempt: Promise<unknown> = Promise.resolve()

  /**
   * Opens a person's keychain item with their passphrase; counts failures. One attempt after the other, or many at once would all be made before the first
   * had failed. The caller forgets the secret.
   */
  function secretOf(person: PersonId, known: KnownSigner, passphrase: string): Promise<Result<SignerSecret>> {
    const next = attempt.then(() => trySecretOf(person, known, passphrase))
    attempt = next.catch(() => {}) // whoever asked is told
    return next
  }

  async function trySecretOf(person: PersonId, known: KnownSigner, passphrase: string): Promise<Result<SignerSecret>> {
    const seconds = delay.wait(person)
    if (seconds > 0) return refuse('session/wait', { seconds })
    const item = await keychain.get(known.item)
    if (!item.ok) return item
    if (!item.value.found) return refuse('session/signer-missing')
    const unwrapped = await unwrapSigner(known.signer, item.value.value, passphrase)
    if (unwrapped.kind === 'damaged') return refuse('session/signer-missing')
    if (unwrapped.kind === 'wrong') {
      delay.failed(person)
      return refuseFields('session/wrong-passphrase', { passphrase: 'passphrase-wrong' })
    }
    delay.succeeded(person)
    return ok(unwrapped.secret)
  }

  /** Wraps a new signer for a person and keeps it; answers what the record must know, and the signer in use. */
  async function makeSigner(person: PersonId, vaultKey: Buffer, passphrase: string): Promise<Result<{ registration: Registration; signer: OpenSigner }>> {
    const id = ids.next<'signer'>()
    const item = randomName(randomness)
    const secret = { privateKey: newPrivateKey(randomness), vaultKey: Buffer.from(vaultKey) }
    const signer = openSigner(id, secret)
    const text = await wrapSigner(id, secret, passphrase, randomness)
    forgetSecret(secret)
    const kept = await keychain.put(item, text)
    if (!kept.ok) {
      signer.forget()
      await keychain.remove(item) // it may have been written before it was refused
      return kept
    }
    return ok({ registration: { signer: id, person, publicKey: signer.publicKey, item, kind: 'person', sealingKey: signer.sealingKey }, signer })
  }

  async function makeKit(person: PersonId, vaultKey: Buffer): Promise<Result<{ registration: Registration; groups: readonly string[] }>> {
    const id = ids.next<'signer'>()
    const item = randomName(randomness)
    const kit = newKit(id, vaultKey, randomness)
    const kept = await keychain.put(item, kit.text)
    if (!kept.ok) {
      await keychain.remove(item)
      return kept
    }
    return ok({ registration: { signer: id, person, publicKey: kit.publicKey, item, kind: 'recovery' }, groups: kit.groups })
  }

  function weak(passphrase: string, names: BarredNames): Result<never> | undefined {
    const fault = passphraseFault(passphrase, names)
    return fault === undefined ? undefined : refuseFields('session/weak-passphrase', { passphrase: fault })
  }

  function namesOf(person: string): BarredNames {
    const { name, shortName } = directory.institution()
    return { person, institution: name, shortName }
  }

  async function checkPassphrase(passphrase: string): Promise<Result<undefined>> {
    const present = held
    const known = present === undefined ? undefined : directory.signerOf(present.person)
    if (present === undefined || known === undefined) return refuse('session/locked')
    const secret = await secretOf(present.person, known, passphrase)
    if (!secret.ok) return secret
    forgetSecret(secret.value)
    return held === present ? ok(undefined) : refuse('session/locked')
  }

  return {
    state: () => (held !== undefined ? 'unlocked' : directory.founded() ? 'locked' : 'unset'),
    person: () => held?.person,
    lastPerson: () => last,
    because: () => because,
    context,
    signing: {
      able: (signer) => unlocked(signer) !== undefined,
      sign(signer, hash) {
        const able = unlocked(signer)
        if (able === undefined) throw new Error('asked to sign for a signer that is not unlocked')
        return able.sign(hash)
      },
    },
    vault: vaultOver(keychain, () => held?.sealing, randomness),
    carrying: () => held?.signer,
    fingerprint: (secret) => (held === undefined ? refuse('session/locked') : ok(held.fingerprint(secret))),

    async unlock(person, passphrase) {
      const begun = locks
      const known = directory.signerOf(person)
      if (known === undefined) return refuse('session/no-signer')
      const secret = await secretOf(person, known, passphrase)
      if (!secret.ok) return secret
      const signer = openSigner(known.signer, secret.value)
      forgetSecret(secret.value)
      if (signer.publicKey !== known.publicKey) {
        signer.forget()
        return refuse('session/signer-foreign')
      }
      if (locks !== begun) {
        signer.forget()
        return refuse('session/overtaken')
      }
      hold(person, signer)
      return ok(undefined)
    },
    lock,
    activity: () => {
      if (held !== undefined) idle.activity()
    },
    checkPassphrase,
    onLock(listener) {
      lockListeners.add(listener)
      return () => lockListeners.delete(listener)
    },
    onUnlock(listener) {
      unlockListeners.add(listener)
      return () => unlockListeners.delete(listener)
    },

    fitPassphrase: (passphrase, names) => weak(passphrase, names) ?? ok(undefined),
    lend(signer) {
      lent.add(signer)
      return () => {
        lent.delete(signer)
        signer.forget()
      }
    },

    async setUp(founder, record, prepare) {
      const { person, institution, passphrase } = founder
      const fault = weak(passphrase, { person: founder.name, institution: institution.name, shortName: institution.shortName })
      if (fault !== undefined) return fault
      const vaultKey = randomness.bytes(KEY_BYTES)
      try {
        const made = await makeSigner(person, vaultKey, passphrase)
        if (!made.ok) return made
        const { registration, signer } = made.value
        const undo = async (...items: readonly string[]): Promise<void> => {
          signer.forget()
          for (const item of items) await keychain.remove(item)
        }
        const kit = await makeKit(person, vaultKey)
        if (!kit.ok) {
          await undo(registration.item)
          return kit
        }
        const items = [registration.item, kit.value.registration.item]
        try {
          const prepared = await prepare?.(vaultOver(keychain, () => vaultKey, randomness))
          if (prepared !== undefined && !prepared.ok) {
            await undo(...items)
            return prepared
          }
          const recorded = here([registration.signer, kit.value.registration.signer], () =>
            lending(signer, () =>
              record(contextOf(person, founder.roles, founder.office, registration.signer), registration, kit.value.registration),
            ),
          )
          if (!recorded.ok) {
            await undo(...items)
            return recorded
          }
          hold(person, signer)
          const sheet = { groups: kit.value.groups, institution: institution.name, office: founder.officeName, machine, at: clock.now() }
          return ok({ value: recorded.value, kit: sheet })
        } catch (error) {
          await undo(...items)
          throw error
        }
      } finally {
        vaultKey.fill(0)
      }
    },

    async addSigner(person, passphrase, record) {
      if (held === undefined) return refuse('session/locked')
      const fault = weak(passphrase, namesOf(person.name))
      if (fault !== undefined) return fault
      const made = await makeSigner(person.id, held.signer.vaultKey, passphrase)
      if (!made.ok) return made
      const { registration, signer } = made.value
      signer.forget()
      try {
        const recorded = held === undefined ? refuse('session/locked') : here([registration.signer], () => record(registration))
        if (!recorded.ok) await keychain.remove(registration.item)
        return recorded
      } catch (error) {
        await keychain.remove(registration.item)
        throw error
      }
    },

    async changePassphrase(current, next) {
      const present = held
      const known = present === undefined ? undefined : directory.signerOf(present.person)
      const standing = present === undefined ? undefined : directory.standing(present.person)
      if (present === undefined || known === undefined || standing === undefined) return refuse('session/locked')
      const fault = weak(next, namesOf(standing.name))
      if (fault !== undefined) return fault.ok ? fault : refuseFields('session/weak-passphrase', { next: fault.refusal.fields?.['passphrase'] ?? '' })
      const before = await keychain.get(known.item)
      const secret = await secretOf(present.person, known, current)
      if (!secret.ok) return secret.refusal.fields === undefined ? secret : refuseFields(secret.refusal.code, { current: secret.refusal.fields['passphrase'] ?? '' })
      const text = await wrapSigner(known.signer, secret.value, next, randomness)
      forgetSecret(secret.value)
      const kept = await keychain.put(known.item, text)
      // Half a change is none: what opened before must go on opening.
      if (!kept.ok && before.ok && before.value.found) await keychain.put(known.item, before.value.value)
      return kept
    },

    async recover(person, code, passphrase) {
      const begun = locks
      const read = readRecoveryCode(code)
      if (read.kind === 'unfit') {
        const detail = read.group === undefined ? undefined : { group: read.group }
        return { ok: false, refusal: { code: 'session/recovery-code', fields: { code: `recovery-${read.why}` }, ...(detail === undefined ? {} : { detail }) } }
      }
      const standing = directory.standing(person)
      if (standing === undefined) return refuse('session/no-signer')
      const fault = weak(passphrase, namesOf(standing.name))
      if (fault !== undefined) return fault
      const known = directory.recovery()
      if (known === undefined) return refuse('session/no-recovery-kit')
      const seconds = delay.wait(known.signer)
      if (seconds > 0) return refuse('session/wait', { seconds })
      const item = await keychain.get(known.item)
      if (!item.ok) return item
      const opened = item.value.found ? openKit(known.signer, item.value.value, read.code) : ({ kind: 'damaged' } as const)
      if (opened.kind === 'damaged') return refuse('session/no-recovery-kit')
      if (opened.kind === 'wrong') {
        delay.failed(known.signer)
        return refuse('session/recovery-refused')
      }
      delay.succeeded(known.signer)
      const recovery = openSigner(known.signer, opened.secret)
      forgetSecret(opened.secret)
      try {
        if (recovery.publicKey !== known.publicKey) return refuse('session/no-recovery-kit')
        const before = directory.signerOf(person)
        const made = await makeSigner(person, recovery.vaultKey, passphrase)
        if (!made.ok) return made
        const { registration, signer } = made.value
        const undo = async (): Promise<void> => {
          signer.forget()
          await keychain.remove(registration.item)
        }
        if (locks !== begun) {
          await undo()
          return refuse('session/overtaken')
        }
        try {
          const recorded = here([registration.signer], () =>
            lending(recovery, () => directory.register(contextOf(person, standing.roles, standing.office, recovery.signer), registration)),
          )
          if (!recorded.ok) {
            await undo()
            return recorded
          }
        } catch (error) {
          await undo()
          throw error
        }
        delay.succeeded(person)
        hold(person, signer)
        if (options.waits?.(recovery.signer) === true) lendUntilLock(recovery)
        // The forgotten passphrase opens nothing any more. If this fails the item is only of no use.
        if (before !== undefined) await keychain.remove(before.item)
        return ok(undefined)
      } finally {
        if (!lent.has(recovery)) recovery.forget()
      }
    },

    async renewRecoveryKit(passphrase) {
      const checked = await checkPassphrase(passphrase)
      if (!checked.ok) return checked
      const present = context()
      const standing = present === undefined ? undefined : directory.standing(present.actor)
      if (held === undefined || present === undefined || standing === undefined) return refuse('session/locked')
      const before = directory.recovery()
      // The sheet opens the whole machine: an administrator's to renew, or of whom it was made for.
      if (!present.roles.includes('administrator') && before?.person !== present.actor) return refuse('ledger/role')
      const made = await makeKit(present.actor, held.signer.vaultKey)
      if (!made.ok) return made
      const { registration, groups } = made.value
      try {
        const now = context()
        const recorded = now === undefined ? refuse('session/locked') : here([registration.signer], () => directory.register(now, registration))
        if (!recorded.ok) {
          await keychain.remove(registration.item)
          return recorded
        }
      } catch (error) {
        await keychain.remove(registration.item)
        throw error
      }
      if (before !== undefined) await keychain.remove(before.item)
      return ok({ groups, institution: directory.institution().name, office: standing.officeName, machine, at: clock.now() })
    },
  }
}
