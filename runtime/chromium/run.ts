/** What `start.mjs` runs: finds the browser, spawns it, and loads the app beside it. */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { homedir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Browser } from './browser.ts'
import { findBrowser } from './find-browser.ts'
import { readLook } from './profile.ts'
import { runFolder } from './run-folder.ts'
import { type Runtime, setRuntime } from './runtime.ts'
import { SingleInstance } from './single-instance.ts'

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}

function fail(sentence: string): never {
  say(sentence)
  process.exit(1)
}

function appDataFolder(): string {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
}

const [program = '', entry = '', folderArgument, ...rest] = process.argv
if (folderArgument === undefined) fail('Say which app to run: node runtime/chromium/start.mjs <folder of the app> [arguments of the app]')
const folder = resolve(folderArgument)
const appArguments = rest[0] === '--' ? rest.slice(1) : rest

// An app's package says what Electron would read from it.
const packaged = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string; productName?: string; version?: string; main?: string }
const name = packaged.productName ?? packaged.name ?? 'App'
const appData = appDataFolder()
// Where the app will put its data: Electron's switch, or what this app says of itself before it is asked. A wrong guess costs a
// second start of the browser (`app.setPath`), nothing else.
const valueOf = (prefix: string): string | undefined => appArguments.find((argument) => argument.startsWith(prefix))?.slice(prefix.length)
const named = valueOf('--user-data-dir=') ?? valueOf('--data=') ?? process.env['RESGUARDO_DATA']
const userData = named === undefined ? join(appData, appArguments.includes('--demo') ? `${name} Demostracion` : name) : resolve(named)

const chromium = ((): string => {
  try {
    return findBrowser() ?? fail('There is no Chromium, Chrome or Edge on this machine. Install one (on Debian: apt-get install chromium), or name one by RESGUARDO_BROWSER.')
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
})()
const headless = process.env['RESGUARDO_HEADLESS'] === '1'

function browserIn(profile: string): Browser {
  return new Browser({ program: chromium, profile, headless, testPort: process.env['RESGUARDO_TEST_PORT'], say })
}

const own = ((): string => {
  try {
    return runFolder(userData)
  } catch (error) {
    return fail(`Neither the data folder ${userData} nor the temporary folder can be written: ${error instanceof Error ? error.message : String(error)}`)
  }
})()
const profile = join(own, 'chromium-profile')
const runtime: Runtime = {
  description: { folder, name, version: packaged.version ?? '0.0.0', userData, appData },
  entry,
  browser: browserIn(profile),
  moveProfile(elsewhere) {
    void runtime.browser.stop()
    runtime.browser = browserIn(elsewhere)
    runtime.look = readLook(elsewhere)
    runtime.browser.start()
  },
  instance: new SingleInstance(own),
  look: readLook(profile),
  secondInstance: undefined,
  headless,
  say,
}
setRuntime(runtime)
// A second instance has no browser: the profile is the first one's.
if (runtime.instance.acquire()) runtime.browser.start()

process.argv = [program, folder, ...appArguments]
// Beside this file, in the sources and in the bundle.
const electron = pathToFileURL(join(import.meta.dirname, `electron-module${extname(import.meta.filename)}`)).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main' || specifier === 'electron/common' ? { url: electron, shortCircuit: true } : next(specifier, context),
})
const { mainModuleRan } = await import('./electron/app.ts')
await import(pathToFileURL(join(folder, packaged.main ?? 'index.js')).href)
mainModuleRan()
