import type { Found } from './found.ts'

/**
 * A text as the rules read it: what nobody sees is gone, letters that only look like Latin ones are Latin, styled letters and digits
 * are plain, accents are off («ñ» stays). Ranges found in it lead back to the text as written.
 */
export type Reading = {
  /** The text itself. */
  readonly text: string
  /** With its capitals. */
  readonly cased: string
  /** In lower case, of the same length as `cased`. */
  readonly plain: string
  /** Where a range of the reading lies in the text. */
  back(start: number, end: number): Found
}

/** Letters of other scripts that are drawn like Latin ones (Unicode confusables, the part that passes for Spanish). */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', і: 'i', ј: 'j', ѕ: 's', ԁ: 'd', һ: 'h', ӏ: 'l', ԛ: 'q', ԝ: 'w', ь: 'b', ո: 'n', ս: 'u', օ: 'o', ց: 'g',
    А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X', І: 'I', Ј: 'J', Ѕ: 'S', Ԁ: 'D', З: '3',
    α: 'a', ο: 'o', ρ: 'p', ν: 'v', υ: 'u', ι: 'i', κ: 'k', τ: 't', ε: 'e', χ: 'x', η: 'n', ω: 'w',
    Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H', Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ο: 'O', Ρ: 'P', Τ: 'T', Υ: 'Y', Χ: 'X',
    ı: 'i', ȷ: 'j', ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', đ: 'd', Đ: 'D', ħ: 'h', ꓐ: 'B', ꓑ: 'P', ꓔ: 'T', ꓢ: 'S', ꓮ: 'A', ꓰ: 'E', ꓲ: 'I', ꓳ: 'O', ꓴ: 'U',
    ᴀ: 'a', ʙ: 'b', ᴄ: 'c', ᴅ: 'd', ᴇ: 'e', ꜰ: 'f', ɢ: 'g', ʜ: 'h', ɪ: 'i', ᴊ: 'j', ᴋ: 'k', ʟ: 'l', ᴍ: 'm', ɴ: 'n', ᴏ: 'o', ᴘ: 'p', ʀ: 'r', ꜱ: 's', ᴛ: 't', ᴜ: 'u', ᴠ: 'v', ᴡ: 'w', ʏ: 'y', ᴢ: 'z',
    '‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '−': '-', '﹘': '-', '’': "'", '‘': "'", '＠': '@', '․': '.', '。': '.', '∕': '/', '⁄': '/',
  }),
)

/** What each character reads as; the few in use are asked again and again. */
const known = new Map<string, string>()

function readAs(character: string): string {
  let reads = known.get(character)
  if (reads === undefined) {
    reads = ask(character)
    known.set(character, reads)
  }
  return reads
}

function ask(character: string): string {
  const point = character.codePointAt(0) ?? 0
  if (/[\p{M}\p{Cf}\u115f\u1160\u17b4\u17b5\u3164\uffa0]/u.test(character)) return ''
  // Letters in squares and circles that Unicode does not call letters (🅰, 🄰, 🅐): three alphabets in a row.
  for (const first of [0x1f130, 0x1f150, 0x1f170]) {
    if (point >= first && point < first + 26) return String.fromCodePoint(0x41 + point - first)
  }
  if (/\p{Nd}/u.test(character) && point > 0x7f) return digitOf(character, point)
  const compatible = Array.from(character.normalize('NFKD')).map((part) => LOOK_ALIKES.get(part) ?? part).join('')
  const letters = compatible.replaceAll(/(?<=[nN])\u0303/gu, '\u0001').replaceAll(/\p{M}/gu, '').replaceAll('n\u0001', 'ñ').replaceAll('N\u0001', 'Ñ')
  const shown = LOOK_ALIKES.get(character) ?? letters
  return /^\p{Z}$/u.test(shown) ? (/[\u2028\u2029]/.test(shown) ? '\n' : ' ') : shown
}

/** Digits of every script come in runs of ten from their zero on. */
function digitOf(character: string, point: number): string {
  const compatible = character.normalize('NFKC')
  if (/^[0-9]$/.test(compatible)) return compatible
  let zero = point
  while (zero > point - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String((point - zero) % 10)
}

let last: Reading | undefined

/** Reads a text. The one read last is kept: several rules read the same. */
export function read(text: string): Reading {
  if (last?.text === text) return last
  const cased: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const character of text) {
    const next = at + character.length
    if (character >= ' ' && character <= '~') {
      cased.push(character)
      starts.push(at)
      ends.push(next)
    } else if (character === '\u0303' && (cased.at(-1) === 'n' || cased.at(-1) === 'N')) {
      cased[cased.length - 1] = cased.at(-1) === 'n' ? 'ñ' : 'Ñ'
      ends[ends.length - 1] = next
    } else {
      for (const unit of readAs(character).split('')) {
        cased.push(unit)
        starts.push(at)
        ends.push(next)
      }
    }
    at = next
  }
  const joined = cased.join('')
  const plain = joined.replaceAll(/[A-ZÑ]/g, (letter) => letter.toLowerCase())
  last = {
    text,
    cased: joined,
    plain,
    back(start, end) {
      const from = starts[start] ?? text.length
      const to = end > start ? (ends[end - 1] ?? text.length) : from
      return { start: from, end: to, words: text.slice(from, to) }
    },
  }
  return last
}
