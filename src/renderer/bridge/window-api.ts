import type { ClientOf, Contract, Event } from '#shared/kernel/contract.ts'
import type { z } from 'zod'
import type { contracts } from '#shared/contracts.ts'

/** What the preload puts on the window: a function per query and command, and a way to listen per event. */
export type Api = { readonly [M in keyof typeof contracts]: ClientOf<(typeof contracts)[M]> }

type Listen<E> = E extends Event<infer P> ? (listener: (payload: z.output<P>) => void) => () => void : never
type EventsOf<C extends Contract> = {
  readonly [K in keyof C['entries'] as C['entries'][K] extends Event ? K : never]: Listen<C['entries'][K]>
}
export type ApiEvents = { readonly [M in keyof typeof contracts]: EventsOf<(typeof contracts)[M]> }

declare global {
  interface Window {
    readonly resguardo: Api & { readonly on: ApiEvents }
  }
}
