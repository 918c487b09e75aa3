import { deciders } from '#main/deciders.ts'
import { permissions, type EventType, type Permission } from '#shared/hub/permissions.ts'

/** One row of the hub's `event_types`. */
export type EventTypeRow = Permission & { readonly type: EventType; readonly schema: number }

/** Every type with its newest schema number and what it may. */
export function eventTypes(): readonly EventTypeRow[] {
  const schemas = new Map(deciders.flatMap((decider) => Object.entries(decider.schemas)))
  return (Object.keys(permissions) as EventType[]).map((type) => ({ type, schema: schemas.get(type) ?? 1, ...permissions[type] })) // keys of a Record over EventType
}
