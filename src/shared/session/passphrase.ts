/** The least number of characters. A passphrase guards every secret of the machine, and nobody else sees it. */
export const LEAST_PASSPHRASE = 12

/** The names that a passphrase must not contain. */
export type BarredNames = { readonly person: string; readonly institution: string; readonly shortName: string }

export type PassphraseFault = 'passphrase-short' | 'passphrase-obvious' | 'passphrase-name'

/** What people type first when twelve characters are demanded; compared without case, accents, digits and signs. */
const OBVIOUS = [
  'contrasena', 'contrasenia', 'contrasenasegura', 'micontrasena', 'password', 'passphrase', 'administrador', 'administrator', 'bienvenido',
  'bienvenida', 'welcome', 'qwertyuiop', 'qwerty', 'asdfghjkl', 'comunicacionsocial', 'redessociales', 'elecciones', 'institutonacional',
  'juntalocal', 'juntadistrital', 'resguardo', 'mexico', 'vivamexico', 'holahola', 'holamundo', 'letmein', 'iloveyou', 'teamomucho', 'temporal',
  'cambiame', 'secreto', 'temporalpassword', 'usuario', 'sistema', 'oficial', 'prueba', 'demostracion',
] as const // prettier-ignore

/** Rows that fingers follow, and the same backwards. */
const ROWS = ['qwertyuiopasdfghjklnzxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm', 'abcdefghijklmnopqrstuvwxyz', '01234567890123456789']

/** Fewer different characters than this are a pattern, not a phrase. */
const LEAST_DIFFERENT = 5

/**
 * Why a passphrase cannot guard anything; undefined: it may. No rules about kinds of characters: several words are better than one
 * word with signs (NIST SP 800-63B).
 */
export function passphraseFault(passphrase: string, names: BarredNames): PassphraseFault | undefined {
  if (Array.from(passphrase.normalize('NFKC')).length < LEAST_PASSPHRASE) return 'passphrase-short'
  const plain = folded(passphrase)
  const compact = plain.replace(/[^\p{L}\p{N}]/gu, '')
  const letters = compact.replace(/\p{N}/gu, '')
  if (new Set(plain).size < LEAST_DIFFERENT || followsRow(compact) || isRepeated(compact)) return 'passphrase-obvious'
  if (OBVIOUS.some((obvious) => letters === obvious || letters === obvious + obvious)) return 'passphrase-obvious'
  return containsName(plain, compact, names) ? 'passphrase-name' : undefined
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function followsRow(compact: string): boolean {
  return ROWS.some((row) => [row, Array.from(row).reverse().join('')].some((line) => compact.length > 0 && `${line}${line}`.includes(compact)))
}

/** One short piece again and again. */
function isRepeated(compact: string): boolean {
  for (let length = 1; length <= compact.length / 2 && length <= 6; length += 1) {
    if (compact === compact.slice(0, length).repeat(Math.ceil(compact.length / length)).slice(0, compact.length)) return true
  }
  return false
}

function containsName(plain: string, compact: string, { person, institution, shortName }: BarredNames): boolean {
  const words = plain.split(/[^\p{L}\p{N}]+/u)
  const within = (name: string): boolean => {
    const wanted = folded(name).replace(/[^\p{L}\p{N}]/gu, '')
    // A short name may be part of any word: it counts only standing alone, whatever digits hang on it.
    return wanted.length >= 4 ? compact.includes(wanted) : wanted.length >= 2 && words.some((word) => word.replace(/\p{N}/gu, '') === wanted)
  }
  // Words of up to three letters in a person's name are particles («de», «del», «y»).
  return within(institution) || within(shortName) || person.split(/\s+/).some((word) => folded(word).length >= 4 && within(word))
}
