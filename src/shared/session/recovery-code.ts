/**
 * The code on the recovery sheet: 30 characters of chance (150 bits) and 6 that check them, in 6 groups of 6. Crockford's alphabet (no I, L,
 * O, U), read without regard to case, spaces or hyphens, with I and L taken for 1 and O for 0. The check is the code of BIP 173 (bech32),
 * which finds every error of up to four characters; a single one is even located, so that the screen can say which group to look at.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const DATA = 30
const CHECK = 6
const GROUP = 6

/** Bytes of chance that a code is made of: one per character, of which five bits are used. */
export const RECOVERY_CODE_BYTES = DATA

/** The groups of a new code. `chance` is `RECOVERY_CODE_BYTES` random bytes. */
export function recoveryGroups(chance: Uint8Array): readonly string[] {
  const data = Array.from({ length: DATA }, (_, at) => (chance[at] ?? 0) % 32)
  return groupsOf([...data, ...checkOf(data)])
}

export type ReadCode =
  | { readonly kind: 'read'; readonly code: string }
  /** `group`: 1–6, where one wrong character explains everything. */
  | { readonly kind: 'unfit'; readonly why: 'length' | 'character' | 'check'; readonly group?: number }

/** Reads what a person typed. `code` is its one form, 36 characters without spaces. */
export function readRecoveryCode(typed: string): ReadCode {
  const characters = Array.from(typed.toUpperCase().replace(/[\s\-–—.]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0'))
  const symbols = characters.map((character) => ALPHABET.indexOf(character))
  const strange = symbols.indexOf(-1)
  if (strange >= 0) return { kind: 'unfit', why: 'character', group: Math.floor(strange / GROUP) + 1 }
  if (symbols.length !== DATA + CHECK) return { kind: 'unfit', why: 'length' }
  if (polymod(symbols) === 1) return { kind: 'read', code: characters.join('') }
  const group = groupOfOneError(symbols)
  return group === undefined ? { kind: 'unfit', why: 'check' } : { kind: 'unfit', why: 'check', group }
}

function groupsOf(symbols: readonly number[]): readonly string[] {
  const text = symbols.map((symbol) => ALPHABET[symbol]).join('')
  return Array.from({ length: text.length / GROUP }, (_, group) => text.slice(group * GROUP, (group + 1) * GROUP))
}

function groupOfOneError(symbols: readonly number[]): number | undefined {
  for (let at = 0; at < symbols.length; at += 1) {
    for (let symbol = 0; symbol < 32; symbol += 1) {
      if (polymod(symbols.with(at, symbol)) === 1) return Math.floor(at / GROUP) + 1
    }
  }
  return undefined
}

const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const

/** BIP 173's checksum over symbols of five bits; 1 for a code that fits its check. */
function polymod(symbols: readonly number[]): number {
  let check = 1
  for (const symbol of symbols) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ symbol
    for (const [bit, generator] of GENERATORS.entries()) if ((top >>> bit) & 1) check ^= generator
  }
  return check
}

function checkOf(data: readonly number[]): readonly number[] {
  const rest = polymod([...data, 0, 0, 0, 0, 0, 0]) ^ 1
  return Array.from({ length: CHECK }, (_, at) => (rest >>> (5 * (CHECK - 1 - at))) & 31)
}
