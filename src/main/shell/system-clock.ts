import { type Clock, instantOf } from '#shared/kernel/clock.ts'

/** The machine's clock: the only reader of it in the app. */
export const systemClock: Clock = { now: () => instantOf(Date.now()) }
