import type { KitEvent, KitState } from './kit.ts'
import { kitSealOf } from './kit-decider.ts'

/** Whether an event's type asks for a ground at all: a beginning has none before it. */
export function asksForKitGround(type: string): boolean {
  return type.startsWith('kit.') && type !== 'kit.drafted'
}

/**
 * Whether what an event says of a national message has a ground in the message as it stood: only what is being written is changed or sent, only what was sent
 * is returned or approved, word for word, as the next version; nothing is said of one that is retired. That nobody approves their own words, the table of
 * permissions asks. Every machine holds the others' events to this and must find the same: what was released is never narrowed.
 */
export function hasKitGround(state: KitState, event: KitEvent): boolean {
  if (event.type === 'kit.drafted') return true
  if (state.kind === 'none' || state.retired !== null) return false
  const { writing, approvals } = state
  switch (event.type) {
    case 'kit.revised':
      return writing?.submitted !== true
    case 'kit.submitted':
      return writing?.submitted === false && event.payload.seal === kitSealOf(writing.kit)
    case 'kit.returned':
      return writing?.submitted === true
    case 'kit.approved':
      return writing?.submitted === true && event.payload.version === approvals.length + 1 && [kitSealOf(writing.kit), event.payload.seal].every((seal) => seal === kitSealOf(event.payload.kit))
    default:
      return true
  }
}
