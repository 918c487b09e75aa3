import { addMonths, parseDay, type Day } from '#shared/kernel/local-day.ts'
import { isOutside } from '#shared/organization/person.ts'
import type { AccountField, AccountFields } from './account.ts'
import { handleKey, looksLike } from './handle.ts'
import type { NetworkFacts } from './network-facts.ts'
import { fitsHandle } from './validate-account.ts'

/** What should be looked at, and never blocks. The sentence is the catalogue's; `field` is where the form shows it. */
export const warningCodes = [
  'look-alike',
  'handle-unusual',
  'url-other-handle',
  'mail-outside',
  'no-recovery-mail',
  'no-phone-holder',
  'no-deputy',
  'no-second-factor',
  'second-factor-sms',
  'young-birth-date',
  'few-access-people',
  'single-operator',
  'no-authorization',
  'not-on-portal',
] as const
export type WarningCode = (typeof warningCodes)[number]

export type AccountWarning = {
  readonly code: WarningCode
  readonly field: AccountField | 'operators'
  readonly detail?: Readonly<Record<string, string>>
}

/** What the warnings are judged against. */
export type WarningFacts = {
  readonly network: NetworkFacts
  /** Handles of the other accounts of the same network that are not closed. */
  readonly otherHandles: readonly string[]
  /** Domain of the institution's mail (`ine.mx`); empty: not known, nothing is said. */
  readonly mailDomain: string
  readonly today: Day
}

/** Networks where the telephone number alone opens the account. */
function hangsFromPhone(facts: NetworkFacts): boolean {
  return facts.password.holder === 'phone'
}

/** Networks where people enter with profiles of their own, so that at least two must have access (DOMAIN 2.1). */
export function hangsFromPeople(facts: NetworkFacts): boolean {
  return facts.password.holder === 'profile' || facts.password.holder === 'google'
}

/** How many people a list names, one on each line or separated by commas or semicolons. */
function namesIn(text: string): number {
  return text.split(/[,;\n]/).filter((name) => name.trim() !== '').length
}

/** The warnings of one account, in the order of the form. */
export function accountWarnings(fields: AccountFields, operators: number, facts: WarningFacts): readonly AccountWarning[] {
  const found: AccountWarning[] = []
  const warn = (code: WarningCode, field: AccountWarning['field'], detail?: Readonly<Record<string, string>>) =>
    found.push(detail === undefined ? { code, field } : { code, field, detail })

  if (fields.handle !== '') {
    const twin = facts.otherHandles.find((other) => looksLike(fields.handle, other))
    if (twin !== undefined) warn('look-alike', 'handle', { handle: `${facts.network.handle.sign}${twin}` })
    if (facts.network.handle.confidence !== 'high' && !fitsHandle(fields.handle, facts.network)) warn('handle-unusual', 'handle')
    if (fields.url !== '' && facts.network.profile !== null && !namesHandle(fields.url, fields.handle)) warn('url-other-handle', 'url')
  }
  if (fields.recoveryMail === '') warn('no-recovery-mail', 'recoveryMail')
  else if (isOutside(fields.recoveryMail, facts.mailDomain)) warn('mail-outside', 'recoveryMail', { domain: facts.mailDomain })
  if ((fields.recoveryPhone !== '' || hangsFromPhone(facts.network)) && fields.phoneHolder === '') warn('no-phone-holder', 'phoneHolder')
  if ((fields.phoneHolder !== '' || hangsFromPhone(facts.network)) && fields.deputyHolder === '') warn('no-deputy', 'deputyHolder')
  if (hangsFromPeople(facts.network) && namesIn(fields.accessPeople) < 2) warn('few-access-people', 'accessPeople')
  if (fields.secondFactor === 'none' || fields.secondFactor === 'unknown') warn('no-second-factor', 'secondFactor')
  if (fields.secondFactor === 'sms') warn('second-factor-sms', 'secondFactor')
  const birth = parseDay(fields.birthDate)
  if (birth !== undefined && addMonths(birth, 18 * 12) > facts.today) warn('young-birth-date', 'birthDate')
  if (operators < 2) warn('single-operator', 'operators')
  if (fields.authorization === '') warn('no-authorization', 'authorization')
  if (!fields.onPortal) warn('not-on-portal', 'onPortal')
  return found
}

function namesHandle(url: string, handle: string): boolean {
  return url.toLowerCase().includes(handleKey(handle))
}
