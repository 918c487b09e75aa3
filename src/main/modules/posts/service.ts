import type { AccountId } from '#shared/accounts/account.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { Record as RecordIn } from '#main/ledger/ledger.ts'
import { DAY, HOUR, instantOf, later, type Instant } from '#shared/kernel/clock.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import type { Context, OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Attached, CalendarPage, Emergencies, FromMessage, ListFilter, PostAccount, PostFacets, PostPage, PostRow, QueueFilter, WrittenContent } from '#shared/posts/contract.ts'
import { entityIdOf } from '#shared/organization/office.ts'
import { titleOf, type Content, type FromKit, type Target, type Wanted } from '#shared/posts/content.ts'
import { everyPost, type PostFilter } from '#shared/posts/filter.ts'
import { type KeptViews, LONGEST_VIEW_NAME, MOST_VIEWS, type PostView } from '#shared/posts/view.ts'
import { post, standingOf } from '#shared/posts/post-decider.ts'
import type { AccountFacts, PostCommand, ReviewEnd } from '#shared/posts/post-commands.ts'
import { hasProof, type Post, type PostId, type PostState } from '#shared/posts/post.ts'
import type { ReturnReason } from '#shared/posts/return-reason.ts'
import { nothingShown, type QueueShow } from '#shared/posts/shows.ts'
import { dueAt, elapsed, ranOutAt, reviewMarks, SOON_HOURS, spellsOf, type ReviewClock, type ReviewMark } from '#shared/posts/review-clock.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { checkDue, type Verdict } from '#shared/posts/emergency.ts'
import { ENOUGH_DECISIONS, ENOUGH_WAITS, type Forecast, foretold, PACE_DAYS, usualWait, WAIT_DAYS, waitingLong } from '#shared/posts/forecast.ts'
import { openRequired, type RemarkId } from '#shared/posts/remark.ts'
import { openStep } from '#shared/posts/review-route.ts'
import { activeClaim, whyNot } from '#shared/posts/transitions.ts'
import { afterCounting, countedBetween, type WorkingCalendar } from '#shared/posts/working-calendar.ts'
import { checkAcross } from '#shared/rules/across.ts'
import { check } from '#shared/rules/check.ts'
import type { LineFact } from '#shared/rules/contradiction.ts'
import type { Finding } from '#shared/rules/finding.ts'
import { toldFile, type Media } from '#shared/rules/content.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import { compose, normalValues, slotValue } from '#shared/kits/compose.ts'
import type { KitFacts } from '#shared/kits/post-kit.ts'
import { slotWords, type Slot } from '#shared/kits/slot.ts'
import { actsOf } from './acts.ts'
import { otherPosts } from './other-posts.ts'
import { mediaExtensions } from './media.ts'
import type { RegisteredAccount } from './ports.ts'
import { policy } from './policy.ts'
import { publishing, type PublishingDependencies } from './publishing.ts'
import { remarks } from './remarks.ts'
import { postColumns } from './columns-store.ts'
import { dueColumn, type TimeInForce } from './due-store.ts'
import { postLists, type Scope, type StoredPage, type Viewer } from './lists.ts'
import { reviewQueries, twinOf } from './review-store.ts'
import { postSearch } from './search-store.ts'
import { stops } from './stops.ts'
import { postsQueries, type StoredPost } from './store.ts'
import { viewsFile } from './views-file.ts'

export type PostsDependencies = PublishingDependencies & {
  readonly rules: RuleSet
  /** The entidades of the catalogue. */
  readonly entities: () => readonly { readonly id: string; readonly name: string }[]
  /** How many hours the review may take: the institution's policy. */
  readonly reviewHours: () => number
  /** Folio of the open incident that freezes an account. */
  readonly frozenBy: (account: AccountId) => string | undefined
  /** The national message that a content names, in its version; null: there is no such one. */
  readonly kitFacts: (from: FromKit) => KitFacts | null
  /** The facts of the line that hold at a moment. */
  readonly lineAt: (moment: Instant) => readonly LineFact[]
  /** Where the index for searching is kept, and each person's views: files that concern this machine alone. */
  readonly searchFile: string
  readonly viewsFile: string
}

export type Done = { readonly id: PostId; readonly revision: number }
export type Page = {
  readonly rows: PostRow[]
  readonly total: number
  readonly atLeast: boolean
  readonly unread: number
  readonly next: string | null
  readonly limit: number
  readonly calendar: WorkingCalendar
}

type Several = { readonly done: number; readonly refused: { readonly id: PostId; readonly title: string; readonly code: string }[] }

