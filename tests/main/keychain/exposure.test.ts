import { beforeEach, describe, expect, test } from 'vitest'
import { ok, refuse } from '#shared/kernel/result.ts'
import { type Exposure, exposureOf } from '#main/keychain/exposure.ts'
import { memoryKeychain } from '#main/keychain/memory-keychain.ts'
import { vaultOver } from '#main/keychain/vault.ts'
import { type FixedClock, fixedClock } from '#tests/kit/fixed-clock.ts'
import { type ManualTimers, manualTimers } from '#tests/kit/manual-timers.ts'
import { seededRandomness } from '#tests/kit/seeded-randomness.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('a secret outside the vault', () => {
  let clock: FixedClock
  let timers: ManualTimers
  let board: { text: string; broken: boolean; stuck: boolean }
  let exposure: Exposure

  beforeEach(async () => {
    clock = fixedClock()
    timers = manualTimers(clock)
    board = { text: 'before', broken: false, stuck: false }
    const randomness = seededRandomness()
    const vault = vaultOver(memoryKeychain(), () => Buffer.alloc(32, 5), randomness)
    await vault.keep('one', 'Canario-uno')
    await vault.keep('two', 'Canario-dos')
    exposure = exposureOf({
      vault,
      timers,
      randomness,
      checkPassphrase: async (passphrase) => (passphrase === 'right' ? ok(undefined) : refuse('session/wrong-passphrase')),
      clipboard: {
        async writeConcealed(text) {
          if (board.broken) throw new Error('no clipboard')
          board.text = text
        },
        async readText() {
          if (board.broken) throw new Error('no clipboard')
          return board.text
        },
        async clear() {
          if (board.stuck) throw new Error('the clipboard is held by another program')
          board.text = ''
        },
      },
    })
  })

  test('stays on the clipboard for fifteen seconds', async () => {
    const answer = await exposure.copySecret('one')
    expect(answer).toEqual({ ok: true, value: { lasts: 15_000 } })
    timers.advance(14_999)
    await settled()
    expect(board.text).toBe('Canario-uno')
    timers.advance(1)
    await settled()
    expect(board.text).toBe('')
  })

  test('is not taken off when the person has copied something else', async () => {
    await exposure.copySecret('one')
    board.text = 'a text of theirs'
    timers.advance(15_000)
    await settled()
    expect(board.text).toBe('a text of theirs')
  })

  test('is taken off at once when the app locks or ends, and only once', async () => {
    await exposure.copySecret('one')
    await exposure.end()
    expect(board.text).toBe('')
    board.text = 'later'
    await exposure.end()
    timers.advance(60_000)
    await settled()
    expect(board.text).toBe('later')
  })

  test('is tried again at the lock when it could not be taken off in time', async () => {
    await exposure.copySecret('one')
    board.stuck = true
    timers.advance(15_000)
    await settled()
    expect(board.text).toBe('Canario-uno')
    board.stuck = false
    await exposure.end()
    expect(board.text).toBe('')
  })

  test('has the time of the last copy', async () => {
    await exposure.copySecret('one')
    timers.advance(10_000)
    await exposure.copySecret('two')
    timers.advance(10_000)
    await settled()
    expect(board.text).toBe('Canario-dos')
    timers.advance(5_000)
    await settled()
    expect(board.text).toBe('')
  })

  test('is refused when there is no clipboard, and taken off blindly when it can no longer be read', async () => {
    await exposure.copySecret('one')
    board.broken = true
    expect(await exposure.copySecret('two')).toEqual({ ok: false, refusal: { code: 'keychain/clipboard-failed' } })
    timers.advance(15_000)
    await settled()
    expect(board.text).toBe('')
  })

  test('is shown for twenty seconds, after the passphrase', async () => {
    expect(await exposure.reveal('one', 'right')).toEqual({ ok: true, value: { value: 'Canario-uno', lasts: 20_000 } })
    expect(await exposure.reveal('one', 'wrong')).toEqual({ ok: false, refusal: { code: 'session/wrong-passphrase' } })
    expect(await exposure.reveal('none', 'right')).toEqual({ ok: false, refusal: { code: 'keychain/missing' } })
  })
})
