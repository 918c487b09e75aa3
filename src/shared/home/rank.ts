import { DAY, HOUR, type Instant, millisecondsOf } from '#shared/kernel/clock.ts'
import { never } from '#shared/kernel/never.ts'
import type { Contact } from '#shared/organization/contact.ts'
import type { Role } from '#shared/organization/role.ts'
import { type AttentionItem, type ItemKind, type RankedItem, type Urgency, urgencies } from './item.ts'

/** A password falls due on the home screen as many days before as its first reminder (DOMAIN, table (a) row 11: 15, 7 and 1 days). */
export const ROTATION_HORIZON = 15 * DAY

/** Whose matter each kind is. A person sees the kinds of every role they hold; who audits sees what is wrong, and acts on nothing. */
const concerns: Readonly<Record<ItemKind, readonly Role[]>> = {
  'ledger-broken': ['operator', 'reviewer', 'security', 'administrator', 'auditor'],
  'incident-open': ['operator', 'reviewer', 'security', 'administrator', 'auditor'],
  'keychain-not-ready': ['operator', 'reviewer', 'security', 'administrator'],
  'rotation-unfinished': ['operator', 'security'],
  'post-to-review': ['reviewer'],
  'rotation-due': ['operator', 'security', 'auditor'],
  'stop-in-force': ['operator', 'reviewer', 'security', 'administrator', 'auditor'],
  'post-unchecked': ['reviewer'],
  'review-forecast': ['reviewer'],
  'post-returned': ['operator', 'reviewer', 'security', 'administrator'],
  'post-to-publish': ['operator'],
  'post-unproven': ['operator'],
  'consultation-to-answer': ['reviewer'],
  'consultation-returned': ['operator'],
  'consultation-to-reply': ['operator'],
  'kit-to-approve': ['reviewer'],
  'ending-to-approve': ['reviewer'],
  'kit-to-adapt': ['operator'],
  'registry-empty': ['operator', 'security', 'administrator'],
  'team-missing': ['administrator'],
  'contact-missing': ['operator', 'reviewer', 'security', 'administrator'],
  'clock-wrong': ['operator', 'reviewer', 'security', 'administrator', 'auditor'],
  'sheet-unkept': ['operator', 'reviewer', 'security', 'administrator', 'auditor'],
  'backup-overdue': ['administrator', 'auditor'],
  'single-operator': ['administrator'],
  'ledger-unverified': ['administrator', 'auditor'],
}

/** Within one urgency, the lower goes first, whatever the times: first what cannot be mended later. */
const place = {
  'ledger-broken': 0,
  'incident-open': 1,
  'stop-in-force': 2,
  'keychain-not-ready': 3,
  'rotation-unfinished': 4,
  'post-unchecked': 5,
  'post-to-review': 6,
  'consultation-to-answer': 7,
  'rotation-due': 8,
  'review-forecast': 9,
  'post-returned': 10,
  'post-to-publish': 11,
  'post-unproven': 12,
  'consultation-to-reply': 13,
  'consultation-returned': 14,
  'kit-to-approve': 15,
  'ending-to-approve': 16,
  'kit-to-adapt': 17,
  'registry-empty': 18,
  'team-missing': 19,
  'contact-missing': 20,
  'sheet-unkept': 21,
  'clock-wrong': 22,
  'backup-overdue': 23,
  'single-operator': 24,
  'ledger-unverified': 25,
} as const satisfies Record<ItemKind, number>

/** Which contacts each role is asked for; the others' gaps are the others' matter. */
const asked: Readonly<Record<Contact, readonly Role[]>> = {
  areaHead: ['operator', 'administrator'],
  communication: ['reviewer', 'administrator'],
  security: ['security', 'administrator'],
}

/**
 * The answer to «¿Qué necesita mi atención ahora?»: the items that concern these roles, most pressing first. Total: the same items
 * give the same order whatever order they come in. Times: a review presses in its last 6 h, a password on the day it falls due.
 */
export function rank(items: readonly AttentionItem[], roles: readonly Role[], now: Instant): readonly RankedItem[] {
  return items
    .filter((item) => isConcerned(item, roles))
    .map((item) => placed(item, now))
    .filter((ranked) => ranked !== undefined)
    .toSorted(compare)
}

