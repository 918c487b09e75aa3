import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { find, list, makeFolder, nearestFolder } from '#runtime/chromium/dialog/folders.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resguardo-folders-'))
  mkdirSync(join(folder, 'zeta'))
  for (const name of ['nota 10.txt', 'nota 2.txt', 'Ángel.txt', '.oculto']) writeFileSync(join(folder, name), '')
  symlinkSync('/nowhere/at/all', join(folder, 'a ninguna parte'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("the chooser's folders", () => {
  it('are listed first, and names as people sort them', () => {
    expect(list(folder, 'es').entries.map(({ name }) => name)).toEqual(['zeta', '.oculto', 'Ángel.txt', 'nota 2.txt', 'nota 10.txt'])
  })

  it('say why they cannot be shown', () => {
    expect(list(join(folder, 'gone'), 'es').trouble).toContain('ENOENT')
  })

  it.each([
    ['zeta', 'docx', { name: 'zeta', is: 'folder' }],
    ['nota 2.txt', 'docx', { name: 'nota 2.txt', is: 'file' }],
    ['oficio', 'docx', { name: 'oficio.docx', is: 'nothing' }],
    ['oficio.pdf', 'docx', { name: 'oficio.pdf', is: 'nothing' }],
    ['oficio', '*', { name: 'oficio', is: 'nothing' }],
    ['gone/oficio', 'docx', { name: 'gone/oficio.docx', is: 'no-folder' }],
  ])('find %s (of type %s)', (name, extension, found) => {
    expect(find(folder, name, extension)).toEqual({ path: join(folder, found.name), is: found.is })
  })

  it('begin at the nearest that exists', () => {
    expect(nearestFolder(join(folder, 'gone', 'further'))).toBe(folder)
  })

  it.each(['', '..', 'a/b', 'zeta'])('are not made with the name "%s"', (name) => {
    expect(makeFolder(folder, name, 'es').trouble).toBeDefined()
  })
})
