import { never } from '#shared/kernel/never.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import type { PostAct } from './post-commands.ts'
import type { Claim, StageKind } from './post.ts'
import { decidesAs, openStep, type Agreement, type ReviewStep } from './review-route.ts'

/** What the table needs to know of a post: main has it from the ledger, the window from the post's page. */
export type Standing = {
  readonly stage: StageKind
  readonly office: OfficeId
  /** Whoever wrote any of it, the national message's words as the post's own events name their writers. No step waits for them. */
  readonly contributors: readonly PersonId[]
  /** Of the national message that it is of, as that message has them now. A step that names one whom the post does not waits for them all the same, as other machines ask the post alone. */
  readonly writers: readonly PersonId[]
  readonly claim: Claim | null
  /** The steps of the review it is in, and who agreed so far; both empty outside of review. */
  readonly steps: readonly ReviewStep[]
  readonly agreed: readonly Agreement[]
  /** Whom its steps name and who do not review any more, as the service knows. */
  readonly unable: readonly PersonId[]
  readonly halted: boolean
  /** A permalink was recorded on some account. */
  readonly proven: boolean
  /** It was copied for some account, and nobody said yet what came of it. */
  readonly unsure: boolean
}

/** Who would do it; `standsFor`: the reviewers in whose place they are at this moment. */
export type Actor = { readonly person: PersonId; readonly roles: readonly Role[]; readonly office: OfficeId; readonly now: Instant; readonly standsFor?: readonly PersonId[] }

/** Why an act is impossible: a refusal's code. */
export type WhyNot =
  | 'ledger/role'
  | 'posts/other-office'
  | 'posts/not-submitted'
  | 'posts/already-submitted'
  | 'posts/frozen'
  | 'posts/already-decided'
  | 'posts/not-approved'
  | 'posts/halted'
  | 'posts/not-halted'
  | 'posts/published'
  | 'posts/proven'
  | 'posts/unsure'
  | 'posts/discarded'
  | 'posts/own-work'
  | 'posts/claimed'
  | 'posts/not-claimed'
  | 'posts/other-pool'
  | 'posts/agreed-already'

/** What only an approved post can have done to it, before it is one. */
const unapproved = {
  halt: 'posts/not-approved',
  resume: 'posts/not-halted',
  copy: 'posts/not-approved',
  publish: 'posts/not-approved',
  'not-published': 'posts/not-approved',
  doubt: 'posts/not-approved',
  check: 'posts/not-approved',
  'take-down': 'posts/not-approved',
} as const

/** What is said of a post, while it can still become another. */
const talked = { remark: '-', answer: '-', resolve: '-', reopen: '-', accept: '-', decline: '-' } as const
/** And once it cannot, `why`. */
const silent = <W extends WhyNot>(why: W) => ({ remark: why, answer: why, resolve: why, reopen: why, accept: why, decline: why }) as const

/** `-`: possible in that stage, if the person may. */
const table: Readonly<Record<StageKind, Readonly<Record<PostAct, WhyNot | '-'>>>> = {
  draft: {
    revise: '-',
    submit: '-',
    withdraw: 'posts/not-submitted',
    claim: 'posts/not-submitted',
    release: 'posts/not-submitted',
    'hand-over': 'posts/not-submitted',
    return: 'posts/not-submitted',
    approve: 'posts/not-submitted',
    ...unapproved,
    discard: '-',
    ...talked,
    expedite: '-',
    'check-emergency': '-',
    free: 'posts/not-approved',
    'note-breach': '-',
  },
  submitted: {
    revise: 'posts/frozen',
    submit: 'posts/already-submitted',
    withdraw: '-',
    claim: '-',
    release: '-',
    'hand-over': '-',
    return: '-',
    approve: '-',
    ...unapproved,
    discard: 'posts/frozen',
    ...talked,
    accept: 'posts/frozen',
    expedite: '-',
    'check-emergency': '-',
    free: 'posts/not-approved',
    'note-breach': '-',
  },
  returned: {
    revise: '-',
    submit: '-',
    withdraw: 'posts/not-submitted',
    claim: 'posts/already-decided',
    release: 'posts/already-decided',
    'hand-over': 'posts/already-decided',
    return: 'posts/already-decided',
    approve: 'posts/already-decided',
    ...unapproved,
    discard: '-',
    ...talked,
    expedite: '-',
    'check-emergency': '-',
    free: 'posts/not-approved',
    'note-breach': '-',
  },
  approved: {
    revise: '-',
    submit: 'posts/already-decided',
    withdraw: 'posts/already-decided',
    claim: 'posts/already-decided',
    release: 'posts/already-decided',
    'hand-over': 'posts/already-decided',
    return: 'posts/already-decided',
    approve: 'posts/already-decided',
    halt: '-',
    resume: '-',
    copy: '-',
    publish: '-',
    'not-published': '-',
    doubt: '-',
    check: '-',
    'take-down': '-',
    discard: '-',
    ...silent('posts/already-decided'),
    expedite: 'posts/already-decided',
    'check-emergency': '-',
    free: '-',
    'note-breach': '-',
  },
  published: {
    revise: 'posts/published',
    submit: 'posts/published',
    withdraw: 'posts/published',
    claim: 'posts/already-decided',
    release: 'posts/already-decided',
    'hand-over': 'posts/already-decided',
    return: 'posts/already-decided',
    approve: 'posts/already-decided',
    halt: 'posts/published',
    resume: 'posts/published',
    copy: 'posts/published',
    publish: 'posts/published',
    'not-published': 'posts/published',
    doubt: 'posts/published',
    check: 'posts/published',
    'take-down': '-',
    discard: 'posts/published',
    ...silent('posts/published'),
    expedite: 'posts/already-decided',
    'check-emergency': '-',
    free: 'posts/published',
    'note-breach': '-',
  },
  discarded: {
    revise: 'posts/discarded',
    submit: 'posts/discarded',
    withdraw: 'posts/discarded',
    claim: 'posts/discarded',
    release: 'posts/discarded',
    'hand-over': 'posts/discarded',
    return: 'posts/discarded',
    approve: 'posts/discarded',
    halt: 'posts/discarded',
    resume: 'posts/discarded',
    copy: 'posts/discarded',
    publish: 'posts/discarded',
    'not-published': 'posts/discarded',
    doubt: 'posts/discarded',
    check: 'posts/discarded',
    'take-down': 'posts/discarded',
    discard: 'posts/discarded',
    ...silent('posts/discarded'),
    expedite: 'posts/discarded',
    'check-emergency': '-',
    free: 'posts/discarded',
    'note-breach': '-',
  },
}

