import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { KeychainState } from '#shared/session/keychain-state.ts'
import { nodeHost } from '#main/keychain/keytar-host.ts'
import { type Patience, systemKeychain } from '#main/keychain/system-keychain.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import { manualTimers } from '#tests/kit/manual-timers.ts'
import { hasKeyring, realKeyring, type RealKeyring, sentinelMemory } from './real-keyring.ts'

const entry = fileURLToPath(new URL('../../../src/main/keychain/keytar-process.ts', import.meta.url))

/** Long enough for a loaded machine, short enough for a test: nobody answers these prompts. */
const PATIENCE: Patience = { prompt: 1_000, limit: 4_000, idle: 60_000 }
/** For what must not be taken for a prompt, however loaded the machine is. */
const LONG: Patience = { prompt: 30_000, limit: 50_000, idle: 60_000 }

describe.skipIf(!hasKeyring)('the keychain of the system, when it fails', () => {
  let ring: RealKeyring
  let close: (() => void)[]

  beforeEach(() => {
    ring = realKeyring()
    close = []
  })
  afterEach(async () => {
    for (const end of close) end()
    await ring.close()
  })

  function open(env: NodeJS.ProcessEnv = ring.env, known = true, patience = LONG) {
    const states: KeychainState[] = []
    const keychain = systemKeychain({ start: nodeHost(entry, env), service: 'Resguardo/faults', timers: systemTimers, memory: sentinelMemory(known), patience })
    keychain.onState((state) => states.push(state))
    close.push(() => keychain.close())
    return { keychain, states }
  }

  /** A keychain that has been used: it holds `item`, and the sentinel. */
  async function used(patience = LONG) {
    await ring.startBus()
    await ring.startKeyring()
    const opened = open(ring.env, false, patience)
    expect(await opened.keychain.put('item', 'kept')).toEqual({ ok: true, value: undefined })
    return opened
  }

  const kept = { ok: true, value: { found: true, value: 'kept' } }
  const refused = (code: string) => ({ ok: false, refusal: { code: `keychain/${code}` } })

  test.each([
    ['is not named', { PATH: process.env['PATH'] }],
    ['is named but nobody listens', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }],
    ['has a name that is none', { DBUS_SESSION_BUS_ADDRESS: 'none' }],
  ])('says no-bus when the session bus %s', async (_how, env) => {
    const { keychain } = open({ ...env, XDG_RUNTIME_DIR: '/nonexistent' })
    expect(await keychain.get('item')).toMatchObject(refused('no-bus'))
    expect(await keychain.put('item', 'x')).toMatchObject(refused('no-bus'))
    expect(await keychain.probe()).toMatchObject(refused('no-bus'))
    expect(keychain.state()).toBe('no-bus')
  })

  test('works as soon as a bus and a service are there', async () => {
    const { keychain } = open(ring.env, false)
    expect(await keychain.put('item', 'kept')).toMatchObject(refused('no-bus'))
    await ring.startBus()
    expect(await keychain.put('item', 'kept')).toMatchObject(refused('no-provider'))
    await ring.startKeyring()
    expect(await keychain.put('item', 'kept')).toEqual({ ok: true, value: undefined })
    expect(await keychain.get('item')).toEqual(kept)
  })

  test('says provider-disabled when the service is installed and does not start', async () => {
    ring.provider('/bin/false')
    await ring.startBus()
    expect(await open().keychain.get('item')).toMatchObject(refused('provider-disabled'))
  })

  test('says provider-disabled when the program of the service is missing', async () => {
    ring.provider('/nonexistent/keyring')
    await ring.startBus()
    expect(await open().keychain.get('item')).toMatchObject(refused('provider-disabled'))
  })

  test('says denied when a policy of the bus forbids the service', async () => {
    ring.forbid()
    await ring.startBus()
    await ring.startKeyring()
    expect(await open().keychain.get('item')).toMatchObject(refused('denied'))
  })

  test('says cancelled when there is no collection and none is made', async () => {
    await ring.startBus()
    await ring.startKeyring('locked')
    expect(await open(ring.env, false).keychain.put('item', 'x')).toMatchObject(refused('cancelled'))
  })

  test('finds everything again after the service was killed and started, without a restart', async () => {
    const { keychain } = await used()
    await ring.killKeyring()
    expect(await keychain.get('item')).toMatchObject(refused('no-provider'))
    await ring.startKeyring()
    expect(await keychain.get('item')).toEqual(kept)
  })

  test('finds everything again after the service was replaced between two calls', async () => {
    const { keychain, states } = await used(LONG)
    await ring.killKeyring()
    await ring.startKeyring()
    expect(await keychain.get('item')).toEqual(kept)
    expect(states.filter((state) => state !== 'ready')).toEqual([])
  })

  test('finds everything again after the bus was killed and started', async () => {
    const { keychain } = await used()
    await ring.killBus()
    expect(await keychain.get('item')).toMatchObject(refused('no-bus'))
    await ring.killKeyring()
    await ring.startBus()
    await ring.startKeyring()
    expect(await keychain.get('item')).toEqual(kept)
  })

  test('never takes a locked keychain for an empty one', async () => {
    const { keychain } = await used()
    ring.lock()
    expect(await keychain.get('item')).toMatchObject(refused('locked'))
    expect(await keychain.get('never')).toMatchObject(refused('locked'))
    expect(await keychain.remove('item')).toMatchObject(refused('locked'))
    expect(await keychain.put('item', 'other')).toMatchObject(refused('locked'))
    await ring.killKeyring()
    await ring.startKeyring()
    expect(await keychain.get('item')).toEqual(kept)
  })

  test('says that the system is asking, gives the call and those behind it up in time, and works afterwards', async () => {
    ring.prompts('open')
    const { keychain, states } = await used(PATIENCE)
    ring.lock()
    const calls = [keychain.get('item'), keychain.put('other', 'x'), keychain.get('item')]
    for (const answer of await Promise.all(calls)) expect(answer).toMatchObject(refused('prompt-open'))
    expect(states.at(-1)).toBe('prompt-open')
    await ring.killKeyring()
    await ring.startKeyring()
    expect(await keychain.get('item')).toEqual(kept)
    expect(states.at(-1)).toBe('ready')
  })

  test('gives up a service that does not answer, and finds it again when it does', async () => {
    const { keychain } = await used(PATIENCE)
    ring.freezeKeyring()
    expect(await keychain.get('item')).toMatchObject(refused('prompt-open'))
    ring.thawKeyring()
    expect(await keychain.get('item')).toEqual(kept)
  })

  test('refuses a call in whose middle the service is killed', async () => {
    const { keychain } = await used({ ...PATIENCE, limit: 20_000 })
    ring.freezeKeyring()
    const reading = keychain.get('item')
    await new Promise<void>((resolve) => keychain.onState((state) => state === 'prompt-open' && resolve()))
    await ring.killKeyring()
    expect(await reading).toMatchObject(refused('no-provider'))
    await ring.startKeyring()
    expect(await keychain.get('item')).toEqual(kept)
  })

  test('says changed when the keychain is another than the one that was used', async () => {
    await ring.startBus()
    await ring.startKeyring()
    const { keychain } = open(ring.env, true)
    expect(await keychain.probe()).toMatchObject(refused('changed'))
    expect(await keychain.get('item')).toMatchObject(refused('locked'))
  })

  test('ends an idle process and starts another when it is needed', async () => {
    await ring.startBus()
    await ring.startKeyring()
    const timers = manualTimers()
    const start = nodeHost(entry, ring.env)
    let running = 0
    let started = 0
    const counted = () => {
      const host = start()
      running += 1
      started += 1
      return { ...host, end: () => ((running -= 1), host.end()) }
    }
    const keychain = systemKeychain({ start: counted, service: 'Resguardo/faults', timers, memory: sentinelMemory(), patience: PATIENCE })
    close.push(() => keychain.close())
    const settled = () => new Promise((resolve) => setImmediate(resolve))
    expect(running).toBe(0)
    await keychain.put('item', 'kept')
    await settled()
    timers.advance(PATIENCE.idle - 1)
    expect(await keychain.get('item')).toEqual(kept)
    expect([running, started]).toEqual([1, 1])
    await settled()
    // Used in this span, so it stays; not used in the next one.
    timers.advance(1)
    expect(running).toBe(1)
    timers.advance(PATIENCE.idle)
    expect(running).toBe(0)
    expect(await keychain.get('item')).toEqual(kept)
    expect([running, started]).toEqual([1, 2])
  })

  test('refuses after it was closed, instead of waiting for ever', async () => {
    const { keychain } = await used()
    ring.freezeKeyring()
    const reading = keychain.get('item')
    keychain.close()
    expect(await reading).toMatchObject(refused('io-error'))
    expect(await keychain.get('item')).toMatchObject(refused('io-error'))
  })
})
