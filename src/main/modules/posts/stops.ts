import type { Ledger } from '#main/ledger/ledger.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Context } from '#shared/ledger/event.ts'
import { entityIdOf } from '#shared/organization/office.ts'
import type { OpenPublicationRow, StopRow } from '#shared/posts/contract.ts'
import type { PostCommand } from '#shared/posts/post-commands.ts'
import type { Post, PostId } from '#shared/posts/post.ts'
import { covers, holding, stop, type Stop, type StopId, type StopScope } from '#shared/posts/stop.ts'
import type { PostAccounts, PostPeople } from './ports.ts'
import type { reviewQueries } from './review-store.ts'

type Done = { readonly id: PostId; readonly revision: number }
type Dependencies = {
  readonly ledger: Ledger
  readonly people: PostPeople
  readonly accounts: PostAccounts
  readonly queries: ReturnType<typeof reviewQueries>
  readonly entities: () => readonly { readonly id: string; readonly name: string }[]
}
type Posts = {
  readonly visible: (context: Context, id: string) => Post | undefined
  readonly record: (context: Context, id: PostId, command: PostCommand) => Result<Done>
}

/** Stops: who ordered that nothing goes out, of what, since when; what had been copied already; and what is still held after one was lifted. */
export function stops({ ledger, people, accounts, queries, entities }: Dependencies, { visible, record }: Posts) {
  const named = (deed: { readonly by: Context['actor']; readonly at: Stop['at'] }) => ({ by: deed.by, name: people.nameOf(deed.by), at: deed.at })

  /** What is stopped, in words that need no catalogue: the name of an entidad or of an account; empty for everything and for a network. */
  function nameOf(scope: StopScope): string {
    if (scope.kind === 'entity') return entities().find(({ id }) => id === scope.entity)?.name ?? scope.entity
    if (scope.kind === 'account') return accounts.one(scope.account)?.displayName ?? scope.account
    return ''
  }

  function rowOf(one: Stop, open: readonly OpenPublicationRow[]): StopRow {
    const { id, scope, reason, lifted } = one
    return {
      id,
      scope,
      scopeName: nameOf(scope),
      reason,
      ordered: named(one),
      lifted: lifted === null ? null : { ...named(lifted), note: lifted.note },
      // Copied, and no proof: it may be out although it was stopped. An entidad's is looked for by its office.
      open: lifted === null ? open.filter(({ account, network, office }) => covers(scope, { account, network, entity: entityIdOf(office) })) : [],
    }
  }

  function heldBy(state: Post, account: AccountId): Stop | undefined {
    const target = state.content.accounts.find(({ id }) => id === account)
    if (target === undefined || state.stage.kind !== 'approved') return undefined
    const { at, freed } = state.stage
    return holding(queries.stops(), { account, network: target.network, entity: entityIdOf(state.office) }, at, freed)
  }

  return {
    /** Every stop; those in force with what had been copied without proof. `open`: as everybody's list has what is out. */
    list: (open: readonly OpenPublicationRow[]): { stops: StopRow[]; entities: { id: string; name: string }[] } => ({
      stops: queries.stops().map((one) => rowOf(one, open)),
      entities: entities().map(({ id, name }) => ({ id, name })),
    }),

    order(context: Context, scope: StopScope, reason: string): Result<Record<string, never>> {
      if (scope.kind === 'account' && accounts.one(scope.account) === undefined) return refuse('posts/account-unknown')
      const recorded = ledger.record(context, stop, context.newId<'stop'>(), { kind: 'order', scope, reason })
      return recorded.ok ? ok({}) : recorded
    },

    lift(context: Context, id: StopId, note: string): Result<Record<string, never>> {
      const recorded = ledger.record(context, stop, id, { kind: 'lift', note })
      return recorded.ok ? ok({}) : recorded
    },

    /** Frees a post from the lifted stops that still hold it. One in force is lifted first. */
    free(context: Context, id: PostId): Result<Done> {
      const state = visible(context, id)
      if (state === undefined) return refuse('posts/unknown')
      const lifted = queries.stops().filter((one) => one.lifted !== null && state.content.accounts.some(({ id: account, network }) => covers(one.scope, { account, network, entity: entityIdOf(state.office) })))
      return record(context, id, { kind: 'free', stops: lifted.map((one) => one.id) })
    },

    /** What a copy is told of stops, asked in the very act. */
    factOf(state: Post | undefined, account: AccountId): { readonly reason: string; readonly lifted: boolean } | undefined {
      const held = state === undefined ? undefined : heldBy(state, account)
      return held === undefined ? undefined : { reason: held.reason, lifted: held.lifted !== null }
    },
  }
}
