/** The shape of a catalogue part: the same keys and arguments, any words. `en` parts are typed by their `es` part through it. */
export type Shape<T> = T extends string
  ? string
  : T extends (...args: infer A) => infer R
    ? (...args: A) => Shape<R>
    : { readonly [K in keyof T]: Shape<T[K]> }

/** What fills a refusal's sentence: the `detail` of the refusal. */
export type Detail = Readonly<Record<string, string | number>>

/** Refusal code → sentence: what happened and what to do. */
export type RefusalWords = Readonly<Record<string, string | ((detail: Detail) => string)>>
