import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from './app.ts'

export type Message = { readonly channel: string; readonly way: 'in' | 'out' | 'event'; readonly content: unknown }

/** What starts the built app with a witness of its messages, and what it heard. */
export type Witness = { readonly folder: string; readonly env: Readonly<Record<string, string>>; heard(): readonly Message[] }

/** An app folder in `top` whose main module is the recorder, which then loads the app that was built. */
export function witnessIn(top: string): Witness {
  const folder = join(top, 'testigo')
  const file = join(top, 'mensajes.jsonl')
  mkdirSync(folder)
  writeFileSync(file, '')
  copyFileSync(join(import.meta.dirname, 'recorder', 'main.js'), join(folder, 'main.js'))
  const { name, productName, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { name: string; productName?: string; version: string } // our own file
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, productName, version, type: 'module', main: 'main.js' }))
  symlinkSync(join(ROOT, 'resources'), join(folder, 'resources'))
  return {
    folder,
    env: { RESGUARDO_TEST_MESSAGES: file, RESGUARDO_TEST_APP: pathToFileURL(join(ROOT, 'out/main/index.js')).href },
    // Each line was written by the recorder.
    heard: () => readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Message),
  }
}
