import { apartFrom, findAll, withoutAddresses, type Found } from './found.ts'

const DATE = String.raw`\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`
/** Form of the clave de elector: consonants of the names, birth date, entidad of birth, sex, three digits (INE, Registro Federal de Electores). */
const ELECTOR_KEY = new RegExp(String.raw`(?<![\p{L}\p{N}])[A-ZÑ]{6}[ .-]?${DATE}[ .-]?(?:0[1-9]|[12]\d|3[0-3]|8[78])[ .-]?[HM][ .-]?\d{3}(?![\p{L}\p{N}])`, 'giu')
/** The numbers on the back of the credential: only with their name beside them, for nine or thirteen digits may be anything. */
const CREDENTIAL = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?:c\.?i\.?c\.?|o\.?c\.?r\.?|identificador (?:del|de la|de|al) (?:ciudadan[oa]|persona|elector[a]?)|n[uú]mero (?:vertical|identificador|de (?:la |su |mi )?credencial(?: para votar)?)|c[oó]digo de (?:identificaci[oó]n de la )?credencial|folio (?:de la |de su )?credencial)[^\d\n]{0,45}|id ?mex ?)(?<digits>\d(?:[ -]?\d){7,13})(?![\d])`,
  'giu',
)
const CREDENTIAL_LENGTHS = new Set([9, 10, 12, 13])
const CLABE = /(?<![\p{L}\p{N}$.,/-])\d(?:[ .-]{0,2}\d){17}(?![\p{L}\p{N}]|[.,/-]\d)/gu
const CARD = /(?<![\p{L}\p{N}$.,/-])\d(?:[ .-]{0,2}\d){12,18}(?![\p{L}\p{N}]|[.,/-]\d)/gu
/** First digits of the cards that circulate in Mexico: American Express, Visa, Mastercard, Carnet, Discover. */
const CARD_ISSUER = /^(?:3[47]|4|5[0-8]|2[2-7]|6)/
/** A number after one of these words is no account and no card. */
const OTHER_NUMBER = /(?:folio|oficio|expediente|acuerdo|registro|referencia|gu[ií]a|captura|licitaci[oó]n|contrato|requisici[oó]n|serie|c[oó]digo de barras|isbn|ticket|acuse|solicitud)[^\d\n]{0,25}$/iu
const NAMED_CLABE = /(?:clabe|cuenta interbancaria|clave bancaria|cuenta (?:bancaria|de ahorro|de n[oó]mina))[^\d\n]{0,30}$/iu

/** An account called so, of ten or eleven digits. */
const NAMED_ACCOUNT =
  /(?:cuenta (?:bancaria|de banco|de ahorro|de n[oó]mina|de d[eé]bito|en|banorte|bbva|bancomer|santander|banamex|hsbc|azteca|scotiabank|inbursa|banregio|afirme)|(?:n[uú]mero|no\.|n[uú]m\.) de cuenta)[^\d\n]{0,25}(?<digits>\d(?:[ -]?\d){9,10})(?![\d])/giu

/** The claves de elector of a text. */
export function electorKeys(text: string): readonly Found[] {
  return findAll(withoutAddresses(text), ELECTOR_KEY)
}

/** The numbers of a credential para votar (CIC, OCR, identificador, machine-readable line) of a text. */
export function credentialNumbers(text: string): readonly Found[] {
  return Array.from(withoutAddresses(text).matchAll(CREDENTIAL)).flatMap((match) => {
    const digits = match.groups?.['digits'] ?? ''
    if (!CREDENTIAL_LENGTHS.has(digits.replaceAll(/\D/g, '').length)) return []
    const end = match.index + match[0].length
    return [{ start: end - digits.length, end, words: digits }]
  })
}

/** The CLABEs of a text: eighteen digits with the right control digit, or called so. Source: Banco de México, Circular 14/2017. */
export function clabes(text: string): readonly Found[] {
  const plain = withoutAddresses(text)
  const accounts = Array.from(plain.matchAll(NAMED_ACCOUNT), (match) => {
    const digits = match.groups?.['digits'] ?? ''
    const end = match.index + match[0].length
    return { start: end - digits.length, end, words: digits }
  })
  const whole = findAll(plain, CLABE).filter((found) => {
    const digits = found.words.replaceAll(/\D/g, '')
    const before = plain.slice(Math.max(0, found.start - 60), found.start)
    return NAMED_CLABE.test(before) || (!OTHER_NUMBER.test(before) && hasBank(digits) && digits.endsWith(clabeControlDigit(digits.slice(0, 17))))
  })
  return [...whole, ...apartFrom(accounts, whole)]
}

/** The payment cards of a text: 13 to 19 digits of a known issuer that pass the check of ISO/IEC 7812-1 (Luhn), but for `taken`. */
export function cards(text: string, taken: readonly Found[]): readonly Found[] {
  const plain = withoutAddresses(text)
  const found = findAll(plain, CARD).filter((one) => {
    const digits = one.words.replaceAll(/\D/g, '')
    return CARD_ISSUER.test(digits) && passesLuhn(digits) && !OTHER_NUMBER.test(plain.slice(Math.max(0, one.start - 60), one.start))
  })
  return apartFrom(found, taken)
}

/** The eighteenth digit of a CLABE from its first seventeen: weights 3, 7, 1, each product modulo 10. */
export function clabeControlDigit(first17: string): string {
  const sum = Array.from(first17).reduce((total, digit, index) => total + ((Number(digit) * ([3, 7, 1][index % 3] ?? 0)) % 10), 0)
  return String((10 - (sum % 10)) % 10)
}

/** Whether digits pass the check of ISO/IEC 7812-1. */
export function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => {
      const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1)
      return total + (doubled > 9 ? doubled - 9 : doubled)
    }, 0)
  return sum % 10 === 0
}

/** The first three digits of a CLABE are its bank: 001–168 banks, 600–730 others (Banxico's catalogue of participants in SPEI), 901–902. */
function hasBank(digits: string): boolean {
  const bank = Number(digits.slice(0, 3))
  return (bank >= 1 && bank <= 168) || (bank >= 600 && bank <= 730) || bank === 901 || bank === 902
}
