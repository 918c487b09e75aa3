import { networks as allNetworks, type Network } from '#shared/accounts/network.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { millisecondsOf } from '#shared/kernel/clock.ts'
import { entityIdOf } from '#shared/organization/office.ts'
import type { PostFilter } from '#shared/posts/filter.ts'
import { stageKinds, type StageKind } from '#shared/posts/post.ts'
import type { PostColumns, PostColumnsStore } from './columns-store.ts'

/** Whether the post at a place belongs to an answer. */
export type Keeps = (place: number) => boolean

/** By what an answer is sorted: the least first, and of two with the same key the lesser place, or the greater where `down`. */
export type Sorting = { readonly key: (place: number) => number; readonly down: boolean }

/** Where a page begins: beyond this key and place. */
export type Cursor = { readonly key: number; readonly place: number }
export type Picked = { readonly places: readonly number[]; readonly total: number; readonly next: Cursor | null }

/** Bits of networks in the order of `networks`. */
export function bitsOf(networks: readonly Network[]): number {
  return networks.reduce((set, network) => set | (1 << allNetworks.indexOf(network)), 0)
}

/**
 * A page of those that are kept, and how many there are: one pass over all places, or over `among`. Of what is read only the best are held, so that
 * nothing is sorted but a page.
 */
export function pick(columns: PostColumns, keeps: Keeps, { key, down }: Sorting, { after, limit, among }: { readonly after: Cursor | null; readonly limit: number; readonly among?: readonly number[] | undefined }): Picked {
  const best = firstOf(limit + 1, down)
  let total = 0
  const look = (place: number): void => {
    if (columns.stage[place] === 0 || !keeps(place)) return
    total += 1
    const value = key(place)
    if (after === null || isBefore(after.key, after.place, value, place, down)) best.offer(value, place)
  }
  if (among !== undefined) for (const place of among) look(place)
  // The newest places tend to come first where the order runs down: what is not among the best is then turned away at once.
  else if (down) for (let place = columns.size - 1; place > 0; place--) look(place)
  else for (let place = 1; place < columns.size; place++) look(place)
  const found = best.sorted()
  const last = found.length > limit ? found[limit - 1] : undefined
  return { places: found.slice(0, limit).map(({ place }) => place), total, next: last ?? null }
}

function isBefore(key: number, place: number, otherKey: number, otherPlace: number, down: boolean): boolean {
  if (key !== otherKey) return key < otherKey
  return down ? place > otherPlace : place < otherPlace
}

/** The first `most` of what is offered, in order. */
export function firstOf(most: number, down: boolean) {
  let held: Cursor[] = []
  let worst: Cursor | undefined
  function prune(): void {
    held.sort((one, other) => (isBefore(one.key, one.place, other.key, other.place, down) ? -1 : 1))
    held = held.slice(0, most)
    worst = held.length === most ? held[most - 1] : undefined
  }
  return {
    offer(key: number, place: number): void {
      if (worst !== undefined && !isBefore(key, place, worst.key, worst.place, down)) return
      held.push({ key, place })
      if (held.length >= most * 4) prune()
    },
    sorted(): readonly Cursor[] {
      prune()
      return held
    },
  }
}

/** The dimensions of a filter whose values are counted. */
export const dimensions = ['stages', 'networks', 'offices', 'authors', 'reviewers', 'campaigns', 'topics', 'due', 'wanted'] as const
export type Dimension = (typeof dimensions)[number]

/** A filter as tests over the columns, one for each dimension that asks something. */
export type Sieve = {
  /** Holds for every answer and every count: whose posts the person may see, and «only mine». */
  readonly base: Keeps
  readonly tests: readonly { readonly dimension: Dimension; readonly keeps: Keeps }[]
}

/** The end of its time (ms) at or before which a post has little left, and at or before which none. */
export type Ends = { readonly soon: number; readonly over: number }

export type SieveCircumstances = {
  readonly person: PersonId
  /** The one office whose posts may be seen; undefined: everybody's. */
  readonly scope: string | undefined
  /** When the time of each post in review ends (`due-store.ts`). */
  readonly due: Float64Array
  readonly ends: Ends
}

