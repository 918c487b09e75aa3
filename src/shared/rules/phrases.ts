import type { Found } from './found.ts'
import type { RuleId } from './finding.ts'
import { ANY_DEED, ANY_NAME, ANY_NUMBER, isDeed, matchAt, openings, parsePattern, type Passage, passageOf, STEM, type Lists, type Pattern } from './pattern.ts'
import type { Reading } from './reading.ts'
import type { PhraseRule, Phrases } from './rule-set.ts'
import { tokensOf, type Token } from './tokens.ts'

type Compiled = {
  readonly rule: PhraseRule
  readonly number: number
  readonly find: readonly Pattern[]
  /** Patterns that must stand together, by what is kept of where each was seen. */
  readonly together: readonly (readonly string[])[]
  /** Patterns that tell a little, with their weights. */
  readonly weights: readonly (readonly [string, number])[]
  readonly unless: PatternIndex
}
type PatternIndex = {
  readonly words: ReadonlyMap<string, readonly Pattern[]>
  readonly stems: ReadonlyMap<string, readonly Pattern[]>
  /** What was looked up before, by how a word sounds. */
  readonly known: Map<string, readonly Pattern[]>
}
type Index = {
  readonly byPattern: PatternIndex
  readonly owners: ReadonlyMap<Pattern, Compiled>
  /** Rules with patterns that must stand together, and those patterns by themselves. */
  readonly combined: readonly Compiled[]
  readonly parts: PatternIndex
  readonly partNames: ReadonlyMap<Pattern, string>
}

/** Where a text stands: a post, or the description of an image. */
export type TextKind = 'post' | 'alternative'

/** Something that a rule of phrases found. */
export type PhraseFound = Found & { readonly rule: RuleId; readonly windows: PhraseRule['windows'] }

/** What joins patterns that stand together. */
const TOGETHER = ' & '
/** Farthest apart, in words, that patterns which stand together begin. */
const WITHIN = 14
/** Most places in a sentence where a pattern is looked at: an endless list must not stop the screen. */
const MOST_SEEN = 6

const compiled = new WeakMap<Phrases, Index>()

/** Whether the periods run in which a rule counts. */
type Runs = (windows: NonNullable<PhraseRule['windows']>) => boolean

/**
 * What the phrases of the data find in a text: each rule's own words, unless the same sentence says something that makes them harmless.
 * A rule whose periods do not run finds nothing, and no other yields to it.
 */
export function phrasesIn(reading: Reading, phrases: Phrases, kind: TextKind, runs: Runs = () => true): readonly PhraseFound[] {
  const index = compile(phrases)
  const tokens = tokensOf(reading)
  const passage = passageOf(tokens)
  const excused = new Map<string, boolean>()
  const said: Said = { quoted: quotedRanges(reading.cased), asked: askedRanges(reading.cased) }
  const isRunning = ({ windows }: PhraseRule) => windows === undefined || runs(windows)
  const counts = (owner: Compiled, at: number, end: number) => {
    const { rule } = owner
    const [first, last] = [tokens[at], tokens[end - 1]]
    if ((rule.where ?? kind) !== kind || !isRunning(rule) || first === undefined || last === undefined) return false
    return !isSetAside(rule, said, first.start, last.end) && ![first.sentence, last.sentence].some((sentence) => isExcused(owner, passage, sentence, excused))
  }
  const found: (Span & { readonly rule: PhraseRule })[] = []
  const ends = new Map<Compiled, number>()
  for (let at = 0; at < tokens.length; at++) {
    for (const pattern of candidates(index.byPattern, tokens[at])) {
      const owner = index.owners.get(pattern)
      if (owner === undefined || at < (ends.get(owner) ?? 0)) continue
      const end = matchAt(pattern, passage, at)
      if (end === undefined || !counts(owner, at, end)) continue
      ends.set(owner, end)
      found.push({ at, end, rule: owner.rule })
    }
  }
  const seen = seenIn(index, passage)
  const last = tokens.at(-1)?.sentence ?? 0
  for (const owner of index.combined) {
    const said = (span: Span) => found.some(({ at, rule }) => rule.rule === owner.rule.rule && at >= span.at && at < span.end)
    for (const names of owner.together) {
      const span = nearest(names, seen)
      if (span !== undefined && !said(span) && counts(owner, span.at, span.end)) found.push({ ...span, rule: owner.rule })
    }
    const speaks = owner.weights.some(([name, weight]) => weight > 0 && seen.has(name))
    for (let sentence = 0; speaks && sentence <= last; sentence++) {
      const span = weighed(owner, seen, (at) => within(tokens[at]?.sentence, sentence))
      if (span !== undefined && !said(span) && counts(owner, span.at, span.end)) found.push({ ...span, rule: owner.rule })
    }
  }
  const isSaid = (rules: readonly RuleId[], first: number, last: number) => found.some(({ at, rule }) => rules.includes(rule.rule) && (tokens[at]?.sentence ?? -1) >= first && (tokens[at]?.sentence ?? -1) <= last)
  // Only here is known which of several that overlap has something to add.
  const taken = new Map<RuleId, number>()
  return found.toSorted((one, other) => one.at - other.at).flatMap(({ at, end, rule }) => {
    const [first, last] = [tokens[at], tokens[end - 1]]
    if (at < (taken.get(rule.rule) ?? 0)) return []
    if (first === undefined || last === undefined || (rule.yields !== undefined && isSaid(rule.yields, first.sentence, last.sentence))) return []
    taken.set(rule.rule, end)
    return [{ ...reading.back(first.start, last.end), rule: rule.rule, windows: rule.windows }]
  })
}

