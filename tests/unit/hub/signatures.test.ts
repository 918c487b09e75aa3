import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('the threads that check signatures hold no process open: a command ends when its work does', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'checking-child.ts')], { timeout: 60_000 })
  expect(stdout).toBe('500 altered')
})
