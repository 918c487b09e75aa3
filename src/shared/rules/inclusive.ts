import type { Found } from './found.ts'
import type { Reading } from './reading.ts'
import type { Inclusive } from './rule-set.ts'
import { tokensOf, type Token } from './tokens.ts'

/** Wording that leaves people out, with what may stand in its place. Nothing is ever changed but by the person's own click. */
export type Suggestion = Found & { readonly instead: string }

/** «tod@s», «l@s»: the sign stands where a vowel is, and no address follows. */
const AT_ENDING = /(?<![\p{L}\p{N}.])[\p{L}]{1,20}@s?(?![\p{L}\p{N}.@])/gu
const X_ENDING = /(?<![\p{L}\p{N}@#/.])(?:[\p{L}]{1,20}[^aeiouáéíóú\P{L}]xs|lxs|ellxs|unxs|[\p{L}]{2,20}[bcdfghjklmnpqrstvwyzñ]x)(?![\p{L}\p{N}])/giu

/** Endings that no voice can say. */
export function unreadableEndings(reading: Reading, { endings }: Inclusive): readonly Found[] {
  const signs = [...reading.plain.matchAll(AT_ENDING), ...reading.plain.matchAll(X_ENDING)].filter((match) => !isAcronym(reading, match.index, match[0].length)).map((match) => reading.back(match.index, match.index + match[0].length))
  const spoken = tokensOf(reading).filter((token) => endings.includes(token.word)).map((token) => reading.back(token.start, token.end))
  return [...signs, ...spoken].toSorted((one, other) => one.start - other.start)
}

/** «CDMX» is no word with an x at its end. */
function isAcronym({ cased }: Reading, start: number, length: number): boolean {
  return length <= LONGEST_ACRONYM && /^\p{Lu}+$/u.test(cased.slice(start, start + length))
}
const LONGEST_ACRONYM = 5

/** What could be said so that it includes everybody. Both genders named («las y los ciudadanos», «ciudadanas y ciudadanos») is fine as it is. */
export function inclusiveSuggestions(reading: Reading, { terms, feminines }: Inclusive): readonly Suggestion[] {
  const tokens = tokensOf(reading)
  return tokens.flatMap((token, at) => {
    const term = terms.find((one) => startsHere(one.words, tokens, at))
    if (term === undefined) return []
    const length = term.words.split(' ').length
    const last = tokens[at + length - 1] ?? token
    if (term.plain !== true && (namesBoth(reading, tokens, at, at + length - 1, feminines) || isTitle(token, tokens, at))) return []
    const article = tokens[at - 1]
    const withArticle = article?.sentence === token.sentence && token.joined && ['los', 'unos', 'nuestros', 'estos', 'esos', 'todos'].includes(article.word) && term.bare !== undefined
    const all = withArticle && article.word === 'los' && tokens[at - 2]?.word === 'todos'
    const contracted = !withArticle && term.bare === undefined && article?.sentence === token.sentence && article.word === 'los'
    const start = all ? (tokens[at - 2]?.start ?? token.start) : withArticle || contracted ? (article?.start ?? token.start) : token.start
    const instead = withArticle || contracted ? term.instead : (term.bare ?? term.instead)
    const found = reading.back(start, last.end)
    return [{ ...found, instead: likeIts(found.words, instead) }]
  })
}

function startsHere(words: string, tokens: readonly Token[], at: number): boolean {
  return words.split(' ').every((word, index) => tokens[at + index]?.word === word && tokens[at + index]?.sentence === tokens[at]?.sentence)
}

/** Whether the other gender is named beside it. */
function namesBoth(reading: Reading, tokens: readonly Token[], first: number, last: number, feminines: readonly string[]): boolean {
  const around = tokens.slice(Math.max(0, first - 5), last + 6).filter((token) => token.sentence === tokens[first]?.sentence).map((token) => token.word)
  const own = tokens[first]?.word ?? ''
  const feminine = [own.replace(/os$/, 'as'), own.replace(/es$/, 'as'), ...feminines.filter((word) => word.slice(0, 4) === own.slice(0, 4))]
  if (around.some((word) => word !== own && feminine.includes(word))) return true
  // «madres y padres de familia»: the pair has no common root.
  if (own === 'padres' && around.includes('madres')) return true
  const article = own === 'los' ? 1 : 0
  const before = tokens.slice(Math.max(0, first - 4), first + article).map((token) => token.word).join(' ')
  if (/(?:^| )(?:las|ellas|todas|nuestras|unas) (?:y|o|e) (?:a |de )?(?:los|ellos|todos|nuestros|unos)$/.test(before)) return true
  // «personas ciudadanos», «ciudadanos(as)», «ciudadanos/as», «ciudadanas/os».
  const end = tokens[last]?.end ?? 0
  return /^\s?[(/]-?(?:as|a)\b/.test(reading.plain.slice(end, end + 5))
}

/** Part of a name or a title: «Instituto de los Mexicanos en el Exterior». */
function isTitle(token: Token, tokens: readonly Token[], at: number): boolean {
  if (!token.capital || token.opensSentence || token.cased === token.cased.toUpperCase()) return false
  const before = tokens[at - 1]
  return !(before?.opensSentence === true && /^(?:los|unos|nuestros|estimados|queridos|a)$/.test(before.word))
}

/** With a capital where the words it stands for have one. */
function likeIts(words: string, instead: string): string {
  return /^\p{Lu}/u.test(words) ? `${instead.charAt(0).toUpperCase()}${instead.slice(1)}` : instead
}
