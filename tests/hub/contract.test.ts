import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { loginOf } from '#shared/hub/login.ts'
import type { Audience } from '#shared/ledger/event.ts'
import { voucherOf } from '#main/hub/carriage.ts'
import { CHUNK, type Hub, type PlacedEvent, type VouchedBatch } from '#main/hub/hub.ts'
import { scramVerifier } from '#main/hub/scram.ts'
import { deedDigest, eventHash, NO_PREVIOUS } from '#main/ledger/canonical.ts'
import { sure } from '#tests/kit/sure.ts'
import { author, type Author, keyOf, type Said, signed } from './author.ts'
import { accepted, type AnyHub, institution, openHub, openMemoryHub, push, verdict } from './open-hub.ts'

const oaxaca = 'district-oaxaca-03'
const puebla = 'district-puebla-07'
const audience = (kind: string, office = oaxaca): Audience => ({ kind, office }) as Audience
const persons = (...people: string[]): Audience => ({ kind: 'people', people }) as unknown as Audience

/** Records one event of the organization by its administrator: what came of it. */
async function organize(administrator: Author, hub: Hub, type: string, payload: object): Promise<string> {
  const version = (sure(await hub.stream('organization/main', 10_000)).at(-1)?.version ?? 0) + 1
  return verdict(hub, administrator.does({ stream: 'organization/main', version, type, payload, audience: institution }))
}

