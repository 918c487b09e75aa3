import type { Context } from '#shared/ledger/event.ts'

/** Who is asking, once the app is unlocked. */
export type Caller = { readonly context: Context }

/** Who is asking an entry that also answers while locked. */
export type LockedCaller = { readonly context: Context | undefined }
