/**
 * Keyed marks of a secret, made where the secret is (`src/main/keychain/fingerprint.ts`). Without the vault's key they say
 * nothing of it; with them the same secret, or one that was only touched up (`Nube2025` → `Nube2026`), is known again.
 */
export type Fingerprint = {
  /** Equal for the same secret only. */
  readonly exact: string
  /** Marks of its neighbourhood: two secrets that share one are variants of each other. */
  readonly near: readonly string[]
}

export type Likeness = 'same' | 'similar'

/** How a secret resembles another, or undefined if it does not. */
export function likenessOf(one: Fingerprint, other: Fingerprint): Likeness | undefined {
  if (one.exact === other.exact) return 'same'
  const marks = new Set(one.near)
  return other.near.some((mark) => marks.has(mark)) ? 'similar' : undefined
}
