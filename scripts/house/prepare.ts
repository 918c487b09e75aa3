import { spawnSync } from 'node:child_process'
import { lookAtMachine } from './machine.ts'
import { type Machine, mendFor, type Need } from './needs.ts'
import { stop } from './stop.ts'

/**
 * Makes sure that the machine has what a command needs: installs it after saying so (Debian and Ubuntu as root), or stops with the
 * exact command.
 */
export function prepare(needs: readonly Need[]): void {
  const mend = mendFor(look(needs))
  if (mend.kind === 'nothing') return
  if (mend.kind === 'stop') stop(mend.say)
  console.log(mend.say)
  const run = ([program, ...args]: readonly [string, ...string[]]) =>
    spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  // Always: lists that lie there for months name a browser that is months old, or files that the mirror no longer has.
  run(mend.update)
  const installed = run(mend.install)
  if (installed.status !== 0) {
    console.error(installed.stderr.trim())
    stop(`The system's packages could not be installed (apt-get says why above): mend that and run it again, or install them by hand:  ${mend.install.join(' ')}`)
  }
  const still = look(needs).missing
  if (still.length > 0) stop(`After installing, this machine still lacks: ${still.join(', ')}. Install it by hand and run it again.`)
}

/** A browser that was named and cannot be run is said by its finder in one sentence. */
function look(needs: readonly Need[]): Machine {
  try {
    return lookAtMachine(needs)
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error))
  }
}
