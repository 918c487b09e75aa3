import { describe, expect, it } from 'vitest'
import { homeHandlers } from '#main/modules/home/handlers.ts'
import { type Machine, machineSource } from '#main/modules/home/machine-source.ts'
import { homeService } from '#main/modules/home/service.ts'
import type { HomeSource, Viewer } from '#main/modules/home/source.ts'
import { homeContract } from '#shared/home/contract.ts'
import { DAY, HOUR, type Instant, later } from '#shared/kernel/clock.ts'
import type { Context, OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { seededIds } from '#tests/kit/seeded-ids.ts'

const now = '2026-11-23T15:00:00.000Z' as Instant
const ids = seededIds()
const contextOf = (roles: readonly Role[]): Context => ({
  now,
  actor: 'person-1' as PersonId,
  roles,
  office: 'central-cncs' as OfficeId,
  signer: 'signer-1' as SignerId,
  newId: () => ids.next(),
})
const officeName = (office: OfficeId): string => `nombre de ${office}`
const sound: Machine = { keychain: () => 'ready', clockAhead: () => 0, isSheetKept: () => true, lastBackup: () => later(now, -DAY), lastVerification: () => ({ at: later(now, -DAY) }) }
const kindsOf = (machine: Partial<Machine>): readonly string[] =>
  machineSource({ ...sound, ...machine })({ person: 'person-1' as PersonId, roles: ['administrator'], office: 'central-cncs' as OfficeId }, now).map(
    (item) => item.kind,
  )

describe('the home screen', () => {
  it('asks every source for the person who looks, and answers in order', async () => {
    const asked: Viewer[] = []
    const posts: HomeSource = (viewer) => {
      asked.push(viewer)
      return [{ kind: 'post-to-review', post: 'p1', title: 'Uno', office: viewer.office, due: later(now, 30 * HOUR) }]
    }
    const incidents: HomeSource = () => [
      { kind: 'incident-open', incident: 'i1', folio: 'INC-2026-001', accounts: [], since: now, openSteps: 4, unsentNotices: 3 },
    ]
    const handlers = homeHandlers(homeService({ officeName, sources: [posts, incidents, machineSource(sound)] }))
    const answer = await handlers.now({}, { context: contextOf(['reviewer']) })
    expect(answer.ok && homeContract.entries.now.out.parse(answer.value)).toMatchObject({
      items: [{ id: 'incident-open/i1' }, { id: 'post-to-review/p1', urgency: 'soon', at: '2026-11-24T21:00:00.000Z', item: { officeName: 'nombre de central-cncs' } }],
      counts: { 'incident-open': 1, 'post-to-review': 1 },
    })
    expect(asked).toEqual([{ person: 'person-1', roles: ['reviewer'], office: 'central-cncs' }])
  })

  it('is empty when nothing waits', () => {
    expect(homeService({ officeName, sources: [machineSource(sound)] }).now(contextOf(['administrator']))).toEqual({ items: [], counts: {} })
  })
})

describe('this machine', () => {
  it('asks for nothing when all is well, or the keychain has not been asked yet', () => {
    expect([kindsOf({}), kindsOf({ keychain: () => 'unknown' }), kindsOf({ keychain: () => 'probing' })]).toEqual([[], [], []])
  })

  it('tells of a keychain that does not answer', () => {
    expect(kindsOf({ keychain: () => 'locked' })).toEqual(['keychain-not-ready'])
  })

  it('tells of a clock that differs from the hub’s by more than two minutes, either way', () => {
    expect([kindsOf({ clockAhead: () => 120_000 }), kindsOf({ clockAhead: () => 120_001 }), kindsOf({ clockAhead: () => -5 * HOUR })]).toEqual([[], ['clock-wrong'], ['clock-wrong']])
    expect(kindsOf({ isSheetKept: () => false })).toEqual(['sheet-unkept'])
  })

  it('tells of a backup that lacks or is older than a week', () => {
    expect(kindsOf({ lastBackup: () => undefined })).toEqual(['backup-overdue'])
    expect(kindsOf({ lastBackup: () => later(now, -7 * DAY) })).toEqual([])
    expect(kindsOf({ lastBackup: () => later(now, -7 * DAY - 1) })).toEqual(['backup-overdue'])
  })

  it('tells of a record that was not verified for a month, and of a broken one at once', () => {
    expect(kindsOf({ lastVerification: () => undefined })).toEqual(['ledger-unverified'])
    expect(kindsOf({ lastVerification: () => ({ at: later(now, -31 * DAY) }) })).toEqual(['ledger-unverified'])
    expect(kindsOf({ lastVerification: () => ({ at: later(now, -31 * DAY), bad: 7 }) })).toEqual(['ledger-broken'])
  })
})
