import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenLink } from '#main/shell/external-links.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import { buildDemo, DemoRefused, type DemoServices } from './build-demo.ts'
import { demoClock } from './demo-clock.ts'
import { demoData } from './demo-data.ts'
import { founderOf } from './timeline.ts'

/** The file that says that a data folder is a demonstration's, and whether its making ended. */
const MARK = 'demonstration.json'
/** What a making that was cut short leaves, and the next one begins without. */
const HALF_MADE = ['ledger.db', 'ledger.db-wal', 'ledger.db-shm']

export type Demonstration = {
  /** The app's clock: held in the past until `make` has ended. */
  readonly clock: Clock
  /** The app's clipboard: what the invented people copy while the demonstration is made stays off the person's own. */
  readonly quiet: <C extends { writeText(text: string): Promise<void> }>(clipboard: C) => C
  /** Opens the networks' pages: not those that the invented people open meanwhile. */
  readonly quietLinks: (open: OpenLink) => OpenLink
  /** The data are there already: `make` has nothing to do. */
  readonly ready: boolean
  /** Makes the data, unless this folder has them already. Refusals: `keychain/…`; the next start tries again from the beginning. */
  readonly make: (services: DemoServices) => Promise<Result<undefined>>
}

/**
 * Prepares a data folder for the demonstration; to be called before its ledger is opened. Undefined: the folder holds somebody's real
 * record, which must never be shown as a demonstration.
 */
export function demonstration(root: string, resources: string, machine: Clock): Demonstration | undefined {
  const state = stateOf(root)
  if (state === undefined && existsSync(join(root, 'ledger.db'))) return undefined
  if (state === 'made') return { ready: true, clock: machine, quiet: (clipboard) => clipboard, quietLinks: (open) => open, make: () => Promise.resolve(ok(undefined)) }

  if (state === 'making') for (const name of HALF_MADE) rmSync(join(root, name), { force: true })
  mark(root, 'making')
  const data = demoData(resources)
  const clock = demoClock(machine, founderOf(data).since)
  let making = true
  return {
    ready: false,
    clock,
    quiet: (clipboard) => ({ ...clipboard, writeText: (text: string) => (making ? Promise.resolve() : clipboard.writeText(text)) }),
    quietLinks: (open) => (address, hosts) => (making ? Promise.resolve(ok({})) : open(address, hosts)),
    async make(services) {
      try {
        await buildDemo(services, data, clock, machine)
        mark(root, 'made')
        return ok(undefined)
      } catch (error) {
        if (error instanceof DemoRefused && error.refusal.code.startsWith('keychain/')) return { ok: false, refusal: error.refusal }
        throw error
      } finally {
        making = false
        clock.release()
      }
    },
  }
}

type State = 'making' | 'made'

function mark(root: string, state: State): void {
  writeFileSync(join(root, MARK), JSON.stringify({ state }), { mode: 0o600 })
}

function stateOf(root: string): State | undefined {
  if (!existsSync(join(root, MARK))) return undefined
  try {
    const kept = JSON.parse(readFileSync(join(root, MARK), 'utf8')) as { state?: unknown } // checked on the next line
    return kept.state === 'made' ? 'made' : 'making'
  } catch {
    return 'making' // written before anything else: a torn mark was cut short too
  }
}
