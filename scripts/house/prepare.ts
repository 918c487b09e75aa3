import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { lookAtMachine } from './machine.ts'
import { type Machine, mendFor, type Need } from './needs.ts'
import { stop } from './stop.ts'

/**
 * Makes sure that the machine has what a command needs: installs it after saying so (Debian and Ubuntu as root), or stops with the
 * exact command.
 */
export async function prepare(needs: readonly Need[]): Promise<void> {
  const mend = mendFor(look(needs))
  if (mend.kind === 'nothing') return
  if (mend.kind === 'stop') stop(mend.say)
  console.log(mend.say)
  // Always: lists that lie there for months name a browser that is months old, or files that the mirror no longer has.
  await faultOf(mend.update)
  const fault = await faultOf(mend.install)
  if (fault !== undefined) {
    console.error(fault)
    stop(`The system's packages could not be installed (apt-get says why above): mend that and run it again, or install them by hand:  ${mend.install.join(' ')}`)
  }
  const still = look(needs).missing
  if (still.length > 0) stop(`After installing, this machine still lacks: ${still.join(', ')}. Install it by hand and run it again.`)
}

/** Runs a command to its end. Answers with what it says if it fails. */
async function faultOf([program, ...args]: readonly [string, ...string[]]): Promise<string | undefined> {
  try {
    await promisify(execFile)(program, args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: Number.POSITIVE_INFINITY })
    return undefined
  } catch (error) {
    const { stderr } = error as { readonly stderr?: string } // execFile's own
    return stderr?.trim() || String(error)
  }
}

/** A browser that was named and cannot be run is said by its finder in one sentence. */
function look(needs: readonly Need[]): Machine {
  try {
    return lookAtMachine(needs)
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error))
  }
}
