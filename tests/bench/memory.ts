import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { nodeFlags } from '#runtime/chromium/command.ts'
import { projections } from '#main/projections.ts'
import { openTestLedger } from '#tests/kit/test-ledger.ts'
import { fillWithPosts } from './many-posts.ts'
import { median } from './raw-events.ts'

const ROUNDS = 5
const MEGABYTE = 1_000_000

/**
 * Resident memory of a process with all of main's modules and a ledger of 100,000 posts open, after its queue, its lists and a post were
 * asked for; against one that only loaded the same modules. Both with Node's flags of the app's own process. Megabytes.
 */
export const bench = {
  name: 'memory',
  goal: { over: 60 },
  async run() {
    const kit = openTestLedger(projections)
    fillWithPosts(kit)
    kit.ledger.close()
    const resident = (mode: 'bare' | 'open') => median(Array.from({ length: ROUNDS }, () => measured(mode, kit.file)))
    const floor = resident('bare')
    const value = resident('open')
    kit.close()
    return { value, unit: 'MB', floor, ratio: value / floor }
  },
}

function measured(mode: 'bare' | 'open', file: string): number {
  const ran = spawnSync(process.execPath, ['--expose-gc', ...nodeFlags, join(import.meta.dirname, 'memory-process.ts'), mode, file], { encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(ran.stderr)
  return Number(ran.stdout.trim()) / MEGABYTE
}
