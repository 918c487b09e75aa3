import type { Network } from '#shared/accounts/network.ts'
import { FEWEST_PIECES, likeness, NEARLY, piecesOf } from './alike.ts'
import { LONGEST_READ } from './check.ts'
import { placedTexts, type CheckedContent, type PlacedText } from './content.ts'
import { againstLine, deniedBy, type LineFact } from './contradiction.ts'
import type { Finding, Place } from './finding.ts'
import { severityOf, type FactWords, type RuleSet } from './rule-set.ts'
import { statementsOf, type Statement } from './subject.ts'

/** What is compared of another post. */
export type OtherPost = {
  readonly id: string
  /** Who says it, for the sentence: the office's name. */
  readonly office: string
  readonly title: string
  readonly networks: readonly Network[]
  /** Its texts, one after another. */
  readonly text: string
}

type Entry = { readonly post: OtherPost; readonly pieces: readonly number[]; readonly statements: readonly Statement[] }

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
  speaking(statements: readonly Statement[], isOther: (post: OtherPost) => boolean): readonly Entry[]
  /** Posts whose text is nearly this one. */
  alike(text: string, isOther: (post: OtherPost) => boolean): readonly Entry[]
}

/** Slots of posts by a key: a piece's number or a term of a subject. */
type Postings<K> = Map<K, number[]>

/** An empty index. */
export function postIndex(words: FactWords): PostIndex {
  const entries: (Entry | undefined)[] = []
  const slots = new Map<string, number>()
  const byPiece: Postings<number> = new Map()
  const byTerm: Postings<string> = new Map()
  let counts = new Uint16Array(1024)

  const add = <K>(postings: Postings<K>, key: K, slot: number) => {
    const list = postings.get(key)
    if (list === undefined) postings.set(key, [slot])
    else if (list.at(-1) !== slot) list.push(slot)
  }

  /** How many of these keys each slot has. Slots that were dropped stay in the lists and are passed over. */
  function counted<K>(postings: Postings<K>, keys: Iterable<K>): Uint16Array {
    if (counts.length < entries.length) counts = new Uint16Array(entries.length * 2)
    counts.fill(0, 0, entries.length)
    for (const key of keys) for (const slot of postings.get(key) ?? []) counts[slot] = (counts[slot] ?? 0) + 1
    return counts
  }

  function best(found: Uint16Array, isOther: (post: OtherPost) => boolean, enough: (entry: Entry, shared: number) => boolean, most: number): readonly Entry[] {
    const ranked: { entry: Entry; shared: number }[] = []
    for (let slot = 0; slot < entries.length; slot++) {
      const shared = found[slot] ?? 0
      if (shared === 0) continue
      const entry = entries[slot]
      if (entry !== undefined && enough(entry, shared) && isOther(entry.post)) ranked.push({ entry, shared })
    }
    return ranked
      .toSorted((one, other) => other.shared - one.shared)
      .slice(0, most)
      .map(({ entry }) => entry)
  }

  function drop(id: string): void {
    const slot = slots.get(id)
    if (slot === undefined) return
    entries[slot] = undefined
    slots.delete(id)
  }

  return {
    get size() {
      return slots.size
    },
    drop,
    put(post) {
      drop(post.id)
      const entry: Entry = { post, pieces: piecesOf(post.text), statements: statementsOf(post.text, words) }
      const slot = entries.push(entry) - 1
      slots.set(post.id, slot)
      for (const piece of entry.pieces) add(byPiece, piece, slot)
      for (const { fact, subject } of entry.statements) for (const term of subject) add(byTerm, `${fact.kind} ${term}`, slot)
    },
    speaking(statements, isOther) {
      const keys = new Set(statements.flatMap(({ fact, subject }) => [...subject].map((term) => `${fact.kind} ${term}`)))
      return best(counted(byTerm, keys), isOther, () => true, MOST_COMPARED)
    },
    alike(text, isOther) {
      const pieces = piecesOf(text)
      if (pieces.length < FEWEST_PIECES) return []
      const near = (entry: Entry, shared: number) => likeness(shared, pieces.length, entry.pieces.length) >= NEARLY
      return best(counted(byPiece, pieces), isOther, near, MOST_NAMED)
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
  const texts = new Map<string, PlacedText>()
  for (const placed of placedTexts(content)) if (placed.spot.kind !== 'tag' && !texts.has(placed.text)) texts.set(placed.text, placed)
  return [...texts.values()].flatMap(({ spot, text, networks }) => {
    if (text.length > LONGEST_READ || text.trim() === '') return []
    const at = (start: number, end: number): Place => ({ ...spot, start, end })
    const statements = statementsOf(text, rules.factWords)
    return [
      ...againstLine(text, line, rules.factWords).map(
        ({ start, end, words, subject, value }): Finding => ({ rule: 'contradicts-line', severity: severityOf(rules, 'contradicts-line'), place: at(start, end), detail: { words, subject, value } }),
      ),
      ...againstPosts(statements, rules, index, isOther, at),
      ...(networks.includes('x') && (spot.kind === 'text' || spot.kind === 'own') ? copies(text, rules, index, isOther, at) : []),
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
  const denied = index.speaking(statements, isOther).flatMap((entry) => deniedBy(statements, entry.statements).map((pair) => ({ ...pair, entry })))
  const named = new Map<Statement, number>()
  return denied.flatMap(({ own, other, entry }): Finding[] => {
    const count = named.get(own) ?? 0
    named.set(own, count + 1)
    if (count >= MOST_NAMED) return []
    const { start, end, words } = own.found
    const detail = { words, value: other.found.words, office: entry.post.office, title: entry.post.title }
    return [{ rule: 'contradicts-post', severity: severityOf(rules, 'contradicts-post'), place: at(start, end), detail }]
  })
}

/** On X a text that another account has already said. */
function copies(text: string, rules: RuleSet, index: PostIndex, isOther: (post: OtherPost) => boolean, at: (start: number, end: number) => Place): readonly Finding[] {
  const [nearest] = index.alike(text, (post) => post.networks.includes('x') && isOther(post))
  if (nearest === undefined) return []
  const { office, title } = nearest.post
  return [{ rule: 'identical-text', severity: severityOf(rules, 'identical-text'), place: at(0, text.length), detail: { network: 'x', office, title } }]
}