/** What both hubs keep to. */
function contract(open: (people: Readonly<Record<string, Author>>) => Promise<AnyHub>): void {
  const people = {
    operator: author('operator-1', oaxaca, ['operator']),
    colleague: author('operator-2', oaxaca, ['operator', 'reviewer']),
    stranger: author('operator-3', puebla, ['operator']),
    reviewer: author('reviewer-1', 'central-cncs', ['reviewer']),
    security: author('security-1', 'central-unicom', ['security']),
    auditor: author('auditor-1', 'central-oic', ['auditor']),
    leaver: author('operator-4', oaxaca, ['operator']),
    loser: author('operator-5', oaxaca, ['operator']),
    carried: author('operator-6', oaxaca, ['operator']),
  }
  let all: AnyHub
  const hubs: Record<string, Hub> = {}
  const hub = (name: string): Hub => hubs[name] ?? expect.unreachable()
  const say = (type: string, payload: object): Promise<string> => organize(all.administrator, hub('administrator'), type, payload)
  let posts = 0

  beforeAll(async () => {
    all = await open(people)
    for (const name of ['administrator', 'operator', 'colleague', 'stranger', 'reviewer', 'security', 'auditor', 'leaver', 'loser', 'carried']) hubs[name] = await all.connect(name)
  })
  afterAll(() => all.close())

  const postSaid = (id: string, version: number, type: string, more: Partial<Said> = {}): Said => ({
    stream: `post/${id}`, version, type, payload: { revision: 1 }, audience: audience('review'), ...more,
  })
  /** A post of the operator's, submitted: its id. */
  async function submitted(): Promise<string> {
    posts += 1
    const id = `p${posts}`
    accepted(await push(hub('operator'), people.operator.does(postSaid(id, 1, 'post.drafted'), postSaid(id, 2, 'post.submitted'))))
    return id
  }

  describe('what is accepted', () => {
    it('gets the next positions in order, and is read exactly as it was sent', async () => {
      const before = sure(await hub('operator').hello()).head.position
      const payload = { text: 'Hola «ñandú»   \u2028\u2029 \u0007 \b\f\n\r\t "\\" / \u007f 😀 \ud800' }
      const events = people.operator.does(postSaid('texts', 1, 'post.drafted', { payload }), postSaid('texts', 2, 'post.submitted'))
      expect(await push(hub('operator'), events)).toEqual({ kind: 'accepted', positions: [before + 1, before + 2], again: false })
      const rows = events.map((event, index) => ({ ...event, position: before + 1 + index }))
      expect(sure(await hub('reviewer').pull(before, 10))).toEqual(rows)
      expect(sure(await hub('reviewer').pull(before + 1, 10))).toEqual(rows.slice(1))
      expect(sure(await hub('reviewer').pull(before, 1))).toEqual(rows.slice(0, 1))
      expect(sure(await hub('reviewer').stream('post/texts', 1))).toEqual(rows.slice(0, 1))
      expect(sure(await hub('stranger').hashAt(before + 2))).toBe(rows[1]?.hash)
      expect(sure(await hub('stranger').hashAt(before + 3))).toBeUndefined()
      expect(sure(await hub('operator').hello()).head).toEqual({ position: before + 2, hash: rows[1]?.hash })
    })
    it('is the same when it is sent again, and only once on record', async () => {
      const events = people.operator.does(postSaid('again', 1, 'post.drafted'))
      const first = accepted(await push(hub('operator'), events))
      expect(await push(hub('operator'), events)).toEqual({ ...first, again: true })
      expect(sure(await hub('operator').stream('post/again', 9))).toHaveLength(1)
    })
    it('is taken batch by batch, up to the first that is not accepted', async () => {
      const one = people.operator.does(postSaid('b1', 1, 'post.drafted'))
      const two = people.operator.tries(postSaid('b2', 2, 'post.revised'))
      const three = people.operator.tries(postSaid('b3', 1, 'post.drafted'))
      const answers = sure(await hub('operator').append([one, two, three].map((events, index) => ({ id: `b${index}`, events }))))
      expect(answers.map(({ kind }) => kind)).toEqual(['accepted', 'conflict'])
    })
    it('is accepted whole or not at all', async () => {
      const before = sure(await hub('operator').hello()).head
      const events = people.operator.tries(postSaid('whole', 1, 'post.drafted'), postSaid('whole', 2, 'post.approved', { role: 'operator' }))
      expect(await verdict(hub('operator'), events)).toBe('hub/role')
      expect(sure(await hub('operator').hello()).head).toEqual(before)
      expect(sure(await hub('operator').stream('post/whole', 9))).toEqual([])
    })
    it('wakes the others', async () => {
      const woken: string[] = []
      const stop = hub('reviewer').onWake((why) => woken.push(why))
      // A hub may keep a tenth of a second's news together.
      while (woken.length === 0) await submitted()
      stop()
      expect(woken[0]).toBe('news')
    })
  })

  describe('a conflict', () => {
    it('is a version that another event has taken, or one that leaves a gap', async () => {
      const id = await submitted()
      expect(await push(hub('operator'), people.operator.tries(postSaid(id, 2, 'post.withdrawn')))).toEqual({ kind: 'conflict', stream: `post/${id}`, version: 2 })
      expect(await push(hub('operator'), people.operator.tries(postSaid(id, 4, 'post.withdrawn')))).toEqual({ kind: 'conflict', stream: `post/${id}`, version: 2 })
    })
    it('is a chain that stands elsewhere', async () => {
      const id = await submitted()
      const [event] = people.operator.tries(postSaid(id, 3, 'post.withdrawn'))
      const { privateKey } = keyOf(people.operator.signer)
      if (event === undefined) return expect.unreachable()
      for (const change of [{ signer_sequence: event.signer_sequence + 1 }, { signer_sequence: 1 }, { previous: NO_PREVIOUS }]) {
        expect(await verdict(hub('operator'), [signed({ ...event, ...change }, privateKey)])).toBe('conflict')
      }
    })
    it('is the second of two decisions', async () => {
      const id = await submitted()
      const approve = (who: Author): Said => postSaid(id, 3, 'post.approved', { role: 'reviewer', payload: { by: who.person } })
      const both = await Promise.all([
        push(hub('reviewer'), people.reviewer.tries(approve(people.reviewer))),
        push(hub('colleague'), people.colleague.tries(approve(people.colleague))),
      ])
      expect(both.map(({ kind }) => kind).toSorted()).toEqual(['accepted', 'conflict'])
      for (const name of ['reviewer', 'colleague'] as const) await resume(people[name], hub(name))
    })
  })

  /** Brings an author's chain to where the hub has it. */
  async function resume(who: Author, via: Hub): Promise<void> {
    const links = sure(await via.links(who.signer, 1, 10_000))
    let previous = NO_PREVIOUS
    for (const link of links) previous = eventHash(link.deed, { ...link, previous })
    who.stand(links.length, previous)
  }

  describe('the permissions', () => {
    it('keep an author from deciding their own post, whatever their roles', async () => {
      const id = 'own'
      accepted(await push(hub('colleague'), people.colleague.does(postSaid(id, 1, 'post.drafted'), postSaid(id, 2, 'post.submitted'))))
      for (const type of ['post.approved', 'post.returned', 'post.claimed']) {
        expect(await verdict(hub('colleague'), people.colleague.tries(postSaid(id, 3, type, { role: 'reviewer' })))).toBe('hub/own-work')
      }
    })
    it('keep whoever proposed words that were taken over from deciding the post', async () => {
      const id = await submitted()
      accepted(await push(hub('operator'), people.operator.does(postSaid(id, 3, 'suggestion.accepted', { payload: { remark: 'r', by: people.reviewer.person } }))))
      expect(await verdict(hub('reviewer'), people.reviewer.tries(postSaid(id, 4, 'post.approved', { role: 'reviewer' })))).toBe('hub/own-work')
      accepted(await push(hub('colleague'), people.colleague.does(postSaid(id, 4, 'post.approved', { role: 'reviewer' }))))
    })
    it.each<[string, keyof typeof people, (id: string) => Said]>([
      ['hub/role', 'operator', (id) => postSaid(id, 3, 'post.approved', { role: 'reviewer' })],
      ['hub/role', 'operator', (id) => postSaid(id, 3, 'post.approved', { role: 'operator' })],
      ['hub/role', 'auditor', (id) => postSaid(id, 3, 'post.withdrawn', { role: 'auditor' })],
      ['hub/not-yours', 'stranger', (id) => postSaid(id, 3, 'post.withdrawn')],
      ['hub/role', 'security', (id) => postSaid(id, 3, 'post.approved', { role: 'security' })],
      ['hub/not-yours', 'stranger', () => postSaid('theirs', 1, 'post.drafted')],
      ['hub/audience', 'operator', () => postSaid('wide', 1, 'post.drafted', { audience: institution })],
      ['hub/audience', 'operator', (id) => postSaid(id, 3, 'post.withdrawn', { audience: audience('review', puebla) })],
      ['hub/audience', 'operator', (id) => postSaid(id, 3, 'post.withdrawn', { audience: { office: oaxaca, kind: 'review' } as never })],
      ['hub/out-of-place', 'operator', (id) => postSaid(id, 3, 'post.drafted')],
      ['hub/out-of-place', 'operator', () => postSaid('begins-wrong', 1, 'post.submitted')],
      ['hub/unknown-type', 'operator', () => ({ ...postSaid('x', 1, 'post.imagined') })],
      ['hub/unknown-type', 'operator', () => postSaid('x', 1, 'post.drafted', { schema: 99 })],
      ['hub/malformed', 'operator', () => postSaid('x', 1, 'account.registered')],
      ['hub/malformed', 'operator', () => postSaid('x', 1, 'post.drafted', { id: 'no id' })],
      ['hub/malformed', 'operator', () => postSaid('x', 1, 'post.drafted', { payload: [] })],
      ['hub/malformed', 'operator', () => postSaid('x', 1, 'post.drafted', { at: '2026-13-45T00:00:00.000Z' })],
      ['hub/clock', 'operator', () => postSaid('x', 1, 'post.drafted', { at: new Date(Date.now() + 3 * 60_000).toISOString() })],
      ['hub/too-large', 'operator', () => postSaid('x', 1, 'post.drafted', { payload: { text: 'a'.repeat(262_144) } })],
      ['hub/not-yours', 'operator', () => ({ stream: 'clock/main', version: 1, type: 'clock.set-back', payload: {}, audience: audience('office') })],
    ])('refuse with %s', async (code, who, said) => {
      expect(await verdict(hub(who), people[who].tries(said(await submitted())))).toBe(code)
    })
    it('hold a person to their own name, office, roles and signer', async () => {
      const [event] = people.operator.tries(postSaid('mine', 1, 'post.drafted'))
      if (event === undefined) return expect.unreachable()
      const { privateKey } = keyOf(people.operator.signer)
      expect(await verdict(hub('stranger'), [event])).toBe('hub/actor')
      expect(await verdict(hub('operator'), [signed({ ...event, actor: people.reviewer.person }, privateKey)])).toBe('hub/actor')
      expect(await verdict(hub('operator'), [signed({ ...event, signer: people.reviewer.signer }, privateKey)])).toBe('hub/actor')
      expect(await verdict(hub('operator'), [signed({ ...event, office: puebla }, privateKey)])).toBe('hub/office')
      expect(await verdict(hub('operator'), [signed({ ...event, signer: 'nobody' }, privateKey)])).toBe('hub/unknown-signer')
      expect(await verdict(hub('operator'), [{ ...event, payload: '{"revision":2}' }])).toBe('hub/altered')
      expect(await verdict(hub('operator'), [{ ...event, signature: 'no signature' }])).toBe('hub/malformed')
    })
    it('let only security restrict an incident to persons and open it again', async () => {
      const incident = (version: number, type: string, to: Audience, role?: 'security'): Said => ({
        stream: 'incident/i1', version, type, payload: {}, audience: to, ...(role === undefined ? {} : { role }),
      })
      accepted(await push(hub('operator'), people.operator.does(incident(1, 'incident.opened', audience('security')))))
      const restricted = persons(people.operator.person, people.security.person)
      expect(await verdict(hub('operator'), people.operator.tries(incident(2, 'incident.fact-recorded', persons(people.operator.person))))).toBe('hub/audience')
      accepted(await push(hub('security'), people.security.does(incident(2, 'incident.fact-recorded', restricted, 'security'))))
      expect(await verdict(hub('colleague'), people.colleague.tries(incident(3, 'incident.fact-recorded', restricted)))).toBe('hub/not-yours')
      accepted(await push(hub('operator'), people.operator.does(incident(3, 'incident.fact-recorded', restricted))))
      expect(sure(await hub('colleague').stream('incident/i1', 9))).toEqual([])
      expect(sure(await hub('operator').stream('incident/i1', 9))).toHaveLength(3)
      accepted(await push(hub('security'), people.security.does(incident(4, 'incident.fact-recorded', audience('security'), 'security'))))
      expect(sure(await hub('colleague').stream('incident/i1', 9))).toHaveLength(4)
    })
    it('let a person act in another office only in a role that may', async () => {
      const stream = 'consultation/theirs'
      const asked: Said = { stream, version: 1, type: 'consultation.asked', payload: {}, audience: audience('review', puebla) }
      accepted(await push(hub('stranger'), people.stranger.does(asked)))
      const lapsed = (role: 'operator' | 'reviewer'): Said => ({ ...asked, version: 2, type: 'consultation.lapsed', role })
      expect(await verdict(hub('colleague'), people.colleague.tries(lapsed('operator')))).toBe('hub/not-yours')
      accepted(await push(hub('colleague'), people.colleague.does(lapsed('reviewer'))))
    })
    it('let an account move to another office only by who answers for all of them', async () => {
      const account = (version: number, type: string, office: string, role?: 'security'): Said => ({
        stream: 'account/a1', version, type, payload: {}, audience: audience('registry', office), ...(role === undefined ? {} : { role }),
      })
      accepted(await push(hub('operator'), people.operator.does(account(1, 'account.registered', oaxaca))))
      expect(await verdict(hub('operator'), people.operator.tries(account(2, 'account.corrected', puebla)))).toBe('hub/not-yours')
      expect(sure(await hub('stranger').stream('account/a1', 9))).toEqual([])
      accepted(await push(hub('security'), people.security.does(account(2, 'account.corrected', puebla, 'security'))))
      expect(sure(await hub('stranger').stream('account/a1', 9))).toHaveLength(2)
      expect(sure(await hub('operator').stream('account/a1', 9))).toEqual([])
    })
  })

  describe('the chain of a signer', () => {
    it('can be checked by who may not read its events', async () => {
      const links = sure(await hub('stranger').links(people.operator.signer, 1, 10_000))
      expect(links.length).toBeGreaterThan(3)
      const rows = new Map(sure(await hub('auditor').pull(0, 10_000)).filter((row) => row.signer === people.operator.signer).map((row) => [row.signer_sequence, row]))
      let previous = NO_PREVIOUS
      for (const link of links) {
        const row = rows.get(link.signer_sequence)
        if (row === undefined) return expect.unreachable()
        expect(link.deed).toBe(deedDigest(row))
        expect(eventHash(link.deed, { ...link, previous })).toBe(row.hash)
        previous = row.hash
      }
      expect(sure(await hub('stranger').links(people.operator.signer, 2, 3))).toEqual(links.slice(1, 3))
    })
  })

  describe('an invitation', () => {
    const person = 'newcomer-1'
    const password = 'one-time-password-of-the-invitation'
    const verifier = scramVerifier(password, Buffer.alloc(16, 9))
    const invited = { person, invitation: `invitation-${process.pid}-a`, signer: 'invitation-signer-1', publicKey: keyOf('invitation-signer-1').publicKey }
    const newcomer = author(person, oaxaca, ['operator'], 'signer-of-newcomer')
    const byInvitation = author(person, oaxaca, ['operator'], invited.signer)
    const registration = (who: Author = newcomer, about = person): object => ({ signer: who.signer, person: about, publicKey: who.publicKey, item: 'i', kind: 'person' })

    async function version(): Promise<number> {
      return (sure(await hub('administrator').stream('organization/main', 10_000)).at(-1)?.version ?? 0) + 1
    }
    const registers = async (payload: object): Promise<Said> => ({ stream: 'organization/main', version: await version(), type: 'signer.registered', payload, audience: institution })

    it('opens one login, which registers one signer and is then its own', async () => {
      await say('person.added', { person, name: 'Nueva', post: 'Vocal', mail: 'n@institucion.mx', roles: ['operator'], office: oaxaca })
      expect((await hub('operator').openLogin(invited.invitation, verifier)).ok).toBe(false)
      expect(await hub('administrator').openLogin(invited.invitation, verifier)).toMatchObject({ refusal: { code: 'hub/not-invited' } })
      expect(await say('person.invited', { ...invited, expires: new Date(Date.now() + 86_400_000).toISOString() })).toBe('accepted')
      expect(await hub('operator').openLogin(invited.invitation, verifier)).toMatchObject({ refusal: { code: 'hub/role' } })
      expect(await hub('administrator').openLogin(invited.invitation, 'no verifier')).toMatchObject({ ok: false })
      expect(await hub('administrator').openLogin(invited.invitation, verifier)).toEqual({ ok: true, value: undefined })

      const user = loginOf(invited.invitation)
      expect(await all.connectAs({ user, password: 'something-else' })).toMatchObject({ refusal: { code: 'hub/wrong-password' } })
      const mine = sure(await all.connectAs({ user, password }))
      expect(sure(await mine.hello()).member).toMatchObject({ person, office: oaxaca, roles: ['operator'] })
      expect(await mine.changePassword(scramVerifier('next', Buffer.alloc(16, 1)), newcomer.signer)).toMatchObject({ refusal: { code: 'hub/not-joined' } })

      // The invitation's key does nothing else.
      expect(await verdict(mine, byInvitation.tries(postSaid('by-invitation', 1, 'post.drafted')))).toBe('hub/actor')
      expect(await verdict(mine, byInvitation.tries(await registers(registration(people.operator, people.operator.person))))).toBe('hub/actor')
      accepted(await push(mine, byInvitation.does(await registers(registration()))))
      const second = author(person, oaxaca, ['operator'], 'signer-of-newcomer-2')
      expect(await verdict(mine, byInvitation.tries(await registers(registration(second))))).toBe('hub/invitation')
      accepted(await push(mine, newcomer.does(postSaid('first-act', 1, 'post.drafted'))))
      expect(await hub('administrator').openLogin(invited.invitation, verifier)).toMatchObject({ refusal: { code: 'hub/not-invited' } })

      expect(await mine.changePassword(scramVerifier('own-password', Buffer.alloc(16, 1)), newcomer.signer)).toEqual({ ok: true, value: undefined })
      expect(await all.connectAs({ user, password })).toMatchObject({ refusal: { code: 'hub/wrong-password' } })
      sure(await all.connectAs({ user, password: 'own-password' }))
    })
    it('of a second machine opens a second login; ending one leaves the other', async () => {
      const other = { person, invitation: `invitation-${process.pid}-b`, signer: 'invitation-signer-2', publicKey: keyOf('invitation-signer-2').publicKey }
      const laptop = author(person, oaxaca, ['operator'], 'signer-of-newcomer-3')
      expect(await say('person.invited', { ...other, expires: new Date(Date.now() + 86_400_000).toISOString() })).toBe('accepted')
      sure(await hub('administrator').openLogin(other.invitation, verifier))
      const there = sure(await all.connectAs({ user: loginOf(other.invitation), password }))
      accepted(await push(there, author(person, oaxaca, ['operator'], other.signer).does(await registers(registration(laptop)))))
      accepted(await push(there, laptop.does(postSaid('laptop', 1, 'post.drafted'))))
      const lost = new Promise((resolve) => there.onWake((why) => why === 'lost' && resolve(why)))
      expect(await say('signer.revoked', { signer: laptop.signer, reason: 'Robada' })).toBe('accepted')
      expect(await lost).toBe('lost')
      expect(await there.hello()).toMatchObject({ ok: false })
      expect(await all.connectAs({ user: loginOf(other.invitation), password })).toMatchObject({ refusal: { code: 'hub/denied' } })
      const first = sure(await all.connectAs({ user: loginOf(invited.invitation), password: 'own-password' }))
      expect(await verdict(first, laptop.tries(postSaid('laptop-2', 1, 'post.drafted')))).toBe('hub/revoked-signer')
      accepted(await push(first, newcomer.does(postSaid('office-machine', 1, 'post.drafted'))))
    })
    it('of somebody whose signer is on record already gives that signer a login', async () => {
      const colleague = { person: people.auditor.person, invitation: `invitation-${process.pid}-f`, signer: 'invitation-signer-7', publicKey: keyOf('invitation-signer-7').publicKey }
      await say('person.invited', { ...colleague, expires: new Date(Date.now() + 86_400_000).toISOString() })
      sure(await hub('administrator').openLogin(colleague.invitation, verifier))
      const there = sure(await all.connectAs({ user: loginOf(colleague.invitation), password }))
      // Nobody's signer, somebody else's: the login is of neither.
      for (const signer of ['nobody', people.operator.signer]) expect(await there.changePassword(scramVerifier('own-password', Buffer.alloc(16, 1)), signer)).toMatchObject({ refusal: { code: 'hub/not-joined' } })
      sure(await there.changePassword(scramVerifier('own-password', Buffer.alloc(16, 1)), people.auditor.signer))
      sure(await all.connectAs({ user: loginOf(colleague.invitation), password: 'own-password' }))
      // Used up: its key registers nothing more, and a second login has no signer to be of.
      expect(await hub('administrator').openLogin(colleague.invitation, verifier)).toMatchObject({ refusal: { code: 'hub/not-invited' } })
    })
    it('of somebody whose signer has a login already moves the signer to the new one, and ends the other', async () => {
      const again = { person: people.auditor.person, invitation: `invitation-${process.pid}-g`, signer: 'invitation-signer-8', publicKey: keyOf('invitation-signer-8').publicKey }
      const before = sure(await all.connectAs({ user: loginOf(`invitation-${process.pid}-f`), password: 'own-password' }))
      const lost = new Promise((resolve) => before.onWake((why) => why === 'lost' && resolve(why)))
      await say('person.invited', { ...again, expires: new Date(Date.now() + 86_400_000).toISOString() })
      sure(await hub('administrator').openLogin(again.invitation, verifier))
      const there = sure(await all.connectAs({ user: loginOf(again.invitation), password }))
      sure(await there.changePassword(scramVerifier('own-password', Buffer.alloc(16, 1)), people.auditor.signer))
      expect(await lost).toBe('lost')
      expect(await all.connectAs({ user: loginOf(`invitation-${process.pid}-f`), password: 'own-password' })).toMatchObject({ refusal: { code: 'hub/denied' } })
      // Revoking the signer ends the login that is its own now. (The auditor goes on by the login that was never any signer's.)
      expect(await say('signer.revoked', { signer: people.auditor.signer, reason: 'Robada' })).toBe('accepted')
      expect(await all.connectAs({ user: loginOf(again.invitation), password: 'own-password' })).toMatchObject({ refusal: { code: 'hub/denied' } })
    })
    it('says by which recovery sheet its person can be helped; without it no sheet of another machine registers a signer for them', async () => {
      const sheetOf = (who: string): Author => author(who, oaxaca, ['operator'], 'sheet-1')
      const { publicKey } = sheetOf(person)
      const sheet = { signer: 'sheet-1', person: all.administrator.person, publicKey, item: 'i', kind: 'recovery' }
      expect(await say('signer.registered', sheet)).toBe('accepted')
      const login = sure(await all.connectAs({ user: loginOf(invited.invitation), password: 'own-password' }))
      const next = author(person, oaxaca, ['operator'], 'signer-of-newcomer-4')
      expect(await verdict(login, sheetOf(person).tries(await registers(registration(next))))).toBe('hub/other-sheet')
      // Of the founder's machine, where the operator's signer was made too.
      const own = author(people.operator.person, oaxaca, ['operator'], 'signer-of-operator-1b')
      expect(await verdict(hub('operator'), sheetOf(people.operator.person).tries(await registers(registration(own, people.operator.person))))).toBe('accepted')
      const joined = { person, invitation: `invitation-${process.pid}-h`, signer: 'invitation-signer-9', publicKey: keyOf('invitation-signer-9').publicKey }
      expect(await say('person.invited', { ...joined, expires: new Date(Date.now() + 86_400_000).toISOString() })).toBe('accepted')
      const with_ = author(person, oaxaca, ['operator'], 'signer-of-newcomer-5')
      accepted(await push(login, author(person, oaxaca, ['operator'], joined.signer).does(await registers({ ...registration(with_), recovery: 'sheet-1' }))))
      const after = sure(await login.stream('organization/main', 10_000)).findLast(({ signer }) => signer === 'sheet-1')
      const again = sheetOf(person)
      again.stand(after?.signer_sequence ?? 0, after?.hash ?? '')
      expect(await verdict(login, again.does(await registers(registration(next))))).toBe('accepted')
    })
    it('of a machine whose key its sheet renewed goes with that key, and no longer with the one before', async () => {
      const come = () => all.connectAs({ user: loginOf(invited.invitation), password: 'own-password' })
      expect(await say('signer.revoked', { signer: newcomer.signer, reason: 'Es la clave de antes' })).toBe('accepted')
      await sure(await come()).close()
      expect(await say('signer.revoked', { signer: 'signer-of-newcomer-4', reason: 'Robada' })).toBe('accepted')
      expect(await come()).toMatchObject({ refusal: { code: 'hub/denied' } })
    })
    it('is needed for a person’s next key: their own registers the sheet of their machine and nothing else', async () => {
      const more = author(people.operator.person, oaxaca, ['operator'], 'signer-of-operator-1c')
      expect(await verdict(hub('operator'), people.operator.tries(await registers(registration(more, people.operator.person))))).toBe('hub/role')
      const sheet = { ...registration(more, people.operator.person), kind: 'recovery' }
      accepted(await push(hub('operator'), people.operator.does(await registers(sheet))))
    })
    it('is over when its day is over, or it is withdrawn', async () => {
      const late = { person, invitation: `invitation-${process.pid}-c`, signer: 'invitation-signer-4', publicKey: keyOf('invitation-signer-4').publicKey }
      await say('person.invited', { ...late, expires: new Date(Date.now() - 1000).toISOString() })
      expect(await hub('administrator').openLogin(late.invitation, verifier)).toMatchObject({ refusal: { code: 'hub/not-invited' } })
      const early = { ...late, invitation: `invitation-${process.pid}-d`, signer: 'invitation-signer-5', expires: new Date(Date.now() + 86_400_000).toISOString() }
      await say('person.invited', early)
      sure(await hub('administrator').openLogin(early.invitation, verifier))
      await say('signer.revoked', { signer: early.signer, reason: 'renewed' })
      expect(await all.connectAs({ user: loginOf(early.invitation), password })).toMatchObject({ ok: false })
      expect(await hub('administrator').openLogin(early.invitation, verifier)).toMatchObject({ refusal: { code: 'hub/not-invited' } })
    })
  })

  describe('over whose login an event came', () => {
    it('is told to who answers for the record, and to nobody else', async () => {
      const events = people.operator.does(postSaid('written', 1, 'post.drafted'))
      const { positions } = accepted(await push(hub('operator'), events))
      for (const who of ['security', 'administrator', 'auditor']) {
        expect(sure(await hub(who).writtenBy(positions))).toMatchObject([{ position: positions[0], person: people.operator.person, ended: false }])
      }
      for (const who of ['operator', 'reviewer']) expect(await hub(who).writtenBy(positions)).toMatchObject({ refusal: { code: 'hub/role' } })
      expect(sure(await hub('security').writtenBy([999_999]))).toEqual([])
    })
  })

  describe('what a machine put aside', () => {
    const told = async (who: string, after = 0) => sure(await hub(who).reportedAside(after))
    const newest = async (who: string): Promise<number | undefined> => sure(await hub(who).hello()).aside
    const draft = async (id: string): Promise<{ readonly position: number; readonly hash: string }> => {
      const events = people.operator.does(postSaid(id, 1, 'post.drafted'))
      return { position: accepted(await push(hub('operator'), events)).positions[0] ?? 0, hash: events[0]?.hash ?? '' }
    }

    it('is told to who answers for the record, with who told it, and of what it holds nothing', async () => {
      const event = { ...(await draft('aside')), fault: 'forged' }
      const before = (await newest('security')) ?? expect.unreachable()
      expect(sure(await hub('operator').reportAside([event]))).toEqual([event.position])
      const first = (await told('security', before)).reported.find(({ position }) => position === event.position)
      expect(first).toMatchObject({ ...event, noun: 'post', machines: 1, people: [people.operator.person] })
      expect(Object.keys(first ?? {}).toSorted()).toEqual(['fault', 'hash', 'machines', 'noun', 'people', 'position', 'since'])
      expect(Math.abs(Date.parse(first?.since ?? '') - Date.now())).toBeLessThan(60_000)
      // Told again it is the same; by another it is one more, at a new place.
      expect(sure(await hub('operator').reportAside([event, event]))).toEqual([event.position])
      expect(await newest('security')).toBe(before + 1)
      expect(sure(await hub('reviewer').reportAside([event, { ...event, fault: 'groundless' }]))).toEqual([event.position])
      for (const who of ['security', 'administrator', 'auditor']) {
        const { reported, upTo } = await told(who, before)
        expect(reported.filter(({ position }) => position === event.position).map(({ fault, machines, people: by }) => [fault, machines, by])).toEqual([
          ['forged', 2, [people.operator.person, people.reviewer.person]],
          ['groundless', 1, [people.reviewer.person]],
        ])
        expect(upTo).toBe(await newest(who))
      }
      for (const who of ['operator', 'reviewer']) {
        expect(await hub(who).reportedAside(0)).toMatchObject({ refusal: { code: 'hub/role' } })
        expect(await newest(who)).toBeUndefined()
      }
    })
    it('is noted only of events on record as they are there, by who may read them, and with faults that there are', async () => {
      const { position, hash } = await draft('not-noted')
      const before = await newest('security')
      const good = { position, hash, fault: 'forged' }
      for (const bad of [{ ...good, hash: 'ab'.repeat(32) }, { ...good, position: position - 1 }, { ...good, position: 999_999 }, { ...good, fault: 'llama al 55' }, { ...good, fault: 'unknown-type' }]) {
        expect(sure(await hub('operator').reportAside([bad]))).toEqual([])
      }
      expect(sure(await hub('stranger').reportAside([good]))).toEqual([])
      expect(await hub('operator').reportAside(Array.from({ length: 201 }, () => good))).toMatchObject({ refusal: { code: 'hub/too-large' } })
      expect(await newest('security')).toBe(before)
    })
    it('takes nothing from the event, which stays on record as it is', async () => {
      const { position, hash } = await draft('stays')
      const head = sure(await hub('operator').hello()).head
      expect(sure(await hub('operator').reportAside([{ position, hash, fault: 'altered' }]))).toEqual([position])
      expect(sure(await hub('operator').hello()).head).toEqual(head)
      expect(sure(await hub('reviewer').stream('post/stays', 9))).toMatchObject([{ position, hash }])
    })
  })

  describe('what an event names as the newest before it', () => {
    it('is on record', async () => {
      const unknown = people.operator.tries(postSaid('circle', 1, 'post.drafted', { after: 'ab'.repeat(32) }))
      expect(await verdict(hub('operator'), unknown)).toBe('hub/out-of-place')
      const [first] = sure(await hub('operator').pull(0, 1))
      accepted(await push(hub('operator'), people.operator.does(postSaid('line', 1, 'post.drafted', { after: first?.hash ?? '' }))))
    })
  })

  describe('a person', () => {
    it('who is deactivated writes and reads nothing from that moment, and may come back', async () => {
      const draft = people.leaver.does(postSaid('leaver', 1, 'post.drafted'))
      accepted(await push(hub('leaver'), draft))
      const lost = new Promise((resolve) => hub('leaver').onWake((why) => why === 'lost' && resolve(why)))
      expect(await say('person.deactivated', { person: people.leaver.person, reason: 'Baja' })).toBe('accepted')
      expect(await lost).toBe('lost')
      expect(await hub('leaver').pull(0, 10)).toMatchObject({ refusal: { code: 'hub/unreachable' } })
      await expect(all.connect('leaver')).rejects.toThrow('hub/denied')
      expect(await say('person.reactivated', { person: people.leaver.person })).toBe('accepted')
      const back = await all.connect('leaver')
      accepted(await push(back, people.leaver.does(postSaid('leaver', 2, 'post.revised'))))
    })
    it('whose roles or office change sees by the new ones, and is told by another sight', async () => {
      const before = sure(await hub('loser').hello()).member
      expect(before).toEqual({ person: people.loser.person, office: oaxaca, roles: ['operator'], sight: before.sight })
      await say('person.roles-changed', { person: people.loser.person, roles: ['reviewer'] })
      const after = sure(await hub('loser').hello()).member
      expect(after.roles).toEqual(['reviewer'])
      expect(after.sight).not.toBe(before.sight)
      await say('person.corrected', { person: people.loser.person, name: 'x', post: 'x', mail: 'x@y.mx', office: puebla })
      expect(sure(await hub('loser').hello()).member.sight).not.toBe(after.sight)
      expect(await verdict(hub('loser'), people.loser.tries(postSaid('old-office', 1, 'post.drafted')))).toBe('hub/office')
    })
    it('who gives up their own standing does nothing more in the same act', async () => {
      const version = (sure(await hub('administrator').stream('organization/main', 10_000)).at(-1)?.version ?? 0) + 1
      const said = (step: number, type: string, payload: object): Said => ({ stream: 'organization/main', version: version + step, type, payload, audience: institution })
      const person = all.administrator.person
      const after = said(1, 'person.reactivated', { person: people.leaver.person })
      expect(await verdict(hub('administrator'), all.administrator.tries(said(0, 'person.roles-changed', { person, roles: ['operator'] }), after))).toBe('hub/role')
      expect(await verdict(hub('administrator'), all.administrator.tries(said(0, 'person.deactivated', { person, reason: 'Baja' }), after))).toBe('hub/denied')
    })
    it('who stands in acts in the absent one’s roles from the first day to the last', async () => {
      const id = await submitted()
      const approve = (): Said => postSaid(id, 3, 'post.approved', { role: 'reviewer' })
      const pair = { absent: people.reviewer.person, standIn: people.security.person }
      const standIn = (from: number, until: number) => ({
        ...pair, roles: ['reviewer'],
        from: new Date(Date.now() + from).toISOString(), until: new Date(Date.now() + until).toISOString(),
      })
      const hour = 3_600_000
      expect(await verdict(hub('security'), people.security.tries(approve()))).toBe('hub/role')
      await say('stand-in.set', standIn(-2 * hour, -hour))
      expect(await verdict(hub('security'), people.security.tries(approve()))).toBe('hub/role')
      await say('stand-in.set', standIn(hour, 2 * hour))
      expect(await verdict(hub('security'), people.security.tries(approve()))).toBe('hub/role')
      const before = sure(await hub('security').hello()).member
      await say('stand-in.set', standIn(-hour, hour))
      const during = sure(await hub('security').hello()).member
      expect(during.roles).toEqual(['reviewer', 'security'])
      expect(during.sight).not.toBe(before.sight)
      accepted(await push(hub('security'), people.security.does(approve())))
      await say('stand-in.ended', pair)
      const other = await submitted()
      expect(await verdict(hub('security'), people.security.tries(postSaid(other, 3, 'post.approved', { role: 'reviewer' })))).toBe('hub/role')
    })
  })

  describe('what another brings for a machine without network', () => {
    const key = Buffer.alloc(32, 7)
    const vouched = (events: readonly PlacedEvent[], by: Uint8Array = key): VouchedBatch => {
      const batch = { id: `carried-${events[0]?.id ?? ''}`, events }
      return { ...batch, voucher: voucherOf(by, batch) }
    }
    const carry = async (who: string, ...batches: readonly VouchedBatch[]): Promise<string> => {
      const answer = await hub(who).carry(batches)
      return answer.ok ? answer.value.map((one) => (one.kind === 'refused' ? one.code : one.kind)).join(' ') : answer.refusal.code
    }
    const draft = (id: string): readonly [Said, Said] => [postSaid(id, 1, 'post.drafted'), postSaid(id, 2, 'post.submitted')]

    it('is taken when the author’s machine left its key and vouched for it, as if it came over their own login', async () => {
      const tried = people.carried.tries(...draft('c0'))
      expect(await carry('stranger', vouched(tried))).toBe('hub/not-carried')
      sure(await hub('carried').keepCarriageKey(people.carried.signer, key))
      const events = people.carried.does(...draft('c1'))
      const before = sure(await hub('stranger').hello()).head.position
      expect(sure(await hub('stranger').carry([vouched(events)]))).toEqual([{ kind: 'accepted', positions: [before + 1, before + 2], again: false }])
      expect(sure(await hub('reviewer').pull(before, 10))).toEqual(events.map((event, index) => ({ ...event, position: before + 1 + index })))
      expect(sure(await hub('stranger').pull(before, 10))).toEqual([])
      expect(sure(await hub('auditor').writtenBy([before + 1]))).toMatchObject([{ person: people.carried.person }])
      expect(sure(await hub('stranger').carry([vouched(events)]))).toEqual([{ kind: 'accepted', positions: [before + 1, before + 2], again: true }])
      expect(await push(hub('carried'), events)).toMatchObject({ again: true })
    })
    it('is held to what its author may, and to its place', async () => {
      const [one, two] = [people.carried.does(postSaid('c2', 1, 'post.drafted')), people.carried.tries(postSaid('c2', 3, 'post.submitted'))]
      expect(await carry('reviewer', vouched(one), vouched(two))).toBe('accepted conflict')
      const id = await submitted()
      expect(await carry('reviewer', vouched(people.carried.tries(postSaid(id, 3, 'post.approved', { role: 'reviewer' }))))).toBe('hub/role')
    })
    it('is refused unless its author’s machine vouched for the very batch', async () => {
      const [event] = people.carried.tries(postSaid('c3', 1, 'post.drafted'))
      const [other] = people.carried.tries(postSaid('c3', 1, 'post.drafted'))
      const [foreign] = people.operator.tries(postSaid('c3', 1, 'post.drafted'))
      if (event === undefined || other === undefined || foreign === undefined) return expect.unreachable()
      const good = vouched([event])
      const worthless = signed(event, keyOf('somebody').privateKey)
      for (const bad of [
        { ...good, voucher: good.voucher.replace(/^./, (first) => (first === '0' ? '1' : '0')) }, { ...good, voucher: '' }, { ...good, voucher: 'zz' }, { ...good, id: 'other' }, { ...good, events: [other] }, { ...good, events: [worthless] },
        { ...good, events: [event, other] }, { ...good, events: [] }, vouched([event], Buffer.alloc(32, 8)), vouched([event, foreign]), vouched([foreign]),
      ]) {
        expect(await carry('operator', bad)).toBe('hub/not-carried')
        expect(await carry('operator', good, bad)).toBe('hub/not-carried')
      }
      expect(sure(await hub('carried').stream('post/c3', 9))).toEqual([])
    })
    it('is nothing of the organization’s', async () => {
      const version = (sure(await hub('administrator').stream('organization/main', 10_000)).at(-1)?.version ?? 0) + 1
      sure(await hub('administrator').keepCarriageKey(all.administrator.signer, key))
      const events = all.administrator.tries({ stream: 'organization/main', version, type: 'person.roles-changed', payload: { person: people.operator.person, roles: ['administrator'] }, audience: institution })
      expect(await carry('operator', vouched(events))).toBe('hub/not-carried')
    })
    it('takes a key for one’s own signer only, of 32 bytes', async () => {
      expect(await hub('operator').keepCarriageKey(people.carried.signer, key)).toMatchObject({ refusal: { code: 'hub/not-joined' } })
      expect(await hub('operator').keepCarriageKey('nobody', key)).toMatchObject({ refusal: { code: 'hub/not-joined' } })
      expect(await hub('operator').keepCarriageKey(people.operator.signer, Buffer.alloc(31))).toMatchObject({ refusal: { code: 'hub/malformed' } })
    })
    it('ends with its author’s standing', async () => {
      await say('person.deactivated', { person: people.carried.person })
      expect(await carry('operator', vouched(people.carried.tries(postSaid('c4', 1, 'post.drafted'))))).toBe('hub/not-carried')
      await say('person.reactivated', { person: people.carried.person })
      await say('signer.revoked', { signer: people.carried.signer, person: people.carried.person, reason: 'lost' })
      expect(await carry('operator', vouched(people.carried.tries(postSaid('c4', 1, 'post.drafted'))))).toBe('hub/not-carried')
    })
  })

  describe('a file', () => {
    const bytes = Buffer.concat([Buffer.alloc(CHUNK, 1), Buffer.alloc(CHUNK, 2), Buffer.alloc(100, 3)])
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const chunk = (place: number): Uint8Array => bytes.subarray(place * CHUNK, (place + 1) * CHUNK)

    it('is sent in chunks, resumed where it was, and read by who may read its stream', async () => {
      const id = await submitted()
      const stream = `post/${id}`
      expect(sure(await hub('operator').fileState(sha256))).toEqual({ size: undefined, have: [] })
      expect(await hub('stranger').putChunk(sha256, stream, bytes.length, 0, chunk(0))).toMatchObject({ refusal: { code: 'hub/not-yours' } })
      expect(await hub('operator').putChunk(sha256, stream, bytes.length, 0, chunk(2))).toMatchObject({ refusal: { code: 'hub/malformed' } })
      expect(await hub('operator').putChunk(sha256, stream, 2 ** 40, 0, chunk(0))).toMatchObject({ refusal: { code: 'hub/too-large' } })
      expect(sure(await hub('operator').putChunk(sha256, stream, bytes.length, 2, chunk(2)))).toBe(false)
      expect(sure(await hub('operator').putChunk(sha256, stream, bytes.length, 0, chunk(0)))).toBe(false)
      expect(sure(await hub('operator').fileState(sha256))).toEqual({ size: undefined, have: [0, 2] })
      expect(sure(await hub('reviewer').fileState(sha256))).toEqual({ size: undefined, have: [] })
      expect(sure(await hub('operator').putChunk(sha256, stream, bytes.length, 1, chunk(1)))).toBe(true)
      expect(sure(await hub('reviewer').fileState(sha256))).toEqual({ size: bytes.length, have: [] })
      expect(Buffer.from(sure(await hub('reviewer').getChunk(sha256, 1)) ?? [])).toEqual(chunk(1))
      expect(sure(await hub('reviewer').getChunk(sha256, 3))).toBeUndefined()
      expect(sure(await hub('stranger').fileState(sha256)).size).toBeUndefined()
      expect(sure(await hub('stranger').getChunk(sha256, 1))).toBeUndefined()
    })
    it('that is evidence comes from who added it, although the incident was restricted to others meanwhile', async () => {
      const evidence = Buffer.from('captura')
      const hash = createHash('sha256').update(evidence).digest('hex')
      const said = (version: number, type: string, audience: Audience, payload: object = {}, role?: 'security'): Said => ({ stream: 'incident/with-evidence', version, type, payload, audience, ...(role === undefined ? {} : { role }) })
      accepted(await push(hub('operator'), people.operator.does(said(1, 'incident.opened', audience('security')), said(2, 'incident.evidence-added', audience('security'), { sha256: hash }))))
      accepted(await push(hub('security'), people.security.does(said(3, 'incident.restricted', persons(people.security.person), { people: [people.security.person], reason: 'r' }, 'security'))))
      const other = createHash('sha256').update('other').digest('hex')
      expect(await hub('operator').putChunk(other, 'incident/with-evidence', 5, 0, Buffer.from('other'))).toMatchObject({ refusal: { code: 'hub/not-yours' } })
      expect(await hub('colleague').putChunk(hash, 'incident/with-evidence', evidence.length, 0, evidence)).toMatchObject({ refusal: { code: 'hub/not-yours' } })
      expect(sure(await hub('operator').putChunk(hash, 'incident/with-evidence', evidence.length, 0, evidence))).toBe(true)
      expect(Buffer.from(sure(await hub('security').getChunk(hash, 0)) ?? [])).toEqual(evidence)
      expect(sure(await hub('operator').getChunk(hash, 0))).toBeUndefined()
    })
    it('is not had by who only knows its hash', async () => {
      accepted(await push(hub('stranger'), people.stranger.does(postSaid('theirs', 1, 'post.drafted', { audience: audience('review', puebla) }))))
      expect(sure(await hub('stranger').putChunk(sha256, 'post/theirs', bytes.length, 0, chunk(0)))).toBe(false)
      expect(sure(await hub('stranger').putChunk(sha256, 'post/theirs', bytes.length, 1, Buffer.alloc(CHUNK)))).toBe(false)
      expect(await hub('stranger').putChunk(sha256, 'post/theirs', bytes.length, 2, chunk(2))).toMatchObject({ refusal: { code: 'hub/altered' } })
      expect(sure(await hub('stranger').fileState(sha256))).toEqual({ size: undefined, have: [] })
      expect(sure(await hub('stranger').getChunk(sha256, 0))).toBeUndefined()
    })
  })

  describe('the founding', () => {
    it('is over once it is closed', async () => {
      expect(await hub('administrator').closeFounding('signer-of-administrator-1')).toMatchObject({ refusal: { code: 'hub/not-founding' } })
      expect(await hub('operator').closeFounding('signer-of-administrator-1')).toMatchObject({ refusal: { code: 'hub/not-founding' } })
      expect(sure(await hub('operator').hello()).root).toEqual({ signer: all.administrator.signer, publicKey: all.administrator.publicKey })
    })
  })
}

describe('a hub in PostgreSQL', () => contract((people) => openHub(inject('server'), 'contract', people)))
describe('a hub in memory', () => contract((people) => openMemoryHub('memory', people)))
