import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { incidentFolder, safeName } from '#main/documents/incident-folder.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'resguardo-folder-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

it('writes into one folder per incident, and the same document once', async () => {
  const folder = incidentFolder(root)
  for (let time = 0; time < 2; time++) {
    expect(await folder.write('INC-2026-001', '01-aviso-titular.docx', bytes('uno'))).toMatchObject({ ok: true, value: { file: '01-aviso-titular.docx' } })
  }
  expect(readdirSync(join(root, 'INC-2026-001'))).toEqual(['01-aviso-titular.docx'])
})

it('never replaces a file that says something else', async () => {
  const folder = incidentFolder(root)
  await folder.write('INC-2026-001', 'aviso.docx', bytes('uno'))
  expect(await folder.write('INC-2026-001', 'aviso.docx', bytes('dos'))).toMatchObject({ ok: true, value: { file: 'aviso-2.docx' } })
  expect(readFileSync(join(root, 'INC-2026-001/aviso.docx'), 'utf8')).toBe('uno')
  expect(readFileSync(join(root, 'INC-2026-001/aviso-2.docx'), 'utf8')).toBe('dos')
})

it('keeps both when two are written at once', async () => {
  const folder = incidentFolder(root)
  const written = await Promise.all(['a', 'b'].map((text) => folder.write('F', `${text}.txt`, bytes(text))))
  expect(written.map((answer) => answer.ok)).toEqual([true, true])
})

it('says so when the folder cannot be written', async () => {
  writeFileSync(join(root, 'occupied'), 'a file where the folder should be')
  const folder = join(root, 'occupied', 'INC-2026-001')
  expect(await incidentFolder(join(root, 'occupied')).write('INC-2026-001', 'a.txt', bytes('x'))).toEqual({
    ok: false,
    refusal: { code: 'documents/unwritable', detail: { folder } },
  })
})

it.skipIf(!existsSync('/dev/full'))('says so when the disk is full, and leaves nothing half written', async () => {
  const folder = join(root, 'INC-2026-001')
  mkdirSync(folder)
  symlinkSync('/dev/full', join(folder, 'a.txt.part'))
  expect(await incidentFolder(root).write('INC-2026-001', 'a.txt', bytes('x'))).toEqual({ ok: false, refusal: { code: 'documents/disk-full', detail: { folder } } })
  expect(readdirSync(folder)).toEqual([])
})

it('makes of any name one that stays inside the folder', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const safe = safeName(name)
      expect(safe).not.toMatch(/[/\\:*?"<>|\u0000-\u001f]/u)
      expect(['', '.', '..']).not.toContain(safe)
    }),
  )
  expect(safeName('../../etc/passwd')).toBe('passwd')
})
