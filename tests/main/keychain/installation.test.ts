import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installationCopy, installationFile, type InstallationFolder, installationOf, installationState } from '#main/keychain/installation.ts'
import { systemRandomness } from '#main/keychain/randomness.ts'

let folder: InstallationFolder
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'resguardo-installation-'))
  folder = { root, backups: join(root, 'backups') }
})
afterEach(() => rmSync(folder.root, { recursive: true, force: true }))

const open = (isBegun = false) => installationOf(folder, systemRandomness, isBegun)

describe('what a data folder knows of itself', () => {
  it('keeps its name in the keychain, and a copy of it with the backups', () => {
    const first = open()
    first.memory.remember()
    const again = open(true)
    expect(again.service).toBe(first.service)
    expect(again.memory.known()).toBe(true)
    expect(readFileSync(installationCopy(folder), 'utf8')).toBe(readFileSync(installationFile(folder), 'utf8'))
  })

  it('makes the copy that an older version did not make', () => {
    const { id } = open()
    rmSync(folder.backups, { recursive: true })
    open(true)
    expect(readFileSync(installationCopy(folder), 'utf8')).toContain(id)
  })

  it.each(['', '{"inst', 'null', '{}', '{"installation":7,"keychainUsed":true}'])('takes no new name over a file that is not whole: %j', (text) => {
    open()
    writeFileSync(installationFile(folder), text)
    expect(installationState(installationFile(folder))).toBe('torn')
    expect(() => open(true)).toThrow('installation.json is torn')
    expect(readFileSync(installationFile(folder), 'utf8')).toBe(text)
    expect(installationState(installationCopy(folder))).toBe('whole')
  })

  it('takes no new name beside a record that was begun', () => {
    expect(() => open(true)).toThrow('installation.json is missing')
    expect(installationState(installationFile(folder))).toBe('missing')
  })
})
