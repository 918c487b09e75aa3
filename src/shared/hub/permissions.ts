import type { AccountEvent } from '../accounts/account-events.ts'
import type { ConsultationEvent } from '../consultations/consultation.ts'
import type { CredentialEvent } from '../credentials/credential-events.ts'
import type { IncidentEvent } from '../incidents/incident.ts'
import type { RestrictionEvent } from '../incidents/restriction.ts'
import type { Audience } from '../ledger/event.ts'
import type { RestorationEvent } from '../ledger/restoration.ts'
import type { KitEvent } from '../kits/kit.ts'
import type { ImportEvent } from '../imports/import.ts'
import type { CampaignEvent } from '../library/campaign.ts'
import type { NationalPieceEvent, OfficePieceEvent } from '../library/piece.ts'
import type { TopicEvent } from '../library/topic.ts'
import type { NoticeEvent } from '../notices/notice.ts'
import type { OrganizationEvent } from '../organization/organization.ts'
import type { Role } from '../organization/role.ts'
import type { DeliberationEvent } from '../posts/deliberation.ts'
import type { PostEvent } from '../posts/post-events.ts'
import type { ReviewPolicyEvent } from '../posts/review-policy.ts'
import type { StopEvent } from '../posts/stop.ts'
import type { LineEvent } from '../rules/line.ts'
import type { TuningEvent } from '../rules/tuning.ts'
import type { ClockEvent } from '../reminders/clock-watch.ts'

/** Every type of event that a decider makes. One that has no line below does not compile. */
export type EventType =
  | (AccountEvent | ClockEvent | ConsultationEvent | CredentialEvent | DeliberationEvent | IncidentEvent | LineEvent | NoticeEvent | OrganizationEvent | PostEvent | RestorationEvent)['type']
  | (CampaignEvent | ImportEvent | KitEvent | NationalPieceEvent | OfficePieceEvent | TopicEvent)['type']
  | ReviewPolicyEvent['type']
  | RestrictionEvent['type']
  | StopEvent['type']
  | TuningEvent['type']
  | 'person.invited'
  | 'signer.revoked'
  | 'stand-in.set'
  | 'stand-in.ended'

export type AudienceKind = Audience['kind']

/** What the hub and every machine let pass of one type of event: the deciders' rules that a record of others' acts can be held to. */
export type Permission = {
  /** The stream's noun. */
  readonly noun: string
  /** Roles that may do it in streams of their own office, and in those that are of no office. */
  readonly own: readonly Role[]
  /** Roles that may do it whichever office the stream is of. */
  readonly anywhere: readonly Role[]
  readonly audiences: readonly AudienceKind[]
  /** `first`: begins its stream, and nothing else does · `later`: never begins one · `any`. */
  readonly opens: 'first' | 'later' | 'any'
  /** Its actor has worked on what the stream is about, and may not decide it. */
  readonly contributes?: true
  /** Nobody who contributed may do it: the four eyes. */
  readonly fourEyes?: true
  /** May take the stream to another office. */
  readonly moves?: true
}

const everybody: readonly Role[] = ['operator', 'reviewer', 'security', 'administrator', 'auditor']

const of = (noun: string, audiences: readonly AudienceKind[]) => ({
  first: (own: readonly Role[], anywhere: readonly Role[] = []) => ({ noun, audiences, own, anywhere, opens: 'first' }) as const,
  later: (own: readonly Role[], anywhere: readonly Role[] = []) => ({ noun, audiences, own, anywhere, opens: 'later' }) as const,
  any: (own: readonly Role[], anywhere: readonly Role[] = []) => ({ noun, audiences, own, anywhere, opens: 'any' }) as const,
})

const organization = of('organization', ['institution'])
const account = of('account', ['registry'])
const credential = of('credential', ['security'])
const post = of('post', ['review'])
const deliberation = of('deliberation', ['review'])
const consultation = of('consultation', ['review'])
// A restricted incident is read by the persons named only, and so are its notices.
const incident = of('incident', ['security', 'people'])
const notice = of('notice', ['security', 'people'])
// That an incident is restricted, for whoever read it before; it says nothing of it.
const restriction = of('restriction', ['institution'])
const line = of('line', ['institution'])
const rules = of('rules', ['institution'])
const piece = of('piece', ['institution'])
// An office's endings are read by the reviewers who approve them.
const officePiece = of('office-piece', ['office', 'review'])
const campaign = of('campaign', ['institution'])
const topic = of('topic', ['institution'])
const kit = of('kit', ['institution'])
const imported = of('import', ['office'])
const stop = of('stop', ['institution'])
const review = of('review', ['institution'])
const clock = of('clock', ['office'])
const record = of('record', ['institution'])

