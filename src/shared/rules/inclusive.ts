import type { Found } from './found.ts'
import type { Reading } from './reading.ts'
import type { Inclusive, InclusiveTerm } from './rule-set.ts'
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
export function inclusiveSuggestions(reading: Reading, inclusive: Inclusive): readonly Suggestion[] {
  const tokens = tokensOf(reading)
  const terms = namedTerms(reading, tokens, inclusive)
  const named = terms.filter((one, at) => terms.slice(0, at).every((other) => other.end <= one.start))
  const people = peopleOf(inclusive)
  const general = tokens.flatMap((_, at) => severalOf(reading, tokens, at, inclusive, people) ?? anyOne(reading, tokens, at, inclusive, people) ?? calledOnes(reading, tokens, at, inclusive) ?? calledOne(reading, tokens, at, inclusive, people) ?? [])
  const apart = general.filter((one) => named.every((other) => one.end <= other.start || other.end <= one.start))
  return [...named, ...apart].filter((one) => !isInLink(reading, one.start)).toSorted((one, other) => one.start - other.start)
}

const termsKnown = new WeakMap<Inclusive, ReadonlyMap<string, readonly InclusiveTerm[]>>()

/** The terms by their first word. */
function termsOf(inclusive: Inclusive): ReadonlyMap<string, readonly InclusiveTerm[]> {
  const made = termsKnown.get(inclusive) ?? Map.groupBy(inclusive.terms, ({ words }) => words.split(' ', 1)[0] ?? '')
  termsKnown.set(inclusive, made)
  return made
}

function namedTerms(reading: Reading, tokens: readonly Token[], inclusive: Inclusive): readonly Suggestion[] {
  const { feminines } = inclusive
  const byWord = termsOf(inclusive)
  return tokens.flatMap((token, at) => {
    const term = byWord.get(token.word)?.find((one) => startsHere(one.words, tokens, at))
    if (term === undefined) return []
    const length = term.words.split(' ').length
    const last = tokens[at + length - 1] ?? token
    if (term.plain !== true && (namesBoth(reading, tokens, at, at + length - 1, feminines) || isTitle(token, tokens, at))) return []
    if (length === 1 && describes(tokens, at, inclusive)) return []
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

/** Words in -os and -es that are no noun which a following one describes. */
const NO_NOUNS = /^(?:.*mos|(?:.*y)?dos|(?:.*i)?tres|.*cientos|miles|millones|nosotros|ustedes|entonces|antes|menos|pues|es|les|nos)$/

/** Whether a word only describes the noun before it: «movimientos ciudadanos», «consejos ciudadanos». */
function describes(tokens: readonly Token[], at: number, { adjectives }: Inclusive): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]]
  if (before === undefined || token?.joined !== true || before.sentence !== token.sentence) return false
  return token.word === 'ciudadanos' && /(?:es|os)$/.test(before.word) && !ARTICLES.has(before.word) && !adjectives.includes(before.word) && !NO_NOUNS.test(before.word)
}

/** By every masculine form of who is named. `many`: a plural; `generic`: may stand for all; `common`: the same word for both genders. */
type People = ReadonlyMap<string, { readonly many: boolean; readonly generic: boolean; readonly common: boolean }>

const peopleKnown = new WeakMap<Inclusive, People>()

function peopleOf(inclusive: Inclusive): People {
  const before = peopleKnown.get(inclusive)
  if (before !== undefined) return before
  const people = new Map<string, { many: boolean; generic: boolean; common: boolean }>()
  for (const noun of [...inclusive.generic, ...inclusive.nouns]) {
    if (people.has(noun)) continue
    const generic = inclusive.generic.includes(noun)
    const common = feminineAsWritten(noun) === noun
    people.set(noun, { many: false, generic, common })
    const plural = noun.endsWith('z') ? `${noun.slice(0, -1)}ces` : /[aeo]$/.test(noun) ? `${noun}s` : `${noun}es`
    people.set(plural, { many: true, generic, common })
  }
  peopleKnown.set(inclusive, people)
  return people
}

