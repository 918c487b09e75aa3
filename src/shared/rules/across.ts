import type { Network } from '#shared/accounts/network.ts'
import { FEWEST_PIECES, isNear, piecesOf } from './alike.ts'
import { LONGEST_READ } from './check.ts'
import { isPostText, placedTexts, type CheckedContent, type PlacedText, type SaidText } from './content.ts'
import { againstLine, deniedBy, type LineFact } from './contradiction.ts'
import type { Finding, Place } from './finding.ts'
import { severityOf, type FactWords, type RuleSet } from './rule-set.ts'
import { sameTextSeverity, strictnessOf } from './same-text.ts'
import { statementsOf, type Statement } from './subject.ts'

/** What is compared of another post. */
export type OtherPost = {
  readonly id: string
  /** Who says it, for the sentence: the office's name. */
  readonly office: string
  readonly title: string
  /** What it says, text by text: a copy of one of them is a copy, whatever else the post says elsewhere. */
  readonly texts: readonly SaidText[]
}

/** A post with everything that it states, in whichever of its texts. */
type Speaker = { readonly post: OtherPost; readonly statements: readonly Statement[] }
/** One of its texts, cut into pieces. */
type Copy = { readonly post: OtherPost; readonly networks: readonly Network[]; readonly pieces: number }

/** Most other posts that are named for one text: more help nobody. */
const MOST_NAMED = 3
/** Most posts whose statements are compared one by one, the likeliest first. */
const MOST_COMPARED = 200

/** Other offices' posts, indexed so that one text is held against twenty thousand while somebody waits. */
export type PostIndex = {
  put(post: OtherPost): void
  drop(id: string): void
  readonly size: number
  /** Posts that share at least one term of a statement of the same kind, those that share most first. */
  speaking(statements: readonly Statement[], isOther: (post: OtherPost) => boolean): readonly Speaker[]
  /** Texts on one of these networks that are nearly this one. */
  alike(text: string, networks: readonly Network[], isOther: (post: OtherPost) => boolean): readonly Copy[]
}

/** What stands in the index under keys: a piece's number, or a term of a subject. What was taken out leaves its slot empty. */
type Shelf<K, E> = { readonly entries: (E | undefined)[]; readonly slots: Map<K, number[]> }

/** An empty index. */
export function postIndex(words: FactWords): PostIndex {
  const speakers: Shelf<string, Speaker> = { entries: [], slots: new Map() }
  const copies: Shelf<number, Copy> = { entries: [], slots: new Map() }
  /** Where each post stands on both shelves. */
  const places = new Map<string, { readonly speaker: number; readonly copies: readonly number[] }>()
  let counts = new Uint16Array(1024)

  function put<K, E>({ entries, slots }: Shelf<K, E>, entry: E, keys: Iterable<K>): number {
    const slot = entries.push(entry) - 1
    for (const key of keys) {
      const list = slots.get(key)
      if (list === undefined) slots.set(key, [slot])
      else if (list.at(-1) !== slot) list.push(slot)
    }
    return slot
  }

  /** The entries that share most of these keys, if they share enough. */
  function best<K, E extends { readonly post: OtherPost }>({ entries, slots }: Shelf<K, E>, keys: Iterable<K>, enough: (entry: E, shared: number) => boolean, most: number): readonly E[] {
    if (counts.length < entries.length) counts = new Uint16Array(entries.length * 2)
    counts.fill(0, 0, entries.length)
    for (const key of keys) for (const slot of slots.get(key) ?? []) counts[slot] = (counts[slot] ?? 0) + 1
    const ranked: { entry: E; shared: number }[] = []
    for (let slot = 0; slot < entries.length; slot++) {
      const shared = counts[slot] ?? 0
      if (shared === 0) continue
      const entry = entries[slot]
      if (entry !== undefined && enough(entry, shared)) ranked.push({ entry, shared })
    }
    return ranked
      .toSorted((one, other) => other.shared - one.shared)
      .slice(0, most)
      .map(({ entry }) => entry)
  }

  const keysOf = (statements: readonly Statement[]) => new Set(statements.flatMap(({ fact, subject }) => [...subject].map((term) => `${fact.kind} ${term}`)))

  function drop(id: string): void {
    const place = places.get(id)
    if (place === undefined) return
    speakers.entries[place.speaker] = undefined
    for (const slot of place.copies) copies.entries[slot] = undefined
    places.delete(id)
  }

  return {
    get size() {
      return places.size
    },
    drop,
    put(post) {
      drop(post.id)
      const statements = post.texts.flatMap(({ text }) => statementsOf(text, words))
      places.set(post.id, {
        speaker: put(speakers, { post, statements }, keysOf(statements)),
        copies: post.texts.flatMap(({ text, networks }) => {
          const minding = networks.filter((network) => strictnessOf(network) !== undefined)
          const pieces = minding.length === 0 ? [] : piecesOf(text)
          return pieces.length < FEWEST_PIECES ? [] : [put(copies, { post, networks: minding, pieces: pieces.length }, pieces)]
        }),
      })
    },
    speaking: (statements, isOther) => best(speakers, keysOf(statements), ({ post }) => isOther(post), MOST_COMPARED),
    alike(text, networks, isOther) {
      const pieces = piecesOf(text)
      if (pieces.length < FEWEST_PIECES) return []
      return best(copies, pieces, (copy, shared) => isNear(shared, pieces.length, copy.pieces) && networks.some((network) => copy.networks.includes(network)) && isOther(copy.post), MOST_NAMED)
    },
  }
}

