import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runProgram } from '../../../scripts/house/run-program.ts'

describe('a program that is run', () => {
  test('answers with its code and what it printed on both streams', async () => {
    expect(await runProgram(process.execPath, ['-e', `process.stdout.write('a'); process.exitCode = 4`])).toEqual({ code: 4, output: 'a', timedOut: false })
  })

  test('that does not exist has no code, and says so', async () => {
    const ended = await runProgram('resguardo-no-such-program', [])
    expect(ended.code).toBeUndefined()
    expect(ended.output).toContain('ENOENT')
  })

  test.runIf(process.platform === 'linux')('is killed after its limit, with everything it started', async () => {
    const { timedOut, output } = await runProgram(process.execPath, ['-e', `${startsAnother}; console.log(child.pid)`], { limit: 1500 })
    expect(timedOut).toBe(true)
    await expectEnded(Number(output.trim()))
  })

  test.runIf(process.platform === 'linux')('is killed with everything it started when who runs it ends first', async () => {
    const runner = `
      import { runProgram } from ${JSON.stringify(new URL('../../../scripts/house/run-program.ts', import.meta.url).href)}
      import { existsSync, readFileSync } from 'node:fs'
      const note = process.argv[1]
      void runProgram(process.execPath, ['-e', ${JSON.stringify(`${startsAnother}; require('node:fs').writeFileSync(process.argv[1], String(child.pid))`)}, note])
      const noted = () => (existsSync(note) ? readFileSync(note, 'utf8') : '')
      setInterval(() => noted() !== '' && (console.log(noted()), process.exit(3)), 20)`
    const folder = mkdtempSync(join(tmpdir(), 'resguardo-run-'))
    const { code, output } = await runProgram(process.execPath, ['--input-type=module', '-e', runner, join(folder, 'note')])
    expect(code).toBe(3)
    await expectEnded(Number(output.trim()))
    rmSync(folder, { recursive: true })
  })
})

/** A program that starts another, and neither ends by itself. */
const startsAnother = `
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  setInterval(() => {}, 1000)`

async function expectEnded(pid: number): Promise<void> {
  expect(pid).toBeGreaterThan(0)
  await expect.poll(() => isRunning(pid)).toBe(false)
}

/** An ended process stays listed as a zombie where nobody collects orphans (containers). */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