const ARTICLES = new Set(['los', 'unos', 'nuestros', 'estos', 'esos', 'aquellos', 'algunos', 'muchos', 'varios', 'todos', 'sus'])
const QUANTIFIERS = new Set(['cada', 'todo', 'cualquier', 'ningun', 'algun'])
const SINGULAR = new Set(['el', 'al', 'del', 'un'])
/** «Cuando un ciudadano …». */
const SUPPOSES = new Set(['cuando', 'si', 'donde', 'que', 'como', 'porque'])
/** What is said of one who stands for all. */
const DUTIES = /^(?:deb(?:e|era|eria)|pued[ea]|podra|tiene|tendra|recib(?:e|ira)|presenta|acude|acudira|elige|vota|decide|requiere|necesita|entrega|firma|llena|conserva|ejerce|interesado|promedio|comun|responsable|informado)$/

const NAMED_AFTER = /^(?:padron|registro|asociacion|camara|colegio|sindicato|union|consejo|instituto|club|federacion|confederacion|mercado|casa|dia|red|escuela)$/
/** What everybody has who stands for all: «el papel del ciudadano». */
const OF_ALL = /^(?:papel|deber|deberes|obligacion|obligaciones|derecho|derechos|rol|voz|confianza|participacion|atencion|interes|servicio|vida|dignidad|poder|decision)$/

/** «Los artesanos», «artesanos»: both genders are suggested. */
function severalOf(reading: Reading, tokens: readonly Token[], at: number, { adjectives, feminines }: Inclusive, people: People): Suggestion[] | undefined {
  const token = tokens[at]
  const person = token === undefined ? undefined : people.get(token.word)
  if (token === undefined || person?.many !== true) return undefined
  const before = tokens[at - 1]
  const between = before?.sentence === token.sentence && token.joined && adjectives.includes(before.word) ? 1 : 0
  const article = tokens[at - 1 - between]
  const led = article?.sentence === token.sentence && ARTICLES.has(article.word) && article.word !== 'sus'
  if (!led && person.common) return undefined
  // «Partidos candidatos» is no list of people; «personas funcionarios» names everybody.
  if (before?.sentence === token.sentence && (/^personas?$/.test(before.word) || (!led && /(?:es|os)$/.test(before.word) && !ARTICLES.has(before.word) && !adjectives.includes(before.word)))) return undefined
  // «Padrón de proveedores», «Asociación de Ganaderos»: what something is called.
  if (!led && before?.word === 'de' && NAMED_AFTER.test(tokens[at - 2]?.word ?? '')) return undefined
  if (namesBoth(reading, tokens, at, at, feminines) || isTitle(token, tokens, at)) return undefined
  const found = reading.back(token.start, token.end)
  return [{ ...found, instead: person.common ? `personas ${found.words}` : likeIts(found.words, `${feminineAsWritten(found.words)} y ${found.words.toLowerCase()}`) }]
}

/** «Cada elector», «el solicitante deberá»: one who stands for everybody. */
function anyOne(reading: Reading, tokens: readonly Token[], at: number, { feminines }: Inclusive, people: People): Suggestion[] | undefined {
  const token = tokens[at]
  const person = token === undefined ? undefined : people.get(token.word)
  if (token === undefined || person === undefined || person.many) return undefined
  const [before, after] = [tokens[at - 1], tokens[at + 1]]
  if (before?.sentence !== token.sentence || !token.joined) return undefined
  const each = QUANTIFIERS.has(before.word)
  const said = after?.sentence === token.sentence && DUTIES.test(after.word)
  const ofAll = before.word === 'del' && OF_ALL.test(tokens[at - 2]?.word ?? '')
  const supposed = before.word === 'un' && SUPPOSES.has(tokens[at - 2]?.word ?? '')
  if (person.generic && !person.common && isAddressed(tokens, at)) return [{ ...reading.back(token.start, token.end), instead: `persona ${feminineAsWritten(token.cased)}` }]
  const one = person.generic && SINGULAR.has(before.word) && (said || supposed || (ofAll && after?.word !== 'que'))
  if ((!each && !one) || (after?.joined === true && after.capital) || (token.capital && !before.opensSentence) || namesBoth(reading, tokens, at, at, feminines)) return undefined
  const found = reading.back(before.start, token.end)
  const article = { al: 'a la', del: 'de la', un: 'una', el: 'la', todo: 'toda', ningun: 'ninguna', algun: 'alguna' }[before.word] ?? before.word
  return [{ ...found, instead: likeIts(found.words, `${article} persona ${person.common ? reading.back(token.start, token.end).words : feminineAsWritten(reading.back(token.start, token.end).words)}`) }]
}