/** Checks that every pattern of the data can be read. Throws with a sentence on the first that cannot. */
export function validatePhrases(phrases: Phrases): void {
  compile(phrases)
}

function compile(phrases: Phrases): Index {
  const already = compiled.get(phrases)
  if (already !== undefined) return already
  const lists: Lists = phrases.lists
  const owners = new Map<Pattern, Compiled>()
  const parts = new Map<string, Pattern>()
  const combined: Compiled[] = []
  for (const [number, rule] of phrases.phrases.entries()) {
    const [alone, joined] = [rule.find?.filter((written) => !written.includes(TOGETHER)) ?? [], rule.find?.filter((written) => written.includes(TOGETHER)) ?? []]
    const one: Compiled = {
      rule,
      number,
      find: alone.map((written) => parsePattern(written, lists)),
      together: joined.map((written) => written.split(TOGETHER)),
      weights: Object.entries(rule.weigh ?? {}),
      unless: indexOf((rule.unless ?? []).map((written) => parsePattern(written, lists))),
    }
    for (const pattern of one.find) owners.set(pattern, one)
    for (const part of [...one.together.flat(), ...one.weights.map(([part]) => part)]) if (!parts.has(part)) parts.set(part, parsePattern(part, lists))
    if (one.together.length > 0 || one.weights.length > 0) combined.push(one)
  }
  const index: Index = {
    byPattern: indexOf([...owners.keys()]),
    owners,
    combined,
    parts: indexOf([...parts.values()]),
    partNames: new Map(Array.from(parts, ([name, pattern]) => [pattern, name])),
  }
  compiled.set(phrases, index)
  return index
}

/** From a token up to, but without, another. */
type Span = { readonly at: number; readonly end: number }
type Seen = ReadonlyMap<string, readonly Span[]>

/** Where each of what may stand together was seen. */
function seenIn(index: Index, passage: Passage): Seen {
  const seen = new Map<string, Span[]>()
  for (const [at, token] of passage.tokens.entries()) {
    for (const pattern of candidates(index.parts, token)) {
      const name = index.partNames.get(pattern) ?? ''
      const spans = seen.get(name) ?? []
      if (spans.length >= MOST_SEEN || spans.at(-1)?.at === at) continue
      const end = matchAt(pattern, passage, at)
      if (end !== undefined) seen.set(name, [...spans, { at, end }])
    }
  }
  return seen
}

/** Where patterns stand together, near the first of them and apart from each other; undefined if one is not there. */
function nearest(names: readonly string[], seen: Seen): Span | undefined {
  const places = names.map((name) => seen.get(name))
  const [first, ...others] = places
  if (first === undefined || others.includes(undefined)) return undefined
  for (const one of first) {
    const taken: Span[] = [one]
    for (const spans of others) {
      const fits = spans?.find((span) => Math.abs(span.at - one.at) <= WITHIN && taken.every((other) => areApart(span, other)))
      if (fits !== undefined) taken.push(fits)
    }
    if (taken.length === names.length) return spanOf(taken)
  }
  return undefined
}

/** From the first to the last of what speaks for a rule in two sentences in a row, if its weights reach what is asked. Each kind counts once, a word for one kind only. */
function weighed({ weights, rule }: Compiled, seen: Seen, isHere: (at: number) => boolean): Span | undefined {
  const taken: Span[] = []
  let sum = 0
  for (const [name, weight] of weights) {
    const span = seen.get(name)?.find((one) => isHere(one.at) && (weight < 0 || taken.every((other) => one.at !== other.at)))
    if (span === undefined) continue
    sum += weight
    if (weight > 0) taken.push(span)
  }
  return taken.length > 0 && sum >= (rule.reach ?? 2) ? spanOf(taken) : undefined
}

