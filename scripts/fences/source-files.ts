import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { trackedFiles } from '../house/tracked-files.ts'
import { top } from '../house/top.ts'
import { readSource, type Source } from './read-source.ts'

const FOLDERS = ['src/', 'runtime/', 'tests/', 'scripts/']

/** Every TypeScript file of the project, read for its imports and uses. */
export function projectSources(): ReadonlyMap<string, Source> {
  const aliases: Record<string, string> = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')).imports
  const paths = trackedFiles().filter((path) => /\.(tsx?|mjs)$/.test(path) && FOLDERS.some((folder) => path.startsWith(folder)))
  return new Map(paths.map((path) => [path, readSource(path, readFileSync(join(top, path), 'utf8'), aliases)]))
}
