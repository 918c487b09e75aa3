import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import type { IncidentId } from '#shared/incidents/incident.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { sure } from '#tests/kit/sure.ts'
import { incidentServices, OFFICE, registerAccounts, x } from '#tests/main/incidents/incident-desk.ts'
import { repeatable } from '#main/deciders.ts'
import { askAgain } from '#main/ledger/ask-again.ts'
import { hubService } from '#main/modules/hub/service.ts'
import { ok, refuse } from '#shared/kernel/result.ts'
import { streamAudiences } from '#main/modules/hub/store.ts'
import { author } from './author.ts'
import { type Machine, type MachineOptions, openMachine } from './machine.ts'
import { type OpenHub, openHub } from './open-hub.ts'
import { openProxy } from './proxy.ts'

const people = {
  olga: author('olga', OFFICE, ['operator']),
  sara: author('sara', 'central-unicom', ['operator', 'security']),
  saul: author('saul', 'central-unicom', ['security']),
  rosa: author('rosa', 'central-cncs', ['reviewer']),
  ofelia: author('ofelia', 'central-oic', ['auditor']),
}

let hub: OpenHub
const machines: Machine[] = []

beforeAll(async () => {
  hub = await openHub(inject('server'), 'incidents', people)
})
afterAll(() => hub.close())
afterEach(async () => {
  for (const machine of machines.splice(0)) await machine.close()
})

/** A person's machine with the services of incidents over its record. */
async function deskOf(who: keyof typeof people, change: Partial<MachineOptions> = {}) {
  const { administrator: { signer, publicKey }, address, id } = hub
  const machine = openMachine({ person: people[who], hub: id, root: { signer, publicKey }, address, login: hub.login(who), ...change })
  machines.push(machine)
  machine.unlock()
  await machine.settled()
  const services = incidentServices(machine.ledger, machine.folder, { documents: join(machine.folder, 'documents'), series: () => who.toUpperCase(), isActivePerson: (person) => Object.hasOwn(people, person) })
  const seen = (incident: IncidentId) => services.incidents.get(machine.context(), incident)
  const { ledger, record, sync, files } = machine
  const page = hubService({
    record,
    again: askAgain(ledger, repeatable),
    sync,
    writers: () => undefined,
    told: () => {},
    nameOf: (person) => person,
    subjectOf: () => undefined,
    isWithheld: (context, stream) => stream.startsWith('incident/') && services.incidents.isWithheld(context, stream.slice('incident/'.length)),
    place: () => undefined,
    files,
    signer: () => machine.context().signer,
  })
  return { machine, page, ...services, seen, restricted: () => services.incidents.restricted(machine.context()).map((one) => one.id) }
}

