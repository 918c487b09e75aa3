import type { Found } from './found.ts'
import type { RuleId } from './finding.ts'
import { ANY_NAME, ANY_NUMBER, matchAt, openings, parsePattern, type Lists, type Pattern } from './pattern.ts'
import type { Reading } from './reading.ts'
import type { PhraseRule, Phrases } from './rule-set.ts'
import { tokensOf, type Token } from './tokens.ts'

type Compiled = {
  readonly rule: PhraseRule
  readonly find: readonly Pattern[]
  readonly unless: PatternIndex
}
type PatternIndex = { readonly words: ReadonlyMap<string, readonly Pattern[]>; readonly stems: ReadonlyMap<string, readonly Pattern[]> }
type Index = { readonly byPattern: PatternIndex; readonly owners: ReadonlyMap<Pattern, Compiled> }

/** Where a text stands: a post, or the description of an image. */
export type TextKind = 'post' | 'alternative'

/** Something that a rule of phrases found. */
export type PhraseFound = Found & { readonly rule: RuleId; readonly windows: PhraseRule['windows'] }

/** Shortest and longest stem that is looked up. */
const STEM = { least: 2, most: 14 }

const compiled = new WeakMap<Phrases, Index>()

/** What the phrases of the data find in a text: each rule's own words, unless the same sentence says something that makes them harmless. */
export function phrasesIn(reading: Reading, phrases: Phrases, kind: TextKind): readonly PhraseFound[] {
  const { byPattern, owners } = compile(phrases)
  const tokens = tokensOf(reading)
  const found: PhraseFound[] = []
  const excused = new Map<string, boolean>()
  const ends = new Map<RuleId, number>()
  const quotes = quotedRanges(reading.cased)
  for (let at = 0; at < tokens.length; at++) {
    for (const pattern of candidates(byPattern, tokens[at])) {
      const owner = owners.get(pattern)
      if (owner === undefined) continue
      const { rule } = owner
      if ((rule.where ?? kind) !== kind || at < (ends.get(rule.rule) ?? 0)) continue
      const end = matchAt(pattern, tokens, at)
      const [first, last] = [tokens[at], tokens[(end ?? 0) - 1]]
      if (end === undefined || first === undefined || last === undefined) continue
      if (rule.quotable === true && quotes.some(([start, close]) => first.start > start && last.end <= close)) continue
      if (isExcused(owner, tokens, first.sentence, excused)) continue
      ends.set(rule.rule, end)
      found.push({ ...reading.back(first.start, last.end), rule: rule.rule, windows: rule.windows })
    }
  }
  return found
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
  for (const rule of phrases.phrases) {
    const one: Compiled = {
      rule,
      find: rule.find.map((written) => parsePattern(written, lists)),
      unless: indexOf((rule.unless ?? []).map((written) => parsePattern(written, lists))),
    }
    for (const pattern of one.find) owners.set(pattern, one)
  }
  const index = { byPattern: indexOf([...owners.keys()]), owners }
  compiled.set(phrases, index)
  return index
}

function indexOf(patterns: readonly Pattern[]): PatternIndex {
  const words = new Map<string, Pattern[]>()
  const stems = new Map<string, Pattern[]>()
  const put = (map: Map<string, Pattern[]>, key: string, pattern: Pattern) => {
    const list = map.get(key)
    if (list === undefined) map.set(key, [pattern])
    else if (!list.includes(pattern)) list.push(pattern)
  }
  for (const pattern of patterns) {
    const opening = openings(pattern)
    for (const word of opening.words) put(words, word, pattern)
    for (const stem of opening.stems) put(stems, stem, pattern)
  }
  return { words, stems }
}

function candidates(index: PatternIndex, token: Token | undefined): readonly Pattern[] {
  if (token === undefined) return []
  const { word } = token
  const found = [
    ...(index.words.get(word) ?? []),
    ...(/^\d+$/.test(word) ? (index.words.get(ANY_NUMBER) ?? []) : []),
    ...(token.capital ? (index.words.get(ANY_NAME) ?? []) : []),
  ]
  if (index.stems.size > 0) {
    for (let length = STEM.least; length <= Math.min(STEM.most, word.length); length++) found.push(...(index.stems.get(word.slice(0, length)) ?? []))
  }
  return found
}

/** Whether the sentence has something that makes the rule's words harmless; asked once for each sentence and rule. */
function isExcused(owner: Compiled, tokens: readonly Token[], sentence: number, known: Map<string, boolean>): boolean {
  const key = `${sentence} ${owner.rule.rule} ${owner.rule.find[0] ?? ''}`
  let excused = known.get(key)
  if (excused === undefined) {
    const from = tokens.findIndex((token) => token.sentence === sentence)
    excused = false
    for (let at = from; tokens[at]?.sentence === sentence && !excused; at++) {
      excused = candidates(owner.unless, tokens[at]).some((pattern) => matchAt(pattern, tokens, at) !== undefined)
    }
    known.set(key, excused)
  }
  return excused
}

/** Longest passage that counts as quoted, in characters. */
const LONGEST_QUOTE = 400

/** Ranges between quotation marks. */
function quotedRanges(text: string): readonly (readonly [number, number])[] {
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