/** The one table: the hub's SQL gets it as `event_types`, machines check pulled events by it. */
export const permissions = {
  'institution.founded': organization.first([], ['administrator']),
  // One's own, by any role; somebody else's only by an administrator (`signerRegistrationAllowed`).
  'signer.registered': organization.later([], everybody),
  // Of the signer that signs it, and no other (`standings`).
  'signer.sealing-key-added': organization.later([], everybody),
  'signer.revoked': organization.later([], ['administrator']),
  'person.added': organization.later([], ['administrator']),
  'person.corrected': organization.later([], ['administrator']),
  'person.roles-changed': organization.later([], ['administrator']),
  'person.deactivated': organization.later([], ['administrator']),
  'person.reactivated': organization.later([], ['administrator']),
  'person.invited': organization.later([], ['administrator']),
  'stand-in.set': organization.later([], ['administrator']),
  'stand-in.ended': organization.later([], ['administrator']),
  'contact.set': organization.later([], ['administrator', 'security', 'reviewer', 'operator']),
  'office.corrected': organization.later([], ['administrator']),
  'policies.changed': organization.later([], ['administrator']),
  'brand.changed': organization.later([], ['administrator']),

  'account.registered': account.first(['operator'], ['security', 'administrator']),
  'account.corrected': { ...account.later(['operator'], ['security', 'administrator']), moves: true },
  'account.operators-assigned': account.later(['operator'], ['security', 'administrator']),
  'account.closure-recommended': account.later(['operator'], ['reviewer', 'security', 'administrator']),
  'account.closure-withdrawn': account.later([], ['reviewer', 'security', 'administrator']),
  'account.closed': account.later([], ['administrator', 'security']),
  'account.reopened': account.later([], ['administrator', 'security']),
  'account.queue-frozen': account.later(['operator', 'reviewer'], ['security', 'administrator']),
  'account.queue-released': account.later(['operator', 'reviewer'], ['security', 'administrator']),

  'credential.reserved': credential.first(['operator'], ['security']),
  'credential.kept': credential.later(['operator'], ['security']),
  'credential.copied': credential.later(['operator'], ['security']),
  'credential.revealed': credential.later(['operator'], ['security']),
  'credential.rotation-demanded': credential.later(['operator', 'administrator', 'reviewer'], ['security']),
  'credential.rotation-begun': credential.later(['operator'], ['security']),
  'credential.pending-stored': credential.later(['operator'], ['security']),
  'credential.pending-replaced': credential.later(['operator'], ['security']),
  'credential.platform-opened': credential.later(['operator'], ['security']),
  'credential.changed-there': credential.later(['operator'], ['security']),
  'credential.rotation-confirmed': credential.later(['operator'], ['security']),
  'credential.access-reviewed': credential.later(['operator'], ['security']),
  'credential.rotation-finished': credential.later(['operator'], ['security']),
  'credential.rotation-cancelled': credential.later(['operator'], ['security']),
  'credential.former-released': credential.later(['operator', 'administrator', 'reviewer'], ['security']),

  'post.drafted': { ...post.first(['operator']), contributes: true },
  'post.revised': { ...post.later(['operator']), contributes: true },
  'post.submitted': { ...post.later(['operator']), contributes: true },
  'post.withdrawn': post.later(['operator']),
  'post.claimed': { ...post.later([], ['reviewer']), fourEyes: true },
  'post.handed-over': { ...post.later([], ['reviewer']), fourEyes: true },
  'post.agreed': { ...post.later([], ['reviewer']), fourEyes: true },
  'post.released': post.later([], ['reviewer']),
  'post.returned': { ...post.later([], ['reviewer']), fourEyes: true },
  'post.approved': { ...post.later([], ['reviewer']), fourEyes: true },
  'approval.voided': post.later(['operator']),
  'post.halted': post.later([], ['reviewer']),
  'post.resumed': post.later([], ['reviewer']),
  'post.copied': post.later(['operator']),
  'post.published': post.later(['operator']),
  'post.not-published': post.later(['operator']),
  'post.doubted': post.later(['operator']),
  'post.checked': post.later(['operator']),
  'post.taken-down': post.later(['operator']),
  'post.discarded': post.later(['operator']),
  'post.expedited': { ...post.later(['security'], ['reviewer']), fourEyes: true },
  'emergency.checked': { ...post.later([], ['reviewer']), fourEyes: true },
  'post.freed': post.later([], ['reviewer']),
  'review.breached': post.later(['operator'], ['reviewer']),
  'remark.made': post.later(['operator'], ['reviewer']),
  'remark.answered': post.later(['operator'], ['reviewer']),
  'remark.resolved': post.later(['operator'], ['reviewer']),
  'remark.reopened': post.later(['operator'], ['reviewer']),
  // Whoever proposed it wrote it too: `hands`.
  'suggestion.accepted': { ...post.later(['operator']), contributes: true },
  'suggestion.declined': post.later(['operator']),

  'deliberation.noted': deliberation.any([], ['reviewer']),
  'deliberation.answered': deliberation.later([], ['reviewer']),
  'deliberation.closed': deliberation.later([], ['reviewer']),
  'deliberation.reopened': deliberation.later([], ['reviewer']),

  'stop.ordered': stop.first([], ['reviewer', 'security']),
  'stop.lifted': stop.later([], ['reviewer', 'security']),

  'review.arranged': review.any([], ['administrator']),
  'review.coordinators-named': review.any([], ['administrator']),

  'line.stated': line.first([], ['reviewer']),
  'line.corrected': line.later([], ['reviewer']),
  'line.withdrawn': line.later([], ['reviewer']),

  'rules.tuned': rules.any([], ['administrator']),
  'rules.untuned': rules.later([], ['administrator']),

  // What is for every office is Comunicación Social's; an operator keeps what is their own office's.
  'piece.kept': { ...piece.first([], ['reviewer', 'administrator']), contributes: true },
  'piece.revised': { ...piece.later([], ['reviewer', 'administrator']), contributes: true },
  'piece.approved': { ...piece.later([], ['reviewer']), fourEyes: true },
  'piece.returned': { ...piece.later([], ['reviewer']), fourEyes: true },
  'piece.retired': piece.later([], ['reviewer', 'administrator']),
  'piece.restored': piece.later([], ['reviewer', 'administrator']),
  'office-piece.kept': { ...officePiece.first(['operator']), contributes: true },
  'office-piece.revised': { ...officePiece.later(['operator']), contributes: true },
  'office-piece.approved': { ...officePiece.later([], ['reviewer']), fourEyes: true },
  'office-piece.returned': { ...officePiece.later([], ['reviewer']), fourEyes: true },
  'office-piece.retired': officePiece.later(['operator']),
  'office-piece.restored': officePiece.later(['operator']),
  'campaign.begun': campaign.first([], ['reviewer', 'administrator']),
  'campaign.corrected': campaign.later([], ['reviewer', 'administrator']),
  'campaign.ended': campaign.later([], ['reviewer', 'administrator']),
  'campaign.reopened': campaign.later([], ['reviewer', 'administrator']),
  // A shipped word may be retired before anything else was said of it.
  'topic.set': topic.any([], ['reviewer', 'administrator']),
  'topic.retired': topic.any([], ['reviewer', 'administrator']),

  'import.brought': imported.first(['operator']),

  // Whoever wrote any of a national message does not approve it.
  'kit.drafted': { ...kit.first([], ['reviewer']), contributes: true },
  'kit.revised': { ...kit.later([], ['reviewer']), contributes: true },
  'kit.submitted': { ...kit.later([], ['reviewer']), contributes: true },
  'kit.returned': { ...kit.later([], ['reviewer']), fourEyes: true },
  'kit.approved': { ...kit.later([], ['reviewer']), fourEyes: true },
  'kit.retired': kit.later([], ['reviewer']),

  // Whoever wrote the question, or a detail of it, does not answer it.
  'consultation.asked': { ...consultation.first(['operator']), contributes: true },
  'consultation.referred': { ...consultation.later(['operator']), contributes: true },
  'consultation.completed': { ...consultation.later(['operator']), contributes: true },
  'consultation.taken': { ...consultation.later([], ['reviewer']), fourEyes: true },
  'consultation.released': consultation.later([], ['reviewer']),
  'consultation.returned': { ...consultation.later([], ['reviewer']), fourEyes: true },
  'consultation.answered': { ...consultation.later([], ['reviewer']), fourEyes: true },
  'consultation.lapsed': consultation.later(['operator'], ['reviewer']),
  'consultation.replied': consultation.later(['operator']),
  'consultation.reported': consultation.later(['operator'], ['reviewer']),
  'consultation.closed': consultation.later(['operator']),
  'consultation.withdrawn': consultation.later(['operator']),

  'incident.opened': incident.first(['operator', 'reviewer', 'administrator'], ['security']),
  'incident.step-done': incident.later(['operator', 'reviewer', 'administrator'], ['security']),
  'incident.step-not-applicable': incident.later(['operator', 'reviewer', 'administrator'], ['security']),
  'incident.step-reopened': incident.later(['operator', 'reviewer', 'administrator'], ['security']),
  'incident.evidence-added': incident.later(['operator', 'reviewer', 'administrator'], ['security']),
  'incident.custody-recorded': incident.later(['operator', 'reviewer', 'administrator'], ['security']),
  'incident.fact-recorded': incident.later(['operator', 'reviewer', 'administrator'], ['security']),
  'incident.account-linked': incident.later(['operator', 'reviewer', 'administrator'], ['security']),
  'incident.account-unlinked': incident.later(['operator', 'reviewer', 'administrator'], ['security']),
  'incident.reclassified': incident.later(['operator', 'reviewer', 'administrator'], ['security']),
  'incident.closed': incident.later(['operator'], ['security']),
  'incident.reopened': incident.later(['operator'], ['security']),
  'incident.restricted': incident.later([], ['security']),
  'incident.unrestricted': incident.later([], ['security']),
  'restriction.placed': restriction.any([], ['security']),
  'restriction.lifted': restriction.later([], ['security']),

  'notice.drafted': notice.first(['operator', 'reviewer', 'administrator'], ['security']),
  'notice.redrafted': notice.later(['operator', 'reviewer', 'administrator'], ['security']),
  'notice.revised': notice.later(['operator', 'reviewer', 'administrator'], ['security']),
  'notice.exported': notice.later(['operator', 'reviewer', 'administrator'], ['security']),
  'notice.sent': notice.later(['operator', 'reviewer', 'administrator'], ['security']),
  'notice.sent-retracted': notice.later(['operator', 'reviewer', 'administrator'], ['security']),
  'notice.acknowledged': notice.later(['operator', 'reviewer', 'administrator'], ['security']),
  'notice.restricted': notice.later([], ['security']),
  'notice.unrestricted': notice.later([], ['security']),

  'clock.set-back': clock.any(everybody),
  'record.restored': record.any([], ['administrator']),
} as const satisfies Readonly<Record<EventType, Permission>>

