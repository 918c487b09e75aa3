import { describe, expect, test } from 'vitest'
import { checkFences, sayViolation } from '../../../scripts/fences/check-fences.ts'
import { fences } from '../../../scripts/fences/fences.ts'
import { fits, folderOf } from '../../../scripts/fences/glob.ts'
import { readSource } from '../../../scripts/fences/read-source.ts'

const ALIASES = { '#shared/*': './src/shared/*', '#main/*': './src/main/*', '#renderer/*': './src/renderer/*', '#runtime/*': './runtime/*' }

/** What the real fences say of a made-up project: `path:line what`. */
function crossings(files: Readonly<Record<string, string>>): readonly string[] {
  const sources = new Map(Object.entries(files).map(([path, text]) => [path, readSource(path, text, ALIASES)]))
  return checkFences(sources, fences).map(({ path, line, what }) => `${path}:${line} ${what}`)
}

describe('the fences', () => {
  test.each([
    ['shared knows no Node', 'src/shared/posts/a.ts', `import fs from 'node:fs'`, 'imports node:fs'],
    ['shared knows no main', 'src/shared/posts/a.ts', `import { a } from '#main/ledger/a.ts'`, 'imports src/main/ledger/a.ts'],
    ['shared knows main not even by type', 'src/shared/posts/a.ts', `import type { A } from '#main/a.ts'`, 'imports src/main/a.ts'],
    ['the kernel knows no module', 'src/shared/kernel/a.ts', `export { b } from '../posts/b.ts'`, 'imports src/shared/posts/b.ts'],
    ['the window knows no main', 'src/renderer/app/a.tsx', `const a = import('#main/a.ts')`, 'imports src/main/a.ts'],
    ['the window knows no electron', 'src/renderer/app/a.tsx', `import { ipcRenderer } from 'electron'`, 'imports electron'],
    ['the window imports no zod', 'src/renderer/app/a.tsx', `import { z } from 'zod'`, 'reaches zod'],
    ['ui knows no feature', 'src/renderer/ui/a.tsx', `import { B } from '#renderer/features/posts/b.tsx'`, 'imports src/renderer/features/posts/b.tsx'],
    ['ui knows no domain', 'src/renderer/ui/a.tsx', `import type { B } from '#shared/posts/b.ts'`, 'imports src/shared/posts/b.ts'],
    ['features do not import each other', 'src/renderer/features/posts/a.tsx', `import { B } from '../home/b.tsx'`, 'imports src/renderer/features/home/b.tsx'],
    ['what features share of contents knows none of them', 'src/renderer/content/a.tsx', `import { B } from '#renderer/features/posts/b.tsx'`, 'imports src/renderer/features/posts/b.tsx'],
    ['features do not import the app', 'src/renderer/features/posts/a.tsx', `import { B } from '#renderer/app/b.tsx'`, 'imports src/renderer/app/b.tsx'],
    ['a store is not another module’s', 'src/main/modules/posts/a.ts', `import { b } from '../accounts/store.ts'`, 'imports src/main/modules/accounts/store.ts'],
    ['keytar has one home', 'src/main/session/a.ts', `import keytar from '@github/keytar'`, 'imports @github/keytar'],
    ['keytar is loaded late only at home too', 'src/main/session/a.ts', `await import('@github/keytar')`, 'imports @github/keytar'],
    ['a database is opened in the ledger', 'src/main/modules/posts/store.ts', `import Database from 'better-sqlite3'`, 'imports better-sqlite3'],
    ['services do not know the database', 'src/main/modules/posts/service.ts', `import type { Database } from 'better-sqlite3'`, 'imports better-sqlite3'],
    ['ipcMain has one home', 'src/main/shell/a.ts', `import { app, ipcMain } from 'electron'`, 'imports ipcMain of electron'],
    ['ipcMain taken from all of electron is ipcMain', 'src/main/shell/a.ts', `const { ipcMain } = await import('electron')`, '{}.ipcMain'],
    ['windows have one home', 'src/main/modules/posts/service.ts', `import { dialog } from 'electron'`, 'imports electron'],
    ['ipc opens no window', 'src/main/ipc/a.ts', `import { BrowserWindow, ipcMain } from 'electron'`, 'imports BrowserWindow of electron'],
    ['the clock has one home', 'src/main/ledger/a.ts', `const t = Date.now()`, 'Date.now'],
    ['new Date() is the clock too', 'src/renderer/app/a.tsx', `const t = new Date()`, 'new Date()'],
    ['randomness has its homes', 'src/main/ledger/a.ts', `import { randomUUID } from 'node:crypto'`, 'imports randomUUID of node:crypto'],
    ['web randomness is randomness', 'src/renderer/app/a.ts', `const id = globalThis.crypto.randomUUID()`, 'crypto.randomUUID'],
    ['the app speaks to no network', 'src/main/shell/a.ts', `await fetch('https://example.org')`, 'fetch()'],
    ['PostgreSQL has one home', 'src/main/modules/posts/a.ts', `import pg from 'pg'`, 'imports pg'],
    ['nothing is written to the console', 'src/main/shell/a.ts', `console.log('x')`, 'console.log'],
    ['findPassword is not called', 'src/main/keychain/a.ts', `await keytar.findPassword('x')`, 'keytar.findPassword'],
    ['nor by its name in brackets', 'src/main/keychain/a.ts', `await keytar['findCredentials']('x')`, 'keytar.findCredentials'],
    ['nor taken out', 'src/main/keychain/a.ts', `const { findPassword } = keytar`, '{}.findPassword'],
    ['no markup is made from text', 'src/renderer/app/a.tsx', `const a = <p dangerouslySetInnerHTML={b} />`, 'jsx:dangerouslySetInnerHTML'],
    ['the runtime knows no app', 'runtime/chromium/a.ts', `import { b } from '#main/b.ts'`, 'imports src/main/b.ts'],
  ])('find that %s', (_rule, path, code, what) => {
    expect(crossings({ [path]: `// first line\n${code}\n` })).toEqual([`${path}:2 ${what}`])
  })

  test.each([
    ['a module’s door', 'src/main/modules/posts/service.ts', `import type { B } from '../accounts/service.ts'`],
    ['one’s own folder', 'src/renderer/features/posts/a.tsx', `import { B } from './b.tsx'`],
    ['a type of the database in a store', 'src/main/modules/posts/store.ts', `import type { Database } from 'better-sqlite3'`],
    ['a type of a contract in the window', 'src/renderer/bridge/a.ts', `import type { Contracts } from '#shared/contracts.ts'`],
    ['ipcMain in its home', 'src/main/ipc/a.ts', `import { ipcMain, type IpcMainInvokeEvent } from 'electron'`],
    ['a date made of a number', 'src/shared/kernel/a.ts', `const d = new Date(0)`],
    ['hashing', 'src/main/ledger/a.ts', `import { createHash } from 'node:crypto'`],
    ['the word in a comment', 'src/main/ledger/a.ts', `// Date.now() and console.log are not used here`],
  ])('let %s pass', (_what, path, code) => {
    expect(crossings({ [path]: code })).toEqual([])
  })

  test('find zod behind a chain of value imports, and say the chain', () => {
    const files = {
      'src/renderer/app/a.tsx': `import { isDue } from '#shared/posts/due.ts'`,
      'src/shared/posts/due.ts': `import { b } from './b.ts'`,
      'src/shared/posts/b.ts': `import { due } from './due.ts'\nimport { z } from 'zod'`,
    }
    expect(crossings(files)).toEqual(['src/renderer/app/a.tsx:1 reaches src/shared/posts/due.ts → src/shared/posts/b.ts → zod'])
    expect(crossings({ ...files, 'src/shared/posts/due.ts': `import type { B } from './b.ts'` })).toEqual([])
  })

  test('each violation is said with its place, rule and reason', () => {
    const sources = new Map([['src/main/a.ts', readSource('src/main/a.ts', `import { net } from 'node:net'`, ALIASES)]])
    const [violation] = checkFences(sources, fences)
    expect(violation && sayViolation(violation)).toBe(
      'src/main/a.ts:1  imports node:net\n    the app speaks to no network. It publishes nothing by itself and sends nothing anywhere; the hub of the institution is the one exception, in src/main/hub',
    )
  })

  test('every fence that names homes or files names ones of this house', () => {
    const known = /^(src|runtime|tests|scripts|resources)\//
    for (const fence of fences) {
      for (const path of 'files' in fence ? fence.files : [fence.folders]) expect(path).toMatch(known)
      expect(fence.reason.length).toBeGreaterThan(10)
    }
  })
})

describe('a glob', () => {
  test.each([
    ['src/a.ts', 'src/*', true],
    ['src/b/a.ts', 'src/*', false],
    ['src/b/a.ts', 'src/**', true],
    ['src/a.ts', 'src/**/a.ts', true],
    ['src/{b}/a.ts', 'src/{b,c}/a.ts', false],
    ['src/c/a.ts', 'src/{b,c}/a.ts', true],
    ['src/aXts', 'src/a.ts', false],
    ['x.innerHTML', '*.innerHTML', true],
    ['fetch()', 'fetch()', true],
  ])('%s fits %s: %s', (path, glob, expected) => {
    expect(fits(path, [glob])).toBe(expected)
  })

  test('covers a folder, not the files beside it', () => {
    expect(folderOf('src/features/posts/deep/a.ts', 'src/features/*')).toBe('src/features/posts')
    expect(folderOf('src/features/a.ts', 'src/features/*')).toBeUndefined()
  })
})
