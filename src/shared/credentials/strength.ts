/**
 * An estimate for a typed secret that errs to the low side: what people type is worth far less than its alphabet says. It counts
 * what is left after common words, names, years, runs (`abcd`, `4321`, `qwer`) and repetitions are taken as one guess each.
 * It knows no language model: it says «weak» with certainty and «strong» only with many characters that follow no pattern.
 */

/** What attackers try first, in the forms people use in Mexico, lower case without accents. */
const COMMON = [
  'contrasena', 'password', 'qwerty', 'administrador', 'admin', 'bienvenido', 'temporal', 'mexico', 'secreto', 'acceso', 'usuario',
  'redes', 'social', 'oficial', 'prensa', 'comunicacion', 'elecciones', 'electoral', 'instituto', 'nacional', 'consejo', 'distrito',
  'junta', 'local', 'voto', 'facebook', 'twitter', 'instagram', 'youtube', 'tiktok', 'telegram', 'whatsapp', 'enero', 'febrero', 'marzo',
  'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre', 'lunes', 'martes', 'jueves', 'viernes',
] as const // prettier-ignore

const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '01234567890', 'abcdefghijklmnopqrstuvwxyz']

/** Bits of one guess from a list of words, with the usual capital and letter-for-digit changes. */
const WORD_BITS = 12
/** A year is one of about two hundred. */
const YEAR_BITS = 7
/** Length, direction and start of a run. */
const RUN_BITS = 6

/** Estimated bits. `names` are words an attacker would try for this account: its handle, the institution, the office. */
export function estimateBits(secret: string, names: readonly string[] = []): number {
  const typed = lowerOf(secret)
  const plain = plainOf(secret)
  const words = [...COMMON, ...names.map(plainOf)].filter((word) => word.length >= 3).sort((one, other) => other.length - one.length)
  const perCharacter = Math.log2(poolOf(secret))
  let bits = 0
  for (let at = 0; at < typed.length; ) {
    const part = partAt(typed, plain, at, words)
    bits += part === undefined ? perCharacter : Math.min(part.bits, part.length * perCharacter)
    at += part?.length ?? 1
  }
  return Math.floor(bits)
}

type Part = { readonly length: number; readonly bits: number }

function partAt(typed: string, plain: string, at: number, words: readonly string[]): Part | undefined {
  const word = words.find((candidate) => plain.startsWith(candidate, at))
  if (word !== undefined) return { length: word.length, bits: WORD_BITS }
  if (/^(?:19|20)\d\d/.test(typed.slice(at))) return { length: 4, bits: YEAR_BITS }
  const run = runAt(typed, at)
  if (run >= 3) return { length: run, bits: RUN_BITS }
  const again = repetitionAt(typed, at)
  return again === undefined ? undefined : { length: again, bits: 2 }
}

/** How many characters from here go along a keyboard row, the alphabet or the digits, forwards or backwards, or are all the same. */
function runAt(typed: string, at: number): number {
  let longest = 1
  while (typed[at + longest] !== undefined && typed[at + longest] === typed[at]) longest += 1
  for (const row of KEYBOARD) {
    for (const line of [row, [...row].reverse().join('')]) {
      let length = 0
      while (at + length < typed.length && line.includes(typed.slice(at, at + length + 1))) length += 1
      longest = Math.max(longest, length)
    }
  }
  return longest
}

/** Length of a stretch of three characters or more, from here, that stood before as well. */
function repetitionAt(typed: string, at: number): number | undefined {
  for (let length = Math.min(at, typed.length - at); length >= 3; length -= 1) {
    if (typed.slice(0, at).includes(typed.slice(at, at + length))) return length
  }
  return undefined
}

/** Lower case, without accents, one unit for each character. */
function lowerOf(text: string): string {
  return [...text].map((character) => character.normalize('NFD').charAt(0).toLowerCase()).join('')
}

/** The same, with the digits and signs that stand for letters turned back. As long as `lowerOf`. */
function plainOf(text: string): string {
  return lowerOf(text)
    .replace(/[@4]/g, 'a')
    .replace(/3/g, 'e')
    .replace(/0/g, 'o')
    .replace(/[1!]/g, 'i')
    .replace(/[$5]/g, 's')
}

function poolOf(secret: string): number {
  let pool = 0
  if (/\p{Ll}/u.test(secret)) pool += 26
  if (/\p{Lu}/u.test(secret)) pool += 26
  if (/\d/.test(secret)) pool += 10
  if (/[^\p{L}\d]/u.test(secret)) pool += 20
  return Math.max(pool, 2)
}

export const strengths = ['weak', 'fair', 'strong'] as const
export type Strength = (typeof strengths)[number]

/** In words; the bands are those of KeePassXC's scale (75 and 50 bits; below 50 a guess offline is a matter of days). */
export function strengthOf(bits: number): Strength {
  if (bits < 50) return 'weak'
  return bits < 75 ? 'fair' : 'strong'
}
