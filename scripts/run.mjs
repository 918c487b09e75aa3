// The door of every npm command: `node scripts/run.mjs <command> [arguments]`.
// Plain JavaScript without packages, because on a fresh checkout nothing is installed and the system's Node may be 20.19.
// It installs the packages of the lockfile when they are missing or out of step, and hands over to scripts/<command>.ts on Node 24.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { isAtLeast, nodeFor, OLDEST_NODE, packagesAreInStep } from './bootstrap.mjs'

const top = join(import.meta.dirname, '..')
const COMMANDS = ['start', 'test', 'check', 'build', 'dev', 'tour', 'bench', 'generate', 'package', 'rules', 'hub', 'attack', 'resguardo-hub']

/**
 * Ends with one sentence and the mend.
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}

const [command, ...args] = process.argv.slice(2)
if (command === undefined || !COMMANDS.includes(command)) stop(`Use: node scripts/run.mjs ${COMMANDS.join('|')}`)
if (!isAtLeast(process.versions.node, OLDEST_NODE)) {
  stop(`Node ${OLDEST_NODE} or newer is needed and this is ${process.versions.node}: install a newer one from nodejs.org or the system's packages.`)
}
if (command === 'start') console.log('Resguardo · preparando y abriendo / setting up and opening')

const lock = readFileSync(join(top, 'package-lock.json'), 'utf8')
const modules = join(top, 'node_modules')
const list = join(modules, '.package-lock.json')
if (!packagesAreInStep(lock, existsSync(list) ? readFileSync(list, 'utf8') : undefined)) {
  console.log('Installing the packages of package-lock.json (about a minute)…')
  const npm = process.env['npm_execpath']
  const installed =
    npm === undefined
      ? spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--loglevel=error'], {
          cwd: top,
          stdio: 'inherit',
          shell: process.platform === 'win32',
        })
      : spawnSync(process.execPath, [npm, 'ci', '--loglevel=error'], { cwd: top, stdio: 'inherit' })
  if (installed.status !== 0) {
    stop('The packages could not be installed (npm says why above): check the connection to the npm registry and free disk space, and run it again.')
  }
}

const node = nodeFor(process, modules, existsSync)
if (node === undefined) {
  stop('Node 24.7 or newer is needed to run Resguardo and no build of it came with the packages for this system: install Node 24 and run it again.')
}

const child = spawn(node, [join(top, 'scripts', `${command}.ts`), ...args], {
  cwd: top,
  stdio: 'inherit',
  env: { ...process.env, PATH: [join(modules, '.bin'), process.env['PATH']].join(process.platform === 'win32' ? ';' : ':') },
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal))
child.once('error', (error) => stop(`Node 24 does not start (${error.message}): delete node_modules and run it again.`))
child.once('close', (code, signal) => process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal])))
