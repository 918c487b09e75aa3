import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { stop } from './stop.ts'
import { top } from './top.ts'

/** The project's own files (in git, or new and not ignored), with `/` between folders. */
export function trackedFiles(): readonly string[] {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: top, encoding: 'utf8' })
  if (listed.status !== 0) stop('The project’s files could not be listed: install git and run this inside a clone of the project.')
  return listed.stdout.split('\0').filter((path) => path !== '' && existsSync(join(top, path)))
}
