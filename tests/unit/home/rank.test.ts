import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AttentionItem, itemKinds, urgencies } from '#shared/home/item.ts'
import { countsOf, rank } from '#shared/home/rank.ts'
import { DAY, HOUR, type Instant, later } from '#shared/kernel/clock.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import { type Role, roles } from '#shared/organization/role.ts'

const now = '2026-11-23T15:00:00.000Z' as Instant
const office = 'central-cncs' as OfficeId
const account = (id: string) => ({ account: id, network: 'x' as const, handle: `@${id}` })
const review = (id: string, left: number): AttentionItem => ({ kind: 'post-to-review', post: id, title: id, office, due: later(now, left) })
const consultation = (id: string, left: number): AttentionItem => ({ kind: 'consultation-to-answer', consultation: id, title: id, office, due: later(now, left) })
const rotation = (id: string, left: number): AttentionItem => ({ kind: 'rotation-due', account: account(id), due: later(now, left) })
const incident: AttentionItem = {
  kind: 'incident-open', incident: 'i1', folio: 'INC-2026-001', accounts: [account('ine')], since: later(now, -HOUR), openSteps: 3, unsentNotices: 2,
}

const all: readonly AttentionItem[] = [
  { kind: 'ledger-unverified' },
  { kind: 'single-operator', account: account('a'), operators: 1 },
  { kind: 'backup-overdue', last: later(now, -9 * DAY) },
  { kind: 'contact-missing', contact: 'security', office },
  { kind: 'team-missing' },
  { kind: 'registry-empty' },
  { kind: 'contact-missing', contact: 'areaHead', office },
  { kind: 'post-unproven', post: 'p4', title: 'Cuarta', since: later(now, -HOUR) },
  { kind: 'post-to-publish', post: 'p3', title: 'Tercera', since: later(now, -HOUR) },
  { kind: 'review-forecast', count: 3, first: later(now, 20 * HOUR), usual: null },
  { kind: 'post-unchecked', post: 'p5', title: 'Quinta', reason: 'Sismo', due: later(now, 20 * HOUR) },
  { kind: 'stop-in-force', stop: 's1', reason: 'Sismo', by: 'Rosa', since: later(now, -HOUR) },
  { kind: 'post-returned', post: 'p2', title: 'Segunda', since: later(now, -HOUR) },
  { kind: 'consultation-to-reply', consultation: 'c2', title: 'Dos', since: later(now, -HOUR), lapsed: true },
  { kind: 'consultation-returned', consultation: 'c3', title: 'Tres', since: later(now, -HOUR) },
  { kind: 'kit-to-adapt', kit: 'k2', title: 'Módulo', outdated: false, since: later(now, -HOUR) },
  { kind: 'kit-to-approve', kit: 'k1', title: 'Casillas', since: later(now, -HOUR) },
  { kind: 'ending-to-approve', piece: 'e1', title: 'INETEL', since: later(now, -HOUR) },
  consultation('c1', 20 * HOUR),
  rotation('soon', 5 * DAY),
  rotation('overdue', -DAY),
  rotation('far', 40 * DAY),
  review('calm', 40 * HOUR),
  review('today', 20 * HOUR),
  review('pressing', 2 * HOUR),
  review('late', -HOUR),
  { kind: 'rotation-unfinished', account: account('half'), since: later(now, -2 * HOUR) },
  { kind: 'keychain-not-ready', state: 'locked' },
  { kind: 'clock-wrong', ahead: -5 * HOUR },
  { kind: 'sheet-unkept' },
  incident,
  { kind: 'ledger-broken', position: 12 },
]

const ids = (items: readonly AttentionItem[], who: readonly Role[]): readonly string[] => rank(items, who, now).map((item) => item.id)

