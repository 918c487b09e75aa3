import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChooseFile } from '#main/shell/choose-file.ts'
import type { OpenLink } from '#main/shell/external-links.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import { buildDemo } from './build-demo.ts'
import { demoClock } from './demo-clock.ts'
import { demoData } from './demo-data.ts'
import { DemoRefused, type DemoServices } from './demo-services.ts'
import { founderOf } from './timeline.ts'

/** The file that says that a data folder is a demonstration's, and whether its making ended. */
const MARK = 'demonstration.json'
/** What a making that was cut short leaves, and the next one begins without. */
const HALF_MADE = ['ledger.db', 'ledger.db-wal', 'ledger.db-shm']

/** A picture that says of itself that it is drawn: what an operator of the demonstration documents a report with. */
const CAPTURE = 'captura-de-demostracion.png'

export type Demonstration = {
  /** The app's clock: held in the past until `make` has ended. */
  readonly clock: Clock
  /** The app's clipboard: what the invented people copy while the demonstration is made stays off the person's own. */
  readonly quiet: <C extends { writeText(text: string): Promise<void> }>(clipboard: C) => C
  /** Opens the networks' pages: not those that the invented people open meanwhile. */
  readonly quietLinks: (open: OpenLink) => OpenLink
  /** Asks for files: while the demonstration is made, what its people choose is the drawn capture, and nobody is asked. */
  readonly quietChooser: (choose: ChooseFile) => ChooseFile
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
  if (state === 'made') {
    const madeAlready = (): Promise<Result<undefined>> => Promise.resolve(ok(undefined))
    return { ready: true, clock: machine, quiet: (clipboard) => clipboard, quietLinks: (open) => open, quietChooser: (choose) => choose, make: madeAlready }
  }

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
    quietChooser: (choose) => (options) => (making ? Promise.resolve([join(resources, 'demo', CAPTURE)]) : choose(options)),
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
