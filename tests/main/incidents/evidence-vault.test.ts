import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { evidenceVault } from '#main/modules/incidents/evidence-vault.ts'

let top: string
let original: string
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'resguardo-evidence-'))
  original = join(top, 'nota.txt')
  writeFileSync(original, 'uno')
})
afterEach(() => rmSync(top, { recursive: true, force: true }))

const codeOf = async (taken: ReturnType<ReturnType<typeof evidenceVault>['takeFile']>) => {
  const answer = await taken
  return answer.ok ? 'taken' : answer.refusal.code
}

it('says of a folder that cannot be made that it is the folder, and of an original that is gone that it is the original', async () => {
  const occupied = evidenceVault(join(original, 'evidence'))
  expect(await codeOf(occupied.takeFile(original))).toBe('ledger/read-only')
  expect(await codeOf(occupied.takeBytes(Buffer.from('dos'), 'captura.png'))).toBe('ledger/read-only')
  expect(await codeOf(evidenceVault(join(top, 'evidence')).takeFile(join(top, 'no-existe.txt')))).toBe('incidents/file-unreadable')
  expect(await codeOf(evidenceVault(join(top, 'evidence')).takeFile(original))).toBe('taken')
})

it.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('tells a read-only disk and a full one apart (mounted by the superuser)', async () => {
  const disk = join(top, 'disk')
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk])
  try {
    writeFileSync(original, Buffer.alloc(1 << 20))
    expect(await codeOf(evidenceVault(join(disk, 'evidence')).takeFile(original))).toBe('ledger/disk-full')
    execFileSync('mount', ['-o', 'remount,ro', disk])
    expect(await codeOf(evidenceVault(join(disk, 'evidence')).takeFile(original))).toBe('ledger/read-only')
  } finally {
    execFileSync('umount', ['-l', disk])
  }
})
