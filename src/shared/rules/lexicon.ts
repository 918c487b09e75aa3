import type { Found } from './found.ts'
import type { LexiconEntry } from './rule-set.ts'

type Kind = LexiconEntry['kind']
type Compiled = {
  readonly words: ReadonlyMap<string, Kind>
  readonly phrases: readonly { readonly words: readonly string[]; readonly kind: Kind }[]
}
/** A piece of the text that could be a word, and the spellings it may stand for. */
type Token = Found & { readonly readings: readonly string[] }

/** Digits and signs that stand for letters: «p3nd3j0». */
const LEET: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '@': 'a', $: 's', '€': 'e', '!': 'i' }
const TOKEN = /[\p{L}\p{M}\p{N}@$€!*]+/gu
/** Letters told one by one: «p u t a», «p.u.t.a». */
const SPELLED = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][ .\-_*]){2,}[\p{L}\p{N}](?![\p{L}\p{N}])/gu

const compiled = new WeakMap<readonly LexiconEntry[], Compiled>()

/**
 * The offending words and phrases of a text, whatever their accents, capitals, stretched letters or digits for letters.
 * Whole words only, so «computadora», «reputación» and «disputa» are what they are. Handles (`@…`) are names, not words.
 */
export function offences(text: string, lexicon: readonly LexiconEntry[]): readonly (Found & { readonly kind: Kind })[] {
  const { words, phrases } = compile(lexicon)
  const tokens = tokensOf(text)
  const single = tokens.flatMap((token) => {
    const kind = token.readings.map((reading) => kindOf(reading, words)).find((found) => found !== undefined)
    return kind === undefined ? [] : [{ start: token.start, end: token.end, words: token.words, kind }]
  })
  const several = phrases.flatMap((phrase) => phraseIn(text, tokens, phrase))
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
    words: new Map(spelledOut.filter((entry) => entry.phrase !== true).map((entry) => [entry.word, entry.kind])),
    phrases: spelledOut.filter((entry) => entry.phrase === true).map((entry) => ({ words: entry.word.split(' '), kind: entry.kind })),
  }
  compiled.set(lexicon, made)
  return made
}

function tokensOf(text: string): readonly Token[] {
  return Array.from(text.matchAll(TOKEN)).flatMap((match) => {
    const before = text[match.index - 1] ?? ' '
    const isHandle = match[0].startsWith('@') && !/[\p{L}\p{N}]/u.test(before)
    if (isHandle) return []
    const words = match[0].replace(/^[!*]+|[!*]+$/gu, (edge) => (edge.startsWith('*') ? edge : ''))
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
  const hidden = new RegExp(`^${reading.replaceAll(/[^\p{L}*]/gu, '').replaceAll('*', String.raw`\p{L}`)}$`, 'u')
  for (const [word, kind] of words) if (hidden.test(word)) return kind
  return undefined
}

function phraseIn(text: string, tokens: readonly Token[], phrase: Compiled['phrases'][number]): readonly (Found & { kind: Kind })[] {
  return tokens.flatMap((first, index) => {
    const run = tokens.slice(index, index + phrase.words.length)
    const last = run.at(-1)
    if (last === undefined || run.length < phrase.words.length) return []
    if (!phrase.words.every((word, at) => run[at]?.readings.includes(word))) return []
    return [{ start: first.start, end: last.end, words: text.slice(first.start, last.end), kind: phrase.kind }]
  })
}

/** Without those that lie inside another, in the order of the text. */
function outermost<T extends Found>(found: readonly T[]): readonly T[] {
  const kept: T[] = []
  for (const one of found.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    if (!kept.some((other) => one.start < other.end && other.start < one.end)) kept.push(one)
  }
  return kept.sort((a, b) => a.start - b.start)
}
