import type { Result } from '#shared/kernel/result.ts'
import { defaultPreferences } from '#shared/shell/preferences.ts'
import { api } from './api.ts'

type Value<T> = T extends Promise<Result<infer V>> ? V : never

export type SessionNow = Value<ReturnType<typeof api.session.state>>
export type ShellInfo = Value<ReturnType<typeof api.shell.info>>
export type BrandNow = NonNullable<Value<ReturnType<typeof api.organization.brand>>['brand']>
export type PersonChoice = Value<ReturnType<typeof api.session.people>>[number]

/** What the window must know before its first picture. */
export type FirstAnswers = Awaited<ReturnType<typeof firstAnswers>>

/** Asks all of it at once: one round trip. */
export async function firstAnswers() {
  const [info, preferences, session, people, brand, keychain, clock] = await Promise.all([
    api.shell.info({}),
    api.shell.preferences({}),
    api.session.state({}),
    api.session.people({}),
    api.organization.brand({}),
    api.session.keychainState({}),
    api.shell.clock({}),
  ])
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
