import { describe, expect, test } from 'vitest'
import { ok } from '#shared/kernel/result.ts'
import type { Context, OfficeId, PersonId } from '#shared/ledger/event.ts'
import { sessionContract } from '#shared/session/contract.ts'
import { memoryKeychain } from '#main/keychain/memory-keychain.ts'
import { sessionHandlers } from '#main/session/handlers.ts'
import { keptSheet } from '#main/session/kept-sheet.ts'
import { openSession } from '#main/session/session.ts'
import { fixedClock } from '#tests/kit/fixed-clock.ts'
import { manualTimers } from '#tests/kit/manual-timers.ts'
import { quickArgon2 } from '#tests/kit/quick-argon2.ts'
import { seededIds } from '#tests/kit/seeded-ids.ts'
import { seededRandomness } from '#tests/kit/seeded-randomness.ts'
import { memoryDirectory } from './memory-directory.ts'

quickArgon2()

const ana = 'ana' as PersonId // a test's id is an id
const PASSPHRASE = 'cuatro lápices sin punta'

describe('what the window is told of the session', () => {
  test('fits the contract and says only what the lock screen may know', async () => {
    const keychain = memoryKeychain()
    const directory = memoryDirectory()
    const clock = fixedClock()
    const session = openSession({ keychain, directory, clock, timers: manualTimers(clock), ids: seededIds(), randomness: seededRandomness(), machine: 'equipo' })
    directory.signWith(session.signing)
    const notes = new Map<string, string>()
    const sheet = keptSheet({ note: (name, value) => void notes.set(name, value), noted: (name) => notes.get(name) }, directory)
    const handlers = sessionHandlers(session, directory, keychain, sheet)
    const nobody = { context: undefined }
    const { state, people, keychainState } = sessionContract.entries
    const answered = async () => {
      const answer = await handlers.state({}, nobody)
      return answer.ok ? state.out.parse(answer.value) : answer
    }

    expect(await answered()).toEqual({ state: 'unset', because: 'start', idleMinutes: 5 })
    // No sheet was made: nothing is asked for.
    expect(await handlers.recoverySheet({}, { context: {} as Context })).toEqual(ok({ kept: true }))
    const founder = {
      person: ana, name: 'Ana Prueba', roles: ['administrator'], office: 'office' as OfficeId, officeName: 'Oficina',
      institution: { name: 'Instituto de Prueba', shortName: 'IDP' }, passphrase: PASSPHRASE,
    } as const // prettier-ignore
    await session.setUp(founder, (_context, signer, recovery) => {
      directory.add(ana, founder.name, founder.roles, signer, recovery)
      return ok(undefined)
    })
    expect(await answered()).toEqual({
      state: 'unlocked', last: ana, idleMinutes: 5,
      person: { id: ana, name: 'Ana Prueba', roles: ['administrator'], office: 'office', officeName: 'Oficina' },
    }) // prettier-ignore
    // Shown once: until somebody says that they have it, and again for each that is made.
    const kept = async () => handlers.recoverySheet({}, { context: {} as Context })
    expect(await kept()).toEqual(ok({ kept: false }))
    await handlers.sheetKept({}, { context: {} as Context })
    expect(await kept()).toEqual(ok({ kept: true }))
    expect(await handlers.renewRecoveryKit({ passphrase: PASSPHRASE }, { context: {} as Context })).toMatchObject({ ok: true })
    expect(await kept()).toEqual(ok({ kept: false }))
    await handlers.lock({}, nobody)
    expect(await answered()).toEqual({ state: 'locked', because: 'asked', last: ana, idleMinutes: 5 })
    const chooser = await handlers.people({}, nobody)
    expect(chooser.ok && people.out.parse(chooser.value)).toEqual([{ id: ana, name: 'Ana Prueba', office: 'Oficina' }])
    expect(await handlers.unlock({ person: ana, passphrase: 'otra frase cualquiera' }, nobody)).toMatchObject({ refusal: { code: 'session/wrong-passphrase' } })
    expect(await handlers.unlock({ person: ana, passphrase: PASSPHRASE }, nobody)).toMatchObject({ ok: true, value: { state: 'unlocked' } })

    keychain.fail('no-bus')
    expect(await handlers.keychainRetry({}, nobody)).toEqual({ ok: true, value: { state: 'no-bus' } })
    keychain.fail(undefined)
    const tried = await handlers.keychainRetry({}, nobody)
    expect(tried.ok && keychainState.out.parse(tried.value)).toEqual({ state: 'ready' })
    for (const { item } of directory.registered) expect(JSON.stringify([await answered(), chooser])).not.toContain(item)
  })
})