/** How many items of each kind; kinds without any are left out. */
export function countsOf(items: readonly RankedItem[]): Readonly<Partial<Record<ItemKind, number>>> {
  const counts: Partial<Record<ItemKind, number>> = {}
  for (const { item } of items) counts[item.kind] = (counts[item.kind] ?? 0) + 1
  return counts
}

function isConcerned(item: AttentionItem, roles: readonly Role[]): boolean {
  const concerned = item.kind === 'contact-missing' ? asked[item.contact] : concerns[item.kind]
  return concerned.some((role) => roles.includes(role))
}

function placed(item: AttentionItem, now: Instant): RankedItem | undefined {
  switch (item.kind) {
    case 'incident-open':
      return at(item, item.incident, 'now', item.since)
    case 'rotation-unfinished':
      return at(item, item.account.account, 'now', item.since)
    case 'rotation-due': {
      const left = millisecondsOf(item.due) - millisecondsOf(now)
      if (left > ROTATION_HORIZON) return undefined
      return due(item, item.account.account, left <= 0 ? 'now' : left <= DAY ? 'today' : 'soon', item.due, left)
    }
    case 'post-to-review': {
      const left = millisecondsOf(item.due) - millisecondsOf(now)
      return due(item, item.post, left <= 6 * HOUR ? 'now' : left <= DAY ? 'today' : 'soon', item.due, left)
    }
    case 'stop-in-force':
      return at(item, item.stop, 'now', item.since)
    case 'post-unchecked': {
      const left = millisecondsOf(item.due) - millisecondsOf(now)
      return due(item, item.post, left <= 6 * HOUR ? 'now' : 'today', item.due, left)
    }
    case 'review-forecast':
      return at(item, 'forecast', 'soon', item.first)
    case 'post-returned':
    case 'post-to-publish':
    case 'post-unproven':
      return at(item, item.post, 'today', item.since)
    case 'consultation-to-answer': {
      const left = millisecondsOf(item.due) - millisecondsOf(now)
      return due(item, item.consultation, left <= 6 * HOUR ? 'now' : left <= DAY ? 'today' : 'soon', item.due, left)
    }
    case 'consultation-to-reply':
    case 'consultation-returned':
      return at(item, item.consultation, 'today', item.since)
    case 'kit-to-approve':
    case 'kit-to-adapt':
      return at(item, item.kit, item.kind === 'kit-to-approve' ? 'today' : 'soon', item.since)
    case 'ending-to-approve':
      return at(item, item.piece, 'today', item.since)
    case 'contact-missing':
      return at(item, item.contact === 'areaHead' ? `${item.contact}/${item.office}` : item.contact, 'soon')
    case 'registry-empty':
      return at(item, 'registry', 'today')
    case 'team-missing':
      return at(item, 'team', 'today')
    case 'single-operator':
      return at(item, item.account.account, 'later')
    case 'keychain-not-ready':
      return at(item, 'keychain', 'now')
    case 'clock-wrong':
      return at(item, 'clock', 'soon')
    case 'sheet-unkept':
      return at(item, 'sheet', 'today')
    case 'backup-overdue':
      return at(item, 'backup', 'soon', item.last)
    case 'ledger-unverified':
      return at(item, 'verification', 'later', item.last)
    case 'ledger-broken':
      return at(item, 'ledger', 'now')
    default:
      return never(item)
  }
}

function at(item: AttentionItem, about: string, urgency: Urgency, moment?: Instant): RankedItem {
  const ranked = { id: `${item.kind}/${about}`, urgency, overdue: false, item }
  return moment === undefined ? ranked : { ...ranked, at: moment }
}

function due(item: AttentionItem, about: string, urgency: Urgency, moment: Instant, left: number): RankedItem {
  return { id: `${item.kind}/${about}`, urgency, overdue: left <= 0, at: moment, item }
}

function compare(a: RankedItem, b: RankedItem): number {
  const urgency = urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency)
  if (urgency !== 0) return urgency
  const kind = place[a.item.kind] - place[b.item.kind]
  if (kind !== 0) return kind
  if (a.at !== b.at) return (a.at ?? '') < (b.at ?? '') ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
