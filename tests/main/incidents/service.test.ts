import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { accountsProjection } from '#main/modules/accounts/store.ts'
import { incidentsProjection } from '#main/modules/incidents/store.ts'
import { noticesProjection } from '#main/modules/notices/store.ts'
import { accountDecider } from '#shared/accounts/account-decider.ts'
import type { IncidentId } from '#shared/incidents/incident.ts'
import { restriction } from '#shared/incidents/restriction.ts'
import { HOUR, MINUTE, type Instant } from '#shared/kernel/clock.ts'
import type { Context, PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { sure } from '#tests/kit/sure.ts'
import { incidentDesk, OFFICE, page, x, type IncidentDesk } from './incident-desk.ts'

let desk: IncidentDesk

afterEach(() => desk.close())

function whole(id: IncidentId) {
  const found = desk.incidents.get(desk.operator(), id)
  if (found === undefined) throw new Error('no such incident')
  return found
}

function send(index: number, id: IncidentId): void {
  const notice = desk.noticeIds(id)[index]!
  sure(desk.notices.markSent(desk.operator(), notice, { channel: 'mail', at: desk.clock.now(), to: 'guardia' }))
}

describe('opening an incident', () => {
  it('drafts the three notices, pins the steps and freezes the account in one act', () => {
    desk = incidentDesk()
    const id = desk.openOne()
    const found = whole(id)
    expect(found).toMatchObject({ folio: 'INC-2026-001', stage: 'open', severity: 'high', accounts: [x], noticesSent: 0, playbook: { id: 'first-hour', version: 1 } })
    expect(found.notices.map((notice) => [notice.addressee, notice.stage, notice.to?.mail])).toEqual([
      ['areaHead', 'drafted', 'ignacio.robles@ine.mx'],
      ['communication', 'drafted', 'cncs@ine.mx'],
      ['security', 'drafted', 'unicom@ine.mx'],
    ])
    expect(desk.incidents.frozenBy(x.id)).toBe('INC-2026-001')
    expect(desk.incidents.frozenBy(page.id)).toBeUndefined()
  })

  it('opens without an account, because an incident does not wait for it', () => {
    desk = incidentDesk()
    const { id } = sure(desk.incidents.open(desk.operator(), { seen: 'suspicious', accounts: [] }))
    const notice = whole(id as IncidentId).notices[0]!
    expect(notice.body).toContain('una cuenta institucional (se desconoce al momento cuál)')
    expect(notice.missing).toContain('cuentas')
  })

  it('numbers without gaps, from one again in a new year of the office’s time', () => {
    desk = incidentDesk()
    const folios: string[] = []
    const openAt = (moment: string, accounts: readonly string[]): void => {
      desk.clock.set(moment as Instant)
      const answer = desk.incidents.open(desk.operator(), { seen: 'no-access', accounts })
      if (answer.ok) folios.push(answer.value.folio)
    }
    openAt('2026-12-31T18:00:00.000Z', [])
    openAt('2026-12-31T18:01:00.000Z', ['account-unknown'])
    openAt('2027-01-01T05:59:00.000Z', [])
    openAt('2027-01-01T06:00:00.000Z', [])
    expect(folios).toEqual(['INC-2026-001', 'INC-2026-002', 'INC-2027-001'])
  })

  it('numbers each series of a shared record on its own, after the folios of before it was shared', () => {
    desk = incidentDesk()
    const first = desk.incidents.open(desk.operator(), { seen: 'no-access', accounts: [] })
    const other = incidentDesk({ series: '17' })
    const here = incidentDesk({ series: '4' })
    const folios = [here, here, other, here].map((one) => one.incidents.open(one.operator(), { seen: 'no-access', accounts: [] }))
    expect([first, ...folios].map((answer) => sure(answer).folio)).toEqual(['INC-2026-001', 'INC-2026-4-001', 'INC-2026-4-002', 'INC-2026-17-001', 'INC-2026-4-003'])
    other.close()
    here.close()
  })

  it('leaves nothing behind when it is refused', () => {
    desk = incidentDesk()
    const before = desk.ledger.read.prepare('SELECT count(*) FROM events').pluck().get()
    const answer = desk.incidents.open(desk.as(['auditor']), { seen: 'foreign-post', accounts: [x.id] })
    expect(answer).toEqual({ ok: false, refusal: { code: 'ledger/role' } })
    expect(desk.ledger.read.prepare('SELECT count(*) FROM events').pluck().get()).toBe(before)
  })

  it('asks for a contact that lacks and drafts all the same', () => {
    desk = incidentDesk({ contacts: {} })
    const notice = whole(desk.openOne()).notices[0]!
    expect(notice.to).toBeUndefined()
    expect(notice.missing).toContain('destinatario')
    expect(notice.text.startsWith('Persona titular del área:')).toBe(true)
  })

  it('proposes the account that the person operates', () => {
    desk = incidentDesk()
    expect(desk.incidents.doors(desk.operator())).toEqual({ accounts: [{ ...x, mine: true }, { ...page, mine: false }], preselected: [x.id] })
  })
})

describe('working through an incident', () => {
  it('never says «hackeo» and never leaves a blank', () => {
    desk = incidentDesk()
    for (const seen of ['foreign-post', 'no-access', 'suspicious'] as const) {
      for (const notice of whole(desk.openOne(seen)).notices) {
        expect(`${notice.subject} ${notice.text} ${notice.phone}`).not.toMatch(/hack|\{\{|\}\}|undefined|null|: \.|, ,/iu)
      }
    }
  })

  it('writes new facts into a draft, and marks one that left as no longer true', () => {
    desk = incidentDesk()
    const id = desk.openOne()
    send(2, id)
    sure(desk.incidents.recordFacts(desk.operator(), id, { observed: 'Una publicación que promueve apuestas.' }))
    const [head, , security] = whole(id).notices
    expect(head!.body).toContain('Lo que se observó: Una publicación que promueve apuestas. Dirección relacionada: se desconoce al momento.')
    expect(head!.stale).toEqual([])
    expect(security!.body).toContain('Lo que se observó: se desconoce al momento.')
    expect([security!.learned, security!.stale]).toEqual([['que_se_observo'], []])
    sure(desk.incidents.recordFacts(desk.operator(), id, { 'known-by': 'Una ciudadana' }))
    expect(whole(id).notices[2]!.stale).toEqual(['conocido_por'])
  })

  it('keeps a person’s own words in a draft when the facts change', () => {
    desk = incidentDesk()
    const id = desk.openOne()
    const notice = desk.noticeIds(id)[0]!
    sure(desk.notices.revise(desk.operator(), notice, 'Aviso', 'Mis palabras.'))
    sure(desk.incidents.recordFacts(desk.operator(), id, { measures: 'Se cerraron las sesiones' }))
    expect(whole(id).notices[0]).toMatchObject({ subject: 'Aviso', body: 'Mis palabras.', edited: true, learned: ['medidas'], stale: [] })
  })

  it('takes the step of the notices as done when the third one leaves, and opens it again if that was a mistake', () => {
    desk = incidentDesk()
    const id = desk.openOne()
    const statusOf = (): string => whole(id).list.find((step) => step.id === 'notices')!.progress.status
    send(0, id)
    send(1, id)
    expect(statusOf()).toBe('open')
    expect(desk.incidents.completeStep(desk.operator(), id, 'notices', '')).toMatchObject({ ok: false, refusal: { code: 'incidents/notices-unsent' } })
    send(2, id)
    expect(statusOf()).toBe('done')
    sure(desk.notices.retractSent(desk.operator(), desk.noticeIds(id)[2]!, 'No salió'))
    expect(statusOf()).toBe('open')
    expect(whole(id).noticesSent).toBe(2)
  })

  it('writes a notice that left as it left, without the evidence of later', async () => {
    desk = incidentDesk()
    const id = desk.openOne()
    const notice = desk.noticeIds(id)[0]!
    const before = sure(await desk.notices.export(desk.operator(), notice, 'docx'))
    send(0, id)
    desk.clock.advance(MINUTE)
    const file = join(desk.folder, 'nota.txt')
    writeFileSync(file, 'uno')
    desk.desk.chosen = [file]
    sure(await desk.incidents.addEvidence(desk.operator(), id, '', {}))
    expect(sure(await desk.notices.export(desk.operator(), notice, 'docx'))).toEqual(before)
    const other = desk.noticeIds(id)[1]!
    expect(sure(await desk.notices.export(desk.operator(), other, 'docx')).sha256).not.toBe(before.sha256)
  })

  it('refuses an acknowledgement from before the sending', () => {
    desk = incidentDesk()
    const id = desk.openOne()
    send(0, id)
    const early = '2026-11-23T14:00:00.000Z' as Instant
    expect(desk.notices.acknowledge(desk.operator(), desk.noticeIds(id)[0]!, { by: 'Ana', at: early, how: '' })).toEqual({
      ok: false,
      refusal: { code: 'notices/invalid', fields: { at: 'before-sent' } },
    })
  })

  it('tells everything that happened, in order, with who and when', () => {
    desk = incidentDesk()
    const id = desk.openOne()
    desk.clock.advance(5 * MINUTE)
    send(0, id)
    sure(desk.incidents.skipStep(desk.security(), id, 'legal', 'No hay daño'))
    const { timeline } = whole(id)
    expect(timeline.map((moment) => moment.type)).toEqual([
      'incident.opened',
      'notice.drafted',
      'notice.drafted',
      'notice.drafted',
      'notice.sent',
      'incident.step-not-applicable',
    ])
    expect(timeline.at(-1)).toMatchObject({ by: 'Óscar Peña Luna', at: '2026-11-23T15:05:00.000Z', detail: { step: 'Dirección Jurídica: dar vista si procede' } })
  })

  it('is unknown to who may not read it', () => {
    desk = incidentDesk()
    const id = desk.openOne()
    const stranger = desk.as(['operator', 'reviewer', 'administrator'], 'local-jalisco')
    expect(desk.incidents.get(stranger, id)).toBeUndefined()
    expect(desk.incidents.list(stranger)).toEqual([])
    expect(desk.incidents.search(stranger, 'INC')).toEqual([])
    expect(desk.incidents.waiting(stranger)).toEqual([])
    expect(desk.incidents.reclassify(stranger, id, 'no-access')).toEqual({ ok: false, refusal: { code: 'incidents/unknown' } })
    expect(desk.notices.revise(stranger, desk.noticeIds(id)[0]!, 'a', 'b')).toEqual({ ok: false, refusal: { code: 'notices/unknown' } })
  })

  it('is found by folio and by account without accents', () => {
    desk = incidentDesk()
    const id = desk.openOne()
    sure(desk.incidents.linkAccount(desk.operator(), id, page.id))
    expect(['inc-2026', 'INEMEXICO', 'méxico', '100%'].map((text) => desk.incidents.search(desk.operator(), text).length)).toEqual([1, 1, 1, 0])
  })

  it('opens only the addresses that the step carries', async () => {
    desk = incidentDesk()
    const id = desk.openOne()
    const own = 'https://help.x.com/en/safety-and-security/x-account-compromised'
    await desk.incidents.openLink(desk.operator(), id, 'control', own)
    expect(await desk.incidents.openLink(desk.operator(), id, 'control', 'https://example.com/')).toEqual({ ok: false, refusal: { code: 'shell/link-not-allowed' } })
    expect(desk.desk.links).toEqual([own])
  })
})

describe('evidence', () => {
  it('is hashed as it comes in, kept under its hash, and the original stays as it was', async () => {
    desk = incidentDesk()
    const id = desk.openOne()
    const original = join(desk.folder, 'captura.png')
    const bytes = Buffer.alloc(3_000_000, 'evidencia ')
    writeFileSync(original, bytes)
    desk.desk.chosen = [original]
    expect(sure(await desk.incidents.addEvidence(desk.operator(), id, 'Elegir', { step: 'capture' }))).toEqual({ added: 1 })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(whole(id).evidence).toMatchObject([{ sha256, size: bytes.length, mime: 'image/png', name: 'captura.png', by: 'Laura Méndez Ríos' }])
    expect(readFileSync(join(desk.evidence, sha256)).equals(bytes)).toBe(true)
    expect(readFileSync(original).equals(bytes)).toBe(true)
    expect(readdirSync(desk.evidence)).toEqual([sha256])
    expect(desk.incidents.completeStep(desk.operator(), id, 'capture', '')).toMatchObject({ ok: true })
  })

  it('is refused a second time, and nothing is recorded for a file that cannot be read', async () => {
    desk = incidentDesk()
    const id = desk.openOne()
    const file = join(desk.folder, 'nota.txt')
    writeFileSync(file, 'uno')
    desk.desk.chosen = [file]
    sure(await desk.incidents.addEvidence(desk.operator(), id, '', {}))
    expect(await desk.incidents.addEvidence(desk.operator(), id, '', {})).toMatchObject({ ok: false, refusal: { code: 'incidents/evidence-known' } })
    desk.desk.chosen = [join(desk.folder, 'no-existe.png')]
    expect(await desk.incidents.addEvidence(desk.operator(), id, '', {})).toMatchObject({ ok: false, refusal: { code: 'incidents/file-unreadable' } })
    desk.desk.chosen = []
    expect(await desk.incidents.addEvidence(desk.operator(), id, '', {})).toEqual({ ok: true, value: { added: 0 } })
    expect(whole(id).evidence.length).toBe(1)
  })

  it('comes from the clipboard too, and says so when there is no picture', async () => {
    desk = incidentDesk()
    const id = desk.openOne()
    expect(await desk.incidents.pasteEvidence(desk.operator(), id, {})).toEqual({ ok: false, refusal: { code: 'incidents/nothing-to-paste' } })
    desk.desk.picture = Buffer.from('png')
    sure(await desk.incidents.pasteEvidence(desk.operator(), id, {}))
    expect(whole(id).evidence).toMatchObject([{ name: 'captura 23-11-2026 09.00.png', mime: 'image/png', size: 3 }])
  })

  it('is checked again at any time; an altered copy is recorded as altered and not handed over', async () => {
    desk = incidentDesk()
    const id = desk.openOne()
    const file = join(desk.folder, 'nota.txt')
    writeFileSync(file, 'uno')
    desk.desk.chosen = [file]
    sure(await desk.incidents.addEvidence(desk.operator(), id, '', {}))
    const item = whole(id).evidence[0]!
    expect(sure(await desk.incidents.verifyEvidence(desk.operator(), id, item.id))).toEqual({ intact: true })
    chmodSync(join(desk.evidence, item.sha256), 0o600)
    writeFileSync(join(desk.evidence, item.sha256), 'dos')
    expect(sure(await desk.incidents.verifyEvidence(desk.operator(), id, item.id))).toEqual({ intact: false })
    expect(await desk.incidents.exportEvidence(desk.operator(), id)).toMatchObject({ ok: false, refusal: { code: 'incidents/evidence-altered' } })
    expect(whole(id).evidence[0]!.custody.map((line) => line.act)).toEqual(['collected', 'verified', 'altered', 'altered'])
  })

  it('is handed over with a list that sha256sum reads', async () => {
    desk = incidentDesk()
    const id = desk.openOne()
    const file = join(desk.folder, 'nota.txt')
    writeFileSync(file, 'uno')
    desk.desk.chosen = [file]
    sure(await desk.incidents.addEvidence(desk.operator(), id, '', {}))
    expect(sure(await desk.incidents.exportEvidence(desk.operator(), id))).toEqual(['evidencia-01-nota.txt', 'SHA256SUMS.txt'])
    const sums = readFileSync(join(desk.documents, 'Resguardo/INC-2026-001/SHA256SUMS.txt'), 'utf8')
    expect(sums).toBe(`${createHash('sha256').update('uno').digest('hex')}  evidencia-01-nota.txt\n`)
  })
})

describe('closing', () => {
  it('frees the queue and publishes nothing; reopening freezes it again', () => {
    desk = incidentDesk()
    const id = desk.openOne()
    const close = { summary: 'Recuperada.', outcome: 'undetermined' } as const
    expect(desk.incidents.close(desk.operator(), id, close)).toMatchObject({ ok: false, refusal: { code: 'incidents/steps-open' } })
    expect(desk.incidents.close(desk.operator(), id, { ...close, override: 'Sin respuesta' })).toEqual({ ok: false, refusal: { code: 'ledger/role' } })
    sure(desk.incidents.close(desk.security(), id, { ...close, override: 'La plataforma no responde' }))
    expect(desk.incidents.frozenBy(x.id)).toBeUndefined()
    const types = desk.ledger.read.prepare('SELECT DISTINCT type FROM events').pluck().all()
    expect(types.filter((type) => String(type).startsWith('post.'))).toEqual([])
    sure(desk.incidents.reopen(desk.operator(), id, 'Volvió a ocurrir'))
    expect(desk.incidents.frozenBy(x.id)).toBe('INC-2026-001')
  })

  it('keeps two incidents of one account from freeing it early', () => {
    desk = incidentDesk()
    const first = desk.openOne()
    desk.clock.advance(HOUR)
    desk.openOne('suspicious')
    sure(desk.incidents.close(desk.security(), first, { summary: 'Cerrado.', outcome: 'false-alarm', override: 'Duplicado' }))
    expect(desk.incidents.frozenBy(x.id)).toBe('INC-2026-002')
  })
})

describe('the queue of an account', () => {
  it('is held on the account itself, so that who publishes from it is stopped whether they read the incident or not', () => {
    desk = incidentDesk()
    const unicom = desk.as(['operator', 'security'], 'central-unicom')
    const { id, folio } = sure(desk.incidents.open(unicom, { seen: 'foreign-post', accounts: [x.id] }))
    expect(desk.incidents.get(desk.operator(), id as IncidentId)).toBeUndefined()
    const held = (): unknown => desk.ledger.state(accountDecider, x.id)
    expect(held()).toMatchObject({ freezes: [{ incident: id, folio }] })
    expect(desk.ledger.history(`account/${x.id}`).at(-1)).toMatchObject({ type: 'account.queue-frozen', role: 'security', audience: { kind: 'registry', office: OFFICE } })
    sure(desk.incidents.linkAccount(unicom, id as IncidentId, page.id))
    sure(desk.incidents.unlinkAccount(unicom, id as IncidentId, x.id, 'No era esta'))
    expect([x.id, page.id].map(desk.frozenBy)).toEqual([undefined, folio])
    sure(desk.incidents.close(unicom, id as IncidentId, { summary: 'Cerrado.', outcome: 'false-alarm', override: 'Prueba' }))
    expect(desk.frozenBy(page.id)).toBeUndefined()
    sure(desk.incidents.reopen(unicom, id as IncidentId, 'Volvió a ocurrir'))
    expect(desk.frozenBy(page.id)).toBe(folio)
  })

  it('is left to security on an account that the person may not touch: held while the incident is open, free once it is not', () => {
    desk = incidentDesk()
    const unicom = desk.as(['security'], 'central-unicom')
    const stranger = desk.as(['operator'], 'local-jalisco')
    const { id, folio } = sure(desk.incidents.open(stranger, { seen: 'foreign-post', accounts: [x.id] }))
    const held = (): unknown => desk.ledger.state(accountDecider, x.id)
    expect(held()).toMatchObject({ freezes: [] })
    desk.incidents.settleQueues(stranger)
    expect(held()).toMatchObject({ freezes: [] })
    desk.incidents.settleQueues(unicom)
    expect(held()).toMatchObject({ freezes: [{ incident: id, folio }] })
    sure(desk.incidents.linkAccount(unicom, id as IncidentId, page.id))
    sure(desk.incidents.unlinkAccount(stranger, id as IncidentId, x.id, 'No era esta'))
    expect([x.id, page.id].map(desk.frozenBy)).toEqual([folio, folio])
    desk.incidents.settleQueues(unicom)
    expect([x.id, page.id].map(desk.frozenBy)).toEqual([undefined, folio])
    const events = desk.ledger.history(`account/${x.id}`).length
    desk.incidents.settleQueues(unicom)
    expect(desk.ledger.history(`account/${x.id}`)).toHaveLength(events)
  })
})

describe('an incident that is restricted', () => {
  const reason = 'Puede ser alguien de la oficina'
  const third = (roles: readonly Role[] = ['reviewer']): Context => desk.context(3, roles, 'central-cncs')

  function restricted(): IncidentId {
    desk = incidentDesk()
    const id = desk.openOne()
    sure(desk.incidents.restrict(desk.security(), id, { people: ['person-2', 'person-3'] as PersonId[], reason, edition: 0 }))
    return id
  }

  it('is seen by the people named and by auditors, and by nobody else on any screen; its accounts stay held', () => {
    const id = restricted()
    for (const somebody of [desk.operator(), desk.as(['security'], 'central-unicom')]) {
      expect(desk.incidents.get(somebody, id)).toBeUndefined()
      expect([desk.incidents.list(somebody), desk.incidents.search(somebody, 'INC'), desk.incidents.waiting(somebody)]).toEqual([[], [], []])
      expect(desk.incidents.restricted(somebody)).toEqual([{ id, folio: 'INC-2026-001', by: 'Óscar Peña Luna', at: desk.clock.now() }])
      const notice = desk.notices.viewsOf(desk.security(), id)[0]!.id
      for (const refused of [desk.notices.revise(somebody, notice, 'a', 'b'), desk.notices.acknowledge(somebody, notice, { by: 'a', at: desk.clock.now(), how: '' }), desk.notices.retractSent(somebody, notice, 'No salió')]) expect(refused).toEqual({ ok: false, refusal: { code: 'notices/unknown' } })
      expect(desk.incidents.reclassify(somebody, id, 'no-access')).toEqual({ ok: false, refusal: { code: 'incidents/unknown' } })
    }
    expect(desk.incidents.restricted(desk.as(['operator'], 'local-jalisco'))).toEqual([])
    for (const reader of [third(), desk.as(['auditor'], 'central-oic')]) {
      const found = desk.incidents.get(reader, id)
      expect(found).toMatchObject({ restricted: true, mayRestrict: false, restriction: { edition: 1, to: { reason, by: 'Óscar Peña Luna' } } })
      expect(found?.timeline.filter(({ type }) => type.includes('restricted')).map(({ type }) => type)).toEqual(['incident.restricted', 'notice.restricted', 'notice.restricted', 'notice.restricted'])
      expect(desk.incidents.restricted(reader)).toEqual([])
    }
    expect(desk.frozenBy(x.id)).toBe('INC-2026-001')
    const kinds = desk.ledger.read.prepare(`SELECT DISTINCT audience ->> 'kind' FROM events WHERE type LIKE '%.restricted'`).pluck().all()
    expect(kinds).toEqual(['people'])
  })

  it('is worked on by whoever is named, from any office, and closing it frees its accounts for all', () => {
    const id = restricted()
    sure(desk.incidents.recordFacts(third(), id, { observed: 'Lo publicó alguien de la oficina' }))
    for (const { id: step } of desk.incidents.get(third(), id)?.list ?? []) sure(desk.incidents.skipStep(third(), id, step, 'Simulacro'))
    sure(desk.incidents.close(third(['operator']), id, { summary: 'Aclarado.', outcome: 'human-error' }))
    desk.incidents.settleQueues(desk.security())
    expect(desk.frozenBy(x.id)).toBeUndefined()
    expect(desk.ledger.history(`incident/${id}`).slice(-2).map(({ audience, office }) => [audience.kind, office])).toEqual([['people', 'central-cncs'], ['people', 'central-cncs']])
  })

  it('is changed only by security, only as it was seen, and given back to all', () => {
    const id = restricted()
    const change = { people: ['person-2'] as PersonId[], reason, edition: 0 }
    expect(desk.incidents.restrict(third(['operator', 'administrator']), id, change)).toEqual({ ok: false, refusal: { code: 'ledger/role' } })
    expect(desk.incidents.restrict(desk.security(), id, change)).toEqual({ ok: false, refusal: { code: 'incidents/restriction-changed' } })
    expect(desk.incidents.restrict(desk.security(), id, { people: ['person-2', 'person-9'] as PersonId[], reason, edition: 1 })).toMatchObject({ refusal: { fields: { people: 'choice' } } })
    sure(desk.incidents.restrict(desk.security(), id, { ...change, edition: 1 }))
    expect(desk.incidents.get(third(), id)).toBeUndefined()
    sure(desk.incidents.unrestrict(desk.security(), id, { reason: 'Se aclaró', edition: 2 }))
    expect(desk.incidents.get(desk.operator(), id)).toMatchObject({ restricted: false, restriction: { edition: 3, to: null } })
    expect(desk.incidents.restricted(desk.operator())).toEqual([])
    expect(desk.noticeIds(id)).toHaveLength(3)
  })

  it('is not shown as it was before, on a machine that heard of it and has nothing newer', () => {
    desk = incidentDesk()
    const id = desk.openOne()
    sure(desk.ledger.record(desk.security(), restriction, id, { kind: 'place', edition: 1 }))
    expect(desk.incidents.get(desk.operator(), id)).toBeUndefined()
    expect(desk.incidents.restricted(desk.operator())).toHaveLength(1)
    // The incident may have been closed since: the account says how it stands.
    sure(desk.ledger.record(desk.security(), accountDecider, x.id, { kind: 'release', incident: id }))
    expect(desk.frozenBy(x.id)).toBeUndefined()
  })
})

describe('an incident’s record', () => {
  it('is the same when the read tables are rebuilt', () => {
    desk = incidentDesk()
    const id = desk.openOne()
    sure(desk.incidents.linkAccount(desk.operator(), id, page.id))
    send(0, id)
    sure(desk.incidents.close(desk.security(), desk.openOne(), { summary: 'Cerrado.', outcome: 'false-alarm', override: 'Prueba' }))
    const second = desk.openOne()
    sure(desk.incidents.restrict(desk.security(), second, { people: ['person-2'] as PersonId[], reason: 'Reserva', edition: 0 }))
    const tables = [...accountsProjection.tables, ...incidentsProjection.tables, ...noticesProjection.tables]
    const rows = (): unknown => tables.map((table) => desk.ledger.database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all())
    const before = rows()
    desk.ledger.tables.rebuild()
    expect(rows()).toEqual(before)
  })

  it('holds no secret that the keychain keeps, whatever field it is typed into', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 12, maxLength: 24, unit: fc.constantFrom(...'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789-_+*') }).map((text) => `q${text}Z`),
        fc.constantFrom('«', '', '('),
        (secret, before) => {
          desk?.close()
          desk = incidentDesk({ secrets: [secret] })
          const typed = `entra con ${before}${secret}.`
          expect(desk.incidents.open(desk.operator(), { seen: 'foreign-post', accounts: [x.id], howKnown: typed })).toMatchObject({ ok: false })
          const id = desk.openOne()
          const notice = desk.noticeIds(id)[0]!
          const refused = [
            desk.incidents.recordFacts(desk.operator(), id, { observed: typed }),
            desk.incidents.completeStep(desk.operator(), id, 'device', typed),
            desk.incidents.skipStep(desk.operator(), id, 'device', typed),
            desk.incidents.close(desk.security(), id, { summary: typed, outcome: 'undetermined', override: typed }),
            desk.notices.revise(desk.operator(), notice, 'Aviso', typed),
            desk.notices.markSent(desk.operator(), notice, { channel: 'mail', at: desk.clock.now(), to: typed }),
            desk.incidents.reopen(desk.operator(), id, typed),
            desk.incidents.unlinkAccount(desk.operator(), id, x.id, typed),
          ]
          expect(refused.map((answer) => !answer.ok && answer.refusal.code.endsWith('/secret-inside'))).toEqual(refused.map(() => true))
          const everything = JSON.stringify(desk.ledger.database.prepare('SELECT * FROM events').all())
          expect(everything.includes(secret)).toBe(false)
        },
      ),
      { numRuns: 12 },
    )
  })
})
