/** Writes `docs/electron-surface.md` from `surface.ts`: node runtime/chromium/surface-page.ts */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { events, surface } from './surface.ts'

const HEAD = `# What the Chromium runtime offers of \`electron\`

Generated from \`runtime/chromium/surface.ts\` by \`node runtime/chromium/surface-page.ts\`; a test keeps it in step. Everything else
throws an error with its name. What differs from Electron is told in \`runtime/chromium/README.md\`.
`

/** The page's text. */
export function surfacePage(): string {
  const sections = Object.entries(surface).map(([name, members]) => {
    const heard = Object.entries(events).find(([owner]) => owner === name)?.[1] ?? []
    const list = members.map((member) => `\`${member}\``).join(', ')
    return [`## ${name.endsWith('Static') ? `${name.slice(0, -6)}, the class` : name}`, list, ...(heard.length === 0 ? [] : [`Events: ${heard.map((event) => `\`${event}\``).join(', ')}`])].join('\n\n')
  })
  return `${HEAD}\n${sections.join('\n\n')}\n\n## In a preload\n\n\`contextBridge.exposeInMainWorld\`, and \`invoke\`, \`send\`, \`on\`, \`once\`, \`off\`, \`removeListener\`, \`removeAllListeners\` of \`ipcRenderer\`\n`
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, '../../docs/electron-surface.md'), surfacePage())
