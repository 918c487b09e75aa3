import type { Instant } from '#shared/kernel/clock.ts'
import type { PersonId } from '#shared/ledger/event.ts'

/** What is known of an incident, each kept with who said it and when. A correction supersedes; what was said before stays readable. */
export const factKeys = ['observed', 'link', 'known-at', 'known-by', 'how-known', 'access', 'personal-data', 'measures'] as const
export type FactKey = (typeof factKeys)[number]

/** The answers of the facts that are a choice. */
export const accessAnswers = ['kept', 'lost', 'partial'] as const
export const personalDataAnswers = ['no', 'possible', 'yes'] as const

export type Said = { readonly value: string; readonly at: Instant; readonly by: PersonId }
export type Fact = Said & { readonly superseded: readonly Said[] }
export type Facts = Readonly<Partial<Record<FactKey, Fact>>>

const LONGEST = 4000

/** The field code of a value that cannot stand for a fact; undefined when it can. */
export function factFault(key: FactKey, value: string, now: Instant): string | undefined {
  const text = value.trim()
  if (text === '') return 'required'
  if (text.length > LONGEST) return 'too-long'
  switch (key) {
    case 'link':
      return isWebAddress(text) ? undefined : 'url'
    case 'known-at':
      return instantFault(text, now)
    case 'access':
      return accessAnswers.some((answer) => answer === text) ? undefined : 'choice'
    case 'personal-data':
      return personalDataAnswers.some((answer) => answer === text) ? undefined : 'choice'
    default:
      return undefined
  }
}

/** `date` for what is no UTC instant, `still-to-come` for one that has not come. */
export function instantFault(text: string, now: Instant): string | undefined {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/u
  if (!form.test(text) || Number.isNaN(Date.parse(text))) return 'date'
  return Date.parse(text) > Date.parse(now) ? 'still-to-come' : undefined
}

/** Whether a text is an address of the web. Kept as text: nobody opens it from here. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s.]+\.[^\s]+$/u.test(text.trim())
}
