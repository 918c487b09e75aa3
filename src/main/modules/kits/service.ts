import type { Ledger } from '#main/ledger/ledger.ts'
import type { Network } from '#shared/accounts/network.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { compose, normalValues } from '#shared/kits/compose.ts'
import type { AdaptationRow, KitOfPost, KitPage, KitRow, SameRow } from '#shared/kits/contract.ts'
import { kit as kitDecider, kitSealOf } from '#shared/kits/kit-decider.ts'
import { inForce, isForOffice, type Kit, type KitCommand, type KitId, type KitState } from '#shared/kits/kit.ts'
import { kitFault, type KitFacts } from '#shared/kits/post-kit.ts'
import { sameTexts, type Adaptation } from '#shared/kits/sameness.ts'
import { goesTo, kitFindings } from '#shared/kits/shown.ts'
import type { Context, OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { WrittenContent } from '#shared/posts/contract.ts'
import { emptyContent, type Content } from '#shared/posts/content.ts'
import type { PostId, StageKind } from '#shared/posts/post.ts'
import type { Finding } from '#shared/rules/finding.ts'
import { kitsQueries, type StoredAdaptation, type StoredKit } from './store.ts'

export type KitsDependencies = {
  readonly ledger: Ledger
  readonly nameOf: (person: PersonId) => string
  readonly offices: {
    readonly nameOf: (office: OfficeId) => string
    /** The offices that take people, in the catalogue's order. */
    readonly open: () => readonly OfficeId[]
  }
  /** What the checker says of a text on those networks, for the whole country. */
  readonly findingsOf: (content: Content) => readonly Finding[]
  readonly posts: {
    readonly stageOf: (post: PostId) => { readonly stage: StageKind; readonly stageAt: Instant } | undefined
    /** A post that the person may see. */
    readonly contentOf: (context: Context, post: PostId) => { readonly content: Content; readonly revision: number } | undefined
    readonly accountsFor: (context: Context) => readonly { readonly id: Content['accounts'][number]['id']; readonly network: Network }[]
    readonly draft: (context: Context, content: WrittenContent) => Result<{ readonly id: PostId }>
    readonly revise: (context: Context, post: PostId, expected: number, content: WrittenContent) => Result<{ readonly id: PostId }>
  }
}

/** National messages: the one door. Refusals: `kits/…`, those of the ledger and, where a post is touched, of the posts. */
export function kitsService({ ledger, nameOf, offices, findingsOf, posts }: KitsDependencies) {
  const queries = kitsQueries(ledger.read)

  const stateOf = (id: string): KitState => ledger.state(kitDecider, id)
  const seesAll = (context: Context) => context.roles.includes('reviewer') || context.roles.includes('auditor')

  function record(context: Context, id: KitId, command: KitCommand): Result<{ id: KitId }> {
    const recorded = ledger.record(context, kitDecider, id, command)
    return recorded.ok ? ok({ id }) : recorded
  }

  /** What the posts' decider needs to know of the message that a content names; null: there is no such version. */
  function factsOf(from: NonNullable<Content['kit']>): KitFacts | null {
    const state = stateOf(from.kit)
    if (state.kind === 'none') return null
    const found = state.approvals.find(({ version }) => version === from.version)
    return found === undefined ? null : { kit: found.kit, version: found.version, newest: inForce(state)?.version ?? null, writers: state.contributors }
  }

  function live(adaptations: readonly StoredAdaptation[]): readonly (StoredAdaptation & { readonly stage: StageKind; readonly at: Instant })[] {
    return adaptations.flatMap((one) => {
      const found = posts.stageOf(one.post)
      return found === undefined || found.stage === 'discarded' ? [] : [{ ...one, stage: found.stage, at: found.stageAt }]
    })
  }

  function officesOf(kit: Pick<Kit, 'offices'>): readonly OfficeId[] {
    return offices.open().filter((office) => isForOffice(kit, office))
  }

  function rowOf(context: Context, stored: StoredKit): KitRow | undefined {
    const force = inForce(stateOf(stored.id))
    const mine = force !== undefined && isForOffice(force.kit, context.office)
    const own = queries.adaptationsOf(stored.id, context.office)
    // What is not in force is its writers' business, and of who has something made of it.
    if (!seesAll(context) && !mine && own.length === 0) return undefined
    const all = seesAll(context) && force !== undefined ? live(queries.adaptations(stored.id)) : undefined
    const at = (...stages: readonly StageKind[]) => new Set(all?.filter(({ stage }) => stages.includes(stage)).map(({ office }) => office)).size
    return {
      ...stored,
      by: nameOf(stored.by),
      mine,
      posts: live(own).length,
      counts:
        all === undefined || force === undefined
          ? null
          : {
              offices: officesOf(force.kit).length,
              adapted: new Set(all.map(({ office }) => office)).size,
              submitted: at('submitted'),
              approved: at('approved', 'published'),
              published: at('published'),
            },
    }
  }

  function adaptationRows(context: Context, state: KitState, id: KitId): AdaptationRow[] {
    const force = inForce(state)
    const made = live(seesAll(context) ? queries.adaptations(id) : queries.adaptationsOf(id, context.office))
    const byOffice = Map.groupBy(made, ({ office }) => office)
    const wanted = force === undefined ? [] : seesAll(context) ? officesOf(force.kit) : [context.office].filter((office) => isForOffice(force.kit, office))
    const shown = [...new Set([...wanted, ...made.map(({ office }) => office)])]
    return shown.flatMap((office): AdaptationRow[] => {
      const own = byOffice.get(office)
      const named = { office, officeName: offices.nameOf(office) }
      return own === undefined
        ? [{ ...named, post: null, stage: null, version: null, at: null }]
        : own.map(({ post, stage, version, at }) => ({ ...named, post, stage, version, at }))
    })
  }

  /** Who would publish the very same text: of the posts that are not out yet. */
  function sameRows(state: KitState, id: KitId): SameRow[] {
    if (state.kind === 'none') return []
    const texts = live(queries.adaptations(id)).flatMap(({ post, office, slots, networks: on, version }): Adaptation<PostId>[] => {
      const kit = state.approvals.find((one) => one.version === version)?.kit
      return kit === undefined ? [] : [{ post, office, kit, slots, networks: on }]
    })
    const officeOf = new Map(texts.map(({ post, office }) => [post, office]))
    return sameTexts(texts).map(({ network, strictness, kept, others }) => ({
      network,
      strictness,
      kept: { post: kept, officeName: offices.nameOf(officeOf.get(kept) ?? ('' as OfficeId)) }, // it is one of them
      others: others.map(({ post, office }) => ({ post, officeName: offices.nameOf(office) })),
    }))
  }

  function medianOf(id: KitId): KitPage['review'] {
    const seconds = queries.adaptations(id).flatMap((one) => (one.seconds === null ? [] : [one.seconds])).toSorted((one, other) => one - other)
    const middle = Math.floor(seconds.length / 2)
    const upper = seconds[middle]
    if (upper === undefined) return null
    return { median: seconds.length % 2 === 1 ? upper : ((seconds[middle - 1] ?? upper) + upper) / 2, of: seconds.length }
  }

  /** How many findings stop what is being written of a message. */
  function blockingIn(id: KitId): number {
    const state = stateOf(id)
    const writing = state.kind === 'kit' ? state.writing : null
    return writing === null ? 0 : kitFindings(writing.kit, findingsOf).filter(({ severity }) => severity === 'block').length
  }

  function writtenFrom(content: Content): WrittenContent {
    return { ...content, accounts: content.accounts.map(({ id }) => id) }
  }

  return {
    factsOf,
    list: (context: Context): KitRow[] => queries.all().flatMap((stored) => rowOf(context, stored) ?? []),

    get(context: Context, id: KitId): KitPage | undefined {
      const state = stateOf(id)
      if (state.kind === 'none') return undefined
      const force = inForce(state)
      if (!seesAll(context) && force === undefined && queries.adaptationsOf(id, context.office).length === 0) return undefined
      const { writing, approvals, contributors, retired } = state
      const newest = approvals.at(-1)
      const mayWrite = context.roles.includes('reviewer')
      return {
        id,
        name: newest?.kit.name ?? writing?.kit.name ?? '',
        retired,
        versions: approvals.toReversed().map((one) => ({ ...one, by: nameOf(one.by) })),
        writing: writing === null || !seesAll(context) ? null : { ...writing, by: nameOf(writing.by), seal: kitSealOf(writing.kit) },
        contributors: contributors.map(nameOf),
        approveBlocked: !mayWrite ? 'ledger/role' : writing?.submitted !== true ? 'kits/not-submitted' : contributors.includes(context.actor) ? 'kits/own-work' : null,
        mine: force !== undefined && isForOffice(force.kit, context.office),
        adaptations: adaptationRows(context, state, id),
        same: seesAll(context) ? sameRows(state, id) : [],
        review: medianOf(id),
      }
    },

    ofPost(context: Context, post: PostId): KitOfPost | undefined {
      const found = posts.contentOf(context, post)
      const from = found?.content.kit ?? null
      if (found === undefined || from === null) return undefined
      const state = stateOf(from.kit)
      const approval = state.kind === 'kit' ? state.approvals.find(({ version }) => version === from.version) : undefined
      if (approval === undefined) return undefined
      return {
        id: from.kit,
        name: approval.kit.name,
        version: approval.version,
        kit: approval.kit,
        by: nameOf(approval.by),
        at: approval.at,
        newest: inForce(state)?.version ?? null,
        exact: kitFault(found.content, { kit: approval.kit, version: approval.version, newest: inForce(state)?.version ?? null, writers: [] }) === undefined,
      }
    },

    /** Messages sent to be approved, of which this person wrote nothing. */
    toApprove: (person: PersonId): readonly StoredKit[] =>
      queries.all().filter(({ id, writing, retired }) => {
        if (writing !== 'submitted' || retired !== null) return false
        const state = stateOf(id)
        return state.kind === 'kit' && !state.contributors.includes(person)
      }),

    /** Messages in force of which an office has made nothing, or only something of an older version that is not out yet. */
    toAdapt(office: OfficeId): readonly (StoredKit & { readonly outdated: boolean })[] {
      return queries.all().flatMap((stored) => {
        const force = stored.retired === null && stored.version > 0 ? inForce(stateOf(stored.id)) : undefined
        if (force === undefined || !isForOffice(force.kit, office)) return []
        const made = live(queries.adaptationsOf(stored.id, office))
        const outdated = made.some(({ version, stage }) => version < force.version && stage !== 'published')
        return made.length === 0 || outdated ? [{ ...stored, outdated }] : []
      })
    },

    draft: (context: Context, kit: Kit): Result<{ id: KitId }> => record(context, context.newId<'kit'>(), { kind: 'draft', kit }),
    revise: (context: Context, id: KitId, expected: number, kit: Kit): Result<{ id: KitId }> => record(context, id, { kind: 'revise', expected, kit }),
    submit(context: Context, id: KitId, expected: number): Result<{ id: KitId }> {
      return record(context, id, { kind: 'submit', expected, blocking: blockingIn(id) })
    },
    return: (context: Context, id: KitId, expected: number, note: string): Result<{ id: KitId }> => record(context, id, { kind: 'return', expected, note }),
    approve: (context: Context, id: KitId, expected: number, seal: string): Result<{ id: KitId }> => record(context, id, { kind: 'approve', expected, seal, blocking: blockingIn(id) }),
    retire: (context: Context, id: KitId, reason: string): Result<{ id: KitId }> => record(context, id, { kind: 'retire', reason }),

    adapt(context: Context, id: KitId, another: boolean): Result<{ post: PostId }> {
      if (!context.roles.includes('operator')) return refuse('ledger/role')
      const state = stateOf(id)
      if (state.kind === 'none') return refuse('kits/unknown')
      const force = inForce(state)
      if (force === undefined) return refuse('kits/not-in-force')
      if (!isForOffice(force.kit, context.office)) return refuse('kits/not-for-office')
      const begun = live(queries.adaptationsOf(id, context.office)).find(({ stage }) => stage === 'draft' || stage === 'returned')
      if (begun !== undefined && !another) return ok({ post: begun.post })
      const { kit, version } = force
      const accounts = posts.accountsFor(context).filter(({ network }) => goesTo(kit, network))
      if (accounts.length === 0) return refuse('kits/no-accounts')
      const drafted = posts.draft(context, {
        ...writtenFrom(emptyContent),
        ...compose(kit, {}, []),
        source: kit.source,
        campaign: kit.campaign,
        topics: kit.topics,
        accounts: accounts.map((account) => account.id),
        kit: { kit: id, version, slots: {} },
      })
      return drafted.ok ? ok({ post: drafted.value.id }) : drafted
    },

    renew(context: Context, post: PostId, expected: number): Result<{ post: PostId }> {
      const found = posts.contentOf(context, post)
      const from = found?.content.kit ?? null
      if (found === undefined || from === null) return refuse('posts/unknown')
      const force = inForce(stateOf(from.kit))
      if (force === undefined) return refuse('kits/not-in-force')
      const { kit, version } = force
      const slots = normalValues(kit, from.slots)
      const revised = posts.revise(context, post, expected, {
        ...writtenFrom(found.content),
        ...compose(kit, slots, found.content.media),
        source: kit.source,
        campaign: kit.campaign,
        topics: kit.topics,
        kit: { kit: from.kit, version, slots },
      })
      return revised.ok ? ok({ post }) : revised
    },
  }
}

export type KitsService = ReturnType<typeof kitsService>
