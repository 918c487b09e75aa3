import { readFileSync } from 'node:fs'
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
    const parent = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
      console.log(child.pid)
      setInterval(() => {}, 1000)`
    const { timedOut, output } = await runProgram(process.execPath, ['-e', parent], { limit: 1500 })
    expect(timedOut).toBe(true)
    const grandchild = Number(output.trim())
    expect(grandchild).toBeGreaterThan(0)
    await expect.poll(() => isRunning(grandchild)).toBe(false)
  })
})

/** An ended process stays listed as a zombie where nobody collects orphans (containers). */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