describe('what needs attention', () => {
  it('goes from what cannot wait to what can', () => {
    expect(ids(all, roles)).toEqual([
      'ledger-broken/ledger',
      'incident-open/i1',
      'stop-in-force/s1',
      'keychain-not-ready/keychain',
      'rotation-unfinished/half',
      'post-to-review/late',
      'post-to-review/pressing',
      'rotation-due/overdue',
      'post-unchecked/p5',
      'post-to-review/today',
      'consultation-to-answer/c1',
      'post-returned/p2',
      'post-to-publish/p3',
      'post-unproven/p4',
      'consultation-to-reply/c2',
      'consultation-returned/c3',
      'kit-to-approve/k1',
      'ending-to-approve/e1',
      'registry-empty/registry',
      'team-missing/team',
      'sheet-unkept/sheet',
      'post-to-review/calm',
      'rotation-due/soon',
      'review-forecast/forecast',
      'kit-to-adapt/k2',
      'contact-missing/areaHead/central-cncs',
      'contact-missing/security',
      'clock-wrong/clock',
      'backup-overdue/backup',
      'single-operator/a',
      'ledger-unverified/verification',
    ])
  })

  it.each([
    ['operator', ['ledger-broken', 'incident-open', 'stop-in-force', 'keychain-not-ready', 'rotation-unfinished', 'rotation-due', 'post-returned', 'post-to-publish', 'post-unproven', 'consultation-to-reply', 'consultation-returned', 'kit-to-adapt', 'registry-empty', 'contact-missing', 'clock-wrong', 'sheet-unkept']],
    ['reviewer', ['post-unchecked', 'review-forecast', 'ledger-broken', 'incident-open', 'stop-in-force', 'keychain-not-ready', 'post-to-review', 'consultation-to-answer', 'post-returned', 'kit-to-approve', 'ending-to-approve', 'clock-wrong', 'sheet-unkept']],
    ['security', ['ledger-broken', 'incident-open', 'stop-in-force', 'keychain-not-ready', 'rotation-unfinished', 'rotation-due', 'post-returned', 'registry-empty', 'contact-missing', 'clock-wrong', 'sheet-unkept']],
    ['administrator', ['ledger-broken', 'incident-open', 'stop-in-force', 'keychain-not-ready', 'post-returned', 'registry-empty', 'team-missing', 'contact-missing', 'backup-overdue', 'single-operator', 'ledger-unverified', 'clock-wrong', 'sheet-unkept']],
    ['auditor', ['ledger-broken', 'incident-open', 'stop-in-force', 'rotation-due', 'clock-wrong', 'sheet-unkept', 'backup-overdue', 'ledger-unverified']],
  ] as const)('shows %s their own matters only', (role, kinds) => {
    expect([...new Set(rank(all, [role], now).map((ranked) => ranked.item.kind))].toSorted()).toEqual([...kinds].toSorted())
  })

  it('leaves out passwords that fall due in more than fifteen days', () => {
    expect(ids([rotation('just', 15 * DAY), rotation('far', 15 * DAY + 1)], ['operator'])).toEqual(['rotation-due/just'])
  })

  it('calls overdue what has passed its moment, and nothing else', () => {
    const overdue = rank(all, roles, now).filter((ranked) => ranked.overdue)
    expect(overdue.map((ranked) => ranked.id)).toEqual(['post-to-review/late', 'rotation-due/overdue'])
  })

  it('counts what it shows', () => {
    expect(countsOf(rank(all, ['reviewer'], now))).toEqual({
      'ledger-broken': 1, 'incident-open': 1, 'stop-in-force': 1, 'keychain-not-ready': 1, 'post-unchecked': 1, 'review-forecast': 1, 'post-to-review': 4, 'consultation-to-answer': 1, 'post-returned': 1, 'kit-to-approve': 1, 'ending-to-approve': 1, 'clock-wrong': 1, 'sheet-unkept': 1,
    })
  })

  it('has a kind for every item it knows', () => {
    expect([...new Set(all.map((item) => item.kind))].toSorted()).toEqual([...itemKinds].toSorted())
  })

  it('is the same whatever order the items come in, with urgencies never going back', () => {
    const shuffled = fc.shuffledSubarray([...all], { minLength: all.length })
    fc.assert(
      fc.property(shuffled, fc.subarray([...roles]), (items, held) => {
        const ranked = rank(items, held, now)
        expect(ranked).toEqual(rank(all, held, now))
        const places = ranked.map((item) => urgencies.indexOf(item.urgency))
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      }),
    )
  })
})
