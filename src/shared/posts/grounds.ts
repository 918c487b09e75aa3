import type { AccountId } from '#shared/accounts/account.ts'
import { type Instant, later, MINUTE } from '#shared/kernel/clock.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { PostEvent } from './post-events.ts'
import { CLAIM_MINUTES, HANDED_MINUTES, hasProof, isUnsure, publicationOn, type Post, type PostState, type StageKind } from './post.ts'
import { outcomeFault, secondCopyFault } from './publication.ts'
import { decidesAs, isLast, openStep } from './review-route.ts'
import { sealOf } from './seal.ts'

/**
 * The stages in which a post can be for an event of a type to say something of it; a type that is not named changes no stage and tells of no
 * publication. Every machine holds the others' events to this and must find the same: what was released is never narrowed.
 */
const stages = {
  'post.revised': ['draft', 'returned'],
  'post.submitted': ['draft', 'returned'],
  'post.withdrawn': ['submitted'],
  'post.claimed': ['submitted'],
  'post.released': ['submitted'],
  'post.handed-over': ['submitted'],
  'post.agreed': ['submitted'],
  'post.returned': ['submitted'],
  'post.approved': ['submitted'],
  'post.expedited': ['draft', 'submitted', 'returned'],
  'approval.voided': ['approved'],
  'post.halted': ['approved'],
  'post.resumed': ['approved'],
  'post.freed': ['approved'],
  'post.copied': ['approved'],
  'post.published': ['approved'],
  'post.not-published': ['approved'],
  'post.doubted': ['approved'],
  'post.checked': ['approved'],
  'post.taken-down': ['approved', 'published'],
  'post.discarded': ['draft', 'returned', 'approved'],
  'suggestion.accepted': ['draft', 'returned'],
} as const satisfies Partial<Readonly<Record<PostEvent['type'], readonly StageKind[]>>>

/** Whether an event's type asks for a ground at all: for the others the post need not be looked at. */
export function asksForGround(type: string): boolean {
  return Object.hasOwn(stages, type) || type === 'emergency.checked' || type === 'review.breached'
}

/** Who does it, and when. `standsFor`: whether somebody who administers made them a person's stand-in; `reviews`: whether somebody reviewed at that moment. */
export type By = { readonly actor: PersonId; readonly at: Instant; standsFor(person: PersonId): boolean; reviews(person: PersonId): boolean }

/**
 * Whether what an event says has a ground in the post as it stood: it decides what was in review, written by others (the national message's words too, if it is of one), on the content that was there, once all
 * steps before it were agreed by others; it tells of the publication of what was approved, and takes nothing back that is out. The decider makes no other; a program that leaves it aside can.
 */
export function hasGround(state: PostState, event: PostEvent, by: By): boolean {
  if (!asksForGround(event.type)) return true
  if (state.kind === 'none') return false
  const possible: readonly StageKind[] | undefined = (stages as Partial<Record<PostEvent['type'], readonly StageKind[]>>)[event.type]
  if (possible !== undefined && !possible.includes(state.stage.kind)) return false
  // The thread says whose proposal was taken over, whatever the event says that takes it over.
  const isMessages = state.writers.includes(by.actor)
  const isOthers = !isMessages && !state.contributors.includes(by.actor)
  switch (event.type) {
    // Longer, and one statement would keep everybody from a post.
    case 'post.claimed':
      return !isMessages && event.payload.until <= later(by.at, CLAIM_MINUTES * MINUTE)
    case 'post.handed-over':
      return !isMessages && event.payload.until <= later(by.at, HANDED_MINUTES * MINUTE)
    case 'post.returned':
      return !isMessages
    case 'post.agreed':
    case 'post.approved':
      return isOthers && event.payload.seal === sealOf(state.content) && isNext(state, event, by)
    case 'post.expedited':
      return isOthers && event.payload.seal === sealOf(state.content)
    case 'emergency.checked':
      return isOthers && state.emergency !== null && state.emergency.check === null && state.emergency.by !== by.actor
    case 'post.released':
      return state.stage.kind === 'submitted' && state.stage.claim?.by === by.actor
    // What is out, or may be, is corrected by another post.
    case 'approval.voided':
      return state.stage.kind === 'approved' && event.payload.seal === state.stage.seal && !hasProof(state.stage) && !isUnsure(state.stage)
    case 'post.discarded':
      return !hasProof(state.stage) && !isUnsure(state.stage)
    case 'post.halted':
      return state.stage.kind === 'approved' && state.stage.halt === null
    case 'post.resumed':
      return state.stage.kind === 'approved' && state.stage.halt !== null
    case 'post.copied':
    case 'post.published': {
      const { account, seal } = event.payload
      if (state.stage.kind !== 'approved' || seal !== state.stage.seal || !isFor(state, account)) return false
      const publication = publicationOn(state.stage, account)
      // What was copied before a halt is still published; a second proof would count as another account's.
      return event.type === 'post.copied' ? state.stage.halt === null && secondCopyFault(publication, by.actor) === undefined : publication.copied !== null && publication.proof === null
    }
    case 'post.not-published':
    case 'post.doubted':
    case 'post.checked':
    case 'post.taken-down':
      return isFor(state, event.payload.account) && outcomeFault(publicationOn(state.stage, event.payload.account), told[event.type]) === undefined
    // Once, in whatever stage it is noted, of what was in review.
    case 'review.breached':
      return !state.breached && state.clock.firstSubmittedAt !== null && event.payload.due <= by.at
    case 'suggestion.accepted':
      return state.remarks.some(({ id, proposal }) => id === event.payload.remark && proposal !== null)
    default:
      return true
  }
}

/** By which act each outcome is told. */
const told = { 'post.not-published': 'not-published', 'post.doubted': 'doubt', 'post.checked': 'check', 'post.taken-down': 'take-down' } as const

const isFor = ({ content }: Post, account: AccountId): boolean => content.accounts.some(({ id }) => id === account)

/** Whether it is the agreement that is due: the last one if it approves, of that step if it does not, in the name of somebody whom the step waits for. */
function isNext({ stage, contributors, writers }: Post, event: Extract<PostEvent, { type: 'post.agreed' | 'post.approved' }>, { actor, standsFor, reviews }: By): boolean {
  if (stage.kind !== 'submitted' || stage.agreed.some(({ by }) => by === actor)) return false
  const { as = actor } = event.payload
  if (as !== actor && !standsFor(as)) return false
  const unable = stage.steps.flatMap(({ people }) => people).filter((person) => !reviews(person))
  const open = openStep({ ...stage, contributors: [...contributors, ...writers], unable })
  if (open === undefined) return event.type === 'post.approved'
  if (decidesAs(open.waits, actor, [as]) !== as) return false
  return event.type === 'post.approved' ? isLast(stage.steps, open, as) : event.payload.step === open.at && !isLast(stage.steps, open, as)
}
