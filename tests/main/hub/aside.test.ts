import { afterEach, beforeEach, expect, test } from 'vitest'
import { hubContract } from '#shared/hub/contract.ts'
import { type HubStatus, hubWord } from '#shared/hub/status.ts'
import type { Context, OfficeId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { hubService } from '#main/modules/hub/service.ts'
import type { EventRow } from '#main/ledger/canonical.ts'
import { openTestLedger, type TestLedger } from '#tests/kit/test-ledger.ts'

let kit: TestLedger
beforeEach(() => {
  kit = openTestLedger()
  kit.ledger.shared.join({ hub: 'hub-1', root: { signer: 'root', publicKey: 'key' } })
})
afterEach(() => kit.close())

const unused = (): never => {
  throw new Error('nothing here asks for it')
}

/** The page of the shared record over the kit's file, while a post's title is to be had. */
const page = (withheld: readonly string[] = []) =>
  hubService({
    record: kit.ledger.shared,
    again: { record: unused, refusal: unused },
    sync: { status: unused, now: unused },
    writers: (position) => (position === 7 ? { position, person: 'luis', login: 'rsg_1', signer: 'signer-2', accepted: kit.clock.now(), ended: false } : undefined),
    told: () => {},
    nameOf: (person) => person.toUpperCase(),
    subjectOf: (stream) => (stream === 'post/p1' ? { kind: 'post', id: 'p1', title: 'Jornada', route: '/publicaciones/p1' } : undefined),
    isWithheld: (_, stream) => withheld.includes(stream),
    place: () => undefined,
    files: { obtain: unused },
    signer: () => undefined,
  })

const someone = (office: string, ...roles: readonly Role[]): Context => ({ ...kit.context(1), roles, office: office as OfficeId })

/** An event as a hub that lies might hand it over. */
function row(change: Partial<EventRow>): EventRow {
  const payload = JSON.stringify({ note: 'Lo que nadie debe leer en un aviso' })
  const whole = { id: 'e1', position: 7, stream: 'post/p1', version: 3, type: 'post.approved', schema: 1, payload, actor: 'luis', role: 'reviewer', office: 'central-cncs', at: kit.clock.now(), signer: 'signer-2', signer_sequence: 9, previous: 'p', after: 'a', hash: 'c4'.repeat(32), signature: 's', audience: '{"kind":"review","office":"jd-01"}' }
  return { ...whole, ...change } as EventRow // its ids are of no record
}

const aside = (...rows: readonly EventRow[]): void => void kit.ledger.shared.merge([], kit.clock.now(), { faulty: rows.map((one) => ({ row: one, fault: 'altered' })) })
/** As the window gets it. */
const seenBy = (context: Context, withheld?: readonly string[]) => hubContract.entries.quarantine.out.parse(page(withheld).quarantine(context))

test('an operator is told what was put aside on their machine: what it is about, its place, hash and fault, and nothing of what it holds', () => {
  aside(row({}))
  const seen = seenBy(someone('jd-01', 'operator'))
  expect(seen).toMatchObject([
    {
      position: 7,
      hash: 'c4'.repeat(32),
      fault: 'altered',
      state: 'waiting',
      said: { type: 'post.approved', stream: 'post/p1', subject: { title: 'Jornada' }, actor: 'luis', actorName: 'LUIS', signer: 'signer-2' },
      writer: { login: 'rsg_1', name: 'LUIS' },
    },
  ])
  expect(JSON.stringify(seen)).not.toContain('nadie debe leer')
})

test.each([
  ['another office’s post', {}, 'jd-02', []],
  ['an incident that was restricted to others', { stream: 'incident/i1', audience: '{"kind":"office","office":"jd-01"}' }, 'jd-01', ['incident/i1']],
  ['readers that are none', { audience: 'null' }, 'jd-01', []],
] as const)('of %s they are told only that it is there, and what is wrong with it', (_, change, office, withheld) => {
  aside(row(change))
  expect(seenBy(someone(office, 'operator'), withheld).map(({ position, fault, said }) => [position, fault, said])).toEqual([[7, 'altered', undefined]])
})

test('what other machines put aside is shown to who answers for the record, looked at by who deals with it, and not shown twice', () => {
  const record = kit.ledger.shared
  const told = { position: 9, hash: 'aa'.repeat(32), fault: 'forged', noun: 'post', since: kit.clock.now(), machines: 2, people: ['ana', 'luis'] }
  record.keepAsideElsewhere([told, { ...told, position: 7, fault: 'altered' }])
  const shown = (...roles: readonly Role[]) => hubContract.entries.asideElsewhere.out.parse(page().asideElsewhere(someone('central', ...roles)))
  expect(shown('security')).toEqual(shown('auditor'))
  expect(shown('security')).toMatchObject([
    { position: 9, fault: 'forged', noun: 'post', machines: 2, people: [{ person: 'ana', name: 'ANA' }, { name: 'LUIS' }], held: false },
    { position: 7, writer: { name: 'LUIS', login: 'rsg_1' } },
  ])
  expect([shown('operator'), shown('reviewer')]).toEqual([[], []])
  // It came here too, and stands among this machine's own.
  aside(row({}))
  expect(shown('administrator').map(({ position }) => position)).toEqual([9])
  expect(record.unattended()).toEqual({ all: 1, unreported: 1, elsewhere: 1 })
  const key = { position: 9, hash: told.hash, fault: 'forged' }
  for (const role of ['auditor', 'reviewer', 'operator'] as const) expect(page().attendElsewhere(someone('central', role), [key])).toMatchObject({ ok: false, refusal: { code: 'ledger/role' } })
  expect(page().attendElsewhere(someone('central', 'security'), [key])).toEqual({ ok: true, value: undefined })
  record.keepAsideElsewhere([{ ...told, machines: 3 }])
  expect(shown('security')).toMatchObject([{ position: 9, machines: 3, attended: kit.clock.now() }])
  expect(record.unattended().elsewhere).toBe(0)
})

test('a time that is none breaks no page', () => {
  aside(row({ at: 'ayer' as EventRow['at'] }))
  expect(seenBy(someone('jd-01', 'operator')).map(({ said }) => [said?.actor, said?.at])).toEqual([['luis', undefined]])
})

test('who reported it is left in peace and who deals with it is not, until it is dealt with; what comes later is told again', () => {
  const words = () => {
    const { all, unreported, elsewhere } = kit.ledger.shared.unattended()
    const status: HubStatus = { mode: 'shared', link: 'current', since: kit.clock.now(), pending: 0, conflicts: 0, quarantined: all, unreported, elsewhere, clockDifference: 0 }
    return (['operator', 'auditor', 'security'] as const).map((role) => hubWord(status, [role]))
  }
  aside(row({}))
  expect(words()).toEqual(['aside', 'aside', 'aside'])
  page().report(someone('jd-01', 'operator'), ['e1'])
  expect(words()).toEqual(['current', 'current', 'aside'])
  expect(seenBy(someone('jd-01', 'operator'))[0]?.reported).toBe(kit.clock.now())
  expect(page().attend(someone('jd-01', 'operator'), ['e1'])).toMatchObject({ ok: false, refusal: { code: 'ledger/role' } })
  aside(row({ id: 'e2', position: 8 }))
  expect(words()).toEqual(['aside', 'aside', 'aside'])
})