describe('an incident in a shared record', () => {
  test('stops the accounts of another office there, is kept to the people named on every machine, and is given back whole', { timeout: 120_000 }, async () => {
    const line = await openProxy(() => hub.address.port)
    const olga = await deskOf('olga', { address: { ...hub.address, port: line.port } })
    const [sara, saul, rosa, ofelia] = await Promise.all([deskOf('sara'), deskOf('saul'), deskOf('rosa'), deskOf('ofelia')])
    registerAccounts(olga.machine.ledger, olga.machine.context())
    await olga.machine.settled()
    await sara.machine.until(() => sara.machine.ledger.history(`account/${x.id}`).length > 0, 'the account is in the registry')

    // What UNICOM opens on the account of an office it does not belong to stops that office, which does not read the incident.
    const own = sure(sara.incidents.open(sara.machine.context(), { seen: 'suspicious', accounts: [x.id] }))
    await olga.machine.until(() => olga.frozenBy(x.id) === own.folio, 'the queue stands still at the office')
    expect(olga.seen(own.id as IncidentId)).toBeUndefined()
    sure(sara.incidents.close(sara.machine.context(), own.id as IncidentId, { summary: 'Nada.', outcome: 'false-alarm', override: 'Prueba' }))
    await olga.machine.until(() => olga.frozenBy(x.id) === undefined, 'the queue is free at the office')

    const opened = sure(olga.incidents.open(olga.machine.context(), { seen: 'foreign-post', accounts: [x.id] }))
    const id = opened.id as IncidentId
    await Promise.all([sara, saul].map((one) => one.machine.until(() => one.seen(id)?.notices.length === 3, 'security sees it with its notices')))
    expect(rosa.seen(id)).toBeUndefined()

    // Its office, without network, works on while it is restricted.
    await line.refuse()
    await olga.machine.until(() => olga.machine.status().link === 'offline', 'the lost line is noticed')
    sure(olga.incidents.recordFacts(olga.machine.context(), id, { observed: 'Lo que se ve desde la oficina' }))
    sure(sara.incidents.restrict(sara.machine.context(), id, { people: ['sara', 'rosa'] as PersonId[], reason: 'Puede ser alguien de la oficina', edition: 0 }))
    await rosa.machine.until(() => rosa.seen(id)?.notices.length === 3, 'who is named has it from its beginning')
    await ofelia.machine.until(() => ofelia.seen(id)?.restricted === true, 'who audits reads it')
    await saul.machine.until(() => saul.seen(id) === undefined && saul.restricted().includes(id), 'who is not named sees that it is restricted, and nothing of it')
    await line.mend()
    await olga.machine.until(() => olga.seen(id) === undefined && olga.restricted().includes(id), 'nor does its office')
    await olga.machine.until(() => olga.machine.record.conflicts().length === 1 && olga.machine.record.pending().length === 0, 'what it did meanwhile waits for its word')
    expect(olga.machine.record.conflicts()).toMatchObject([{ refusal: { code: 'hub/not-yours' }, types: ['incident.fact-recorded'] }])
    // Of it she sees what she wrote herself; whoever else works at that machine, not even that; and it is not done again unseen.
    const { page } = olga
    const herself = olga.machine.context()
    const withheld = { withheld: true, theirs: [], again: { can: false, refusal: { code: 'hub/withheld' } } }
    const [one] = page.conflicts(herself)
    expect(one).toMatchObject({ ...withheld, mine: [{ type: 'incident.fact-recorded' }], own: true })
    const colleague = { ...herself, actor: 'oscar' as PersonId, roles: ['operator', 'administrator'] as const }
    expect(page.conflicts(colleague)).toMatchObject([{ ...withheld, mine: [] }])
    const act = one?.id ?? ''
    expect(page.written(herself, act)).toEqual(ok('Lo que se ve desde la oficina'))
    expect(page.written(colleague, act)).toEqual(ok(''))
    expect(page.repeat(herself, act)).toEqual(refuse('hub/withheld'))
    expect(olga.frozenBy(x.id)).toBe(opened.folio)
    // Nor does a machine that holds it from before carry it to others by file.
    const carried = streamAudiences(olga.machine.ledger.read)().filter(({ stream }) => stream === `incident/${id}` || stream.startsWith('notice/'))
    expect(carried.map(({ audience }) => audience)).toEqual(Array.from({ length: 4 }, () => '{"kind":"people","people":[]}'))

    sure(rosa.incidents.recordFacts(rosa.machine.context(), id, { observed: 'Se publicó desde la oficina' }))
    await sara.machine.until(() => sara.seen(id)?.facts.observed?.value === 'Se publicó desde la oficina', 'those named work on it together')
    sure(sara.incidents.close(sara.machine.context(), id, { summary: 'Aclarado.', outcome: 'human-error', override: 'Prueba' }))
    await olga.machine.until(() => olga.frozenBy(x.id) === undefined, 'the office publishes again')
    expect([olga.seen(id), saul.seen(id)]).toEqual([undefined, undefined])

    sure(sara.incidents.unrestrict(sara.machine.context(), id, { reason: 'Se aclaró', edition: 1 }))
    for (const one of [olga, saul]) {
      await one.machine.until(() => one.seen(id)?.stage === 'closed' && one.seen(id)?.notices.length === 3, 'it is given back')
      expect(one.seen(id)).toMatchObject({ facts: { observed: { value: 'Se publicó desde la oficina' } }, restricted: false })
      expect(one.restricted()).toEqual([])
    }
    await rosa.machine.until(() => rosa.seen(id) === undefined, 'who was named for it does not read it any more')
    expect(rosa.restricted()).toEqual([])
    for (const { machine } of [olga, sara, saul, rosa, ofelia]) {
      // Where its beginning came late the read tables are made anew, after the states.
      await machine.until(() => machine.ledger.read.prepare('SELECT count(*) FROM incidents WHERE open = 1').pluck().get() === 0, 'the read tables go on')
      await machine.settled()
      expect(machine.record.quarantined()).toEqual([])
      expect((await machine.verify()).bad).toBeUndefined()
      const before = machine.readTables()
      machine.ledger.tables.rebuild()
      expect(machine.readTables()).toBe(before)
    }
    await line.close()
  })
})
