import type { Result } from '#shared/kernel/result.ts'
import { type FirstQuestion, TOLD, type ToldAnswers } from '#shared/shell/first-questions.ts'
import { defaultPreferences } from '#shared/shell/preferences.ts'
import type { Api } from './window-api.ts'

type Value<T> = T extends Promise<Result<infer V>> ? V : never

export type SessionNow = Value<ReturnType<Api['session']['state']>>
export type ShellInfo = Value<ReturnType<Api['shell']['info']>>
export type BrandNow = NonNullable<Value<ReturnType<Api['organization']['brand']>>['brand']>
export type PersonChoice = Value<ReturnType<Api['session']['people']>>[number]

/** What the window must know before its first picture. */
export type FirstAnswers = ReturnType<typeof firstAnswers>

type AnswerTo<C> = C extends `${infer M extends keyof Api}/${infer E}` ? (E extends keyof Api[M] ? (Api[M][E] extends (...input: never) => Promise<infer A> ? A : never) : never) : never
type Answers = { readonly [C in FirstQuestion]: AnswerTo<C> }

/** What the document brought with its picture; undefined when it has none. */
export function toldInDocument(): ToldAnswers | undefined {
  const element = document.getElementById(TOLD)
  return element === null ? undefined : (JSON.parse(element.textContent) as ToldAnswers) // written by main
}

/** The answers by what they say. Throws when main refused one without which nothing can be shown. */
export function firstAnswers(told: ToldAnswers) {
  const answers = told as Answers // each was checked by its contract where it was answered
  const info = answers['shell/info']
  const session = answers['session/state']
  const clock = answers['shell/clock']
  const preferences = answers['shell/preferences']
  const people = answers['session/people']
  const brand = answers['organization/brand']
  const keychain = answers['session/keychainState']
  if (!info.ok || !session.ok || !clock.ok) throw new Error('main refused to say how it stands')
  return {
    info: info.value,
    session: session.value,
    clockAhead: clock.value.ahead,
    preferences: preferences.ok ? preferences.value : defaultPreferences,
    people: people.ok ? people.value : [],
    brand: brand.ok ? brand.value.brand : undefined,
    keychain: keychain.ok ? keychain.value.state : ('unknown' as const),
  }
}