const REVIEW: readonly PostAct[] = ['claim', 'release', 'hand-over', 'return', 'approve', 'halt', 'resume', 'check-emergency', 'free']
/** Out of turn: reviewers, and the security lead of the post's own office. */
const URGENT: readonly PostAct[] = ['expedite']
const TALK: readonly PostAct[] = ['remark', 'answer', 'resolve', 'reopen', 'note-breach']

/** The roles under which an act may be done; whoever has several does it under the first. */
export function rolesOf(act: PostAct): readonly Role[] {
  if (URGENT.includes(act)) return ['reviewer', 'security']
  return TALK.includes(act) ? ['reviewer', 'operator'] : REVIEW.includes(act) ? ['reviewer'] : ['operator']
}

/**
 * Why a person may not do something with a post now, or undefined if they may. The one table: main refuses by it, the window
 * disables its buttons by it and says the same sentence, the tests walk it.
 */
export function whyNot(act: PostAct, post: Standing, actor: Actor): WhyNot | undefined {
  const stage = table[post.stage][act]
  if (stage !== '-') return stage
  if (!rolesOf(act).some((role) => actor.roles.includes(role))) return 'ledger/role'
  switch (act) {
    case 'revise':
    case 'discard':
      // A part of it is out: what was published is corrected by a new post, never by changing this one.
      return ownOffice(post, actor) ?? (post.proven ? 'posts/proven' : post.unsure ? 'posts/unsure' : undefined)
    case 'submit':
    case 'withdraw':
    case 'publish':
    case 'not-published':
    case 'doubt':
    case 'check':
    case 'take-down':
    case 'accept':
    case 'decline':
      return ownOffice(post, actor)
    case 'expedite':
      return fourEyes(post, actor) ?? (actor.roles.includes('reviewer') ? undefined : ownOffice(post, actor))
    case 'check-emergency':
      return fourEyes(post, actor)
    case 'free':
      return undefined
    case 'note-breach':
    case 'remark':
    case 'answer':
    case 'resolve':
    case 'reopen':
      return actor.roles.includes('reviewer') ? undefined : ownOffice(post, actor)
    case 'copy':
      return ownOffice(post, actor) ?? (post.halted ? 'posts/halted' : undefined)
    case 'claim':
    case 'return':
    case 'approve':
      return fourEyes(post, actor) ?? unclaimed(post, actor) ?? inStep(post, actor)
    case 'hand-over':
      return fourEyes(post, actor) ?? unclaimed(post, actor)
    case 'release':
      return post.claim?.by === actor.person ? undefined : 'posts/not-claimed'
    case 'halt':
      return post.halted ? 'posts/halted' : undefined
    case 'resume':
      return post.halted ? undefined : 'posts/not-halted'
    default:
      return never(act)
  }
}

function ownOffice(post: Standing, actor: Actor): WhyNot | undefined {
  return post.office === actor.office ? undefined : 'posts/other-office'
}

/** Whoever touched the content may not decide it, whatever their roles. */
function fourEyes(post: Standing, actor: Actor): WhyNot | undefined {
  return isContributor(post, actor.person) ? 'posts/own-work' : undefined
}

/** Whether any of the sealed content is somebody's. */
export function isContributor({ contributors, writers }: Standing, person: PersonId): boolean {
  return contributors.includes(person) || writers.includes(person)
}

/** Whether the step that waits is theirs, in their own name or that of somebody they stand in for. Nobody agrees twice, in whatever name. */
function inStep(post: Standing, { person, standsFor = [] }: Pick<Actor, 'person' | 'standsFor'>): WhyNot | undefined {
  if (post.agreed.some(({ by }) => by === person)) return 'posts/agreed-already'
  const open = openStep(post)
  return open === undefined || decidesAs(open.waits, person, standsFor) !== undefined ? undefined : 'posts/other-pool'
}

/** Whether the step that waits may be taken by a reviewer, whoever has the post in hand. */
export function canTake(post: Standing, person: PersonId, standsFor: readonly PersonId[]): boolean {
  return !isContributor(post, person) && inStep(post, { person, standsFor }) === undefined
}

function unclaimed(post: Standing, actor: Actor): WhyNot | undefined {
  return activeClaim(post.claim, actor.now) === undefined || post.claim?.by === actor.person ? undefined : 'posts/claimed'
}

/** The claim while it lasts. */
export function activeClaim(claim: Claim | null, now: Instant): Claim | undefined {
  return claim !== null && now < claim.until ? claim : undefined
}
