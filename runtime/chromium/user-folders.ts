import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The person's folder for documents, in the language of their desktop. */
export function documentsFolder(): string {
  return xdgFolder('XDG_DOCUMENTS_DIR') ?? join(homedir(), 'Documents')
}

export function downloadsFolder(): string {
  return xdgFolder('XDG_DOWNLOAD_DIR') ?? join(homedir(), 'Downloads')
}

/** Linux desktops name these folders in a file (freedesktop.org, xdg-user-dirs). */
function xdgFolder(name: string): string | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    const file = join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'user-dirs.dirs')
    const line = new RegExp(`^${name}="(.*)"$`, 'm').exec(readFileSync(file, 'utf8'))?.[1]
    return line?.replace('$HOME', homedir())
  } catch {
    return undefined
  }
}
