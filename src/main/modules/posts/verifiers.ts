import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the examination stands in the file that it is put into. */
const PLACE = /^( *)\/\/EXAMINE\/\/$/mu

/**
 * The stand-alone verifiers of an evidence kit, by their names in it: one examination (`examine.js`), for a browser and for Node, each in one file that needs
 * no other. `folder`: `resources/evidence`. Throws when a file lacks: a broken installation.
 */
export async function verifiers(folder: string): Promise<Readonly<Record<'verificar.html' | 'verificar.mjs', string>>> {
  const [examine, page, node] = await Promise.all(['examine.js', 'page.html', 'node.js'].map((name) => readFile(join(folder, name), 'utf8')))
  return { 'verificar.html': within(page ?? '', examine ?? ''), 'verificar.mjs': within(node ?? '', examine ?? '') }
}

function within(shell: string, examine: string): string {
  // A function, so that nothing in the text is taken for a pattern of the replacement.
  return shell.replace(PLACE, (_line, indent: string) => examine.trimEnd().replaceAll(/^(?=.)/gmu, indent))
}
