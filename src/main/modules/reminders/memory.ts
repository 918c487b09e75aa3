import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Told } from '#shared/reminders/due-item.ts'

/** What the scheduler remembers over restarts. It is no record of what people did, so it is not in the ledger, and it works while locked. */
export type Remembered = {
  readonly told: ReadonlyMap<string, Told>
  /** The latest time the machine's clock was seen to show. */
  readonly latest: Instant | undefined
  /** A clock set back that could not be put on record yet. */
  readonly unrecorded: readonly { readonly latest: Instant; readonly now: Instant }[]
}

export interface ReminderMemory {
  load(): Remembered
  save(remembered: Remembered): void
}

const instant = z.iso.datetime().transform((text) => text as Instant) // the schema has checked the form
const file = z.object({
  version: z.literal(1),
  told: z.record(z.string(), z.object({ cycle: z.string(), mark: z.string(), at: instant })),
  latest: instant.optional(),
  unrecorded: z.array(z.object({ latest: instant, now: instant })),
})

export const nothingRemembered: Remembered = { told: new Map(), latest: undefined, unrecorded: [] }

/**
 * The memory in a file of the data folder, replaced whole each time. A file that cannot be read counts as empty: then a reminder
 * is said twice, which is better than never. One that cannot be written is tried again at the next turn.
 */
export function reminderMemoryFile(path: string, onFault: (reason: string) => void): ReminderMemory {
  return {
    load() {
      if (!existsSync(path)) return nothingRemembered
      try {
        const { told, latest, unrecorded } = file.parse(JSON.parse(readFileSync(path, 'utf8')))
        return { told: new Map(Object.entries(told)), latest, unrecorded }
      } catch (error) {
        onFault(`reminders not read: ${String(error)}`)
        return nothingRemembered
      }
    },
    save({ told, latest, unrecorded }) {
      const fresh = `${path}.new`
      try {
        writeFileSync(fresh, JSON.stringify({ version: 1, told: Object.fromEntries(told), latest, unrecorded }), { mode: 0o600 })
        renameSync(fresh, path)
      } catch (error) {
        rmSync(fresh, { force: true })
        onFault(`reminders not saved: ${String(error)}`)
      }
    },
  }
}
