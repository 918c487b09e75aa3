import { describe, expect, test } from 'vitest'
import { forbiddenWords } from '../../../scripts/check/forbidden-words.ts'
import { resultOf, sumLine, type Report } from '../../../scripts/test/world.ts'

const clean = { code: 0, output: '', timedOut: false }
const passed: Report['testResults'][number] = { name: 'a.test.ts', status: 'passed', assertionResults: [{ fullName: 'a holds', status: 'passed' }] }
const report = (parts: Partial<Report>): Report => ({ numPassedTests: 1, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [passed], ...parts })

describe('a world’s result', () => {
  test('counts what passed and what was skipped', () => {
    expect(resultOf('e2e', report({ numPassedTests: 7, numPendingTests: 2, numTodoTests: 1 }), clean, 3)).toEqual({
      world: 'e2e',
      passed: 7,
      failed: 0,
      skipped: 3,
      seconds: 3,
      failures: [],
    })
  })

  test('names each failed test with its message', () => {
    const failed = { name: 'b.test.ts', status: 'failed', assertionResults: [{ fullName: 'b holds', status: 'failed', failureMessages: ['expected 1'] }] }
    const { failures } = resultOf('main', report({ numFailedTests: 1, testResults: [passed, failed] }), { ...clean, code: 1 }, 1)
    expect(failures).toEqual([{ name: 'b.test.ts › b holds', message: 'expected 1' }])
  })

  test('counts a file that does not load as a failure', () => {
    const broken = { name: 'c.test.ts', status: 'failed', message: 'no such module', assertionResults: [] }
    expect(resultOf('main', report({ testResults: [passed, broken] }), { ...clean, code: 1 }, 1)).toMatchObject({
      failed: 1,
      failures: [{ name: 'c.test.ts', message: 'no such module' }],
    })
  })

  test('counts a file whose tests pass and whose end fails as a failure', () => {
    const broken = { ...passed, status: 'failed', message: 'afterAll failed' }
    expect(resultOf('main', report({ testResults: [broken] }), { ...clean, code: 1 }, 1).failed).toBe(1)
  })

  test.each([
    ['a crash', undefined, { code: undefined, output: 'SIGSEGV', timedOut: false }, 'The run ended badly.\nSIGSEGV'],
    ['a run that ends badly though its tests pass', report({}), { code: 1, output: 'unhandled rejection', timedOut: false }, 'The run ended badly.\nunhandled rejection'],
    ['a world without tests', report({ numPassedTests: 0, testResults: [] }), { code: 1, output: '', timedOut: false }, 'This world has no tests that ran.'],
    ['a world whose tests were all skipped', report({ numPassedTests: 0, numPendingTests: 4 }), clean, 'This world has no tests that ran.'],
    ['a run that hangs', undefined, { code: undefined, output: 'last words', timedOut: true }, 'Killed after 9 seconds.\nlast words'],
  ])('counts %s as a failure', (_what, found, ended, message) => {
    expect(resultOf('ui', found, ended, 9).failures).toEqual([{ name: 'tests/ui', message }])
  })

  test('sums up in one line', () => {
    expect(sumLine([{ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 }])).toBe('11 passed, 22 failed, 33 skipped')
  })
})

describe('forbidden words', () => {
  test.each([
    ['unfinished work', `// ${'TO'}DO: later`],
    ['a machine’s path', `const a = '${'/wo'}rk/main/x'`],
    ['a root’s home', `open('${'/ro'}ot/.npmrc')`],
    ['a registry host', `https://${'regi'}stry.example.org/a`],
    ['an address in the lockfile', `"${'resol'}ved": "https://x"`],
    ['half a merge', `${'<'.repeat(7)} HEAD`],
  ])('are found: %s', (_what, line) => {
    expect(forbiddenWords('a.ts', `fine\n${line}`)).toEqual([expect.stringMatching(/^a\.ts:2 {2}no /)])
  })

  test.each(['todo lo demás', 'a method', 'workspace/main', 'registry.ts', 'framework/main'])('let %s pass', (line) => {
    expect(forbiddenWords('a.ts', line)).toEqual([])
  })
})
