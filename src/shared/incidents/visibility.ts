import type { Context, OfficeId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'

const EVERYWHERE: readonly Role[] = ['security', 'auditor']

/** Whether a person may read the incidents of an office: its own people, security leads and auditors (the stream's audience, `security`). */
export function maySee(viewer: Pick<Context, 'roles' | 'office'>, office: OfficeId): boolean {
  return viewer.office === office || viewer.roles.some((role) => EVERYWHERE.includes(role))
}
