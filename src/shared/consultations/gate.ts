import { handleKey } from '#shared/accounts/handle.ts'
import type { Network } from '#shared/accounts/network.ts'
import { check, LONGEST_READ } from '#shared/rules/check.ts'
import type { Circumstances } from '#shared/rules/content.ts'
import type { Finding, RuleId } from '#shared/rules/finding.ts'
import { findAll } from '#shared/rules/found.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import type { Speech } from './consultation.ts'

/** Rules of the checker that find a person's data. What would only warn of a post blocks here: who asks is no part of what is kept. */
const PERSONAL: readonly RuleId[] = [
  'curp',
  'curp-like',
  'rfc-person',
  'rfc-like',
  'phone',
  'mail-personal',
  'mail-outside',
  'elector-key',
  'credential-number',
  'clabe',
  'card',
  'address',
]

/** Something in a text of a consultation: what the checker found, or a mention of somebody. Ranges are in UTF-16 units. */
export type TextFinding = {
  readonly rule: RuleId | 'mention'
  readonly severity: Finding['severity']
  readonly detail: Finding['detail']
  readonly start: number
  readonly end: number
}

/** The account that a text is about: its own handle may be named. */
export type AboutAccount = { readonly network: Network; readonly handle: string }

/** Handles of others than the institution: its profiles by the rules' data, and the account itself. */
function mentions(text: string, { handle }: AboutAccount, { institutional }: RuleSet): readonly TextFinding[] {
  const known = new Set([...institutional.profiles, handle].map(handleKey))
  return findAll(text, /(?<![\p{L}\p{N}._%+/-])@[\p{L}\p{N}_.]{2,}/gu)
    .filter((found) => !known.has(handleKey(found.words.replace(/[._]+$/u, ''))))
    .map(({ words, start, end }) => ({ rule: 'mention', severity: 'block', detail: { words }, start, end }))
}

function read(text: string, { network }: AboutAccount, rules: RuleSet, circumstances: Circumstances): readonly TextFinding[] {
  // Account and source are the consultation's own: only what the text itself says is asked for.
  const content = { base: text, variants: {}, media: [], source: { kind: 'document', reference: '-' } as const, accounts: [{ network }] }
  return check(content, rules, circumstances).flatMap(({ rule, severity, detail, place }) =>
    place.kind === 'text' && rule !== 'text-missing'
      ? [{ rule, severity: PERSONAL.includes(rule) ? 'block' : severity, detail, start: place.start, end: place.end }]
      : [],
  )
}

/**
 * What may not be kept of a question, a detail or a note: a person's data, and anybody's handle that is not the institution's own.
 * The same function runs in the window while one writes and in main at the gate. Everything it finds blocks.
 */
export function personalDataIn(text: string, account: AboutAccount, rules: RuleSet, circumstances: Circumstances): readonly TextFinding[] {
  return questionRead(text, account, rules, circumstances).personal
}

/** What a citizen's message seems to be, by the checker's phrases of hate and violence: then its report is offered. Undefined: neither. */
export function speechIn(text: string, account: AboutAccount, rules: RuleSet, circumstances: Circumstances): Speech | undefined {
  return questionRead(text, account, rules, circumstances).speech
}

/** Both of a question while it is written, in one reading. */
export function questionRead(text: string, account: AboutAccount, rules: RuleSet, circumstances: Circumstances): { readonly personal: readonly TextFinding[]; readonly speech: Speech | undefined } {
  if (text.length > LONGEST_READ) return { personal: [{ rule: 'text-too-long', severity: 'block', detail: { count: text.length, limit: LONGEST_READ }, start: 0, end: text.length }], speech: undefined }
  const found = read(text, account, rules, circumstances)
  const has = (wanted: RuleId) => found.some(({ rule }) => rule === wanted)
  return {
    personal: [...found.filter(({ rule }) => PERSONAL.some((one) => one === rule)), ...mentions(text, account, rules)],
    // A threat is the graver: it may not wait.
    speech: has('violence') ? 'violence' : has('hate') ? 'hate' : undefined,
  }
}

/** Everything the checker says of a reply to a citizen, with the limits of the network it goes to; mentions of others block here too. */
export function replyFindings(text: string, account: AboutAccount, rules: RuleSet, circumstances: Circumstances): readonly TextFinding[] {
  if (text.length > LONGEST_READ) return personalDataIn(text, account, rules, circumstances)
  return [...read(text, account, rules, circumstances), ...mentions(text, account, rules)]
}

/** The rules that block. */
export function faultsOf(findings: readonly TextFinding[]): readonly string[] {
  return [...new Set(findings.filter(({ severity }) => severity === 'block').map(({ rule }) => rule))]
}
