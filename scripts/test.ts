/**
 * `npm test`: everything that is tested. Gets ready what lacks, builds, and runs the checks and every world, some beside each other, those that need it
 * with a private keychain; the checks do not wait for what lacks. The last line is the sum; the exit code is 1 when anything failed.
 */
import { availableParallelism } from 'node:os'
import { check } from './check/check.ts'
import { ensureBuilt } from './house/build.ts'
import { openKeychain } from './house/keychain.ts'
import { prepare } from './house/prepare.ts'
import { runWorld, sayWorld, sumLine, type World, type WorldResult } from './test/world.ts'

const MINUTE = 60_000
/**
 * The worlds in the order in which they begin, the longest first, so that all lanes end together; and how long each may take: a hanging test
 * must not hold up everything, a busy machine may take several times what a quiet one does.
 */
const LIMITS = { e2e: 40 * MINUTE, unit: 10 * MINUTE, ui: 30 * MINUTE, main: 30 * MINUTE, hub: 30 * MINUTE } as const satisfies Record<World, number>

const ready = prepare(['browser', 'keyring', 'bus', 'libsecret', 'emoji', 'display']).then(ensureBuilt)

let failedSteps = 0
const results: WorldResult[] = []

/** Runs a world with a private keychain of its own; the pure tests come with the checks. */
async function run(world: World): Promise<void> {
  if (world === 'unit') {
    const checked = await check()
    failedSteps = checked.failedSteps
    results.push(checked.unit)
    return
  }
  await ready
  const keychain = await openKeychain()
  try {
    const result = await runWorld(world, { ...process.env, ...keychain.env }, LIMITS[world])
    sayWorld(result)
    results.push(result)
  } finally {
    await keychain.close()
  }
}

/** Takes what waits, one after another. */
async function lane(waiting: World[]): Promise<void> {
  for (let world = waiting.shift(); world !== undefined; world = waiting.shift()) await run(world)
}

// Two more beside each other than there are processors: the app of an end-to-end test waits more than it computes (with three lanes two processors had
// an eighth of the time nothing to do, most of it at the end).
const waiting = Object.keys(LIMITS) as World[] // its keys are the worlds
await Promise.all(Array.from({ length: availableParallelism() + 2 }, () => lane(waiting)))

// A check that found something counts as one failure.
const sum = [...results, { passed: 0, failed: failedSteps, skipped: 0 }]
console.log(sumLine(sum))
process.exitCode = sum.every(({ failed }) => failed === 0) ? 0 : 1
