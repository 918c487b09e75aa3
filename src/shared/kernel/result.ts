import type { Refusal } from './refusal.ts'

/** The answer of everything that can be refused. Bugs are thrown, refusals are returned. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

/** A successful answer. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

/** A refusal by code; `detail` fills its sentence. */
export function refuse(code: string, detail?: Refusal['detail']): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: detail === undefined ? { code } : { code, detail } }
}

/** A refusal of a form: `fields` maps a field's path to its field code. */
export function refuseFields(code: string, fields: Readonly<Record<string, string>>): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code, fields } }
}
