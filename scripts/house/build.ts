import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { stop } from './stop.ts'
import { top } from './top.ts'

/** What the bundles are made of. */
const SOURCES = ['src', 'runtime', 'electron.vite.config.ts', 'scripts/house/runtime-bundle.ts', 'scripts/house/first-picture.ts', 'package.json', 'package-lock.json']
const BUILT = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html', 'out/runtime/run.js', 'out/main/first-picture.js', 'out/renderer/assets/early.js']

/** Builds the bundles in `out/` when their sources changed since the last build, and says so; stops when they cannot be built. */
export function ensureBuilt(): void {
  const wrong = buildIfStale()
  if (wrong === undefined) return
  console.error(wrong)
  stop('The build failed (see above): mend what it names, or ask for a checkout that passes npm run check.')
}

/** Builds when the sources changed. Answers with what the build says is wrong, or undefined. */
export function buildIfStale(): string | undefined {
  const stamp = join(top, 'out', 'build.stamp')
  const sources = digestOf(SOURCES)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources && BUILT.every((file) => existsSync(join(top, file)))) return undefined
  console.log('Building…')
  const started = performance.now()
  const built = spawnSync(process.execPath, [join(top, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: top,
    encoding: 'utf8',
    // A test run sets NODE_ENV=test, and React would be bundled in its development form.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (built.status !== 0) return `${built.stdout}${built.stderr}`.trim()
  writeFileSync(stamp, sources)
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return undefined
}

/** SHA-256 over what main and the preload were built into: the app must be started again when it changes, the window only reloaded. */
export function digestOfMain(): string {
  return digestOf(['out/main', 'out/preload'])
}

/** SHA-256 over the names and bytes of files, folders taken whole. */
function digestOf(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesOf)) hash.update(`${path}\0`).update(readFileSync(join(top, path))).update('\0')
  return hash.digest('hex')
}

function filesOf(path: string): string[] {
  if (!statSync(join(top, path)).isDirectory()) return [path]
  return readdirSync(join(top, path), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(top, join(entry.parentPath, entry.name)))
    .toSorted()
}
