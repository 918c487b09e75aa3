import { useHubStatus } from '#renderer/bridge/hub-status.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { mayRead } from '#shared/hub/permissions.ts'
import type { OfficeId } from '#shared/ledger/event.ts'

/**
 * Whether what is on record of an office's passwords reaches this person: in a shared record a reviewer has the accounts of all offices, and of their
 * passwords nothing, which is not the same as that none is kept.
 */
export function useSeesSecrets(): (office: OfficeId) => boolean {
  const status = useHubStatus()
  const { id, office: own, roles } = useMe()
  return (office) => status?.mode !== 'shared' || mayRead({ person: id, office: own, roles }, { kind: 'security', office })
}
