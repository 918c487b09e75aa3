import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The form of the hub that this version of the app speaks: the number of the last file of tables in `resources/hub`. */
export const HUB_SCHEMA = 9

/** The oldest form that the hub's functions still answer as it was (`serves` in functions.sql): machines of that one go on while others are brought up to date. */
export const HUB_SERVES = 5

/** The hub's SQL, as data. */
export type HubSql = {
  /** Tables, by form: each is run once, in order, and never edited after it was released. */
  readonly steps: readonly string[]
  /** Functions: made again by every init and upgrade, in this order. */
  readonly functions: readonly string[]
  /** Rights: set again by every init and upgrade. */
  readonly rights: string
}

const FUNCTIONS = ['functions.sql', 'aside.sql', 'append.sql', 'carriage.sql', 'recovery.sql', 'logins.sql', 'blobs.sql'] as const

/** Reads `resources/hub`. Throws when a file lacks: a broken installation. */
export function readHubSql(folder: string): HubSql {
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const steps = readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name))
    .toSorted()
  return { steps: steps.map(text), functions: FUNCTIONS.map(text), rights: text('rights.sql') }
}