/** Most of what went out of turn that is listed; its count says if there is more. */
const MOST_EMERGENCIES = 500
/** Days of which the share of decisions out of turn is told. */
const RATE_DAYS = 30
/** Most posts in review that are watched at a time, the ones with least time left: seven times what 332 offices send in the 48 hours. */
const MOST_WATCHED = 5000
/** Most decided posts whose waits are looked at: more than there are where no pace can be told. */
const MOST_WAITS = 500
/** Most posts that are approved together. */
const MOST_TWINS = 100

type StoredClock = Pick<StoredPost, 'clockZero' | 'clockRan' | 'clockSpells'>

/** Posts and their review: the one door. Refusals: `posts/…`, those of the ledger. */
export function postsService(deps: PostsDependencies) {
  const { ledger, clock, rules, media, accounts, people, desk, reviewHours } = deps
  const queries = postsQueries(ledger.read)
  const columns = postColumns(ledger.read)
  const search = postSearch(ledger.read, columns, deps.searchFile, (kind, id) => {
    if (kind === 'office') return people.officeNameOf(id as OfficeId) // the index gives back the kind of id it was given
    const account = accounts.one(id)
    return account === undefined ? '' : `${account.handle} ${account.displayName}`
  })
  // What an account or an office is called is searched too.
  ledger.onRecorded((events) => {
    if (events.some(({ stream }) => stream.startsWith('account/') || stream.startsWith('organization/'))) search.renamed()
  })
  const arrangements = policy({ ledger, people, clock, writersOf, entities: deps.entities, restDays: () => rules.restDays })
  const inForce = (): TimeInForce => ({ limit: reviewHours(), calendar: arrangements.present().calendar })
  const dueBeside = dueColumn(ledger.read, columns, inForce)
  const lists = postLists({ columns, dueBeside, inForce, search, rowsAt: queries.at, now: clock.now, nameOf: people.nameOf, officeNameOf: people.officeNameOf })
  const views = viewsFile(deps.viewsFile)

  const standsFor = (context: Context): readonly PersonId[] => people.standsFor(context.actor, clock.now())
  const reviews = reviewQueries(ledger.read)
  const others = otherPosts({ changedSince: queries.changedSince, officeNameOf: people.officeNameOf, words: () => rules.factWords })

  /** What the line and other posts say of a content, to whoever may see it: who is no reviewer hears of approved and published posts only. */
  function acrossOf(context: Context, id: PostId, content: Content): readonly Finding[] {
    const moment = content.wanted?.at ?? clock.now()
    return checkAcross(content, rules, deps.lineAt(moment), others.index(clock.now()), (other) => other.id !== id && others.isShown(other.id, scopeOf(context) === 'everywhere'))
  }

  /** Reviewers and auditors see every office's posts, everybody else their own office's. */
  function scopeOf(context: Context): Scope {
    return context.roles.includes('reviewer') || context.roles.includes('auditor') ? 'everywhere' : context.office
  }

  /** Everything the rules say of a post now. */
  function findingsOf(context: Context, id: PostId, state: Post): readonly Finding[] {
    return [...check(state.content, rules, { now: clock.now(), entity: entityIdOf(state.office) }), ...acrossOf(context, id, state.content)]
  }

  /** Everything the rules say of a post if it goes out now, whenever it was meant to; what others say was asked when it was sent and approved. */
  function findingsOutNow({ content, office }: Post): readonly Finding[] {
    return check({ ...content, wanted: null }, rules, { now: clock.now(), entity: entityIdOf(office) })
  }

  /** What became of several acts. */
  function several(done: readonly { readonly id: PostId; readonly result: Result<Done> }[]): Result<Several> {
    const refused = done.flatMap(({ id, result }) => (result.ok ? [] : [{ id, title: queries.one(id)?.title ?? '', code: result.refusal.code }]))
    return ok({ done: done.length - refused.length, refused })
  }

  /** Posts in review that say the very same for other accounts, which this person could decide. */
  function twinsOf(context: Context, id: PostId, state: Post): PostPage['twins'] {
    if (state.stage.kind !== 'submitted' || !context.roles.includes('reviewer')) return []
    const unable = arrangements.unable()
    return reviews.twinsOf(id, state.content, MOST_TWINS).flatMap((other) => {
      const twin = visible(context, other)
      if (twin === undefined) return []
      const actor = { person: context.actor, roles: context.roles, office: context.office, now: clock.now(), standsFor: standsFor(context) }
      if (whyNot('approve', standingOf(twin, unable(twin), writersOf(twin)), actor) !== undefined || openRequired(twin.remarks).length > 0) return []
      return [{ id: other, officeName: people.officeNameOf(twin.office), accounts: twin.content.accounts.map((target) => accounts.one(target.id)?.displayName ?? target.id), revision: twin.revision, seal: sealOf(twin.content) }]
    })
  }

  function visible(context: Context, id: string): Post | undefined {
    const state = ledger.state(post, id)
    const scope = scopeOf(context)
    return state.kind === 'post' && (scope === 'everywhere' || state.office === scope) ? state : undefined
  }

  function record(context: Context, id: PostId, command: PostCommand): Result<Done> {
    if (command.kind !== 'draft' && visible(context, id) === undefined) return refuse('posts/unknown')
    const recorded = ledger.record(context, post, id, withEnd(id, withKit(id, withUnable(id, command))))
    if (!recorded.ok) return recorded
    return ok({ id, revision: recorded.value.state.kind === 'post' ? recorded.value.state.revision : 0 })
  }

  /** Once more the gate: the rules are read as when it was sent. */
  function approve(context: Context, id: PostId, expected: number, seal: string, despite: string | null): Result<Done> {
    const state = visible(context, id)
    if (state === undefined) return refuse('posts/unknown')
    return record(context, id, { kind: 'approve', expected, seal, findings: findingsOf(context, id, state), standsFor: standsFor(context), ...(despite === null ? {} : { despite }) })
  }

  /** A command of the review with whom the post's steps name and who do not review any more: every hand passes here. */
  function withUnable(id: PostId, command: PostCommand): PostCommand {
    switch (command.kind) {
      case 'claim':
      case 'hand-over':
      case 'return':
      case 'approve': {
        const state = ledger.state(post, id)
        return state.kind === 'none' ? command : { ...command, unable: arrangements.unable()(state) }
      }
      default:
        return command
    }
  }

  /** A command that ends a stay in review, or looks at one that ended, with when its time runs out or did: every hand passes here. */
  function withEnd(id: PostId, command: PostCommand): PostCommand {
    switch (command.kind) {
      case 'withdraw':
      case 'return':
      case 'approve':
      case 'expedite':
      case 'check-emergency': {
        const end = endOf(ledger.state(post, id))
        return end === undefined ? command : { ...command, end }
      }
      default:
        return command
    }
  }

  /** When the time of a post runs out, or did; undefined where its clock stands still before that. */
  function endOf(state: PostState): ReviewEnd | undefined {
    const { limit, calendar } = inForce()
    const due = state.kind === 'none' ? undefined : ranOutAt(state.clock, limit, calendar)
    return due === undefined ? undefined : { due, limit }
  }

  /** Who wrote the national message that a post is of. */
  function writersOf({ content: { kit } }: Post): readonly PersonId[] {
    return kit === null ? [] : (deps.kitFacts(kit)?.writers ?? [])
  }

  /** A command with the national message that its content names: every hand passes here. */
  function withKit(id: PostId, command: PostCommand): PostCommand {
    switch (command.kind) {
      case 'draft':
      case 'revise':
        return command.content.kit === null ? command : { ...command, kit: deps.kitFacts(command.content.kit) }
      case 'submit':
      case 'claim':
      case 'hand-over':
      case 'return':
      case 'approve':
      case 'expedite':
      case 'check-emergency': {
        const state = ledger.state(post, id)
        return state.kind === 'none' || state.content.kit === null ? command : { ...command, kit: deps.kitFacts(state.content.kit) }
      }
      default:
        return command
    }
  }

  /** The content as the ledger keeps it. An account already among the post's stays; a new one must be the office's and open. */
  function contentOf(written: WrittenContent, office: OfficeId, before: Content | undefined): Result<Content> {
    const targets: Target[] = []
    for (const id of new Set(written.accounts)) {
      const account = accounts.one(id)
      const kept = before?.accounts.some((target) => target.id === id) === true
      if (account === undefined || (!kept && (account.closed || account.office !== office))) return refuse('posts/account-unknown')
      targets.push({ id, network: account.network })
    }
    const files: Media[] = []
    for (const one of written.media) {
      // What a file is comes from the file that was kept, not from what a window says of it.
      const facts = media.facts(one.sha256)
      if (facts === undefined) return refuse('posts/media-unknown')
      // Where this machine did not measure it, what was recorded of the same bytes holds.
      const known = before?.media.find(({ sha256 }) => sha256 === one.sha256)
      const { shape: _, seconds: __, ...said } = one
      files.push({ ...said, ...(known?.shape === undefined ? {} : { shape: known.shape }), ...(known?.seconds === undefined ? {} : { seconds: known.seconds }), ...facts })
    }
    const content = { ...definedTexts(written), media: files, accounts: targets }
    const facts = content.kit === null ? null : deps.kitFacts(content.kit)
    if (content.kit === null || facts === null) return ok(content)
    // What a national message locks is made here, not taken from the window.
    const slots = normalValues(facts.kit, content.kit.slots)
    return ok({ ...content, ...compose(facts.kit, slots, files), kit: { ...content.kit, slots } })
  }

  /** The accounts that a content names, with their networks. One that is not in the registry is left out. */
  function targetsOf(written: WrittenContent): readonly Target[] {
    return written.accounts.flatMap((one) => {
      const found = accounts.one(one)
      return found === undefined ? [] : [{ id: one, network: found.network }]
    })
  }

  /** Asked in the very act: what holds an account, or the post on it, holds at that moment. */
  function factsOf(id: PostId, account: AccountId): AccountFacts {
    const state = ledger.state(post, id)
    const registered = accounts.one(account)
    return {
      handle: registered?.handle ?? '',
      domains: registered === undefined ? [] : accounts.domainsOf(registered.network),
      closed: registered?.closed ?? true,
      frozenBy: deps.frozenBy(account) ?? null,
      stop: stopping.factOf(state.kind === 'post' ? state : undefined, account),
    }
  }

  /** The review's clock of a stored post. */
  function clockOf({ clockZero, clockRan, clockSpells }: StoredClock): Pick<ReviewClock, 'since' | 'spells'> {
    return { since: clockZero === null ? null : instantOf(clockZero + clockRan), spells: spellsOf(clockSpells) }
  }

  function dueOf(stored: StoredClock, { limit, calendar } = inForce()): Instant | null {
    return dueAt(clockOf(stored), limit, calendar) ?? null
  }

  /** Posts in review with their ends, least time left first: of more than are watched, those whose clocks began first. */
  function byDue(limit: number): readonly { readonly post: StoredPost; readonly due: Instant }[] {
    const time = inForce()
    // Where every hour counts, the read table has them in this order already.
    return queries
      .inReview(time.calendar.kind === 'elapsed' ? limit : MOST_WATCHED)
      .flatMap((post) => {
        const due = dueOf(post, time)
        return due === null ? [] : [{ post, due }]
      })
      .toSorted((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0))
      .slice(0, limit)
  }

  /** What would miss its time at the present pace; where too little was decided to tell one, what waits longer than is usual. */
  function forecast(): Forecast {
    const now = clock.now()
    const { calendar } = inForce()
    const since = later(now, -PACE_DAYS * DAY)
    const recent = reviews.decisionsSince(since)
    const decisions = recent.approved + recent.returned + recent.expedited
    const waiting = byDue(MOST_WATCHED)
    const soon = afterCounting(now, SOON_HOURS * HOUR, calendar)
    const counted = countedBetween(since, now, calendar) / HOUR
    if (decisions >= ENOUGH_DECISIONS && counted > 0) {
      return { kind: 'pace', decisions, ...foretold(waiting.map(({ due }) => due), decisions / counted, now, soon, calendar) }
    }
    const decided = reviews.decidedSince(later(now, -WAIT_DAYS * DAY), MOST_WAITS)
    if (decided.length < ENOUGH_WAITS) return { kind: 'unknown', decisions: decided.length }
    // What they took until the last decision: of one that is in review again, without the stay that goes on.
    const usual = usualWait(decided.flatMap((id) => queries.one(id) ?? []).map((stored) => elapsed({ ...clockOf(stored), since: null }, now, calendar)))
    const waits = waiting.map(({ post: stored, due }) => ({ due, waited: elapsed(clockOf(stored), now, calendar) }))
    return { kind: 'waits', decisions: decided.length, usual, ...waitingLong(waits, usual, soon) }
  }

  function rowOf(stored: StoredPost): PostRow {
    const { clockZero: _zero, clockRan: _ran, clockSpells: _spells, claimBy, claimUntil, stageAt, ...row } = stored
    const claim = claimBy === null || claimUntil === null ? undefined : activeClaim({ by: claimBy, until: claimUntil }, clock.now())
    return {
      ...row,
      since: stageAt,
      officeName: people.officeNameOf(row.office),
      authorName: people.nameOf(row.author),
      due: dueOf(stored),
      claim: claim === undefined ? null : { ...claim, name: people.nameOf(claim.by) },
    }
  }

  function pageOf(stored: StoredPage): Page {
    return { ...stored, rows: stored.rows.map(rowOf), ...inForce() }
  }

  function viewerOf(context: Context): Viewer {
    return { person: context.actor, scope: scopeOf(context) }
  }

  function keepViews(context: Context, next: (kept: KeptViews) => KeptViews): Result<Record<string, never>> {
    return views.put(context.actor, next(views.of(context.actor))) ? ok({}) : refuse('posts/view-unkept')
  }

  function accountOf(account: RegisteredAccount): PostAccount {
    const { id, network, handle, displayName, closed } = account
    return { id, network, handle, displayName, closed, frozenBy: deps.frozenBy(id) ?? null, composer: accounts.composerOf(network) }
  }

  function accountsOf(content: Content): PostAccount[] {
    return content.accounts.flatMap(({ id }) => {
      const account = accounts.one(id)
      return account === undefined ? [] : [accountOf(account)]
    })
  }

  /** The national message that a content is made of, in words: its slots by their labels, its pictures by their names. */
  function messageOf({ kit: from, media: files }: Content): FromMessage | null {
    const facts = from === null ? null : deps.kitFacts(from)
    if (from === null || facts === null) return null
    const told = (slot: Slot): string => {
      const value = slotValue(from.slots, slot.id)
      const file = slot.kind === 'photo' ? files.find(({ sha256 }) => sha256 === value) : undefined
      return file === undefined ? slotWords(slot, value) : toldFile(file)
    }
    return { name: facts.kit.name, version: facts.version, slots: facts.kit.slots.map((slot) => ({ label: slot.label, value: told(slot) })) }
  }

  function deedOf(by: PersonId, at: Instant): { by: PersonId; name: string; at: Instant } {
    return { by, name: people.nameOf(by), at }
  }

  /** The required remarks that the approval out of turn passed over, as they were said; what one proposed where it said nothing else. */
  function passedOver({ emergency, remarks }: Post): NonNullable<PostPage['emergency']>['remarks'] {
    return remarks.filter(({ id }) => emergency?.remarks.includes(id) === true).map(({ id, by, text, proposal }) => ({ id, name: people.nameOf(by), text: text === '' ? (proposal ?? '') : text }))
  }

  function postPage(context: Context, id: PostId, state: Post): PostPage {
    const { stage, lastReturn } = state
    const history = ledger.history(`post/${id}`)
    const newest = history.at(-1)
    const claim = stage.kind === 'submitted' ? activeClaim(stage.claim, clock.now()) : undefined
    const corrected = state.correctionOf === null ? undefined : queries.one(state.correctionOf)
    const { limit, calendar } = inForce()
    return {
      id,
      title: titleOf(state.content),
      content: state.content,
      revision: state.revision,
      seal: sealOf(state.content),
      standing: { ...standingOf(state, arrangements.unable()(state), writersOf(state)), standsFor: [...standsFor(context)] },
      steps: arrangements.rowsOf(state),
      otherWay: arrangements.goesAnotherWay(state),
      handOverTo: arrangements.handOverTo(context, state),
      officeName: people.officeNameOf(state.office),
      author: deedOf(state.author, state.draftedAt),
      last: 'by' in stage ? deedOf(stage.by, stage.at) : deedOf(newest?.actor ?? state.author, newest?.at ?? state.draftedAt),
      contributors: [...new Set([...state.contributors, ...state.writers])].map((person) => ({ id: person, name: people.nameOf(person) })),
      claim: claim === undefined ? null : { ...claim, name: people.nameOf(claim.by) },
      due: dueAt(state.clock, limit, calendar) ?? null,
      limit,
      calendar,
      left: Math.max(0, limit * HOUR - elapsed(state.clock, clock.now(), calendar)),
      lastReturn: lastReturn === null ? null : { ...lastReturn, by: people.nameOf(lastReturn.by), accounts: accountsOf(lastReturn.content), kits: { before: messageOf(lastReturn.content), after: messageOf(state.content) } },
      halt: stage.kind === 'approved' && stage.halt !== null ? { ...stage.halt, by: people.nameOf(stage.halt.by) } : null,
      correctionOf: corrected === undefined ? null : { id: corrected.id, title: corrected.title },
      accounts: accountsOf(state.content),
      publications: out.rowsOf(context, state),
      corrections: out.correctionsOf(id),
      remarks: said.rowsOf(context, id, state),
      twins: twinsOf(context, id, state),
      emergency:
        state.emergency === null
          ? null
          : { ...deedOf(state.emergency.by, state.emergency.at), reason: state.emergency.reason, remarks: passedOver(state), voided: state.emergency.voided, due: checkDue(state.emergency), check: state.emergency.check === null ? null : { ...deedOf(state.emergency.check.by, state.emergency.check.at), verdict: state.emergency.check.verdict, note: state.emergency.check.note } },
      history: actsOf(history, people.nameOf),
    }
  }

  const stopping = stops({ ledger, people, accounts, queries: reviews, entities: deps.entities }, { visible, record })
  const out = publishing(deps, { visible, scopeOf, record, factsOf, findingsOutNow, stopOf: stopping.factOf })
  const said = remarks({ ledger, people }, { visible, record })

  return {
    list(context: Context, { order, after, limit, ...filter }: ListFilter): Page {
      return pageOf(lists.list(viewerOf(context), filter, order, { after, limit }))
    },

    facets: (context: Context, filter: PostFilter): PostFacets => lists.facets(viewerOf(context), filter),

    calendar(context: Context, filter: PostFilter, edges: readonly Instant[], each: number): CalendarPage {
      const { days, undated, ...said } = lists.calendar(viewerOf(context), filter, edges, each)
      return { days: days.map(({ total, rows }) => ({ total, rows: rows.map(rowOf) })), undated: { total: undated.total, rows: undated.rows.map(rowOf) }, ...said }
    },

    /** Reads what lists need into memory, in slices; a question asked before waits for all of it at once. */
    ready: (): Promise<void> => columns.ready(),
    /** Reads what the search has not read yet, in slices. */
    readForSearch: (): Promise<void> => search.readAll(),

    /** The review queue; empty for whoever may not see other offices' posts. */
    queue(context: Context, { show, network, text, after, limit }: QueueFilter): Page {
      if (scopeOf(context) !== 'everywhere') return { rows: [], total: 0, atLeast: false, unread: 0, next: null, ...inForce() }
      return pageOf(lists.queue(context.actor, { show, network, text }, { after, limit }))
    },
    queueCounts(context: Context, { network, text }: Pick<QueueFilter, 'network' | 'text'>): Readonly<Record<QueueShow, number>> {
      return scopeOf(context) === 'everywhere' ? lists.queueCounts(context.actor, { network, text }) : nothingShown
    },

    views: (context: Context): KeptViews => views.of(context.actor),

    /** A view under its name; one that already has the name gives way. Refusals: `posts/view-name`, `posts/view-unkept`. */
    keepView(context: Context, given: string, view: PostView): Result<{ id: string }> {
      const name = given.trim()
      if (name === '') return refuseFields('posts/view-name', { name: 'required' })
      if (name.length > LONGEST_VIEW_NAME) return refuseFields('posts/view-name', { name: 'too-long' })
      const before = views.of(context.actor).saved
      const id = before.find((one) => one.name === name)?.id ?? context.newId<'view'>()
      if (before.length >= MOST_VIEWS && !before.some((one) => one.id === id)) return refuseFields('posts/view-name', { name: 'too-many' })
      const kept = keepViews(context, (all) => ({ ...all, saved: [...all.saved.filter((one) => one.id !== id), { id, name, view }] }))
      return kept.ok ? ok({ id }) : kept
    },
    dropView: (context: Context, id: string): Result<Record<string, never>> => keepViews(context, (all) => ({ ...all, saved: all.saved.filter((one) => one.id !== id) })),
    rememberView: (context: Context, view: PostView): Result<Record<string, never>> => keepViews(context, (all) => ({ ...all, last: view })),

    post(context: Context, id: PostId): Result<PostPage> {
      const state = visible(context, id)
      return state === undefined ? refuse('posts/unknown') : ok(postPage(context, id, state))
    },

    accountsFor: (context: Context): PostAccount[] => accounts.ofOffice(context.office).filter((account) => !account.closed).map(accountOf),

    /** What the line and other posts say of what is being written. An account that is not the person's to choose is left out. */
    async across(context: Context, id: PostId, written: WrittenContent): Promise<readonly Finding[]> {
      await others.ready(clock.now())
      const state = visible(context, id)
      if (state === undefined) return []
      return acrossOf(context, id, { ...definedTexts(written), accounts: targetsOf(written) })
    },

    picture: (sha256: string) => media.picture(sha256) ?? { mime: '', base64: '' },

    draft(context: Context, written: WrittenContent, correctionOf: PostId | null): Result<Done> {
      const corrected = correctionOf === null ? undefined : visible(context, correctionOf)
      if (correctionOf !== null && (corrected === undefined || !hasProof(corrected.stage))) return refuse('posts/not-published')
      const content = contentOf(written, context.office, undefined)
      if (!content.ok) return content
      // Whoever opened a new post and left it finds that one again, not a list of empty drafts.
      const untouched = correctionOf === null && written.base === '' ? queries.untouchedOf(context.actor) : undefined
      return untouched === undefined
        ? record(context, context.newId<'post'>(), { kind: 'draft', content: content.value, correctionOf })
        : record(context, untouched, { kind: 'revise', expected: 1, content: content.value })
    },

    /** Where a post stands, for whoever keeps lists of posts. */
    stageOf(id: PostId): Pick<StoredPost, 'stage' | 'stageAt'> | undefined {
      return queries.one(id)
    },
    /** What a post says, to whoever may see it. */
    contentFor(context: Context, id: PostId): { readonly content: Content; readonly revision: number } | undefined {
      return visible(context, id)
    },

    /** As `draft`, within an act of several streams (an import); always a draft of its own. */
    draftWithin(recordIn: RecordIn, context: Context, written: WrittenContent): Result<{ readonly id: PostId }> {
      const content = contentOf(written, context.office, undefined)
      if (!content.ok) return content
      const id = context.newId<'post'>()
      const recorded = recordIn(post, id, { kind: 'draft', content: content.value, correctionOf: null })
      return recorded.ok ? ok({ id }) : recorded
    },

    /** What the checker would say of a content of the person's office, other posts and the line aside. */
    findingsOf(context: Context, written: WrittenContent): readonly Finding[] {
      return check({ ...definedTexts(written), accounts: targetsOf(written) }, rules, { now: clock.now(), entity: entityIdOf(context.office) })
    },

    revise(context: Context, id: PostId, expected: number, written: WrittenContent): Result<Done> {
      const state = visible(context, id)
      if (state === undefined) return refuse('posts/unknown')
      const content = contentOf(written, state.office, state.content)
      return content.ok ? record(context, id, { kind: 'revise', expected, content: content.value }) : content
    },

    /** Another moment to go out, or none; everything else stays as it is. */
    move(context: Context, id: PostId, expected: number, wanted: Wanted | null): Result<Done> {
      const state = visible(context, id)
      return state === undefined ? refuse('posts/unknown') : record(context, id, { kind: 'revise', expected, content: { ...state.content, wanted } })
    },

    /** The files the person chose, in their order: those that could be kept, and why the others could not. */
    async attach(title: string): Promise<Result<Attached>> {
      const chosen = await desk.chooseFiles({ title, extensions: mediaExtensions, several: true })
      const files: Result<Media>[] = []
      for (const path of chosen) files.push(await media.keep(path))
      return ok({ media: files.flatMap((one) => (one.ok ? [one.value] : [])), refused: files.flatMap((one) => (one.ok ? [] : [{ code: one.refusal.code, detail: one.refusal.detail ?? {} }])) })
    },

    /** The gate: the rules read the very content that the decider freezes. */
    submit(context: Context, id: PostId, expected: number): Result<Done> {
      const state = visible(context, id)
      if (state === undefined) return refuse('posts/unknown')
      const steps = arrangements.stepsFor(state)
      return record(context, id, { kind: 'submit', expected, findings: findingsOf(context, id, state), ...(steps === undefined ? {} : { steps }) })
    },

    withdraw: (context: Context, id: PostId): Result<Done> => record(context, id, { kind: 'withdraw' }),
    claim: (context: Context, id: PostId): Result<Done> => record(context, id, { kind: 'claim', standsFor: standsFor(context) }),
    /** To a reviewer by name, for longer than a claim lasts. */
    handOver: (context: Context, id: PostId, to: PersonId): Result<Done> =>
      record(context, id, { kind: 'hand-over', to, able: people.reviewers(clock.now()).includes(to), toStandsFor: people.standsFor(to, clock.now()) }),
    release: (context: Context, id: PostId): Result<Done> => record(context, id, { kind: 'release' }),
    return: (context: Context, id: PostId, expected: number, reasons: readonly ReturnReason[], note: string): Result<Done> =>
      record(context, id, { kind: 'return', expected, reasons, note, standsFor: standsFor(context) }),
    /** `despite`: why, although required remarks are open. */
    approve: (context: Context, id: PostId, expected: number, seal: string, despite: string | null = null): Result<Done> => approve(context, id, expected, seal, despite),
    halt: (context: Context, id: PostId, reason: string): Result<Done> => record(context, id, { kind: 'halt', reason }),
    resume: (context: Context, id: PostId): Result<Done> => record(context, id, { kind: 'resume' }),

    publishing: out,
    remarks: said,
    policy: arrangements,
    stops: stopping,

    /** Approves out of turn: the rules are read as when it is sent. `remarks`: the open required ones that the person was shown. */
    expedite(context: Context, id: PostId, expected: number, seal: string, reason: string, remarks: readonly RemarkId[] = []): Result<Done> {
      const state = visible(context, id)
      return state === undefined ? refuse('posts/unknown') : record(context, id, { kind: 'expedite', expected, seal, reason, findings: findingsOf(context, id, state), remarks })
    },
    checkEmergency: (context: Context, id: PostId, verdict: Verdict, note: string): Result<Done> => record(context, id, { kind: 'check-emergency', verdict, note }),
    /** What went out of turn and nobody else has looked at, those due first. */
    unchecked: (limit: number) => reviews.unchecked(limit),

    /**
     * Puts on record, in the name of whoever is unlocked, that the time of posts ran out: of those in review, and of those that were let pass out of turn,
     * whose breach security does not note. Nothing follows from it but that it is known.
     */
    noteBreaches(context: Context): void {
      const now = clock.now()
      const late = byDue(MOST_WATCHED).filter(({ due }) => due <= now)
      for (const id of [...late.map((one) => one.post.id), ...reviews.unchecked(MOST_WATCHED).map((one) => one.post)]) {
        const state = ledger.state(post, id)
        const end = state.kind === 'none' || state.breached ? undefined : endOf(state)
        if (end !== undefined && end.due <= now) record(context, id, { kind: 'note-breach', ...end })
      }
    },

    forecast,
    /** The same to whoever sees the queue. */
    forecastFor: (context: Context): Forecast => (scopeOf(context) === 'everywhere' ? forecast() : { kind: 'unknown', decisions: 0 }),

    /** What was approved out of turn where the person may see it, newest first, and how many of all approvals of a month that were. */
    emergencies(context: Context): Emergencies {
      const { approved, expedited } = reviews.decisionsSince(later(clock.now(), -RATE_DAYS * DAY))
      const { rows, total } = reviews.emergencies(scopeOf(context), MOST_EMERGENCIES)
      return {
        rows: rows.map(({ by, ...row }) => ({ ...row, officeName: people.officeNameOf(row.office), byName: people.nameOf(by) })),
        total,
        rate: { days: RATE_DAYS, approved: approved + expedited, expedited },
      }
    },

    /** Returns several posts at once, for the same reasons: one event each. Answers with those that could not be. */
    returnMany(context: Context, posts: readonly { readonly id: PostId; readonly expected: number }[], reasons: readonly ReturnReason[], note: string): Result<Several> {
      return several(posts.map(({ id, expected }) => ({ id, result: record(context, id, { kind: 'return', expected, reasons, note, standsFor: standsFor(context) }) })))
    },

    /** Approves posts that say the very same as one that was read, for other accounts: one event each, each bound to its own seal. */
    approveMany(context: Context, id: PostId, chosen: readonly { readonly id: PostId; readonly expected: number; readonly seal: string }[]): Result<Several> {
      const read = visible(context, id)
      if (read === undefined) return refuse('posts/unknown')
      const same = twinOf(read.content)
      if (chosen.some((one) => twinOf(visible(context, one.id)?.content ?? read.content) !== same)) return refuse('posts/not-identical')
      return several(chosen.map((one) => ({ id: one.id, result: approve(context, one.id, one.expected, one.seal, null) })))
    },
    discard: (context: Context, id: PostId): Result<Done> => record(context, id, { kind: 'discard' }),

    /** For the palette: the newest posts that have these words. */
    search(context: Context, text: string, limit: number): readonly PostRow[] {
      return pageOf(lists.list(viewerOf(context), { ...everyPost, text }, 'recent', { after: null, limit })).rows
    },

    /** For the home screen and the reminders. */
    inReview: byDue,
    returnedTo: (person: PersonId, limit: number): readonly StoredPost[] => queries.returnedTo(person, limit),
    approvedIn: (office: OfficeId, limit: number): readonly StoredPost[] => queries.approvedIn(office, limit),
    /**
     * Whether a post in review waits for a reviewer: who has it in hand, whom its open step names, or who stands in for one of them; any reviewer where that is
     * nobody.
     */
    waitsFor(id: PostId, person: PersonId): boolean {
      const state = ledger.state(post, id)
      if (state.kind === 'none' || state.stage.kind !== 'submitted') return false
      const own = [person, ...people.standsFor(person, clock.now())]
      const claim = activeClaim(state.stage.claim, clock.now())
      if (claim !== undefined) return own.includes(claim.by)
      const open = openStep(standingOf(state, arrangements.unable()(state)))
      return open?.waits.kind !== 'people' || open.waits.people.some((one) => own.includes(one))
    },
    /** The moments at which somebody is told of a stored post in review. */
    marksOf: (stored: StoredClock): readonly ReviewMark[] => {
      const { limit, calendar } = inForce()
      return reviewMarks(clockOf(stored), rules.review, limit, calendar)
    },
  }
}

export type PostsService = ReturnType<typeof postsService>

/** What the window wrote, its records by network without their undefined entries. */
function definedTexts(written: WrittenContent): WrittenContent & Pick<Content, 'variants' | 'threads' | 'comments' | 'titles'> {
  const { variants, threads, comments, titles } = written
  return { ...written, variants: defined(variants), threads: defined(threads), comments: defined(comments), titles: defined(titles) }
}

function defined<T>(texts: Readonly<Partial<Record<Network, T | undefined>>>): Readonly<Partial<Record<Network, T>>> {
  // What is left of a partial record without its undefined entries is the partial record.
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)) as Readonly<Partial<Record<Network, T>>>
}
