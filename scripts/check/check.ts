import { availableParallelism } from 'node:os'
import { runWorld, sayWorld, type WorldResult } from '../test/world.ts'
import { type Step, steps } from './steps.ts'

const MINUTE = 60_000

/** Runs every step and the pure tests, as many at a time as there are cores. Prints a line for each, and what is wrong below it. */
export async function check(): Promise<{ readonly failedSteps: number; readonly unit: WorldResult }> {
  const waiting = [...steps]
  let failedSteps = 0
  const worker = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) failedSteps += (await passes(step)) ? 0 : 1
  }
  const unit = runWorld('unit', process.env, 5 * MINUTE)
  await Promise.all(Array.from({ length: Math.max(1, availableParallelism() - 1) }, worker))
  const result = await unit
  sayWorld(result)
  return { failedSteps, unit: result }
}

async function passes({ name, run }: Step): Promise<boolean> {
  const started = performance.now()
  const wrong = await faultOf(run)
  console.log(`${wrong === '' ? 'ok  ' : 'FAIL'}  ${name.padEnd(14)} ${((performance.now() - started) / 1000).toFixed(1)} s`)
  if (wrong !== '') console.log(wrong.replaceAll(/^/gm, '    '))
  return wrong === ''
}

async function faultOf(run: Step['run']): Promise<string> {
  try {
    return await run()
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
}
