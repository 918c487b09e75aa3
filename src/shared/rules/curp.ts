import { findAll, withoutAddresses, type Found } from './found.ts'

/** A CURP, or what looks like one. `genuine`: its check digit is right. */
export type Curp = Found & { readonly genuine: boolean }

const STATES = 'AS|BC|BS|CC|CL|CM|CS|CH|DF|DG|GT|GR|HG|JC|MC|MN|MS|NT|NL|OC|PL|QT|QR|SP|SL|SR|TC|TS|TL|VZ|YN|ZS|NE'
const DATE = String.raw`\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`
// Its name may be stuck to it («#CURP…»). Spaces and hyphens between its four parts are how people copy it from a credential.
const CURP = new RegExp(
  String.raw`(?:(?<![\p{L}\p{N}])|(?<=curp))[A-Z][AEIOUX][A-Z]{2}[ -]?${DATE}[ -]?[HMX](?:${STATES})[B-DF-HJ-NP-TV-Z]{3}[ -]?[A-Z\d]\d(?![\p{L}\p{N}])`,
  'giu',
)
const ORDER = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ'

/** The CURPs of a text. Form and check digit: Instructivo normativo para la asignación de la CURP (RENAPO, DOF 18-10-2021). */
export function curps(text: string): readonly Curp[] {
  return findAll(withoutAddresses(text), CURP).map((found) => {
    const plain = found.words.replaceAll(/[ -]/g, '').toUpperCase()
    return { ...found, genuine: plain.at(-1) === curpCheckDigit(plain.slice(0, 17)) }
  })
}

/** The eighteenth character of a CURP from its first seventeen. */
export function curpCheckDigit(first17: string): string {
  const sum = Array.from(first17).reduce((total, character, index) => total + ORDER.indexOf(character) * (18 - index), 0)
  return String((10 - (sum % 10)) % 10)
}
