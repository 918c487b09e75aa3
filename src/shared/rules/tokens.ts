import type { Reading } from './reading.ts'
import { soundOf } from './sound.ts'

/** A word of a reading. */
export type Token = {
  /** Half-open range in the reading. */
  readonly start: number
  readonly end: number
  /** In lower case, «ñ» as «n»: people leave its tilde out. Stretched letters are short, an abbreviation of chats is its word. */
  readonly word: string
  /** How the word sounds (`soundOf`). */
  readonly sound: string
  readonly cased: string
  /** As it is written, with `acute`: words of one spelling are one word to every pattern, as far as it looks at the word alone and not at where it stands. */
  readonly spelling: string
  /** Which sentence it stands in: 0, 1, 2 … */
  readonly sentence: number
  /** Begins with a capital. */
  readonly capital: boolean
  /** What stands between it and the word before is only spaces. */
  readonly joined: boolean
  readonly opensSentence: boolean
  /** Ends with an accent as written: «creó» is not «creo», «voté» is not «vote». */
  readonly acute: boolean
}

/** Words that end with a period without ending a sentence. */
const SHORT = new Set(
  'av ave calz blvd boul col fracc num no nro int ext mz mza lt edif depto dpto km art arts fracc lic ing dr dra mtro mtra arq cp c cc sr sra srta prof profa gral tel ext cel esq sto sta pte ote nte prol priv cda and edo mpio dto dip sen gob pag inc ed vs etc hrs hr h a m p u s g r am pm cv eu eua pd'.split(' '),
)
/** A word; letters with periods between them are one: «P.R.D.». */
const WORD = /(?<![\p{L}\p{N}])\p{L}(?:\.\p{L})+(?![\p{L}\p{N}])|[\p{L}\p{N}]+(?:['_&][\p{L}\p{N}]+)*/gu
/** How people write in chats, in small letters. */
const CHAT: ReadonlyMap<string, string> = new Map(
  Object.entries({ q: 'que', k: 'que', ke: 'que', qe: 'que', x: 'por', xq: 'porque', pq: 'porque', porq: 'porque', pa: 'para', pal: 'para', d: 'de', toy: 'estoy', stoy: 'estoy', tamos: 'estamos', bn: 'bien', tmb: 'tambien', tb: 'tambien', dnd: 'donde', grax: 'gracias', vdd: 'verdad', amix: 'amiga', wapa: 'guapa', ay: 'hay', aser: 'hacer', ase: 'hace', asen: 'hacen', ba: 'va', ban: 'van', boy: 'voy', haiga: 'haya', haigan: 'hayan' }),
)

let last: { readonly reading: Reading; readonly tokens: readonly Token[] } | undefined

/** The words of a reading, sentence by sentence. Words stuck into a hashtag are told apart by their capitals. */
export function tokensOf(reading: Reading): readonly Token[] {
  if (last?.reading === reading) return last.tokens
  const { cased } = reading
  const tokens: Token[] = []
  let sentence = 0
  let end = 0
  for (const match of cased.matchAll(WORD)) {
    const between = cased.slice(end, match.index)
    const ends = endsSentence(between, tokens.at(-1)?.word)
    if (ends && tokens.length > 0) sentence += 1
    const isTag = between.endsWith('#')
    const parts = isTag ? match[0].split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})/u) : [match[0]]
    let at = match.index
    for (const [index, part] of parts.entries()) {
      const letters = part.includes('.') ? part.replaceAll('.', '') : part
      const word = wordOf(letters)
      const acute = /[aeiou]$/i.test(part) && /[áéíóúÁÉÍÓÚ]/.test(reading.back(at + part.length - 1, at + part.length).words.normalize('NFC'))
      tokens.push({
        start: at,
        end: at + part.length,
        word,
        sound: soundOf(word),
        cased: letters,
        spelling: acute ? `${letters}´` : letters,
        sentence,
        capital: /^\p{Lu}/u.test(part),
        joined: index > 0 || /^\s+$/u.test(between),
        opensSentence: index === 0 && (ends || tokens.length === 0),
        acute,
      })
      at += part.length
    }
    end = match.index + match[0].length
  }
  last = { reading, tokens }
  return tokens
}

function wordOf(letters: string): string {
  const small = letters.toLowerCase().replaceAll('ñ', 'n')
  const word = /(\p{L})\1\1/u.test(small) ? small.replaceAll(/(\p{L})\1{2,}/gu, '$1') : small
  // «Pa mí» opens a sentence; a capital alone or capitals all through are something else.
  return letters === small || (letters.length > 1 && letters.slice(1) === small.slice(1)) ? (CHAT.get(word) ?? word) : word
}

function endsSentence(between: string, before: string | undefined): boolean {
  if (/[!?\n;¿¡]/u.test(between)) return true
  if (!between.includes('.') && !between.includes('…')) return false
  // «ine.mx», «3.5», «P.R.I.» hold no space; «Av. Juárez» is short for something.
  return /[.…]\S*\s/u.test(between) && !(before !== undefined && between.startsWith('.') && SHORT.has(before))
}
