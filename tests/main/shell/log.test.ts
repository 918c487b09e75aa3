import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fileLog } from '#main/shell/log.ts'
import { fixedClock } from '#tests/kit/fixed-clock.ts'

function inFolder(act: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'resguardo-log-'))
  try {
    act(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('writes one JSON object a line, readable by its owner only', () =>
  inFolder((folder) => {
    const log = fileLog(folder, fixedClock())
    log.info('started', { events: 3, password: 'x' })
    expect(log.fault('posts/approve', new Error('broken'))).toBe('20261123150000-1')
    const file = join(folder, 'resguardo.log')
    const lines = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { at: '2026-11-23T15:00:00.000Z', level: 'info', message: 'started', events: 3, password: '[redacted]' },
      { level: 'fault', message: 'broken', where: 'posts/approve', reference: '20261123150000-1' },
    ])
    expect(statSync(file).mode & 0o777).toBe(0o600)
  }))

test('puts a full file aside and keeps five', () =>
  inFolder((folder) => {
    const log = fileLog(folder, fixedClock())
    for (let line = 0; line < 200; line++) log.info('á '.repeat(40_000))
    expect(readdirSync(folder).sort()).toEqual(['resguardo.log', ...[1, 2, 3, 4, 5].map((number) => `resguardo.log.${number}`)])
  }))

test('a folder that cannot be written loses the line, not the app', () =>
  inFolder((folder) => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => fileLog(join(folder, 'file', 'logs'), fixedClock()).info('hello')).not.toThrow()
  }))
