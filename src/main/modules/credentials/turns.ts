/** Acts on the same thing one after the other, in the order they came; acts on different things do not wait for each other. */
export type Turns = <T>(key: string, act: () => Promise<T>) => Promise<T>

/**
 * Two acts on one credential must not interleave: between putting a value in the keychain and recording its fingerprint another
 * value could take its place.
 */
export function turns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return (key, act) => {
    const before = last.get(key) ?? Promise.resolve()
    const mine = before.then(act, act)
    last.set(key, mine)
    const forget = () => {
      if (last.get(key) === mine) last.delete(key)
    }
    mine.then(forget, forget)
    return mine
  }
}
