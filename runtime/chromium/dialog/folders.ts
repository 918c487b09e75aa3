import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join, parse, resolve, sep } from 'node:path'
import { documentsFolder, downloadsFolder } from '#runtime/chromium/user-folders.ts'
import type { Entry, Found, Listing, Place } from './spec.ts'

/** A folder as the chooser shows it: folders first, by name as people sort. */
export function list(path: string, language: string): Listing {
  const folder = resolve(path)
  const parts = partsOf(folder)
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).flatMap((entry): Entry[] => {
      const at = join(folder, entry.name)
      try {
        const stat = statSync(at)
        return [{ name: entry.name, path: at, isFolder: stat.isDirectory(), modified: stat.mtimeMs }]
      } catch {
        return [] // a link to nowhere, or a file that went away just now
      }
    })
    const byName = new Intl.Collator(language, { numeric: true })
    entries.sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || byName.compare(a.name, b.name))
    return { path: folder, parts, entries }
  } catch (error) {
    return { path: folder, parts, entries: [], trouble: error instanceof Error ? error.message : String(error) }
  }
}

/** The nearest folder that exists, from a path downwards. */
export function nearestFolder(path: string): string {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (isFolder(folder)) return folder
    if (folder === dirname(folder)) return homedir()
  }
}

/** What a typed name means in a folder. A name without any extension gets `extension`, unless that is `*`. */
export function find(folder: string, name: string, extension: string): Found {
  const typed = name.startsWith('~') ? join(homedir(), name.slice(1)) : name
  const path = isAbsolute(typed) ? resolve(typed) : resolve(folder, typed)
  if (isFolder(path)) return { path, is: 'folder' }
  const whole = extension === '*' || parse(path).ext !== '' ? path : `${path}.${extension}`
  if (!isFolder(dirname(whole))) return { path: whole, is: 'no-folder' }
  return { path: whole, is: exists(whole) ? 'file' : 'nothing' }
}

/** Makes a folder and shows it. */
export function makeFolder(folder: string, name: string, language: string): Listing {
  try {
    if (name === '' || name.includes('/') || name.includes('\\') || name === '.' || name === '..') throw new Error(name)
    const path = join(folder, name)
    mkdirSync(path)
    return list(path, language)
  } catch (error) {
    return { ...list(folder, language), trouble: error instanceof Error ? error.message : String(error) }
  }
}

/** Where people keep things. */
export function places(language: 'es' | 'en'): readonly Place[] {
  const labels = language === 'es' ? { home: 'Carpeta personal', documents: 'Documentos', downloads: 'Descargas', root: 'Equipo' } : { home: 'Home', documents: 'Documents', downloads: 'Downloads', root: 'Computer' }
  return [
    { label: labels.home, path: homedir() },
    { label: labels.documents, path: documentsFolder() },
    { label: labels.downloads, path: downloadsFolder() },
    { label: labels.root, path: parse(homedir()).root },
  ].filter(({ path }) => isFolder(path))
}

function partsOf(folder: string): readonly Place[] {
  const { root } = parse(folder)
  const names = folder.slice(root.length).split(sep).filter((name) => name !== '')
  return [{ label: root, path: root }, ...names.map((label, index) => ({ label, path: join(root, ...names.slice(0, index + 1)) }))]
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

function exists(path: string): boolean {
  try {
    statSync(path)
    return true
  } catch {
    return false
  }
}
