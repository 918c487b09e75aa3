import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { APP_ID } from '#main/shell/app-id.ts'

test('the app says to Windows that it is what the installer calls it on its shortcut', () => {
  expect(APP_ID).toBe((parse(readFileSync('electron-builder.yml', 'utf8')) as { appId: string }).appId) // electron-builder's own file
})
