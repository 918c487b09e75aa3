// What scripts/run.mjs decides, as pure functions.
import { join } from 'node:path'

/** What npm's own tools and this bootstrap need. */
export const OLDEST_NODE = '20.19.0'
/** `crypto.argon2` came with 24.7; the sources run as they are from 24. */
const OLDEST_NODE_OF_THE_APP = '24.7.0'

/**
 * Compares two version numbers.
 * @param {string} version e.g. `20.20.2`
 * @param {string} oldest
 */
export function isAtLeast(version, oldest) {
  const have = version.split('.').map((part) => Number.parseInt(part, 10))
  const want = oldest.split('.').map((part) => Number.parseInt(part, 10))
  for (let i = 0; i < want.length; i++) {
    const difference = (have[i] ?? 0) - (want[i] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}

/**
 * Whether what is installed is what the lockfile says. npm writes its own list at the end of a complete install, so an install that was
 * interrupted, or made for an older lockfile, is found. Optional packages may be absent: they are builds for other systems.
 * @param {string} lock text of package-lock.json
 * @param {string | undefined} installed text of node_modules/.package-lock.json; undefined: there is none
 */
export function packagesAreInStep(lock, installed) {
  if (installed === undefined) return false
  /** @type {Record<string, { version?: string }>} */
  const present = JSON.parse(installed).packages ?? {}
  /** @type {[string, { version?: string, optional?: boolean }][]} */
  const wanted = Object.entries(JSON.parse(lock).packages)
  return wanted.every(([path, { version, optional }]) => {
    if (path === '') return true
    const have = present[path]
    return have === undefined ? optional === true : have.version === version
  })
}

/**
 * The Node that runs everything: the build that came with the packages, or the present one if it is new enough.
 * @param {{ platform: string, arch: string, execPath: string, versions: { node: string } }} process
 * @param {string} modules the folder of the packages
 * @param {(path: string) => boolean} exists
 * @returns {string | undefined} its path; undefined: there is none
 */
export function nodeFor(process, modules, exists) {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const bundled = join(modules, `node-${system}-${process.arch}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (exists(bundled)) return bundled
  return isAtLeast(process.versions.node, OLDEST_NODE_OF_THE_APP) ? process.execPath : undefined
}
