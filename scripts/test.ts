/**
 * `npm test`: everything that is tested. Gets ready what lacks, runs the checks and the pure tests, builds, and runs the other worlds
 * with a private keychain. The last line is the sum; the exit code is 1 when anything failed.
 */
import { check } from './check/check.ts'
import { ensureBuilt } from './house/build.ts'
import { openKeychain } from './house/keychain.ts'
import { prepare } from './house/prepare.ts'
import { runWorld, sayWorld, sumLine, type World, WORLDS, type WorldResult } from './test/world.ts'

const MINUTE = 60_000
/** A hanging test must not hold up everything; a busy machine may take several times what a quiet one does. */
const LIMITS = { unit: 5 * MINUTE, main: 15 * MINUTE, hub: 15 * MINUTE, ui: 15 * MINUTE, e2e: 25 * MINUTE } as const satisfies Record<World, number>

prepare(['browser', 'keyring', 'bus', 'libsecret', 'emoji', 'display'])
const { failedSteps, unit } = await check()
ensureBuilt()

const results: WorldResult[] = [unit]

/** Runs worlds one after another with a private keychain of their own. */
async function runOneByOne(worlds: readonly World[]): Promise<void> {
  const keychain = await openKeychain()
  try {
    for (const world of worlds) {
      const result = await runWorld(world, { ...process.env, ...keychain.env }, LIMITS[world])
      sayWorld(result)
      results.push(result)
    }
  } finally {
    await keychain.close()
  }
}

// The app of an end-to-end test waits more than it computes: all other worlds run beside it. (The pure tests ran in the check.)
await Promise.all([runOneByOne(['e2e']), runOneByOne(WORLDS.filter((world) => world !== 'unit' && world !== 'e2e'))])

// A check that found something counts as one failure.
const sum = [...results, { passed: 0, failed: failedSteps, skipped: 0 }]
console.log(sumLine(sum))
process.exitCode = sum.every(({ failed }) => failed === 0) ? 0 : 1
