import { findAll, withoutAddresses, type Found } from './found.ts'

/** An RFC: of a natural person (13 characters) or of a company or body (12). `genuine`: its last character is right. */
export type Rfc = Found & { readonly holder: 'person' | 'company'; readonly genuine: boolean }

const DATE = String.raw`\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`
const RFC = new RegExp(String.raw`(?<![\p{L}\p{N}&])[A-ZÑ&]{3,4}[ -]?${DATE}[ -]?[A-Z\d]{2}[A\d](?![\p{L}\p{N}])`, 'giu')
const ORDER = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ'

/**
 * The RFCs of a text, but for those of `exempt` (generic ones, the institution's own). Form and check character: Código Fiscal
 * de la Federación, art. 27, and the SAT's procedure for the homoclave.
 */
export function rfcs(text: string, exempt: readonly string[]): readonly Rfc[] {
  return findAll(withoutAddresses(text), RFC).flatMap((found) => {
    const plain = found.words.replaceAll(/[ -]/g, '').toUpperCase()
    if (exempt.includes(plain)) return []
    const genuine = plain.at(-1) === rfcCheckCharacter(plain.slice(0, -1))
    return [{ ...found, holder: plain.length === 13 ? 'person' : 'company', genuine } as const]
  })
}

/** The last character of an RFC from those before it: modulo 11 over weights 13 to 2. */
export function rfcCheckCharacter(before: string): string {
  const sum = Array.from(before.padStart(12, ' ')).reduce((total, character, index) => total + ORDER.indexOf(character) * (13 - index), 0)
  const rest = sum % 11
  if (rest === 0) return '0'
  return rest === 1 ? 'A' : String(11 - rest)
}
