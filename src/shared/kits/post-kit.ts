import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import { canonical } from '#shared/posts/canonical.ts'
import { normalContent, type Content } from '#shared/posts/content.ts'
import { compose, normalValues, slotFaults } from './compose.ts'
import { isForOffice, type Kit } from './kit.ts'

/**
 * What the posts' decider is told of the national message that a content names. `newest`: the version in force; null: it was retired. `writers`: whoever wrote any of
 * it, in whatever version: the seal of a post covers their words, so they do not decide on it.
 */
export type KitFacts = { readonly kit: Kit; readonly version: number; readonly newest: number | null; readonly writers: readonly PersonId[] }

export type KitFault = 'posts/kit-unknown' | 'posts/kit-locked'

/**
 * Whether a content is exactly what the message that it names makes of its slots. Everything that is not a slot, an account, a wanted time or a free label is
 * locked: whatever hand wrote it, screen, import or another machine. `facts` null: there is no such approved version. `office`: whose post it is; what is approved for
 * others is none of its messages.
 */
export function kitFault(content: Content, facts: KitFacts | null | undefined, office?: OfficeId): KitFault | undefined {
  if (content.kit === null) return undefined
  if (facts === null || facts === undefined || facts.version !== content.kit.version) return 'posts/kit-unknown'
  const { kit } = facts
  if (office !== undefined && !isForOffice(kit, office)) return 'posts/kit-unknown'
  const made = compose(kit, content.kit.slots, content.media)
  const is = lockedOf(content)
  // As it is kept: a text for a network that the office does not use falls away.
  const shouldBe = lockedOf(normalContent({ ...content, ...made, own: {}, source: kit.source, campaign: kit.campaign, topics: kit.topics }))
  const slots = canonical(normalValues(kit, content.kit.slots)) === canonical(content.kit.slots)
  return slots && canonical(is) === canonical(shouldBe) ? undefined : 'posts/kit-locked'
}

/** Why a post of a message may not be sent to review or approved: a slot is not filled as it should be, or the version is no longer in force. */
export function kitGate(content: Content, facts: KitFacts | null | undefined, office?: OfficeId): KitFault | 'posts/kit-slots' | 'posts/kit-outdated' | undefined {
  const fault = kitFault(content, facts, office)
  if (fault !== undefined || content.kit === null || facts === null || facts === undefined) return fault
  if (facts.newest !== facts.version) return 'posts/kit-outdated'
  return Object.keys(slotFaults(facts.kit, content.kit.slots)).length > 0 ? 'posts/kit-slots' : undefined
}

function lockedOf({ kit: _, accounts: __, wanted: ___, window: ____, labels: _____, ...locked }: Content): object {
  return locked
}
