import { folded } from '#shared/kernel/folded.ts'
import type { Found } from './found.ts'
import { quotedRanges } from './phrases.ts'
import type { Blanks } from './rule-set.ts'

/** Something between brackets that stands by itself: no letters that were changed («candidata[s]»), no link («[bases](https://…)»). */
const BRACKETS = /(?<![\p{L}\p{N}\]])\[(?<inside>[^[\]\n]{1,80})\](?![\p{L}\p{N}(])/gu
/** Signs in the place of what is to come: «[___]», «[XX]», «[00:00]», «[dd/mm/aaaa]». */
const SIGNS = /^(?:[_\s]*_[_\s]*|(?:x{2,}|0{2,}|d{1,2}|h{2}|_+)(?:[ /:.-]+(?:x{2,}|0{2,}|m{1,4}|a{2,4}|_+))*)$/
const SINGLE_LETTERS = /^[a-z]$/
const FIRST_WORDS = /^(?<article>(?:el|la|los|las|un|una|tu|su) )?(?<first>\p{L}+)/u
/** A label that opens a line: «[Horario especial] El módulo…». */
const LABEL = /^\p{Lu}\p{Ll}+ (?!(?:de|del|y|o) )\p{Ll}/u

/** Blanks of a template that nobody filled in. What an editor writes between brackets («[sic]», «[…]», «[1/3]»), and a label, are none. */
export function unfilledBlanks(text: string, { nouns, editorial }: Blanks): readonly Found[] {
  if (!text.includes('[')) return []
  const quoted = quotedRanges(text)
  return Array.from(text.matchAll(BRACKETS)).flatMap((match): readonly Found[] => {
    const inside = (match.groups?.['inside'] ?? '').trim()
    const plain = folded(inside)
    const end = match.index + match[0].length
    const { article, first = '' } = FIRST_WORDS.exec(plain)?.groups ?? {}
    const isQuoted = quoted.some(([from, to]) => match.index > from && end <= to)
    const opens = text.slice(0, match.index).trimEnd() === '' || text[match.index - 1] === '\n'
    const isNamed = nouns.includes(first) && !(isQuoted && article !== undefined) && !(opens && LABEL.test(inside))
    const isLow = /^\p{Ll}{2}|^\p{Ll} /u.test(inside) && first !== '' && !editorial.includes(first) && !isQuoted
    const isBlank = isNamed || isLow || (SIGNS.test(plain) && !SINGLE_LETTERS.test(plain))
    return isBlank ? [{ start: match.index, end, words: match[0] }] : []
  })
}
