/** A text id with a brand, so that an account's id cannot be given where a post's is wanted. */
export type Id<Brand extends string> = string & { readonly __id: Brand }

/** Source of new ids: UUID version 7 (sorts by time). Injected; tests give a seeded one. */
export interface Ids {
  next<Brand extends string>(): Id<Brand>
}
