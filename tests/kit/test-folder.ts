import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of the running test's own, removed when the test and what follows it (`afterEach`) have ended. */
export function testFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `resguardo-${name}-`))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))
  return folder
}
