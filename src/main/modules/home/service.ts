import type { RankedItem, ItemKind } from '#shared/home/item.ts'
import { countsOf, rank } from '#shared/home/rank.ts'
import type { Context } from '#shared/ledger/event.ts'
import type { HomeSource } from './source.ts'

export type Attention = { readonly items: readonly RankedItem[]; readonly counts: Readonly<Partial<Record<ItemKind, number>>> }

export type HomeService = {
  /** What needs this person's attention now, most pressing first. */
  readonly now: (context: Context) => Attention
}

/** The home screen's one question, asked of every module's source. */
export function homeService({ sources }: { readonly sources: readonly HomeSource[] }): HomeService {
  return {
    now(context) {
      const viewer = { person: context.actor, roles: context.roles, office: context.office }
      const items = rank(
        sources.flatMap((source) => source(viewer, context.now)),
        context.roles,
        context.now,
      )
      return { items, counts: countsOf(items) }
    },
  }
}
