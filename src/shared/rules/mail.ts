import { findAll, type Found } from './found.ts'
import type { Institutional } from './rule-set.ts'

/** Whose an address is: of an office, of a private person's provider, or of somebody else. */
export type Mail = Found & { readonly owner: 'institutional' | 'personal' | 'outside' }

const MAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/gu

/** The mail addresses of a text. */
export function mails(text: string, institutional: Institutional): readonly Mail[] {
  return findAll(text, MAIL).map((found) => {
    // «gmail [punto] com» arrives with hyphens in the place of its brackets.
    const domain = (found.words.split('@').at(-1)?.toLowerCase() ?? '').replaceAll(/-+(?=\.)/g, '')
    const within = (domains: readonly string[]) => domains.some((one) => domain === one || domain.endsWith(`.${one}`))
    return { ...found, owner: within(institutional.mailDomains) ? 'institutional' : within(institutional.personalMailDomains) ? 'personal' : 'outside' }
  })
}
