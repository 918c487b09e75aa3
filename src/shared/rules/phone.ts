import { findAll, withoutAddresses, type Found } from './found.ts'

// Digits with single separators and perhaps a country code; which groupings are a phone's is decided below.
const DIGITS = /(?:(?<![\p{L}\p{N}$#@/_-]|[\p{N}@_]\.)|(?<=wa\.me\/))(?:\+?52[ .-]?(?:1[ .-]?)?|0(?:1|44|45)[ .-])?\(?\d{2,10}\)?(?:[ .-]\d(?=(?:[ .-]\d{2}){3}(?!\d)))?(?:[ .-]{0,3}\d{2,8}){0,4}(?![\p{L}\p{N}%]|[:.,/-]\d)/gu
/** How people group the ten digits of a Mexican number (plan of 3 August 2019: always ten). */
const GROUPINGS = new Set(['10', '3 7', '2 8', '3 3 4', '2 4 4', '2 2 2 2 2', '3 3 2 2', '2 4 2 2', '3 4 3', '3 2 1 2 2', '2 3 3 2', '4 2 2 2', '3 1 2 2 2'])
/** An undivided number after one of these words is not a phone. */
const OTHER_NUMBER = /(?:(?:folio|oficio|expediente|clave|acuerdo|cuenta|registro|licitaci[óo]n|contrato|solicitud|referencia|gu[íi]a|serie|captura|acuse|ticket|pedido|factura|control)\s*(?:de\s+\p{L}+\s*)?(?:es|con|n[úu]m(?:ero)?\.?|no\.)?\s*(?:el\s+)?[:#.]?\s*|(?:n[úu]m(?:ero)?\.?|no\.)\s*(?:de\s+\p{L}+\s*)?[:#.]?\s*)$/iu

/**
 * The Mexican phone numbers of a text. Free-call numbers (800, 900) and those of `institutional` belong to nobody in particular.
 */
export function phones(text: string, institutional: readonly string[]): readonly Found[] {
  const plain = withoutAddresses(text)
  return findAll(plain, DIGITS).filter((found) => {
    const groups = national(found.words.match(/\d+/g) ?? [])
    const digits = groups.join('')
    if (!/^[2-9]\d{9}$/.test(digits) || !GROUPINGS.has(groups.map((group) => group.length).join(' '))) return false
    if (/^[89]00/.test(digits) || institutional.includes(digits)) return false
    return !(groups.length === 1 && OTHER_NUMBER.test(plain.slice(Math.max(0, found.start - 40), found.start)))
  })
}

/** The groups without the country code 52 and the old mobile 1. */
function national(groups: readonly string[]): readonly string[] {
  const [first = '', ...rest] = groups
  const digits = groups.join('').length
  if (digits <= 10) return groups
  if (/^0(?:1|44|45)$/.test(first)) return rest
  if (first === '52') return rest[0] === '1' ? rest.slice(1) : rest
  const without = first.replace(/^521?(?=\d{10}$)/, '')
  return without === first ? groups : [without, ...rest]
}
