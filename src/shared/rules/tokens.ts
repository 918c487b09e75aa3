import type { Reading } from './reading.ts'

/** A word of a reading. */
export type Token = {
  /** Half-open range in the reading. */
  readonly start: number
  readonly end: number
  /** In lower case, «ñ» as «n»: people leave its tilde out. */
  readonly word: string
  readonly cased: string
  /** Which sentence it stands in: 0, 1, 2 … */
  readonly sentence: number
  /** Begins with a capital. */
  readonly capital: boolean
  /** What stands between it and the word before is only spaces. */
  readonly joined: boolean
  readonly opensSentence: boolean
  /** Ends with an accent as written: «creó» is not «creo». */
  readonly acute: boolean
}

/** Words that end with a period without ending a sentence. */
const SHORT = new Set(
  'av ave calz blvd boul col fracc num no nro int ext mz mza lt edif depto dpto km art arts fracc lic ing dr dra mtro mtra arq cp c cc sr sra srta prof profa gral tel ext cel esq sto sta pte ote nte prol priv cda and edo mpio dto dip sen gob pag inc ed vs etc hrs hr h a m p u s g r'.split(' '),
)
const WORD = /[\p{L}\p{N}]+(?:['_&][\p{L}\p{N}]+)*/gu

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
      tokens.push({
        start: at,
        end: at + part.length,
        word: part.toLowerCase().replaceAll('ñ', 'n'),
        cased: part,
        sentence,
        capital: /^\p{Lu}/u.test(part),
        joined: index > 0 || /^\s+$/u.test(between),
        opensSentence: index === 0 && (ends || tokens.length === 0),
        acute: /o$/i.test(part) && /[óÓ]/.test(reading.back(at + part.length - 1, at + part.length).words.normalize('NFC')),
      })
      at += part.length
    }
    end = match.index + match[0].length
  }
  last = { reading, tokens }
  return tokens
}

function endsSentence(between: string, before: string | undefined): boolean {
  if (/[!?\n;¿¡]/u.test(between)) return true
  if (!between.includes('.') && !between.includes('…')) return false
  // «ine.mx», «3.5», «P.R.I.» hold no space; «Av. Juárez» is short for something.
  return /[.…]\S*\s/u.test(between) && !(before !== undefined && between.startsWith('.') && SHORT.has(before))
}
