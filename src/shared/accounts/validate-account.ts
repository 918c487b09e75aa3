import { parseDay, type Day } from '#shared/kernel/local-day.ts'
import { isMail } from '#shared/organization/person.ts'
import type { AccountField, AccountFields } from './account.ts'
import { cleanHandle } from './handle.ts'
import type { NetworkFacts } from './network-facts.ts'
import { isOnDomain, hostOf } from './web-address.ts'

/** Longest text of each field, in characters. */
export const MAX_LENGTH = {
  handle: 100,
  displayName: 120,
  url: 500,
  headName: 120,
  headPosition: 160,
  recoveryMail: 254,
  recoveryPhone: 40,
  phoneHolder: 120,
  deputyHolder: 120,
  accessPeople: 500,
  authorization: 80,
  notes: 2000,
} as const satisfies Partial<Record<AccountField, number>>

const REQUIRED = ['handle', 'displayName', 'url', 'office', 'headName'] as const satisfies readonly AccountField[]

/** At least ten digits, as in Mexico since 2019, with the usual separators and an optional country code. */
const PHONE = /^\+?[\d\s().-]*$/

/** Field codes of what cannot be kept as it is; empty: everything can. Codes: required, too-long, handle, url, url-network, mail, phone, date. */
export type FieldCodes = Readonly<Partial<Record<AccountField, string>>>

/**
 * Checks the fields of one account against what is known of its network. What a network's data only half knows
 * (medium, low confidence) never refuses: it is a warning (`account-warnings.ts`).
 */
export function validateAccount(fields: AccountFields, facts: NetworkFacts, today: Day): FieldCodes {
  const codes: Partial<Record<AccountField, string>> = {}
  for (const [field, limit] of Object.entries(MAX_LENGTH) as [keyof typeof MAX_LENGTH, number][]) {
    // The keys of MAX_LENGTH are text fields by its own type.
    if ([...fields[field]].length > limit) codes[field] = 'too-long'
  }
  for (const field of REQUIRED) if (fields[field].trim() === '') codes[field] = 'required'
  if (codes.handle === undefined && facts.handle.confidence === 'high' && !fitsHandle(fields.handle, facts)) codes.handle = 'handle'
  if (codes.url === undefined) {
    if (hostOf(fields.url) === undefined) codes.url = 'url'
    else if (!isOnDomain(fields.url, facts.domains)) codes.url = 'url-network'
  }
  if (fields.recoveryMail !== '' && !isMail(fields.recoveryMail)) codes.recoveryMail ??= 'mail'
  if (fields.recoveryPhone !== '' && !isPhone(fields.recoveryPhone)) codes.recoveryPhone ??= 'phone'
  if (fields.birthDate !== '') {
    const day = parseDay(fields.birthDate)
    if (day === undefined || day > today) codes.birthDate = 'date'
  }
  return codes
}

/** Whether the handle has the form that the network's data describes. */
export function fitsHandle(handle: string, facts: NetworkFacts): boolean {
  return new RegExp(facts.handle.pattern, 'u').test(cleanHandle(handle))
}

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length
  return PHONE.test(text) && digits >= 10 && digits <= 15
}

/** The fields as they are kept: spaces around them gone, the handle without its sign. */
export function cleanFields(fields: AccountFields): AccountFields {
  return {
    ...fields,
    handle: cleanHandle(fields.handle),
    displayName: fields.displayName.trim(),
    url: fields.url.trim(),
    headName: fields.headName.trim(),
    headPosition: fields.headPosition.trim(),
    recoveryMail: fields.recoveryMail.trim(),
    recoveryPhone: fields.recoveryPhone.trim(),
    phoneHolder: fields.phoneHolder.trim(),
    deputyHolder: fields.deputyHolder.trim(),
    accessPeople: fields.accessPeople.trim(),
    birthDate: fields.birthDate.trim(),
    authorization: fields.authorization.trim(),
    notes: fields.notes.trim(),
  }
}
