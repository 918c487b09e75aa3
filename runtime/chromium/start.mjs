/**
 * Runs an Electron app's built bundle on an installed Chromium:
 *
 *     node runtime/chromium/start.mjs <folder of the app> [arguments of the app]
 *
 * The browser is spawned before anything of the app is loaded, so that both start at the same time. This one file is JavaScript:
 * for TypeScript, Node would load its compiler (40 ms) before the cache below could spare it.
 */
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

// Everything after this line is read, stripped of its types and compiled once, not at every start. A folder that cannot be
// written costs time, nothing else.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/resguardo-runtime'))
// The build bundles this folder: two files are loaded in the time of twenty. Without a build the sources run as they are.
const bundle = join(import.meta.dirname, '../../out/runtime/run.js')
await import(existsSync(bundle) ? pathToFileURL(bundle).href : './run.ts')