/** The permission of a type; undefined for one that this version does not know. */
export function permissionOf(type: string): Permission | undefined {
  return Object.hasOwn(permissions, type) ? permissions[type as EventType] : undefined // a key by the test
}

/** Whose work an event is, on what its stream is about: its actor's, if its type contributes, and that of whoever's proposal it takes over. */
export function handsOf({ type, actor, payload }: { readonly type: string; readonly actor: string; readonly payload: string }): readonly string[] {
  if (permissionOf(type)?.contributes !== true) return []
  if (type !== 'suggestion.accepted') return [actor]
  const by: unknown = (JSON.parse(payload) as { readonly by?: unknown }).by // a payload is JSON: it was looked at when the event came
  return typeof by === 'string' ? [actor, by] : [actor]
}

/** How long after its end a stand-in's acts of before are still accepted: what was done without network. Hours. */
export const STAND_IN_GRACE_HOURS = 72

/** Who may register a signer: the person themselves, or an administrator for somebody else. */
export function signerRegistrationAllowed(person: string, actor: string, role: Role): boolean {
  return person === actor || role === 'administrator'
}

/**
 * Who may change whose eyes a stream is for. The office changes only by an event that `moves`; into and out of named persons only by
 * security (an incident that is restricted, or opened again to all).
 */
