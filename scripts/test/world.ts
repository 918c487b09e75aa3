import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Ended, runProgram } from '../house/run-program.ts'
import { top } from '../house/top.ts'

/** The worlds of tests/, in the order of what they need. */
export type World = 'unit' | 'main' | 'hub' | 'ui' | 'e2e'

export type Failure = { readonly name: string; readonly message: string }
export type WorldResult = {
  readonly world: World
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly seconds: number
  /** Failed tests, and whatever kept tests from running at all. */
  readonly failures: readonly Failure[]
}

/** What vitest's JSON reporter writes, as far as it is read here. */
export type Report = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string; readonly failureMessages?: readonly string[] | null }[]
  }[]
}

/**
 * Runs one world's tests. `limit` in milliseconds.
 * Whatever is not a clean run counts as a failure: a crash, a test file that does not load, a world without tests.
 */
export async function runWorld(world: World, env: NodeJS.ProcessEnv, limit: number): Promise<WorldResult> {
  const file = join(top, 'out', 'test', `${world}.json`)
  mkdirSync(dirname(file), { recursive: true })
  rmSync(file, { force: true })
  const started = performance.now()
  const args = ['run', '--project', world, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const ended = await runProgram(process.execPath, [join(top, 'node_modules/vitest/vitest.mjs'), ...args], { env, limit })
  const report: Report | undefined = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  return resultOf(world, report, ended, (performance.now() - started) / 1000)
}

/** What a world's report and the way its process ended come to. */
export function resultOf(world: World, report: Report | undefined, ended: Ended, seconds: number): WorldResult {
  const failures: Failure[] = []
  for (const file of report?.testResults ?? []) {
    for (const { fullName, status, failureMessages } of file.assertionResults) {
      if (status === 'failed') failures.push({ name: `${file.name} › ${fullName}`, message: (failureMessages ?? []).join('\n') })
    }
    const hasFailedTest = file.assertionResults.some(({ status }) => status === 'failed')
    if (file.status === 'failed' && !hasFailedTest) failures.push({ name: file.name, message: file.message ?? 'The file could not be run.' })
  }
  const ran = report === undefined ? 0 : report.numPassedTests + report.numFailedTests
  if (failures.length === 0) {
    if (ended.timedOut) failures.push({ name: `tests/${world}`, message: `Killed after ${Math.round(seconds)} seconds.\n${tail(ended.output)}` })
    else if (report !== undefined && ran === 0) failures.push({ name: `tests/${world}`, message: 'This world has no tests that ran.' })
    else if (report === undefined || ended.code !== 0) failures.push({ name: `tests/${world}`, message: `The run ended badly.\n${tail(ended.output)}` })
  }
  return {
    world,
    passed: report?.numPassedTests ?? 0,
    failed: failures.length,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    seconds,
    failures,
  }
}

/** The last line of `npm test`. */
export function sumLine(results: readonly Pick<WorldResult, 'passed' | 'failed' | 'skipped'>[]): string {
  const sum = (part: 'passed' | 'failed' | 'skipped') => results.reduce((total, result) => total + result[part], 0)
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`
}

/** Prints one world's line, then each failure. */
export function sayWorld({ world, passed, failed, skipped, seconds, failures }: WorldResult): void {
  console.log(`${failed === 0 ? 'ok  ' : 'FAIL'}  tests ${world.padEnd(5)} ${passed} passed, ${failed} failed, ${skipped} skipped  ${seconds.toFixed(1)} s`)
  for (const { name, message } of failures) console.log(`\n  ${name.replace(`${top}/`, '')}\n${ownLines(message).replaceAll(/^/gm, '    ')}\n`)
}

/** Without the frames of packages and of Node, and without this machine's folder. */
function ownLines(message: string): string {
  return message
    .split('\n')
    .filter((line) => !/^\s+at .*(?:node_modules|node:internal|<anonymous>)/.test(line))
    .join('\n')
    .replaceAll(`${top}/`, '')
    .trimEnd()
}

function tail(output: string): string {
  return output.trim().split('\n').slice(-40).join('\n')
}
