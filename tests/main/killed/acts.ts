/** What the killed app does and says: one line of JSON each, so that what was not read whole was not said. */

/** An act, as it is announced before it is asked of main, and again with `id` once main has answered `ok`. */
export type Act =
  | { readonly act: 'register'; readonly handle: string }
  | { readonly act: 'draft'; readonly text: string }
  | { readonly act: 'revise'; readonly id: string; readonly revision: number; readonly text: string }
  | { readonly act: 'submit'; readonly id: string; readonly revision: number }
  | { readonly act: 'open'; readonly account: string }
  | { readonly act: 'close'; readonly id: string; readonly account: string }

/** A thing of the record as the app's own queries answer it. */
export type PostNow = { readonly id: string; readonly revision: number; readonly text: string; readonly submitted: boolean }
export type AccountNow = { readonly id: string; readonly handle: string; readonly frozen: boolean }
export type IncidentNow = { readonly id: string; readonly open: boolean; readonly notices: number; readonly accounts: readonly string[] }

/** What is told of at a start. */
export const subjects = ['posts', 'accounts', 'incidents'] as const
export type Subject = (typeof subjects)[number]

/** What the acts of one start are. Each needs other parts of the app, and only those are loaded: sending a post to review reads all rules, which costs as much as the start. */
export type Work = 'write' | 'submit' | 'register' | 'report'

/** What is on record when the app has started, of the subjects that were asked for. Of posts and incidents the newest of all and those that were named. */
export type World = {
  readonly posts?: { readonly total: number; readonly looked: readonly PostNow[] }
  /** Every one. */
  readonly accounts?: readonly AccountNow[]
  readonly incidents?: { readonly total: number; readonly looked: readonly IncidentNow[] }
  /** Of a reading of every event, where it was asked for. */
  readonly bad?: unknown
}

export type Line =
  | { readonly say: 'world'; readonly world: World }
  | { readonly say: 'trying'; readonly what: Act }
  | { readonly say: 'done'; readonly what: Act; readonly id: string; readonly revision: number }

/** The account that posts are for; no incident is opened of it. */
export const POSTING = 'avisos'

/** What the app is told once it may start. */
export type Errand = {
  readonly seed: number
  /** What to tell of at the start; posts and incidents by id. */
  readonly look: readonly Subject[]
  readonly ids: readonly string[]
  readonly verify: boolean
  /** What to do then, until it is killed. */
  readonly work: Work
  /** The id of the account that posts are for, once it is registered. */
  readonly posting: string | undefined
}
