import { accountDecider } from '#shared/accounts/account-decider.ts'
import { credentialDecider } from '#shared/credentials/credential-decider.ts'
import { permissions, type EventType, type Permission } from '#shared/hub/permissions.ts'
import { incident } from '#shared/incidents/decider.ts'
import { restorationDecider } from '#shared/ledger/restoration.ts'
import { notice } from '#shared/notices/decider.ts'
import { organizationDecider } from '#shared/organization/decider.ts'
import { deliberation } from '#shared/posts/deliberation.ts'
import { post } from '#shared/posts/post-decider.ts'
import { line } from '#shared/rules/line-decider.ts'
import { clockDecider } from '#shared/reminders/clock-watch.ts'

/** One row of the hub's `event_types`. */
export type EventTypeRow = Permission & { readonly type: EventType; readonly schema: number }

/** Every type with its newest schema number and what it may. */
export function eventTypes(): readonly EventTypeRow[] {
  const schemas: Readonly<Record<string, number>> = {
    ...accountDecider.schemas,
    ...clockDecider.schemas,
    ...credentialDecider.schemas,
    ...deliberation.schemas,
    ...incident.schemas,
    ...line.schemas,
    ...notice.schemas,
    ...organizationDecider.schemas,
    ...post.schemas,
    ...restorationDecider.schemas,
  }
  return (Object.keys(permissions) as EventType[]).map((type) => ({ type, schema: schemas[type] ?? 1, ...permissions[type] })) // keys of a Record over EventType
}
