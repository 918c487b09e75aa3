import type { AttentionItem } from '#shared/home/item.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'

/** Who looks at the home screen. */
export type Viewer = { readonly person: PersonId; readonly roles: readonly Role[]; readonly office: OfficeId }

/**
 * What one module has waiting for a viewer. It answers with what the viewer may see and what is theirs (their accounts, their posts);
 * which kinds concern which role, and in what order they stand, is decided once for all (`src/shared/home/rank.ts`).
 */
export type HomeSource = (viewer: Viewer, now: Instant) => readonly AttentionItem[]