export function sieveOf(store: PostColumnsStore, columns: PostColumns, filter: PostFilter, { person, scope, due, ends }: SieveCircumstances): Sieve {
  const { stage, networks, office, author, reviewer, campaign, topics, wanted } = columns
  /** Never a code: what no post names is found nowhere. */
  const codeOf = (id: string): number => store.codeOf(id) ?? -1
  const own = scope === undefined ? undefined : codeOf(scope)
  const me = codeOf(person)
  const base: Keeps = filter.mine
    ? (place) => (own === undefined || office[place] === own) && author[place] === me
    : own === undefined
      ? () => true
      : (place) => office[place] === own
  const tests: { dimension: Dimension; keeps: Keeps }[] = []
  const stages = new Set(filter.stages.map((one) => stageKinds.indexOf(one) + 1))
  const discarded = stageKinds.indexOf('discarded') + 1
  tests.push({ dimension: 'stages', keeps: stages.size === 0 ? (place) => stage[place] !== discarded : (place) => stages.has(stage[place] ?? 0) })
  if (filter.networks.length > 0) {
    const bits = bitsOf(filter.networks)
    tests.push({ dimension: 'networks', keeps: (place) => ((networks[place] ?? 0) & bits) !== 0 })
  }
  if (filter.offices.length > 0 || filter.entities.length > 0) {
    const wantedOffices = new Set(filter.offices.map(codeOf))
    const entities = new Set(filter.entities)
    const known = new Map<number, boolean>()
    const isWanted = (code: number): boolean => {
      let answer = known.get(code)
      if (answer === undefined) known.set(code, (answer = wantedOffices.has(code) || entities.has(entityIdOf(store.idOf(code)))))
      return answer
    }
    tests.push({ dimension: 'offices', keeps: (place) => isWanted(office[place] ?? 0) })
  }
  if (filter.authors.length > 0) {
    const people = new Set(filter.authors.map(codeOf))
    tests.push({ dimension: 'authors', keeps: (place) => people.has(author[place] ?? 0) })
  }
  if (filter.reviewers.length > 0) {
    const people = new Set(filter.reviewers.map(codeOf))
    tests.push({ dimension: 'reviewers', keeps: (place) => people.has(reviewer[place] ?? 0) })
  }
  if (filter.campaigns.length > 0) {
    const campaigns = new Set(filter.campaigns.map(codeOf))
    tests.push({ dimension: 'campaigns', keeps: (place) => campaigns.has(campaign[place] ?? 0) })
  }
  if (filter.topics.length > 0) {
    const known = new Map<number, boolean>([[0, false]])
    const isWanted = (code: number): boolean => {
      let answer = known.get(code)
      if (answer === undefined) known.set(code, (answer = topicsOf(store, code).some((topic) => filter.topics.some((one) => one === topic))))
      return answer
    }
    tests.push({ dimension: 'topics', keeps: (place) => isWanted(topics[place] ?? 0) })
  }
  if (filter.due !== 'any') {
    const end = ends[filter.due]
    tests.push({ dimension: 'due', keeps: (place) => (due[place] ?? Number.NaN) <= end })
  }
  if (filter.wanted.kind === 'undated') tests.push({ dimension: 'wanted', keeps: (place) => Number.isNaN(wanted[place]) })
  if (filter.wanted.kind === 'dated') tests.push({ dimension: 'wanted', keeps: (place) => !Number.isNaN(wanted[place]) })
  if (filter.wanted.kind === 'between') {
    const [from, to] = [millisecondsOf(filter.wanted.from), millisecondsOf(filter.wanted.to)]
    tests.push({ dimension: 'wanted', keeps: (place) => (wanted[place] ?? Number.NaN) >= from && (wanted[place] ?? Number.NaN) < to })
  }
  return { base, tests }
}

/** The ids that a code of the topics' column stands for. */
export function topicsOf(store: PostColumnsStore, code: number): readonly string[] {
  return store.idOf(code).split(' ').filter(Boolean)
}

/** The sieve as one question. */
export function keepsOf({ base, tests }: Sieve): Keeps {
  // One inside the other: a loop inside the loop over all places would cost more than the questions.
  return tests.reduceRight<Keeps>((rest, { keeps }) => both(keeps, rest), base)
}

