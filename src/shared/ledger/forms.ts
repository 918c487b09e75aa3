import { z } from 'zod'
import type { DomainEvent } from './event.ts'

/**
 * What JSON makes of a type: ids and other branded texts are texts. A member that may lack may also be there without a value, which JSON
 * does not know.
 */
export type Plain<T> = T extends string
  ? T extends { readonly __id: string } | { readonly __brand: string }
    ? string
    : T
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: object extends Pick<T, K> ? Plain<T[K]> | undefined : Plain<T[K]> }
      : T

/**
 * The form of each event's payload, in its newest schema number. A form that was released never changes: machines of two versions must
 * find the same of the same bytes. What a payload gains is a new schema number with its upcaster, and older versions wait for that.
 */
export type FormsOf<Event extends DomainEvent> = { readonly [Type in Event['type']]: z.ZodType<Plain<Extract<Event, { readonly type: Type }>['payload']>> }

export const text = z.string()
export const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/)
export const count = z.int().min(0)
export const instant = z.string().refine((value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && !Number.isNaN(Date.parse(value)))
export const day = z.string().regex(/^\d{4}-\d\d-\d\d$/)
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const none = z.object({})
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()
