import type { Refusal } from '#shared/kernel/refusal.ts'
import type { api } from '#renderer/bridge/api.ts'

type Sent = Extract<Awaited<ReturnType<typeof api.hub.conflicts>>, { ok: true }>['value'][number]['refusal']

/** A refusal as the contract sends it, for the catalogue's sentence. */
export function refusalOf({ code, detail, fields }: Sent): Refusal {
  return { code, ...(detail === undefined ? {} : { detail }), ...(fields === undefined ? {} : { fields }) }
}