function within(sentence: number | undefined, first: number): boolean {
  return sentence === first || sentence === first + 1
}

function areApart(one: Span, other: Span): boolean {
  return one.end <= other.at || other.end <= one.at
}

function spanOf(spans: readonly Span[]): Span {
  return { at: Math.min(...spans.map(({ at }) => at)), end: Math.max(...spans.map(({ end }) => end)) }
}

type Ranges = readonly (readonly [number, number])[]
type Said = { readonly quoted: Ranges; readonly asked: Ranges }

/** What somebody else says, or what is asked, where the rule lets that go. */
function isSetAside(rule: PhraseRule, { quoted, asked }: Said, start: number, end: number): boolean {
  const within = (ranges: Ranges) => ranges.some(([from, to]) => start > from && end <= to)
  return (rule.quotable === true && within(quoted)) || (rule.unasked === true && within(asked))
}

function indexOf(patterns: readonly Pattern[]): PatternIndex {
  const words = new Map<string, Pattern[]>()
  const stems = new Map<string, Pattern[]>()
  const put = (map: Map<string, Pattern[]>, key: string, pattern: Pattern) => {
    const list = map.get(key)
    if (list === undefined) map.set(key, [pattern])
    else if (list.at(-1) !== pattern) list.push(pattern) // one pattern is put after the other
  }
  for (const pattern of patterns) {
    const opening = openings(pattern)
    for (const word of opening.words) put(words, word, pattern)
    for (const stem of opening.stems) put(stems, stem, pattern)
  }
  return { words, stems, known: new Map() }
}

function candidates(index: PatternIndex, token: Token | undefined): readonly Pattern[] {
  if (token === undefined) return []
  const spoken = spokenAs(index, token.sound)
  const digits = /^\d+$/.test(token.word) ? index.words.get(ANY_NUMBER) : undefined
  const names = token.capital ? index.words.get(ANY_NAME) : undefined
  const deeds = isDeed(token) ? index.words.get(ANY_DEED) : undefined
  return digits === undefined && names === undefined && deeds === undefined ? spoken : [...spoken, ...(digits ?? []), ...(names ?? []), ...(deeds ?? [])]
}

/** Most words whose patterns are remembered. */
const REMEMBERED = 4096

function spokenAs(index: PatternIndex, sound: string): readonly Pattern[] {
  const before = index.known.get(sound)
  if (before !== undefined) return before
  const found = [...(index.words.get(sound) ?? [])]
  for (let length = STEM.least; index.stems.size > 0 && length <= Math.min(STEM.most, sound.length); length++) found.push(...(index.stems.get(sound.slice(0, length)) ?? []))
  const each = [...new Set(found)]
  if (index.known.size >= REMEMBERED) index.known.clear()
  index.known.set(sound, each)
  return each
}

/** Whether the sentence has something that makes the rule's words harmless; asked once for each sentence and rule. */
function isExcused(owner: Compiled, passage: Passage, sentence: number, known: Map<string, boolean>): boolean {
  const { tokens } = passage
  const key = `${sentence} ${owner.number}`
  let excused = known.get(key)
  if (excused === undefined) {
    const from = tokens.findIndex((token) => token.sentence === sentence)
    excused = false
    for (let at = from; tokens[at]?.sentence === sentence && !excused; at++) {
      excused = candidates(owner.unless, tokens[at]).some((pattern) => matchAt(pattern, passage, at) !== undefined)
    }
    known.set(key, excused)
  }
  return excused
}

/** Longest passage that counts as quoted, in characters. */
const LONGEST_QUOTE = 400

/** Ranges between quotation marks, from the first mark to the last. */
export function quotedRanges(text: string): Ranges {
  const ranges: (readonly [number, number])[] = []
  const pairs: Readonly<Record<string, string>> = { '«': '»', '“': '”', '"': '"' }
  for (let at = 0; at < text.length; at++) {
    const close = pairs[text[at] ?? '']
    if (close === undefined) continue
    const end = text.indexOf(close, at + 1)
    if (end < 0 || end - at > LONGEST_QUOTE) continue
    ranges.push([at, end])
    at = end
  }
  return ranges
}

/** From the beginning of a question to its mark. */
function askedRanges(text: string): Ranges {
  return Array.from(text.matchAll(/[^.!?¡¿\n]{0,300}\?/gu), (match) => [match.index - 1, match.index + match[0].length] as const)
}