/** What the line and other posts have to say of a content. `isOther`: which posts count (never the content's own). */
export function checkAcross(
  content: CheckedContent,
  rules: RuleSet,
  line: readonly LineFact[],
  index: PostIndex,
  isOther: (post: OtherPost) => boolean,
): readonly Finding[] {
  const texts = Map.groupBy(placedTexts(content).filter(({ spot }) => spot.kind !== 'tag'), ({ text }) => text)
  return [...texts].flatMap(([text, placed]) => {
    const spot = placed[0]?.spot
    if (spot === undefined || text.length > LONGEST_READ || text.trim() === '') return []
    const at = (start: number, end: number): Place => ({ ...spot, start, end })
    const statements = statementsOf(text, rules.factWords)
    return [
      ...againstLine(text, line, rules.factWords).map(
        ({ start, end, words, subject, value }): Finding => ({ rule: 'contradicts-line', severity: severityOf(rules, 'contradicts-line'), place: at(start, end), detail: { words, subject, value } }),
      ),
      ...againstPosts(statements, rules, index, isOther, at),
      ...copiesOf(text, placed, rules, index, isOther, at),
    ]
  })
}

function againstPosts(
  statements: readonly Statement[],
  rules: RuleSet,
  index: PostIndex,
  isOther: (post: OtherPost) => boolean,
  at: (start: number, end: number) => Place,
): readonly Finding[] {
  if (statements.length === 0) return []
  const denied = index.speaking(statements, isOther).flatMap(({ post, statements: its }) => deniedBy(statements, its).map((pair) => ({ ...pair, post })))
  const named = new Map<Statement, number>()
  return denied.flatMap(({ own, other, post }): Finding[] => {
    const count = named.get(own) ?? 0
    named.set(own, count + 1)
    if (count >= MOST_NAMED) return []
    const { start, end, words } = own.found
    const detail = { words, value: other.found.words, office: post.office, title: post.title }
    return [{ rule: 'contradicts-post', severity: severityOf(rules, 'contradicts-post'), place: at(start, end), detail }]
  })
}

/** A text that another post has already said on a network that minds; the post named is one of where it is forbidden, if there is one. */
function copiesOf(text: string, placed: readonly PlacedText[], rules: RuleSet, index: PostIndex, isOther: (post: OtherPost) => boolean, at: (start: number, end: number) => Place): readonly Finding[] {
  const networks = [...new Set(placed.flatMap((one) => (isPostText(one.spot) ? one.networks : [])))]
  for (const strictness of ['forbids', 'counts'] as const) {
    const minding = networks.filter((network) => strictnessOf(network) === strictness)
    const [nearest] = minding.length === 0 ? [] : index.alike(text, minding, isOther)
    if (nearest === undefined) continue
    const { office, title } = nearest.post
    const shared = networks.filter((network) => nearest.networks.includes(network))
    return [{ rule: 'identical-text', severity: sameTextSeverity(rules, strictness), place: at(0, text.length), detail: { networks: shared.join(' '), office, title } }]
  }
  return []
}
