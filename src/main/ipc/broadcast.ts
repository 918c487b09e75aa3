import type { z } from 'zod'
import { channelOf } from '#shared/kernel/contract.ts'
import type { contracts, Contracts } from '#shared/contracts.ts'

type EventNames<M extends keyof Contracts> = {
  [K in keyof Contracts[M]['entries']]: Contracts[M]['entries'][K] extends { kind: 'event' } ? K : never
}[keyof Contracts[M]['entries']] &
  string

type PayloadOf<M extends keyof Contracts, K extends EventNames<M>> = (typeof contracts)[M]['entries'][K] extends { payload: infer P extends z.ZodType }
  ? z.input<P>
  : never

/** Tells all windows something that a contract names as an event. */
export type Broadcast = <M extends keyof Contracts & string, K extends EventNames<M>>(module: M, name: K, payload: PayloadOf<M, K>) => void

/** A broadcast over whatever sends to every window. */
export function broadcastOver(send: (channel: string, payload: unknown) => void): Broadcast {
  return (module, name, payload) => send(channelOf(module, name), payload)
}
