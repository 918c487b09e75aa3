import type { Found } from './found.ts'
import type { LexiconEntry } from './rule-set.ts'

type Kind = LexiconEntry['kind']
type Compiled = {
  readonly words: ReadonlyMap<string, Kind>
  /** What makes a word harmless near it, by the word. */
  readonly unless: ReadonlyMap<string, readonly string[]>
  /** By their first word. */
  readonly phrases: ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly kind: Kind }[]>
}
/** A piece of the text that could be a word, and the spellings it may stand for. */
type Token = Found & { readonly readings: readonly string[] }

/** Digits and signs that stand for letters: «p3nd3j0». */
const LEET: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '@': 'a', $: 's', '€': 'e', '!': 'i' }
/** A longer run of letters is no word, however its letters are stretched. */
const LONGEST_WORD = 200
const TOKEN = /[\p{L}\p{M}\p{N}@$€!*]+/gu
/** Letters told one by one: «p u t a», «p.u.t.a». */
const SPELLED = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][ .\-_*]){2,}[\p{L}\p{N}](?![\p{L}\p{N}])/gu

const compiled = new WeakMap<readonly LexiconEntry[], Compiled>()

/**
 * The offending words and phrases of a text, whatever their accents, capitals, stretched letters or digits for letters.
 * Whole words only, so «computadora», «reputación» and «disputa» are what they are. Handles (`@…`) are names, not words.
 */
export function offences(text: string, lexicon: readonly LexiconEntry[]): readonly (Found & { readonly kind: Kind })[] {
  const { words, phrases, unless } = compile(lexicon)
  const tokens = tokensOf(text)
  const single = tokens.flatMap((token, index) => {
    const kind = token.readings.map((reading) => kindOf(reading, words)).find((found) => found !== undefined)
    return kind === undefined || isHarmless(unless, tokens, index) || isMentioned(text, token) ? [] : [{ start: token.start, end: token.end, words: token.words, kind }]
  })
  const several = tokens.flatMap((_, index) => phraseAt(text, tokens, index, phrases))
  const spelled = Array.from(text.matchAll(SPELLED)).flatMap((match) => {
    const kind = readingsOf(match[0].replaceAll(/[ .\-_*]/g, '')).map((reading) => words.get(reading)).find((found) => found !== undefined)
    return kind === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, words: match[0], kind }]
  })
  return outermost([...several, ...spelled, ...single])
}

function compile(lexicon: readonly LexiconEntry[]): Compiled {
  const known = compiled.get(lexicon)
  if (known !== undefined) return known
  const spelledOut = lexicon.flatMap((entry) => entry.endings.map((ending) => ({ ...entry, word: fold(entry.stem + ending) })))
  const made: Compiled = {
    unless: new Map(spelledOut.flatMap((entry) => (entry.unless === undefined ? [] : [[entry.word, entry.unless] as const]))),
    words: new Map(spelledOut.filter((entry) => entry.phrase !== true).map((entry) => [entry.word, entry.kind])),
    phrases: Map.groupBy(
      spelledOut.filter((entry) => entry.phrase === true).map((entry) => ({ words: entry.word.split(' '), kind: entry.kind })),
      ({ words }) => words[0] ?? '',
    ),
  }
  compiled.set(lexicon, made)
  return made
}

/** How near, in words, stands what makes a word harmless. */
const NEAR = 4

/** Whether a word is only literal where it stands: «archivo corrupto». */
function isHarmless(unless: Compiled['unless'], tokens: readonly Token[], index: number): boolean {
  const harmless = tokens[index]?.readings.flatMap((reading) => unless.get(reading) ?? []) ?? []
  return harmless.length > 0 && tokens.slice(Math.max(0, index - NEAR), index + NEAR + 1).some((token) => token.readings.some((reading) => harmless.includes(reading)))
}

/** What tells that a word between quotation marks is spoken of and not used. */
const SPOKEN_OF = /(?<!\p{L})(?:palabras?|t[ée]rminos?|expresi(?:ón|on|ones)|vocablos?|adjetivos?|insultos?|proh[íi]b\p{L}+|sancion\p{L}+|discrimina\p{L}*|estigmatiza\p{L}*)(?!\p{L})/iu
/** How far, in characters, before a word that stands. */
const SPOKEN_WITHIN = 60

/** Whether a word stands alone between quotation marks and is spoken of: «la ley prohíbe llamar “…” a una contendiente». */
function isMentioned(text: string, { start, end }: Found): boolean {
  if (!/[«“"'‘]\s?$/u.test(text.slice(Math.max(0, start - 2), start)) || !/^\s?[»”"'’]/u.test(text.slice(end, end + 2))) return false
  return SPOKEN_OF.test(text.slice(Math.max(0, start - SPOKEN_WITHIN), start))
}

function tokensOf(text: string): readonly Token[] {
  return Array.from(text.matchAll(TOKEN)).flatMap((match) => {
    const before = text[match.index - 1] ?? ' '
    const isHandle = match[0].startsWith('@') && !/[\p{L}\p{N}]/u.test(before)
    if (isHandle) return []
    const words = match[0].replace(/^[!*]+|[!*]+$/gu, (edge) => (edge.startsWith('*') ? edge : ''))
    if (words.length > LONGEST_WORD) return []
    const start = match.index + match[0].indexOf(words)
    const parts = before === '#' ? words.split(/(?<=\p{Ll})(?=\p{Lu})/u) : []
    return [{ start, end: start + words.length, words, readings: [words, ...parts].flatMap(readingsOf) }]
  })
}

/** The spellings a token may stand for: folded; with signs read as letters; with stretched letters shortened. */
function readingsOf(word: string): readonly string[] {
  const plain = fold(word)
  const read = /\p{L}/u.test(plain) ? Array.from(plain, (character) => LEET[character] ?? character).join('') : plain
  const short = [plain, read].flatMap((reading) => [reading, reading.replaceAll(/(.)\1{2,}/gu, '$1'), reading.replaceAll(/(.)\1{2,}/gu, '$1$1')])
  return [...new Set(short)]
}

/** Lower case without accents; «ñ» is a letter of its own and stays. */
function fold(word: string): string {
  return word.toLowerCase().normalize('NFD').replaceAll('n\u0303', 'ñ').replaceAll(/\p{M}/gu, '')
}

function kindOf(reading: string, words: ReadonlyMap<string, Kind>): Kind | undefined {
  const whole = words.get(reading)
  if (whole !== undefined || !reading.includes('*') || reading.replaceAll('*', '').length < 2) return whole
  // «p*ta»: each star hides one letter.
  for (const [word, kind] of words) if (isHiddenBy(reading, word)) return kind
  return undefined
}

function isHiddenBy(reading: string, word: string): boolean {
  return reading.length === word.length && Array.from(word).every((letter, index) => reading[index] === letter || reading[index] === '*')
}

/** The longest phrase that begins at a token. */
function phraseAt(text: string, tokens: readonly Token[], index: number, phrases: Compiled['phrases']): (Found & { kind: Kind })[] {
  const first = tokens[index]
  if (first === undefined) return []
  return first.readings
    .flatMap((reading) => phrases.get(reading) ?? [])
    .flatMap(({ words, kind }) => {
      const last = tokens[index + words.length - 1]
      if (last === undefined || !words.every((word, at) => tokens[index + at]?.readings.includes(word))) return []
      return [{ start: first.start, end: last.end, words: text.slice(first.start, last.end), kind }]
    })
}

/** In the order of the text, the longer one where two overlap. */
function outermost<T extends Found>(found: readonly T[]): readonly T[] {
  const kept: T[] = []
  for (const one of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one)
  }
  return kept
}
