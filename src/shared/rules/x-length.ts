import { xLinks } from './x-links.ts'
import { emojiSource } from './x-patterns.ts'

/** Weighted length of every link, whatever its real length. */
const LINK_LENGTH = 23
/** What a character outside the light ranges, or a whole emoji, weighs; the light ones weigh 1. */
const HEAVY = 2

/** A text longer than this is counted without looking for links: it is some seventy times too long. */
const LONGEST_SEARCHED = 20_000

/** First and last code unit of the ranges that weigh 1: configuration 3 of twitter-text. */
const LIGHT = [
  [0x0000, 0x10ff],
  [0x2000, 0x200d],
  [0x2010, 0x201f],
  [0x2032, 0x2037],
] as const

const emoji = new RegExp(emojiSource, 'g')

/**
 * Length of a post as X counts it: NFC, a link is 23, an emoji with all its joiners and tones is 2, Latin letters and
 * most punctuation 1, everything else 2 (so «…», «•» and «€» cost 2).
 * Source: twitter-text 3.1.0, configuration 3; compared with it in tests/unit/rules/x-length.test.ts.
 */
export function xLength(text: string): number {
  const normal = text.normalize('NFC')
  const links = new Map((normal.length > LONGEST_SEARCHED ? [] : xLinks(normal)).map((link) => [link.start, link.text.length]))
  const emojis = new Map(Array.from(normal.matchAll(emoji), (match) => [match.index, match[0].length]))
  let length = 0
  for (let at = 0; at < normal.length; at += 1) {
    const link = links.get(at)
    const sequence = emojis.get(at)
    if (link !== undefined) {
      length += LINK_LENGTH
      at += link - 1
    } else if (sequence !== undefined) {
      length += HEAVY
      at += sequence - 1
    } else {
      const wide = isSurrogatePair(normal, at)
      if (wide) at += 1
      length += wide ? HEAVY : weightOf(normal.charCodeAt(at))
    }
  }
  return length
}

/** What one UTF-16 unit outside links and emoji costs on X. */
export function weightOf(unit: number): number {
  return LIGHT.some(([first, last]) => unit >= first && unit <= last) ? 1 : HEAVY
}

function isSurrogatePair(text: string, at: number): boolean {
  const point = text.codePointAt(at) ?? 0
  return point > 0xffff
}
