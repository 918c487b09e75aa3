/** What is asked of the process that holds keytar. `find…` is not among them: those functions crash or match too much. */
export type KeytarRequest =
  | { readonly call: 'get'; readonly service: string; readonly account: string }
  | { readonly call: 'set'; readonly service: string; readonly account: string; readonly value: string }
  | { readonly call: 'delete'; readonly service: string; readonly account: string }

/** Its answer: a get's text (null: nothing came), a delete's yes or no; or the operating system's words. */
export type KeytarAnswer = { readonly value: string | boolean | null } | { readonly error: string }

/** What the process says once, when it can be asked. */
export const READY = 'ready'
