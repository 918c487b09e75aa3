/**
 * A fence says who may know whom, and why. Paths are globs from the project's folder (`*` within a folder, `**` across folders,
 * `{a,b}` either). Imports are written as the path of the imported file, or as the package's name.
 */
export type Fence = Forbids | Allows | Islands | NeverReaches

type Common = {
  /** The rule as a sentence; printed with each violation. */
  readonly rule: string
  /** Why: printed too, so that nobody has to look for it. */
  readonly reason: string
}

/** These files may not import, or use, these things. */
export type Forbids = Common & {
  readonly kind: 'forbids'
  readonly files: readonly string[]
  /** The homes: files to which it does not apply. */
  readonly except?: readonly string[]
  readonly imports?: readonly string[]
  /** Only these names of the imports; without it, any. */
  readonly names?: readonly string[]
  /** Types may be imported all the same. */
  readonly typesMay?: boolean
  /** `Date.now`, `console.*`, `*.innerHTML`, `new Date()` (called with nothing), `fetch()`, `jsx:style`. */
  readonly uses?: readonly string[]
}

/** These files may import these things and nothing else. */
export type Allows = Common & { readonly kind: 'allows'; readonly files: readonly string[]; readonly imports: readonly string[] }

/** The folders that match `folders` do not import each other, except through the `doors`. */
export type Islands = Common & { readonly kind: 'islands'; readonly folders: string; readonly doors: readonly string[] }

/** No chain of value imports leads from these files to that package. */
export type NeverReaches = Common & { readonly kind: 'never-reaches'; readonly files: readonly string[]; readonly target: string }
