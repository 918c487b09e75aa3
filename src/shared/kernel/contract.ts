import type { z } from 'zod'
import type { Result } from './result.ts'

/**
 * One value per module describes everything that may cross between the window and the main process. From it come the
 * handlers' types, the check of every argument and answer, the preload's functions, the window's client and the cache key.
 */
type Schema = z.ZodType

export type Query<I extends Schema = Schema, O extends Schema = Schema, L extends boolean = boolean> = {
  readonly kind: 'query'
  readonly in: I
  readonly out: O
  /** May be called while the app is locked (set-up, unlocking, the words on the lock screen). */
  readonly whileLocked: L
}

export type Command<I extends Schema = Schema, O extends Schema = Schema, L extends boolean = boolean> = {
  readonly kind: 'command'
  readonly in: I
  readonly out: O
  readonly whileLocked: L
  /** Every code this command may refuse with, besides `input/invalid`, `session/locked` and those of the ledger. */
  readonly refusals: readonly string[]
}

export type Event<P extends Schema = Schema> = { readonly kind: 'event'; readonly payload: P }

export type Entry = Query | Command | Event
export type Entries = Readonly<Record<string, Entry>>
export type Contract<E extends Entries = Entries> = { readonly name: string; readonly entries: E }

type QuerySpec<I, O, L> = { in: I; out: O } & WhileLocked<L>
type CommandSpec<I, O, L> = QuerySpec<I, O, L> & { refusals?: readonly string[] }
/** `true` must be said; the two signatures below keep it a literal, from which `HandlersOf` knows whether a caller is certain. */
type WhileLocked<L> = L extends true ? { whileLocked: true } : { whileLocked?: false }

/** A question: changes nothing, may be cached and asked again. */
export function query<I extends Schema, O extends Schema>(spec: QuerySpec<I, O, true>): Query<I, O, true>
export function query<I extends Schema, O extends Schema>(spec: QuerySpec<I, O, false>): Query<I, O, false>
export function query<I extends Schema, O extends Schema>(spec: QuerySpec<I, O, boolean>): Query<I, O> {
  return { kind: 'query', in: spec.in, out: spec.out, whileLocked: spec.whileLocked ?? false }
}

/** An act: may be refused, is never repeated by itself. */
export function command<I extends Schema, O extends Schema>(spec: CommandSpec<I, O, true>): Command<I, O, true>
export function command<I extends Schema, O extends Schema>(spec: CommandSpec<I, O, false>): Command<I, O, false>
export function command<I extends Schema, O extends Schema>(spec: CommandSpec<I, O, boolean>): Command<I, O> {
  return { kind: 'command', in: spec.in, out: spec.out, whileLocked: spec.whileLocked ?? false, refusals: spec.refusals ?? [] }
}

/** Something main tells the windows. */
export function event<P extends Schema>(payload: P): Event<P> {
  return { kind: 'event', payload }
}

/** A module's contract. `name` is the module's name; the channel of an entry is `<name>/<entry>`. */
export function contract<E extends Entries>(name: string, entries: E): Contract<E> {
  return { name, entries }
}

/** The channel of an entry. */
export function channelOf(module: string, entry: string): string {
  return `${module}/${entry}`
}

type In<E> = E extends { in: infer I extends Schema } ? z.output<I> : never
type InFromWindow<E> = E extends { in: infer I extends Schema } ? z.input<I> : never
type Out<E> = E extends { out: infer O extends Schema } ? z.output<O> : never
type OutFromMain<E> = E extends { out: infer O extends Schema } ? z.input<O> : never
type Awaitable<T> = T | Promise<T>

/** What main must provide for a contract: one function per query and command. `Caller` is who is asking (see `src/main/ipc`). */
export type HandlersOf<C extends Contract, Caller, LockedCaller> = {
  readonly [K in keyof C['entries'] as C['entries'][K] extends Event ? never : K]: (
    input: In<C['entries'][K]>,
    caller: C['entries'][K] extends { whileLocked: true } ? LockedCaller : Caller,
  ) => Awaitable<Result<OutFromMain<C['entries'][K]>>>
}

/** What the window gets of a contract: one function per query and command. */
export type ClientOf<C extends Contract> = {
  readonly [K in keyof C['entries'] as C['entries'][K] extends Event ? never : K]: (
    input: InFromWindow<C['entries'][K]>,
  ) => Promise<Result<Out<C['entries'][K]>>>
}