function both(first: Keeps, second: Keeps): Keeps {
  return (place) => first(place) && second(place)
}

/** How many there are of each value of each dimension, were that dimension's own choice lifted. Offices and people by their codes. */
export type Tally = {
  readonly total: number
  readonly stages: Readonly<Record<StageKind, number>>
  readonly networks: Readonly<Record<Network, number>>
  readonly offices: ReadonlyMap<number, number>
  readonly authors: ReadonlyMap<number, number>
  readonly reviewers: ReadonlyMap<number, number>
  readonly campaigns: ReadonlyMap<number, number>
  /** By the codes of whole sets of topics. */
  readonly topics: ReadonlyMap<number, number>
  readonly soon: number
  readonly over: number
  readonly undated: number
  readonly dated: number
}

/** One pass over all places, or over `among`. `codes`: how many offices and people have one. */
export function tally(columns: PostColumns, { base, tests }: Sieve, { due, ends }: Pick<SieveCircumstances, 'due' | 'ends'>, codes: number, among?: readonly number[]): Tally {
  const { stage, networks, office, author, reviewer, campaign, topics, wanted } = columns
  const stages = new Array<number>(stageKinds.length + 1).fill(0)
  const sets = new Uint32Array(1 << allNetworks.length)
  const [offices, authors, reviewers, campaigns, subjects] = [new Uint32Array(codes), new Uint32Array(codes), new Uint32Array(codes), new Uint32Array(codes), new Uint32Array(codes)]
  const [questions, asked] = [tests.map(({ keeps }) => keeps), tests.map(({ dimension }) => dimension)]
  let [total, soon, over, undated, dated] = [0, 0, 0, 0, 0]
  const look = (place: number): void => {
    const at = stage[place] ?? 0
    if (at === 0 || !base(place)) return
    let failed: Dimension | undefined
    for (let index = 0; index < questions.length; index++) {
      if (questions[index]?.(place) === true) continue
      if (failed !== undefined) return
      failed = asked[index]
    }
    if (failed === undefined) total += 1
    if (failed === undefined || failed === 'stages') stages[at] = (stages[at] ?? 0) + 1
    if (failed === 'stages') return
    if (failed === undefined || failed === 'networks') count(sets, networks[place] ?? 0)
    if (failed === undefined || failed === 'offices') count(offices, office[place] ?? 0)
    if (failed === undefined || failed === 'authors') count(authors, author[place] ?? 0)
    if (failed === undefined || failed === 'reviewers') count(reviewers, reviewer[place] ?? 0)
    if (failed === undefined || failed === 'campaigns') count(campaigns, campaign[place] ?? 0)
    if (failed === undefined || failed === 'topics') count(subjects, topics[place] ?? 0)
    if (failed === undefined || failed === 'due') {
      if ((due[place] ?? Number.NaN) <= ends.soon) soon += 1
      if ((due[place] ?? Number.NaN) <= ends.over) over += 1
    }
    if (failed === undefined || failed === 'wanted') {
      if (Number.isNaN(wanted[place])) undated += 1
      else dated += 1
    }
  }
  if (among !== undefined) for (const place of among) look(place)
  else for (let place = 1; place < columns.size; place++) look(place)
  return {
    total,
    stages: Object.fromEntries(stageKinds.map((kind, index) => [kind, stages[index + 1] ?? 0])) as Record<StageKind, number>, // every stage is a key
    networks: Object.fromEntries(
      allNetworks.map((network, index) => [network, sets.reduce((sum, times, set) => sum + ((set & (1 << index)) === 0 ? 0 : times), 0)]),
    ) as Record<Network, number>, // every network is a key
    offices: counted(offices),
    authors: counted(authors),
    reviewers: counted(reviewers),
    campaigns: counted(campaigns),
    topics: counted(subjects),
    soon,
    over,
    undated,
    dated,
  }
}

function count(counts: Uint32Array, code: number): void {
  counts[code] = (counts[code] ?? 0) + 1
}

function counted(counts: Uint32Array): ReadonlyMap<number, number> {
  return new Map([...counts.entries()].filter(([code, times]) => code > 0 && times > 0))
}
