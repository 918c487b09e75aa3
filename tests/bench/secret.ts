import keytar from '@github/keytar'
import { createSecretKey } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { nodeHost } from '#main/keychain/keytar-host.ts'
import { systemRandomness } from '#main/keychain/randomness.ts'
import { systemKeychain } from '#main/keychain/system-keychain.ts'
import { vaultOver } from '#main/keychain/vault.ts'
import { systemTimers } from '#main/session/system-timers.ts'

const READS = 1_000
const WARM_UP = 100
const SERVICE = 'Resguardo/bench'
const ITEM = 'secret'

/**
 * One secret read through the vault (our process, the queue, unsealing) against one bare `keytar.getPassword` of the same item, by turns,
 * medians. `npm run bench` gives it a keyring of its own.
 */
export const bench = {
  name: 'secret',
  goal: 1.2,
  async run() {
    const entry = fileURLToPath(new URL('../../src/main/keychain/keytar-process.ts', import.meta.url))
    const keychain = systemKeychain({ start: nodeHost(entry), service: SERVICE, timers: systemTimers, memory: { known: () => true, remember: () => undefined } })
    const vault = vaultOver(keychain, () => key, systemRandomness)
    const key = createSecretKey(systemRandomness.bytes(32))
    try {
      const kept = await vault.keep(ITEM, 'k7!Tq2#Rv9@Wm4%Xz8+L')
      if (!kept.ok) throw new Error(`the bench needs a keychain: ${kept.refusal.code}`)
      const ours: number[] = []
      const bare: number[] = []
      const readOurs = async () => {
        const read = await vault.read(ITEM)
        if (!read.ok) throw new Error(read.refusal.code)
      }
      const readBare = async () => {
        if ((await keytar.getPassword(SERVICE, ITEM)) === null) throw new Error('the item is not there')
      }
      for (let count = 0; count < READS + WARM_UP; count += 1) {
        const turns = [{ into: ours, read: readOurs }, { into: bare, read: readBare }] // prettier-ignore
        // By turns first and second, so that neither always finds the daemon awake.
        for (const { into, read } of count % 2 === 0 ? turns : turns.toReversed()) {
          const from = performance.now()
          await read()
          if (count >= WARM_UP) into.push(performance.now() - from)
        }
      }
      const value = median(ours)
      const floor = median(bare)
      return { value, unit: 'ms', floor, ratio: value / floor }
    } finally {
      await keychain.remove(ITEM)
      keychain.close()
    }
  },
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}
