import type { Context } from '#shared/ledger/event.ts'

/** Of the page that asks, as Electron numbers them; absent where nobody looks at a page: in tests of a module. */
export type ContentsId = number

/** Who is asking, once the app is unlocked. */
export type Caller = { readonly context: Context; readonly contents?: ContentsId }

/** Who is asking an entry that also answers while locked. */
export type LockedCaller = { readonly context: Context | undefined; readonly contents?: ContentsId }