export function audienceChangeAllowed(before: Audience, after: Audience, permission: Permission, role: Role): boolean {
  if (before.kind === 'people' || after.kind === 'people') return JSON.stringify(before) === JSON.stringify(after) || role === 'security'
  return !('office' in before) || !('office' in after) || before.office === after.office || permission.moves === true
}

/** Who a machine's readers are. */
export type Reader = { readonly person: string; readonly office: string; readonly roles: readonly Role[] }

/**
 * Row security in two lists of words: a person may read a stream when one of their words is among the stream's. The same in the hub's SQL
 * (`readers_of`, `words_of`).
 */
export function readersOf(audience: Audience): readonly string[] {
  switch (audience.kind) {
    case 'institution':
      return ['all', 'institution']
    case 'people':
      return ['all', ...audience.people.map((person) => `person:${person}`)]
    default:
      return ['all', ...(audience.kind === 'office' ? [] : [audience.kind]), `office:${audience.office}`]
  }
}

/** The words of a person: `all` is the auditor's. */
export function wordsOf({ person, office, roles }: Reader): readonly string[] {
  const words = ['institution', `office:${office}`, `person:${person}`]
  if (roles.includes('reviewer')) words.push('review')
  if (roles.includes('security')) words.push('security')
  if (roles.includes('reviewer') || roles.includes('security') || roles.includes('administrator')) words.push('registry')
  if (roles.includes('auditor')) words.push('all')
  return words
}

/** Whether a person may read a stream. */
export function mayRead(reader: Reader, audience: Audience): boolean {
  const words = wordsOf(reader)
  return readersOf(audience).some((word) => words.includes(word))
}
