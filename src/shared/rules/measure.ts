import { never } from '#shared/kernel/never.ts'
import type { Unit } from './rule-set.ts'
import { xLength } from './x-length.ts'

let segmenter: Intl.Segmenter | undefined
/** Text in which every unit of UTF-16 is a grapheme and no emoji: Latin letters as they are typed, without © and ®, which are emoji. */
const plain = /^[\n\u0020-\u007e\u00a1-\u00a8\u00aa-\u00ad\u00af-\u024f]*$/
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u

/** Length of a text in a platform's own unit. The units of things that are not text (`items`, `bytes`, `seconds` …): asking for them is a bug. */
export function measure(unit: Unit, text: string): number {
  switch (unit) {
    case 'x':
      return xLength(text)
    case 'threads':
      return threadsLength(text)
    case 'graphemes':
      return plain.test(text) ? text.length : [...graphemesOf(text)].length
    case 'utf16':
      return text.length
    case 'utf8-bytes':
      return utf8Length(text)
    case 'items':
    case 'bytes':
    case 'seconds':
    case 'thousandths':
    case 'pixels':
      throw new Error(`a text is not measured in ${unit}`)
    default:
      return never(unit)
  }
}

/** The segmenter is made at first use: it takes eight milliseconds of every start. */
function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('es', { granularity: 'grapheme' })
  return segmenter.segment(text)
}

/** Threads counts characters, and an emoji as its UTF-8 bytes (developers.facebook.com/documentation/threads/posts, 14 April 2026). */
function threadsLength(text: string): number {
  if (plain.test(text)) return text.length
  let length = 0
  for (const { segment } of graphemesOf(text)) length += emoji.test(segment) ? utf8Length(segment) : Array.from(segment).length
  return length
}

/** Bytes in UTF-8; a lone surrogate counts as the replacement character it becomes. */
function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}
