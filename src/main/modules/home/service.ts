import type { AttentionItem, ItemKind, RankedItem } from '#shared/home/item.ts'
import { countsOf, rank } from '#shared/home/rank.ts'
import type { Context, OfficeId } from '#shared/ledger/event.ts'
import type { HomeSource } from './source.ts'

export type Attention = { readonly items: readonly RankedItem[]; readonly counts: Readonly<Partial<Record<ItemKind, number>>> }

export type HomeService = {
  /** What needs this person's attention now, most pressing first. */
  readonly now: (context: Context) => Attention
}

/** The home screen's one question, asked of every module's source. */
export function homeService({
  sources,
  officeName,
}: {
  readonly sources: readonly HomeSource[]
  readonly officeName: (office: OfficeId) => string
}): HomeService {
  const named = (item: AttentionItem): AttentionItem => (item.kind === 'post-to-review' || item.kind === 'consultation-to-answer' ? { ...item, officeName: officeName(item.office) } : item)
  return {
    now(context) {
      const viewer = { person: context.actor, roles: context.roles, office: context.office }
      const items = rank(
        sources.flatMap((source) => source(viewer, context.now)).map(named),
        context.roles,
        context.now,
      )
      return { items, counts: countsOf(items) }
    },
  }
}
