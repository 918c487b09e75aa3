import { fileURLToPath } from 'node:url'
import { describe, test } from 'vitest'
import { nodeHost } from '#main/keychain/keytar-host.ts'
import { memoryKeychain } from '#main/keychain/memory-keychain.ts'
import { systemKeychain } from '#main/keychain/system-keychain.ts'
import { systemTimers } from '#main/session/system-timers.ts'
import { keychainContract } from './contract-suite.ts'
import { hasKeyring, realKeyring, sentinelMemory } from './real-keyring.ts'

const entry = fileURLToPath(new URL('../../../src/main/keychain/keytar-process.ts', import.meta.url))

keychainContract('the keychain in memory', async () => {
  const keychain = memoryKeychain()
  return {
    keychain,
    lock: async () => keychain.fail('locked'),
    unlock: async () => keychain.fail(undefined),
    close: async () => keychain.close(),
  }
})

if (hasKeyring) {
  keychainContract('the keychain of the system (gnome-keyring)', async () => {
    const ring = realKeyring()
    await ring.startBus()
    await ring.startKeyring()
    const keychain = systemKeychain({
      start: nodeHost(entry, ring.env),
      service: 'Resguardo/contract',
      timers: systemTimers,
      memory: sentinelMemory(),
    })
    return {
      keychain,
      lock: async () => ring.lock(),
      async unlock() {
        await ring.killKeyring()
        await ring.startKeyring()
      },
      async close() {
        keychain.close()
        await ring.close()
      },
    }
  })
} else {
  describe('the keychain of the system', () => test.skip('needs dbus-daemon, dbus-send and gnome-keyring-daemon (Linux)', () => undefined))
}