/** «Paisanos, …»: whom one calls. */
function calledOnes(reading: Reading, tokens: readonly Token[], at: number, { vocatives, feminines }: Inclusive): Suggestion[] | undefined {
  const token = tokens[at]
  if (token === undefined || !vocatives.includes(token.word) || (token.joined && !token.opensSentence)) return undefined
  if (namesBoth(reading, tokens, at, at, feminines)) return undefined
  const found = reading.back(token.start, token.end)
  return [{ ...found, instead: likeIts(found.words, `${feminineAsWritten(found.words)} y ${found.words.toLowerCase()}`) }]
}

/** «Amigo elector», «Elector: …»: one who is called and stands for all. */
function calledOne(reading: Reading, tokens: readonly Token[], at: number, { salutes, feminines }: Inclusive, people: People): Suggestion[] | undefined {
  const token = tokens[at]
  if (token === undefined) return undefined
  const next = tokens[at + 1]
  const saluted = salutes.includes(token.word) && next?.joined === true && next.sentence === token.sentence ? next : undefined
  const called = saluted ?? (token.opensSentence && next?.joined === false && next.sentence === token.sentence && token.word !== 'usuario' && !/\d|^\p{Lu}{2}/u.test(next.cased) ? token : undefined)
  const person = called === undefined ? undefined : people.get(called.word)
  if (called === undefined || person?.generic !== true || person.many || (saluted === undefined && person.common)) return undefined
  const end = saluted === undefined ? at : at + 1
  if (namesBoth(reading, tokens, at, end, feminines)) return undefined
  const found = reading.back(token.start, called.end)
  const noun = reading.back(called.start, called.end).words
  return [{ ...found, instead: likeIts(found.words, `persona ${person.common ? noun : feminineAsWritten(noun)}`) }]
}

/** «artesanos»: artesanas; «pescadores»: pescadoras; «técnico»: técnica. */
function feminineAsWritten(words: string): string {
  return words.toLowerCase().replace(/o(s?)$/, 'a$1').replace(/ores$/, 'oras').replace(/or$/, 'ora')
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
  // «los representantes y las representantes».
  if (tokens.slice(Math.max(0, first - 5), last + 6).some((token, index, all) => token.word === own && all[index - 1]?.word === 'las')) return true
  // «madres y padres de familia»: the pair has no common root.
  if (own === 'padres' && around.includes('madres')) return true
  const article = own === 'los' ? 1 : 0
  const before = tokens.slice(Math.max(0, first - 4), first + article).map((token) => token.word).join(' ')
  if (/(?:^| )(?:las|ellas|todas|nuestras|unas) (?:y|o|e) (?:a |de )?(?:los|ellos|todos|nuestros|unos)$/.test(before)) return true
  // «personas ciudadanos», «ciudadanos(as)», «ciudadanos/as», «ciudadanas/os».
  const end = tokens[last]?.end ?? 0
  return /^\s?[(/]-?(?:as|a)\b/.test(reading.plain.slice(end, end + 5))
}

/** «Si usted es elector», «es usted ciudadano»: who reads it is called by a masculine word. */
function isAddressed(tokens: readonly Token[], at: number): boolean {
  const said = `${tokens[at - 2]?.word ?? ''} ${tokens[at - 1]?.word ?? ''}`
  return (said === 'usted es' || said === 'es usted' || said === 'si eres') && tokens[at - 2]?.sentence === tokens[at]?.sentence
}

/** «ine.mx/observadores»: an address is none of our wording. */
function isInLink({ cased }: Reading, start: number): boolean {
  const run = /\S*$/u.exec(cased.slice(Math.max(0, start - 200), start))?.[0] ?? ''
  return run.includes('/') && run.includes('.')
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
