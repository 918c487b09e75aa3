import type { Decider, EventMeta } from '#shared/ledger/decider.ts'
import type { DomainEvent } from '#shared/ledger/event.ts'
import { kit } from '#shared/kits/kit-decider.ts'
import { asksForKitGround, hasKitGround } from '#shared/kits/kit-grounds.ts'
import { asksForGround, hasGround, type By } from '#shared/posts/grounds.ts'
import { asksForOrganizationGround, contactsAfter, hasOrganizationGround } from '#shared/organization/grounds.ts'
import { organizationDecider } from '#shared/organization/decider.ts'
import type { Role } from '#shared/organization/role.ts'
import { post } from '#shared/posts/post-decider.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import { eventOf } from '#main/ledger/event-rows.ts'
import { upcast } from '#main/ledger/upcast.ts'

/** Who does it: whom they stood for and who reviewed, as of then, and their own office and roles. */
type Doer = By & { readonly office: string; roles(): readonly Role[] }

/** How what is said of one noun is held to what came before in its stream. State and event are the decider's own; `heeds`: of which types, when not of all. */
type Ground = {
  readonly decider: Pick<Decider<unknown, unknown, DomainEvent>, 'noun' | 'initial' | 'schemas' | 'evolve'>
  readonly asks: (type: string) => boolean
  readonly has: (state: unknown, event: DomainEvent, by: Doer) => boolean
  readonly heeds?: (type: string) => boolean
}

const grounds: Readonly<Record<string, Ground>> = {
  post: { decider: post, asks: asksForGround, has: hasGround } as unknown as Ground, // each keeps to its own states and events
  kit: { decider: kit, asks: asksForKitGround, has: hasKitGround } as unknown as Ground, // likewise
  organization: {
    decider: { ...organizationDecider, initial: {}, evolve: contactsAfter },
    asks: asksForOrganizationGround,
    has: hasOrganizationGround,
    // Of the thousands that say who is who none is read for it.
    heeds: asksForOrganizationGround,
  } as unknown as Ground, // likewise
}

function groundOf(stream: string): Ground | undefined {
  const noun = stream.slice(0, stream.indexOf('/'))
  return Object.hasOwn(grounds, noun) ? grounds[noun] : undefined
}

/** What a stream is about after accepted events of it, in order; `before`: what it was. What cannot be folded leaves it as it was, as the ledger does. */
export function stateAfter(stream: string, rows: readonly EventRow[], before?: unknown): unknown {
  const ground = groundOf(stream)
  let state = before ?? ground?.decider.initial
  for (const row of rows) {
    try {
      const event = ground === undefined || ground.heeds?.(row.type) === false ? undefined : eventIn(ground, row)
      if (event !== undefined) state = ground?.decider.evolve(state, event, event)
    } catch {
      // It has no effect, on every machine alike.
    }
  }
  return state
}

/** Whether an event, of its type's form, says something that has no ground in what came before it in its stream. */
export function isGroundless(row: EventRow, before: () => unknown, people: Omit<Doer, 'actor' | 'at' | 'office'>): boolean {
  const ground = groundOf(row.stream)
  if (ground?.asks(row.type) !== true) return false
  const event = eventIn(ground, row)
  return !ground.has(before(), event, { actor: event.actor, at: event.at, office: event.office, ...people })
}

function eventIn(ground: Ground, row: EventRow): DomainEvent & EventMeta {
  return upcast(ground.decider, eventOf(row)) as unknown as DomainEvent & EventMeta // type and payload of one row belong together: its form was looked at
}
