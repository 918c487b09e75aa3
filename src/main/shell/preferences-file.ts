import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import { defaultPreferences, languages, type Preferences, themes } from '#shared/shell/preferences.ts'
import { writeWhole } from './data-folder.ts'

/** The device's preferences, read once; a file that cannot be read counts as the defaults. */
export function preferencesFile(root: string): { get(): Preferences; set(change: Partial<Preferences>): Result<Preferences> } {
  const file = join(root, 'preferences.json')
  let present = read(file)
  return {
    get: () => present,
    set(change) {
      const next = { ...present, ...change }
      try {
        writeWhole(file, JSON.stringify(next))
      } catch {
        return refuse('shell/preferences-not-kept')
      }
      present = next
      return ok(next)
    },
  }
}

function read(file: string): Preferences {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Partial<Preferences> // each part is checked below
    return {
      language: languages.find((language) => language === kept.language) ?? defaultPreferences.language,
      theme: themes.find((theme) => theme === kept.theme) ?? defaultPreferences.theme,
    }
  } catch {
    return defaultPreferences
  }
}
