/** Ends a switch over a tagged union: does not compile while an alternative is left, throws if one arrives at run time. */
export function never(value: never): never {
  throw new Error(`unexpected alternative: ${JSON.stringify(value)}`)
}
