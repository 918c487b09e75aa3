/** What the JSON of a code is. `cut`: it begins like one of ours and does not end. */
export type CodeJson = { readonly kind: 'read'; readonly value: Readonly<Record<string, unknown>> } | { readonly kind: 'cut' } | { readonly kind: 'other' }

/** Reads the JSON of an invitation, of an access code or of a founding code, as far as all of them are alike. */
export function readCodeJson(json: string): CodeJson {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? { kind: 'read', value: value as Record<string, unknown> } : { kind: 'other' } // an object by the test
  } catch {
    // It begins like one of ours and does not end: a part of it was not copied.
    return /^\s*\{\s*"kind":\s*"resguardo-/u.test(json) ? { kind: 'cut' } : { kind: 'other' }
  }
}
