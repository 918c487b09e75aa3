import { createHash } from 'node:crypto'
import pg from 'pg'
import type { AccountId } from '#shared/accounts/account.ts'
import type { Audience, PersonId } from '#shared/ledger/event.ts'
import { voucherOf } from '#main/hub/carriage.ts'
import type { Hub, PlacedEvent, VouchedBatch } from '#main/hub/hub.ts'
import { NO_PREVIOUS } from '#main/ledger/canonical.ts'
import { organizationDecider } from '#shared/organization/decider.ts'
import { ORGANIZATION } from '#shared/organization/organization.ts'
import type { Content } from '#shared/posts/content.ts'
import type { ReviewStep } from '#shared/posts/review-route.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { sure } from '#tests/kit/sure.ts'
import { author, type Author, keyOf, type Said, signed } from './author.ts'
import { openMachine } from './machine.ts'
import { content } from './posts.ts'
import { accepted, openHub, type OpenHub, push } from './open-hub.ts'
import type { TestServer } from './global-setup.ts'

const oaxaca = 'district-oaxaca-03'
const puebla = 'district-puebla-07'
const SECRET = 'lo-que-nadie-mas-debe-leer'

const people = {
  operator: author('operator-1', oaxaca, ['operator']),
  'other-operator': author('operator-2', puebla, ['operator']),
  reviewer: author('reviewer-1', 'central-cncs', ['reviewer']),
  both: author('both-1', oaxaca, ['operator', 'reviewer']),
  security: author('security-1', 'central-unicom', ['security']),
  auditor: author('auditor-1', 'central-oic', ['auditor']),
  // Is deactivated, whatever they do against it.
  leaver: author('leaver-1', oaxaca, ['operator']),
} as const
type Person = keyof typeof people | 'administrator'
const everybody: readonly Person[] = ['operator', 'other-operator', 'reviewer', 'both', 'security', 'auditor', 'administrator']

/** The hub under attack. */
export type Field = {
  readonly hub: OpenHub
  /** A connection for the one attack, with that person's own credentials. */
  client(person: Person): Promise<pg.Client>
  person(person: Person): Author
}

/**
 * One attack. `act` answers whether it got what it wanted; whatever it changes is noticed besides. `writes`: the hub cannot know that what it writes is
 * worth nothing, so it is noticed what machines make of it.
 */
export type Attack = { readonly name: string; readonly writes?: true; act(field: Field): Promise<boolean> }

export type Outcome = { readonly name: string; readonly refused: boolean; readonly why: string }

const institution: Audience = { kind: 'institution' }
const WORTHLESS = Buffer.alloc(64, 7).toString('base64')
const audience = (kind: string, office: string): Audience => ({ kind, office }) as Audience
const post = (id: string, version: number, type: string, more: Partial<Said> = {}): Said => ({ stream: `post/${id}`, version, type, payload: { n: 1 }, audience: audience('review', oaxaca), ...more })

const ending = (id: string, version: number, type: string, more: Partial<Said> = {}): Said => ({ ...post(id, version, type, more), stream: `office-piece/${id}` })

/** A statement (the last of several) that succeeds is let through; `got` looks at what it answered instead. */
function sql(name: string, who: Person, statements: string | readonly string[], got: (rows: readonly unknown[]) => boolean = () => true): Attack {
  return {
    name: `${name} (${who})`,
    async act({ client }) {
      const connection = await client(who)
      const all = typeof statements === 'string' ? [statements] : statements
      let last: readonly unknown[] | undefined
      for (const statement of all) {
        last = undefined
        try {
          last = (await connection.query(statement)).rows
        } catch (error) {
          // What the refusal tells must not be what was asked for.
          if (JSON.stringify(error, ['message', 'detail', 'hint', 'where']).includes(SECRET)) return true
          if (statement === all.at(-1)) return false
        }
      }
      return last !== undefined && got(last)
    },
  }
}

/** Rows that hold what the person may not read. */
const leaks = (rows: readonly unknown[]): boolean => JSON.stringify(rows).includes(SECRET)
const anyRow = (rows: readonly unknown[]): boolean => rows.length > 0
const harmless = (): boolean => false

/** As if a login had sent so many events just now. */
async function owe(hub: OpenHub, login: string, events: number): Promise<void> {
  await hub.superuser.query("SELECT setval(('resguardo.pace_' || $1)::regclass, (extract(epoch FROM clock_timestamp()) * 1000)::bigint + $2 * 20)", [login, events])
}

/** What EXPLAIN tells of an event that may not be read must not depend on what it holds: one of the two conditions is true of it. */
function guess(what: string, who: Person, one: string, other: string): Attack {
  return {
    name: `guess ${what} by how a query went (${who})`,
    async act({ client }) {
      const connection = await client(who)
      const { rows: read } = await connection.query<{ position: number }>('SELECT position FROM resguardo.events ORDER BY position')
      const hidden = read.findIndex(({ position }, index) => position !== index + 1) + 1
      if (hidden === 0) throw new Error('nothing is hidden')
      const plan = async (condition: string): Promise<string> => {
        const { rows } = await connection.query<Record<string, string>>(
          `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) SELECT FROM resguardo.events WHERE position = ${hidden} AND ${condition}`,
        )
        return rows.map((row) => row['QUERY PLAN']).filter((line) => line?.includes('Filter:') !== true).join('\n')
      }
      return (await plan(one)) !== (await plan(other))
    },
  }
}

/** An act sent to `append` by somebody, made from whatever they like. */
function act(name: string, who: Person, make: (field: Field) => readonly PlacedEvent[]): Attack {
  return {
    name: `${name} (${who})`,
    async act(field) {
      const connection = await field.client(who)
      return appendRaw(connection, JSON.stringify([{ id: 'attack', events: make(field) }]))
    },
  }
}

/** Whether a text sent as it is gets anything accepted. */
async function appendRaw(connection: pg.Client, text: string, call: 'append' | 'carry' = 'append'): Promise<boolean> {
  try {
    const { rows } = await connection.query<{ answers: readonly { readonly kind: string }[] }>(`SELECT answers FROM resguardo.${call}($1)`, [text])
    return rows[0]?.answers.some(({ kind }) => kind === 'accepted') ?? false
  } catch {
    return false
  }
}

function malformed(name: string, text: string): readonly Attack[] {
  return (['append', 'carry'] as const).map((call) => ({ name: `${call} of ${name}`, act: async ({ client }) => appendRaw(await client('operator'), text, call) }))
}

/** A batch brought by somebody, with what its author's machine vouched for it with, and whatever was made of it since. */
function brought(name: string, who: Person, make: (field: Field) => readonly PlacedEvent[], bend: (batch: VouchedBatch) => object = (batch) => batch): Attack {
  return {
    name: `${name} (${who})`,
    async act(field) {
      const batch = { id: 'brought', events: make(field) }
      const by = batch.events[0]?.actor ?? ''
      return appendRaw(await field.client(who), JSON.stringify([bend({ ...batch, voucher: voucherOf(carriageKey(by), batch) })]), 'carry')
    },
  }
}

/** The key that a person's machine left at the hub. */
const carriageKey = (person: string): Buffer => createHash('sha256').update(`carriage ${person}`).digest()

/** An event of a person's as it should be, with something wrong in it, signed with their key all the same. */
const bent = (who: Person, said: Said, change: Partial<PlacedEvent>): ((field: Field) => readonly PlacedEvent[]) => ({ person }) => {
  const [event] = person(who).tries(said)
  return event === undefined ? [] : [signed({ ...event, ...change }, keyOf(person(who).signer).privateKey)]
}

const others = (who: Person): readonly Person[] => everybody.filter((one) => one !== who)

/** Approving, writing for others, skipping: what `append` is for. */
const acts: readonly Attack[] = [
  act('approve one’s own post', 'both', ({ person }) => person('both').tries(post('own', 3, 'post.approved', { role: 'reviewer' }))),
  act('approve one’s own fixed ending', 'both', ({ person }) => person('both').tries(ending('own', 2, 'office-piece.approved', { role: 'reviewer' }))),
  act('return one’s own fixed ending', 'both', ({ person }) => person('both').tries(ending('own', 2, 'office-piece.returned', { role: 'reviewer' }))),
  ...(['operator', 'other-operator', 'administrator'] as const).map((who) =>
    act('approve a fixed ending without being a reviewer', who, ({ person }) => person(who).tries(ending('own', 2, 'office-piece.approved', { role: 'reviewer' }))),
  ),
  act('change another office’s fixed ending', 'other-operator', ({ person }) => person('other-operator').tries(ending('own', 2, 'office-piece.revised'))),
  act('return one’s own post', 'both', ({ person }) => person('both').tries(post('own', 3, 'post.returned', { role: 'reviewer' }))),
  act('claim one’s own post', 'both', ({ person }) => person('both').tries(post('own', 3, 'post.claimed', { role: 'reviewer' }))),
  act('approve what one has just written, in one act', 'both', ({ person }) =>
    person('both').tries(post('own2', 1, 'post.drafted'), post('own2', 2, 'post.submitted'), post('own2', 3, 'post.approved', { role: 'reviewer' })),
  ),
  ...(['operator', 'other-operator', 'security', 'auditor', 'administrator'] as const).flatMap((who) =>
    (['reviewer', who === 'other-operator' ? 'operator' : who] as const).map((role) =>
      act(`approve as ${role}`, who, ({ person }) => person(who).tries(post('open', 3, 'post.approved', { role }))),
    ),
  ),
  ...everybody.filter((who) => who !== 'administrator').map((who) =>
    act('make oneself administrator', who, ({ person }) =>
      person(who).tries({
        stream: 'organization/main', version: 99, type: 'person.roles-changed', payload: { person: person(who).person, roles: ['administrator'] }, audience: { kind: 'institution' }, role: 'administrator',
      }),
    ),
  ),
  act('deactivate a colleague', 'operator', ({ person }) =>
    person('operator').tries({ stream: 'organization/main', version: 99, type: 'person.deactivated', payload: { person: 'reviewer-1', reason: 'x' }, audience: { kind: 'institution' } }),
  ),
  act('register a signer for somebody else', 'operator', ({ person }) =>
    person('operator').tries({
      stream: 'organization/main', version: 99, type: 'signer.registered',
      payload: { signer: 'stolen', person: 'reviewer-1', publicKey: keyOf('stolen').publicKey, item: 'i', kind: 'person' }, audience: { kind: 'institution' },
    }),
  ),
  act('found the institution again', 'administrator', ({ person }) =>
    person('administrator').tries({ stream: 'organization/other', version: 1, type: 'institution.founded', payload: {}, audience: { kind: 'institution' }, after: NO_PREVIOUS, role: 'operator' }),
  ),
  act('found a second organization', 'administrator', ({ person }) =>
    person('administrator').tries({ stream: 'organization/other', version: 1, type: 'institution.founded', payload: {}, audience: { kind: 'institution' } }),
  ),
  act('write in another office’s post', 'other-operator', ({ person }) => person('other-operator').tries(post('open', 3, 'post.withdrawn'))),
  act('write in another office’s post under one’s own office’s audience', 'other-operator', ({ person }) =>
    person('other-operator').tries(post('open', 3, 'post.withdrawn', { audience: audience('review', puebla) })),
  ),
  act('draft for another office', 'other-operator', ({ person }) => person('other-operator').tries(post('fresh', 1, 'post.drafted'))),
  act('take a post to another office', 'operator', ({ person }) => person('operator').tries(post('open', 3, 'post.withdrawn', { audience: audience('review', puebla) }))),
  act('show a post to everybody', 'operator', ({ person }) => person('operator').tries(post('open', 3, 'post.withdrawn', { audience: { kind: 'institution' } }))),
  act('hide an incident from security', 'operator', ({ person }) =>
    person('operator').tries({ stream: 'incident/open', version: 2, type: 'incident.fact-recorded', payload: {}, audience: { kind: 'people', people: ['operator-1'] } as never }),
  ),
  act('enter a restricted incident by naming oneself', 'operator', ({ person }) =>
    person('operator').tries({ stream: 'incident/secret', version: 2, type: 'incident.fact-recorded', payload: {}, audience: { kind: 'people', people: ['operator-1', 'security-1'] } as never }),
  ),
  act('write in a restricted incident', 'operator', ({ person }) =>
    person('operator').tries({ stream: 'incident/secret', version: 2, type: 'incident.fact-recorded', payload: {}, audience: { kind: 'people', people: ['security-1'] } as never }),
  ),
  act('restrict an incident without being security', 'operator', ({ person }) =>
    person('operator').tries({ stream: 'incident/open', version: 2, type: 'incident.restricted', payload: { people: ['operator-1'], reason: 'r' }, audience: audience('security', oaxaca) }),
  ),
  act('tell that an incident is restricted that is not', 'operator', ({ person }) =>
    person('operator').tries({ stream: 'restriction/open', version: 1, type: 'restriction.placed', payload: { edition: 9 }, audience: { kind: 'institution' } }),
  ),
  act('release the queue that an incident holds at another office', 'other-operator', ({ person }) =>
    person('other-operator').tries({ stream: 'account/held', version: 3, type: 'account.queue-released', payload: { incident: 'open' }, audience: audience('registry', oaxaca) }),
  ),
  act('stop the account of another office', 'other-operator', ({ person }) =>
    person('other-operator').tries({ stream: 'account/held', version: 3, type: 'account.queue-frozen', payload: { incident: 'other', folio: 'f' }, audience: audience('registry', oaxaca) }),
  ),
  act('write as an auditor', 'auditor', ({ person }) => person('auditor').tries(post('audited', 1, 'post.drafted', { audience: audience('review', 'central-oic') }))),
  act('register one’s own further key with one’s own key', 'operator', ({ person }) =>
    person('operator').tries({
      stream: 'organization/main', version: 99, type: 'signer.registered',
      payload: { signer: 'more', person: 'operator-1', publicKey: keyOf('more').publicKey, item: 'i', kind: 'person' }, audience: { kind: 'institution' },
    }),
  ),
  act('name an event that there is not as the one before', 'operator', ({ person }) => person('operator').tries(post('x', 1, 'post.drafted', { after: 'ab'.repeat(32) }))),
  act('write in another signer’s clock', 'operator', () =>
    people.operator.tries({ stream: 'clock/signer-of-reviewer-1', version: 1, type: 'clock.set-back', payload: {}, audience: audience('office', oaxaca) }),
  ),
  ...others('operator').map((victim) => act(`write under the name of ${victim}`, 'operator', (field) => bent('operator', post('x', 1, 'post.drafted'), { actor: field.person(victim).person })(field))),
  ...others('operator').map((victim) => act(`sign as ${victim}`, 'operator', (field) => bent('operator', post('x', 1, 'post.drafted'), { signer: field.person(victim).signer })(field))),
  act('write as another office', 'operator', bent('operator', post('x', 1, 'post.drafted'), { office: puebla })),
  act('send another’s event on', 'other-operator', ({ person }) => person('operator').tries(post('x', 1, 'post.drafted'))),
  act('skip a version', 'operator', ({ person }) => person('operator').tries(post('open', 4, 'post.withdrawn'))),
  act('take a version again', 'operator', ({ person }) => person('operator').tries(post('open', 2, 'post.withdrawn'))),
  act('version 0', 'operator', bent('operator', post('x', 1, 'post.drafted'), { version: 0 })),
  act('a negative version', 'operator', bent('operator', post('x', 1, 'post.drafted'), { version: -1 })),
  act('reuse a place of the chain', 'operator', bent('operator', post('x', 1, 'post.drafted'), { signer_sequence: 1, previous: NO_PREVIOUS })),
  act('skip a place of the chain', 'operator', bent('operator', post('x', 1, 'post.drafted'), { signer_sequence: 900 })),
  act('hang the chain elsewhere', 'operator', bent('operator', post('x', 1, 'post.drafted'), { previous: 'ab'.repeat(32) })),
  act('two events in the wrong order of the chain', 'operator', ({ person }) => person('operator').tries(post('x', 1, 'post.drafted'), post('x', 2, 'post.submitted')).toReversed()),
  act('the same event twice in one act', 'operator', ({ person }) => {
    const [event] = person('operator').tries(post('x', 1, 'post.drafted'))
    return event === undefined ? [] : [event, event]
  }),
  act('another content under a hash', 'operator', ({ person }) => person('operator').tries(post('x', 1, 'post.drafted')).map((event) => ({ ...event, payload: '{"n":2}' }))),
  act('a hash that was made up', 'operator', ({ person }) => person('operator').tries(post('x', 1, 'post.drafted')).map((event) => ({ ...event, hash: 'cd'.repeat(32) }))),
  act('no signature', 'operator', ({ person }) => person('operator').tries(post('x', 1, 'post.drafted')).map((event) => ({ ...event, signature: '' }))),
  act('another id for what is on record', 'operator', bent('operator', post('open', 1, 'post.drafted'), { id: 'again' })),
  act('an unknown type', 'operator', ({ person }) => person('operator').tries(post('x', 1, 'post.liked'))),
  act('a type of another noun’s stream', 'operator', ({ person }) => person('operator').tries({ ...post('x', 1, 'account.registered') })),
  act('a newer form of a type', 'operator', ({ person }) => person('operator').tries(post('x', 1, 'post.drafted', { schema: 1000 }))),
  act('begin a post with its approval', 'reviewer', ({ person }) => person('reviewer').tries(post('x', 1, 'post.approved'))),
  act('a clock in the future', 'operator', ({ person }) => person('operator').tries(post('x', 1, 'post.drafted', { at: new Date(Date.now() + 10 * 60_000).toISOString() }))),
  act('a date that is none', 'operator', ({ person }) => person('operator').tries(post('x', 1, 'post.drafted', { at: '2026-02-31T99:00:00.000Z' }))),
  act('a payload of 300 KB', 'operator', ({ person }) => person('operator').tries(post('x', 1, 'post.drafted', { payload: { text: 'a'.repeat(300_000) } }))),
  act('201 events in one act', 'operator', ({ person }) => person('operator').tries(...Array.from({ length: 201 }, (_, index) => post('x', index + 1, index === 0 ? 'post.drafted' : 'post.revised')))),
  act('a stream’s name with a quote', 'operator', ({ person }) => person('operator').tries({ ...post('x', 1, 'post.drafted'), stream: "post/x'; DROP TABLE resguardo.events; --" })),
  act('an audience with a quote', 'operator', bent('operator', post('x', 1, 'post.drafted'), { audience: `{"kind":"review","office":"x' OR true --"}` })),
  act('an audience of two kinds', 'operator', bent('operator', post('x', 1, 'post.drafted'), { audience: `{"kind":"review","office":"${oaxaca}","kind":"institution"}` })),
  act('an audience that is no JSON', 'operator', bent('operator', post('x', 1, 'post.drafted'), { audience: 'everybody' })),
  act('a payload that is no JSON', 'operator', bent('operator', post('x', 1, 'post.drafted'), { payload: '{"n":' })),
  act('a payload that is a list', 'operator', bent('operator', post('x', 1, 'post.drafted'), { payload: '[1]' })),
  ...malformed('nothing', ''),
  ...malformed('no JSON', 'SELECT 1'),
  ...malformed('null', 'null'),
  ...malformed('an object', '{}'),
  ...malformed('an empty list', '[]'),
  ...malformed('a list of nulls', '[null,null]'),
  ...malformed('a batch without events', '[{"id":"x"}]'),
  ...malformed('events that are numbers', '[{"id":"x","events":[1,2]}]'),
  ...malformed('an event of nulls', '[{"id":"x","events":[{"id":null,"stream":null}]}]'),
  ...malformed('a NUL', '[{"id":"\\u0000","events":[{"id":"\\u0000"}]}]'),
  ...malformed('half a character', '[{"id":"\\ud800","events":[{"id":"\\ud800"}]}]'),
  ...malformed('a number that is too large', '[{"id":"x","events":[{"id":"x","version":1e400}]}]'),
  ...malformed('a hundred thousand brackets', '['.repeat(100_000)),
  ...malformed('a thousand batches', JSON.stringify(Array.from({ length: 1000 }, () => ({ id: 'x', events: [] })))),
  ...malformed('nine megabytes', JSON.stringify([{ id: 'x', events: [{ id: 'a'.repeat(9_000_000) }] }])),
  { name: 'append of no text at all', act: async ({ client }) => (await client('operator')).query('SELECT answers FROM resguardo.append(NULL)').then(({ rows }) => JSON.stringify(rows).includes('accepted'), () => false) },
]

/** An event of the organization's, as an administrator says it. */
const organized = (type: string, payload: object): Omit<Said, 'version'> => ({ stream: 'organization/main', type, payload, audience: institution })
const unsigned = (event: PlacedEvent): PlacedEvent => ({ ...event, signature: WORTHLESS })
const personOf = (who: Person): string => (who === 'administrator' ? 'administrator-1' : people[who].person)

/** What `carry` is for: events that somebody else brings. */
const bringing: readonly Attack[] = [
  ...everybody.flatMap((who) => [
    brought('bring an event of somebody’s that they did not vouch for', who, bent(who === 'operator' ? 'both' : 'operator', post('b', 1, 'post.drafted'), {}), (batch) => ({ ...batch, voucher: '0'.repeat(64) })),
    brought('bring it vouched for with one’s own key', who, bent(who === 'operator' ? 'both' : 'operator', post('b', 1, 'post.drafted'), {}), (batch) => ({ ...batch, voucher: voucherOf(carriageKey(personOf(who)), batch) })),
    sql('leave a key for somebody else’s signer', who, `SELECT resguardo.keep_carriage_key('signer-of-${who === 'operator' ? 'both-1' : 'operator-1'}', decode(repeat('00', 32), 'hex'))`),
    sql('leave a key for nobody’s', who, "SELECT resguardo.keep_carriage_key('nobody', decode(repeat('00', 32), 'hex'))"),
    sql('accept in somebody’s name', who, "SELECT resguardo.accept('[]', 'rsg_00000000000000000000')"),
    sql('be somebody', who, "SELECT resguardo.member_of('rsg_00000000000000000000')"),
  ]),
  brought('bring it without a voucher', 'both', bent('operator', post('b', 1, 'post.drafted'), {}), ({ id, events }) => ({ id, events })),
  brought('bring it with a list for a voucher', 'both', bent('operator', post('b', 1, 'post.drafted'), {}), (batch) => ({ ...batch, voucher: [batch.voucher] })),
  brought('bring it with another payload', 'both', bent('operator', post('b', 1, 'post.drafted'), {}), (batch) => ({ ...batch, events: batch.events.map((event) => ({ ...event, payload: '{"n":2}' })) })),
  brought('bring it with another signature', 'both', bent('operator', post('b', 1, 'post.drafted'), {}), (batch) => ({ ...batch, events: batch.events.map(unsigned) })),
  brought('bring another’s event behind one’s own, vouching for both', 'both', (field) => [...bent('both', post('b', 1, 'post.drafted'), {})(field), ...bent('operator', post('b', 2, 'post.revised'), {})(field)]),
  brought('bring a payload of a hundred thousand brackets', 'other-operator', bent('operator', post('b', 1, 'post.drafted'), { payload: `{"n":${'['.repeat(100_000)}${']'.repeat(100_000)}}` })),
  act('a payload of a hundred thousand brackets', 'operator', bent('operator', post('b', 1, 'post.drafted'), { payload: `{"n":${'['.repeat(100_000)}${']'.repeat(100_000)}}` })),
  brought('bring a batch of two hundred and one events', 'other-operator', (field) => Array.from({ length: 201 }, () => bent('operator', post('b', 1, 'post.drafted'), {})(field)[0]).filter((event) => event !== undefined)),
  brought('bring it with a second signer named first', 'both', bent('operator', post('b', 1, 'post.drafted'), {}), (batch) => ({ ...batch, events: [{ ...batch.events[0], signer: 'signer-of-both-1' }] })),
  brought('bring what is said of the organization', 'both', ({ hub }) => hub.administrator.tries({ ...organized('person.roles-changed', { person: 'both-1', roles: ['administrator'] }), version: 99 })),
  brought('have a role given by one’s own voucher', 'both', bent('both', { ...organized('person.roles-changed', { person: 'both-1', roles: ['administrator'] }), version: 99 }, {})),
  brought('have one’s own post approved by one’s own voucher', 'other-operator', bent('both', post('own', 3, 'post.approved', { role: 'reviewer' }), {})),
  brought('have a post approved without the role', 'other-operator', bent('operator', post('open', 3, 'post.approved', { role: 'reviewer' }), {})),
  brought('have a version skipped', 'other-operator', bent('operator', post('open', 4, 'post.withdrawn'), {})),
  brought('have a place of the chain used again', 'other-operator', bent('operator', post('open', 3, 'post.withdrawn'), { signer_sequence: 1, previous: NO_PREVIOUS })),
]

const tables = ['hub', 'head', 'turn', 'event_types', 'members', 'logins', 'signers', 'invitations', 'stand_ins', 'carriage_keys', 'blobs', 'blob_chunks', 'blob_streams', 'blob_parts', 'blob_checked', 'blob_turn'] as const

/** Reading what is not theirs. */
const reading: readonly Attack[] = [
  ...everybody.flatMap((who) => tables.map((table) => sql(`read ${table}`, who, `SELECT * FROM resguardo.${table}`))),
  ...others('auditor').filter((who) => who !== 'security').flatMap((who) => [
    sql('read a restricted incident', who, "SELECT * FROM resguardo.events WHERE stream = 'incident/secret'", leaks),
    sql('read it with row security off', who, ['SET row_security = off', 'SELECT * FROM resguardo.events'], leaks),
    sql('read it through an error', who, "SELECT * FROM resguardo.events WHERE stream = 'incident/secret' AND payload::integer = 1", leaks),
    sql('read it through a copy', who, 'SELECT * FROM (TABLE resguardo.events) AS t', leaks),
    sql('read it as of a cursor', who, ['BEGIN', 'DECLARE c CURSOR WITH HOLD FOR SELECT * FROM resguardo.events', 'COMMIT', 'FETCH ALL FROM c'], leaks),
    sql('read its stream', who, "SELECT * FROM resguardo.streams WHERE stream = 'incident/secret'"),
    sql('read its stream’s version', who, "SELECT stream, version FROM resguardo.streams WHERE stream = 'incident/secret'", anyRow),
    sql('read it by locking', who, 'SELECT * FROM resguardo.events FOR UPDATE'),
    sql('read statistics of it', who, "SELECT most_common_vals::text FROM pg_stats WHERE schemaname = 'resguardo'", leaks),
    sql('read it as XML', who, "SELECT query_to_xml('SELECT * FROM resguardo.members', true, true, '')"),
  ]),
  sql('read another office’s drafts', 'other-operator', "SELECT * FROM resguardo.events WHERE stream = 'post/open'", anyRow),
  sql('read another office’s incident', 'other-operator', "SELECT * FROM resguardo.events WHERE stream = 'incident/open'", anyRow),
  guess('a payload', 'operator', `payload < '{"text":"a'`, `payload < '{"text":"z'`),
  guess('a payload, as characters', 'operator', `payload::bpchar < '{"text":"a'`, `payload::bpchar < '{"text":"z'`),
  guess('a payload, by the lesser', 'operator', `least(payload, '{"text":"m') = '{"text":"m'`, `least(payload, '{"text":"a') = '{"text":"a'`),
  guess('a payload, as a row', 'operator', `(payload, 1) < ('{"text":"a', 1)`, `(payload, 1) < ('{"text":"z', 1)`),
  guess('a payload, as a list', 'operator', `ARRAY[payload] < ARRAY['{"text":"a']`, `ARRAY[payload] < ARRAY['{"text":"z']`),
  guess('how a payload begins', 'operator', `starts_with(payload, '{"text":"l')`, `starts_with(payload, '{"text":"m')`),
  guess('a type', 'operator', "type = 'incident.opened'", "type = 'post.drafted'"),
  guess('an actor', 'operator', "actor = 'administrator-1'", "actor = 'operator-1'"),
  guess('an audience', 'operator', `audience LIKE '{"kind":"people%'`, `audience LIKE '{"kind":"review%'`),
  sql('read passwords', 'operator', 'SELECT rolpassword FROM pg_authid'),
  sql('read passwords', 'operator', 'SELECT * FROM pg_shadow'),
  sql('see who is connected', 'operator', 'SELECT * FROM pg_stat_activity'),
  sql('see who is connected by the function', 'operator', 'SELECT * FROM pg_stat_get_activity(NULL)'),
  sql('see locks', 'operator', 'SELECT * FROM pg_locks'),
  sql('see the rules of access', 'operator', 'SELECT * FROM pg_hba_file_rules'),
  sql('see where the files are', 'operator', 'SHOW data_directory'),
  sql('read a file of the server', 'administrator', "SELECT pg_read_file('/etc/passwd')"),
  sql('read a binary file of the server', 'operator', "SELECT pg_read_binary_file('/etc/passwd')"),
  sql('list a folder of the server', 'operator', "SELECT pg_ls_dir('/')"),
  sql('look at a file of the server', 'operator', "SELECT pg_stat_file('/etc/passwd')"),
  sql('copy a file of the server into a table', 'operator', "COPY resguardo.events FROM '/etc/passwd'"),
  sql('copy events to a file', 'operator', "COPY (SELECT 1) TO '/tmp/attack'"),
  sql('copy to a program', 'administrator', "COPY (SELECT 1) TO PROGRAM 'cat > /tmp/attack'"),
  sql('copy from a program', 'operator', "COPY resguardo.events FROM PROGRAM 'id'"),
]

/** Changing and removing, by every role. */
const changing: readonly Attack[] = [
  ...everybody.flatMap((who) => [
    sql('insert an event', who, "INSERT INTO resguardo.events SELECT * FROM resguardo.events LIMIT 1"),
    sql('change an event', who, "UPDATE resguardo.events SET payload = '{}'"),
    sql('delete an event', who, 'DELETE FROM resguardo.events'),
    sql('truncate the events', who, 'TRUNCATE resguardo.events CASCADE'),
    sql('drop the events', who, 'DROP TABLE resguardo.events CASCADE'),
    sql('merge into the events', who, "MERGE INTO resguardo.events e USING (SELECT 1 AS one) s ON e.position = s.one WHEN MATCHED THEN DELETE"),
    sql('change one’s roles', who, "UPDATE resguardo.members SET roles = ARRAY['administrator']"),
    sql('make a stream one’s own', who, "UPDATE resguardo.streams SET readers = ARRAY['institution']"),
  ]),
  sql('switch the trigger off', 'administrator', 'ALTER TABLE resguardo.events DISABLE TRIGGER ALL'),
  sql('switch row security off', 'administrator', 'ALTER TABLE resguardo.events DISABLE ROW LEVEL SECURITY'),
  sql('drop a policy', 'administrator', 'DROP POLICY read ON resguardo.events'),
  sql('make a policy', 'administrator', 'CREATE POLICY mine ON resguardo.events USING (true)'),
  sql('skip triggers as a replica would', 'administrator', "SET session_replication_role = 'replica'"),
  sql('change the hub’s head', 'operator', 'UPDATE resguardo.head SET position = 0'),
  sql('unfound the hub', 'administrator', 'UPDATE resguardo.hub SET founded = NULL'),
  sql('reindex', 'operator', 'REINDEX TABLE resguardo.events'),
  sql('cluster', 'operator', 'CLUSTER resguardo.events USING events_pkey'),
  sql('comment', 'operator', "COMMENT ON SCHEMA resguardo IS 'x'"),
  ...(['administrator', 'operator'] as const).flatMap((who) => [
    sql('found again', who, "SELECT resguardo.close_founding('signer-of-operator-1')"),
    sql('make a login', who, "SELECT resguardo.make_login('rsg_00000000000000000000', 'operator-1', '', 'infinity')"),
    sql('shut a login', who, "SELECT resguardo.shut('postgres')"),
    sql('take the turn', who, 'SELECT resguardo.take_turn()'),
    sql('find out a signer’s machine', who, "SELECT resguardo.machine_of('signer-of-reviewer-1', '{}')"),
    sql('place an event by hand', who, 'SELECT resguardo.place_singly(NULL, NULL, true, NULL)'),
    sql('write events by hand', who, 'SELECT resguardo.write_run(NULL, 1, NULL)'),
    sql('apply an event by hand', who, 'SELECT resguardo.apply_organization(NULL)'),
    sql('ask who somebody else is', who, 'SELECT resguardo.caller()'),
  ]),
  ...(['operator', 'other-operator', 'reviewer', 'both'] as const).map((who) => sql('ask over whose login others wrote', who, 'SELECT * FROM resguardo.written_by(ARRAY[1, 2, 3])', anyRow)),
  sql('open a login', 'operator', "SELECT resguardo.open_login('x', 'y')"),
  sql('open a login with a quote in it', 'administrator', `SELECT resguardo.open_login('x''; ALTER ROLE postgres NOLOGIN; --', 'SCRAM-SHA-256$4096:x')`),
  sql('a password that is a statement', 'operator', `SELECT resguardo.change_password('x'' SUPERUSER --')`),
  sql('a password in clear', 'operator', "SELECT resguardo.change_password('secreto')"),
  sql('put a file in another’s stream', 'other-operator', `SELECT resguardo.blob_put(repeat('a', 64), 'post/open', 1, 0, 'x')`),
  sql('get a file one may not read', 'other-operator', "SELECT bytes FROM resguardo.blob_get('37268335dd6931045bdcdf92623ff819a64244b53d0e746d438797349d4da578', 0) AS bytes WHERE bytes IS NOT NULL", anyRow),
  sql('fill the disk with what a query spills', 'operator', "SELECT count(*) FROM (SELECT DISTINCT n, repeat('x', 200) FROM generate_series(1, 1000000) AS n) AS spilt"),
  sql('lift the limit of what a query spills', 'operator', 'SET temp_file_limit = -1'),
  sql('put a file in another’s place once it was compared', 'operator', "INSERT INTO resguardo.blob_checked VALUES (repeat('a', 64), session_user)"),
  sql('keep the turn of large files', 'operator', 'LOCK TABLE resguardo.blob_turn IN ACCESS SHARE MODE'),
  sql('take the turn of large files', 'operator', 'SELECT resguardo.take_blob_turn()'),
  sql('fill the disk with a file a byte larger than any', 'operator', "SELECT resguardo.blob_put(repeat('a', 64), 'post/open', 536870913, 0, convert_to(repeat('x', 262144), 'UTF8'))"),
  sql('fill the disk with a file', 'operator', "SELECT resguardo.blob_put(repeat('a', 64), 'post/open', 1099511627776, 0, 'x')"),
]

/** Becoming somebody else. */
const escalation: readonly Attack[] = [
  ...(['resguardo_owner', 'postgres', 'pg_signal_backend', 'pg_read_all_data', 'pg_write_all_data', 'pg_execute_server_program'] as const).flatMap((role) => [
    sql(`SET ROLE ${role}`, 'administrator', `SET ROLE ${role}`),
    sql(`grant ${role} to oneself`, 'administrator', `GRANT ${role} TO CURRENT_USER`),
  ]),
  sql('SET SESSION AUTHORIZATION', 'administrator', 'SET SESSION AUTHORIZATION postgres'),
  sql('set_config of the role', 'operator', "SELECT set_config('role', 'resguardo_owner', false)"),
  sql('set_config of the session’s user', 'operator', "SELECT set_config('session_authorization', 'postgres', false)"),
  sql('as the group, read the members', 'operator', ['SET ROLE resguardo_member', 'SELECT * FROM resguardo.members']),
  ...(['SUPERUSER', 'CREATEROLE', 'CREATEDB', 'REPLICATION', 'BYPASSRLS', 'CONNECTION LIMIT -1', "VALID UNTIL 'infinity'"] as const).map((attribute) =>
    sql(`ALTER ROLE … ${attribute}`, 'administrator', `ALTER ROLE CURRENT_USER ${attribute}`),
  ),
  sql('rename oneself', 'operator', 'ALTER ROLE CURRENT_USER RENAME TO postgres2'),
  sql('another’s password', 'administrator', "ALTER ROLE postgres PASSWORD 'x'"),
  sql('another’s settings', 'administrator', "ALTER ROLE resguardo_member SET search_path = 'evil'"),
  { name: 'another member’s password (administrator)', act: async (field) => {
    const connection = await field.client('administrator')
    return connection.query(`ALTER ROLE ${field.hub.login('operator').user} PASSWORD 'x'`).then(() => true, () => false)
  } },
  sql('make a role', 'administrator', 'CREATE ROLE evil SUPERUSER'),
  sql('make a plain role', 'administrator', 'CREATE ROLE evil'),
  sql('drop a role', 'administrator', 'DROP ROLE resguardo_member'),
  sql('grant a table', 'administrator', 'GRANT ALL ON resguardo.events TO PUBLIC', harmless),
  sql('grant a function', 'administrator', 'GRANT EXECUTE ON FUNCTION resguardo.make_login TO PUBLIC'),
  sql('make a schema', 'operator', 'CREATE SCHEMA evil'),
  ...(['resguardo', 'public', 'pg_temp', 'pg_catalog'] as const).flatMap((schema) => [
    sql(`make a function in ${schema}`, 'operator', `CREATE FUNCTION ${schema}.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT null::timestamptz'`),
    sql(`make a table in ${schema}`, 'operator', `CREATE TABLE ${schema}.members (person text)`),
    sql(`make an operator in ${schema}`, 'operator', `CREATE OPERATOR ${schema}.&& (LEFTARG = text[], RIGHTARG = text[], FUNCTION = pg_catalog.arrayoverlap)`),
    sql(`make a type in ${schema}`, 'operator', `CREATE TYPE ${schema}.placed AS (id text)`),
  ]),
  sql('a temporary table', 'operator', 'CREATE TEMP TABLE members (person text)'),
  sql('a temporary table by SELECT INTO', 'operator', 'SELECT 1 AS x INTO TEMP members'),
  sql('a temporary view', 'operator', 'CREATE TEMP VIEW members AS SELECT 1'),
  sql('a temporary sequence', 'operator', 'CREATE TEMP SEQUENCE s'),
  sql('another search path', 'operator', ['SET search_path = pg_temp, public', "SELECT (resguardo.hello() -> 'member' ->> 'person') AS person"], (rows) => JSON.stringify(rows) !== '[{"person":"operator-1"}]'),
  sql('another search path, then the tables', 'operator', ['SET search_path = resguardo', 'SELECT * FROM members']),
  sql('a code block', 'operator', 'DO $$ BEGIN PERFORM 1; END $$'),
  sql('a code block in SQL', 'administrator', "DO LANGUAGE plpgsql 'BEGIN END'"),
  ...(['dblink', 'file_fdw', 'pg_trgm', 'postgres_fdw', 'plperl', 'hstore', 'adminpack', 'pageinspect'] as const).map((extension) => sql(`CREATE EXTENSION ${extension}`, 'administrator', `CREATE EXTENSION ${extension}`)),
  sql('a language', 'administrator', 'CREATE LANGUAGE plperl'),
  sql('a foreign server', 'administrator', 'CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw'),
  sql('load a library', 'operator', "LOAD '/tmp/evil.so'"),
  sql('load a library of the server', 'operator', "LOAD 'auto_explain'"),
  sql('a publication', 'administrator', 'CREATE PUBLICATION p FOR ALL TABLES'),
  sql('a subscription', 'administrator', "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1' PUBLICATION p"),
  sql('an event trigger', 'administrator', 'CREATE EVENT TRIGGER t ON ddl_command_start EXECUTE FUNCTION resguardo.never()'),
  sql('a trigger', 'administrator', 'CREATE TRIGGER t BEFORE INSERT ON resguardo.events FOR EACH ROW EXECUTE FUNCTION resguardo.never()'),
  sql('a rule', 'administrator', 'CREATE RULE r AS ON INSERT TO resguardo.events DO INSTEAD NOTHING'),
  sql('replace a function of the hub', 'administrator', "CREATE OR REPLACE FUNCTION resguardo.my_words() RETURNS text[] LANGUAGE sql AS $$ SELECT ARRAY['all'] $$"),
  sql('alter a function of the hub', 'administrator', 'ALTER FUNCTION resguardo.append(text) SECURITY INVOKER'),
  sql('own a table of the hub', 'administrator', 'ALTER TABLE resguardo.events OWNER TO CURRENT_USER'),
  sql('own the schema', 'administrator', 'ALTER SCHEMA resguardo OWNER TO CURRENT_USER'),
  sql('a large object', 'operator', 'SELECT lo_create(0)'),
  sql('a large object of bytes', 'operator', "SELECT lo_from_bytea(0, 'x')"),
  sql('a large object from a file', 'operator', "SELECT lo_import('/etc/passwd')"),
  sql('ALTER SYSTEM', 'administrator', "ALTER SYSTEM SET fsync = off"),
  sql('ALTER DATABASE', 'administrator', 'ALTER DATABASE postgres SET search_path = evil'),
  sql('reload', 'administrator', 'SELECT pg_reload_conf()'),
  sql('a replication slot', 'administrator', "SELECT pg_create_physical_replication_slot('s')"),
  sql('switch the log', 'administrator', 'SELECT pg_switch_wal()'),
  sql('a prepared transaction', 'operator', ['BEGIN', 'SELECT resguardo.hello()', "PREPARE TRANSACTION 'held'"]),
  ...(['resguardo_owner', 'resguardo_member', 'postgres'] as const).map((role): Attack => ({
    name: `log in as ${role}`,
    act: async ({ hub }) => connects(new pg.Client({ ...plain(hub), user: role, password: hub.login('operator').password })),
  })),
  { name: 'log in as another with one’s own password', act: async ({ hub }) => connects(new pg.Client({ ...plain(hub), user: hub.login('reviewer').user, password: hub.login('operator').password })) },
  { name: 'log in without TLS', act: async ({ hub }) => connects(new pg.Client({ ...plain(hub), ssl: false, ...hub.login('operator') })) },
  { name: 'log in to another database', act: async ({ hub }) => connects(new pg.Client({ ...plain(hub), ...hub.login('operator'), database: 'postgres' })) },
  { name: 'log in as a replica', act: async ({ hub }) => connects(new pg.Client({ ...plain(hub), ...hub.login('operator'), replication: 'database' } as pg.ClientConfig)) },
]

function plain({ address }: OpenHub): pg.ClientConfig {
  return { host: address.host, port: address.port, database: address.database, ssl: { ca: address.ca } }
}

async function connects(client: pg.Client): Promise<boolean> {
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('SELECT 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** How long another person's act may take while somebody misbehaves: milliseconds. */
const PATIENCE = 8000

/** Whether another person's act is accepted in time. */
async function served({ hub, person }: Field, patience = PATIENCE): Promise<boolean> {
  const reviewer = await hub.connect('reviewer')
  try {
    const begun = performance.now()
    const said: Said = { stream: `clock/${person('reviewer').signer}`, version: sure(await reviewer.stream(`clock/${person('reviewer').signer}`, 10_000)).length + 1, type: 'clock.set-back', payload: {}, audience: audience('office', 'central-cncs') }
    const events = person('reviewer').does(said)
    accepted(await push(reviewer, events))
    return performance.now() - begun < patience
  } finally {
    await reviewer.close()
  }
}

/** Being in everybody's way. */
const nuisance: readonly Attack[] = [
  {
    name: 'hold the turn in an open transaction',
    async act(field) {
      const connection = await field.client('operator')
      await connection.query("SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0; BEGIN")
      await connection.query('SELECT resguardo.append($1)', [JSON.stringify([{ id: 'held', events: field.person('operator').tries(post('held', 1, 'post.drafted')) }])])
      return !(await served(field))
    },
  },
  {
    name: 'hold the turn in one long statement',
    async act(field) {
      const connection = await field.client('operator')
      await connection.query('SET statement_timeout = 0')
      const text = connection.escapeLiteral(JSON.stringify([{ id: 'held', events: field.person('operator').tries(post('held', 1, 'post.drafted')) }]))
      const long = connection.query(`SELECT resguardo.append(${text}), (SELECT count(*) FROM generate_series(1, 100000000000))`).catch(() => {})
      const free = await served(field)
      connection.connection?.stream?.destroy()
      await long
      return !free
    },
  },
  sql('lock the turn', 'operator', ['BEGIN', 'LOCK TABLE resguardo.turn IN EXCLUSIVE MODE']),
  sql('lock the events', 'operator', ['BEGIN', 'LOCK TABLE resguardo.events IN ACCESS EXCLUSIVE MODE']),
  sql('lock the head', 'operator', ['BEGIN', 'SELECT * FROM resguardo.head FOR UPDATE']),
  { name: 'read in a transaction that never ends', async act(field) {
    const connection = await field.client('operator')
    await connection.query('SET idle_in_transaction_session_timeout = 0; BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT * FROM resguardo.events')
    return !(await served(field))
  } },
  sql('an advisory lock', 'operator', 'SELECT pg_advisory_lock(1)'),
  sql('an advisory lock of the transaction', 'operator', 'SELECT pg_advisory_xact_lock(1)'),
  sql('sleep', 'operator', 'SELECT pg_sleep(600)'),
  { name: 'end another’s connection', act: async (field) => {
    const victim = await field.client('reviewer')
    const { rows } = await victim.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    const connection = await field.client('administrator')
    return connection.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]).then(() => true, () => false)
  } },
  { name: 'end another’s query', act: async (field) => {
    const victim = await field.client('reviewer')
    const { rows } = await victim.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    const connection = await field.client('administrator')
    return connection.query('SELECT pg_cancel_backend($1)', [rows[0]?.pid]).then(() => true, () => false)
  } },
  {
    name: 'hold up one’s own deactivation with an open change of one’s role (leaver)',
    writes: true,
    async act(field) {
      const connection = await field.client('leaver')
      await connection.query("SET idle_in_transaction_session_timeout = 0; BEGIN; ALTER ROLE CURRENT_USER PASSWORD 'another-that-nobody-knows'")
      const chief = await field.hub.connect('administrator')
      try {
        const answer = await push(chief, await next(field, 'administrator', organized('person.deactivated', { person: 'leaver-1', reason: 'robo' })))
        const { rows } = await field.hub.superuser.query('SELECT FROM pg_roles WHERE rolname = $1 AND rolcanlogin', [field.hub.login('leaver').user])
        return answer.kind !== 'accepted' || rows.length > 0 || (await connection.query('SELECT 1').then(() => true, () => false))
      } finally {
        await chief.close()
      }
    },
  },
  {
    name: 'fill the queue of notifications (operator)',
    async act(field) {
      const [listener, shouter] = await Promise.all([field.client('operator'), field.client('operator')])
      for (const statement of ['SET idle_in_transaction_session_timeout = 0', 'LISTEN x', 'BEGIN', 'SELECT 1']) await listener.query(statement)
      let full = false
      for (let sent = 0; !full && sent < 100_000; sent += 1) full = await shouter.query(`NOTIFY x, '${sent}${'a'.repeat(7900)}'`).then(() => false, () => true)
      const free = full && (await served(field))
      await listener.end()
      // Asking clears it.
      await field.hub.superuser.query('SELECT pg_notification_queue_usage()')
      return !free
    },
  },
  { name: 'false news', act: async (field) => {
    const connection = await field.client('operator')
    await connection.query("NOTIFY resguardo, '999999999'; NOTIFY resguardo, 'not a number'")
    return !(await served(field))
  } },
  sql('false news by the function', 'operator', "SELECT pg_notify('resguardo', '9')"),
  {
    name: 'thirty connections',
    async act(field) {
      const clients = Array.from({ length: 30 }, () => new pg.Client({ ...plain(field.hub), ...field.hub.login('operator') }))
      const opened = await Promise.all(clients.map((client) => {
        client.on('error', () => {})
        return client.connect().then(() => true, () => false)
      }))
      const free = await served(field)
      await Promise.all(clients.map((client) => client.end().catch(() => {})))
      return opened.filter(Boolean).length > 8 || !free
    },
  },
  {
    name: 'a flood of acts that are refused',
    async act(field) {
      const clients = await Promise.all([1, 2, 3, 4].map(() => field.client('operator')))
      const bad = JSON.stringify(Array.from({ length: 50 }, () => ({ id: 'x', events: field.person('operator').tries(post('open', 2, 'post.withdrawn')) })))
      let over = false
      const flood = Promise.all(clients.map(async (client) => {
        while (!over) await appendRaw(client, bad)
      }))
      const free = await served(field)
      over = true
      await flood
      return !free
    },
  },
  {
    name: 'more than a thousand acts in one call',
    async act({ client, person }) {
      const own = person('operator')
      const batches = Array.from({ length: 6 }, (_, part) => ({
        id: `many-${part}`,
        events: own.tries(...Array.from({ length: 180 }, (__, index) => post(`many-${part}`, index + 1, index === 0 ? 'post.drafted' : 'post.revised'))),
      }))
      return appendRaw(await client('operator'), JSON.stringify(batches))
    },
  },
  {
    name: 'a machine that sends as fast as it can, over many connections, for long',
    async act({ hub, client, person }) {
      const own = person('operator')
      // Deep in debt, as after thousands of acts.
      const { user } = hub.login('operator')
      await owe(hub, user, 8000)
      const clients = await Promise.all([1, 2].map(() => client('operator')))
      const one = JSON.stringify([{ id: 'debt', events: own.tries(post('debt', 1, 'post.drafted')) }])
      const through = await Promise.all(clients.map((connection) => appendRaw(connection, one)))
      await owe(hub, user, 0)
      return through.includes(true)
    },
  },
  {
    // Each holds the turn, and is written to the disk before it goes: whoever takes it back has sent it all the same.
    name: 'a flood of acts that are taken back (operator)',
    async act(field) {
      const { hub } = field
      const { user } = hub.login('operator')
      // Close to the end of what it may send at once.
      await owe(hub, user, 4900)
      const clients = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(() => field.client('operator')))
      const text = JSON.stringify([{ id: 'back', events: field.person('operator').tries(...Array.from({ length: 200 }, (_, n) => post('back', n + 1, n === 0 ? 'post.drafted' : 'post.revised'))) }])
      const until = Date.now() + 15_000
      let taken = 0
      const flood = Promise.all(clients.map(async (client) => {
        for (let ended = false; !ended && Date.now() < until; ) {
          await client.query('BEGIN')
          ended = await client.query('SELECT answers FROM resguardo.append($1)', [text]).then(() => false, (error: unknown) => String(error).includes('hub/busy'))
          await client.query('ROLLBACK')
          if (!ended) taken += 200
        }
        return Date.now() < until
      }))
      const free = await served(field)
      const told = await flood
      await owe(hub, user, 0)
      // Each of the eight once more than what was left.
      return !free || told.includes(false) || taken > 2 * 8 * 200
    },
  },
  {
    name: 'a flood of news that is taken back (operator)',
    async act(field) {
      const { hub } = field
      const { user } = hub.login('operator')
      // Close to the end of what it may send at once: from there on each call waits for what the one before it sent.
      await owe(hub, user, 4990)
      const client = await field.client('operator')
      let taken = 0
      for (const until = Date.now() + 4_000; Date.now() < until; taken += 1) {
        await client.query('BEGIN')
        await client.query("SELECT resguardo.report_aside(array_agg(position), array_agg(hash), array_agg(fault)) FROM resguardo.events, unnest(ARRAY['revoked', 'role', 'office', 'actor', 'audience', 'expired', 'altered', 'unreadable']) AS fault WHERE stream LIKE 'post/%'").catch(() => {})
        await client.query('ROLLBACK')
      }
      await owe(hub, user, 0)
      return taken > 20
    },
  },
  {
    name: 'a flood of the same piece of a file (operator)',
    async act(field) {
      const { hub } = field
      const { user } = hub.login('operator')
      const counter = (chunks: string) => hub.superuser.query(`SELECT setval(('resguardo.chunks_' || $1)::regclass, extract(epoch FROM clock_timestamp())::bigint / 86400 * 1000000 + ${chunks})`, [user])
      await counter('65530')
      const client = await field.client('operator')
      const refused: boolean[] = []
      for (let sent = 0; sent < 20; sent += 1) {
        await client.query('BEGIN')
        refused.push(await client.query("SELECT resguardo.blob_put(repeat('ab', 32), 'post/open', 262144 * 3, 0, decode(repeat('00', 262144), 'hex'))").then(() => false, (error: unknown) => String(error).includes('hub/day-full')))
        await client.query('ROLLBACK')
      }
      await counter('1')
      return refused.filter((one) => !one).length !== 6
    },
  },
  sql('set back what one has sent', 'operator', "SELECT setval(relname::regclass, 1) FROM pg_class WHERE relkind = 'S'"),
  sql('see what others have sent', 'operator', "SELECT pg_sequence_last_value(c.oid) FROM pg_class c WHERE relkind = 'S'", (rows) => JSON.stringify(rows).match(/[1-9]/u) !== null),
  {
    name: 'a flood of large texts',
    async act(field) {
      const clients = await Promise.all([1, 2, 3, 4].map(() => field.client('operator')))
      const large = JSON.stringify([{ id: 'x', events: [{ id: 'a'.repeat(7_000_000) }] }])
      let over = false
      const flood = Promise.all(clients.map(async (client) => {
        while (!over) await appendRaw(client, large)
      }))
      const free = await served(field)
      over = true
      await flood
      return !free
    },
  },
]


/** What a person says next in a stream and in their chain, as the hub has both. */
async function next(field: Field, who: Person, said: Omit<Said, 'version'>, times = 1): Promise<readonly PlacedEvent[]> {
  const one = field.person(who)
  const { rows } = await field.hub.superuser.query<{ version: number; sequence: number; head: string }>(
    'SELECT (SELECT coalesce(max(version), 0) FROM resguardo.events WHERE stream = $1) AS version, sequence, head FROM resguardo.signers WHERE signer = $2',
    [said.stream, one.signer],
  )
  const [at] = rows
  if (at === undefined) throw new Error('no such signer')
  one.stand(at.sequence, at.head)
  return one.tries(...Array.from({ length: times }, (_, step): Said => ({ ...said, version: at.version + 1 + step })))
}

type Worthless = {
  readonly who: Person
  readonly said: Omit<Said, 'version'>
  readonly bend?: (event: PlacedEvent) => PlacedEvent
  readonly times?: number
  /** Whose machine looks at it: somebody who answers for the record and may read it. */
  readonly eyes?: 'security' | 'auditor'
  /** What stands before it in its stream, done honestly by an operator. */
  readonly after?: readonly Omit<Said, 'version' | 'stream' | 'audience'>[]
}

/**
 * Writes something worth nothing over somebody's own login, and sees what a machine makes of it: it got what it wanted when the machine believes it or does
 * not tell of it, or does not believe what the administrator says after it in the same stream.
 */
function worthless(name: string, { who, said, bend = (event) => event, times = 1, eyes = 'security', after = [] }: Worthless): Attack {
  return {
    name: `${name} (${who})`,
    writes: true,
    async act(field) {
      const honest = await field.hub.connect('operator')
      for (const one of after) accepted(await push(honest, await next(field, 'operator', { ...said, ...one, role: 'operator' })))
      await honest.close()
      const connection = await field.client(who)
      const bad = (await next(field, who, said, times)).map(bend)
      if (!(await appendRaw(connection, JSON.stringify([{ id: 'worthless', events: bad }])))) return false
      const chief = await field.hub.connect('administrator')
      const [good] = await next(field, 'administrator', { stream: 'organization/main', type: 'policies.changed', payload: { rotationMonths: 2, reviewHours: 48, idleMinutes: 5 }, audience: institution })
      if (good === undefined) return true
      accepted(await push(chief, [good]))
      await chief.close()
      const { administrator, address, id } = field.hub
      const machine = openMachine({ person: people[eyes], hub: id, root: { signer: administrator.signer, publicKey: administrator.publicKey }, address, login: field.hub.login(eyes) })
      try {
        machine.unlock()
        await machine.until(() => machine.record.holds(good.id) || machine.record.barred().size > 0 || machine.status().link === 'stopped', 'it made something of it', 30_000)
        const state = machine.ledger.state(organizationDecider, ORGANIZATION)
        const isTold = bad.every((event) => machine.record.isVoid(event.id))
        const isDamaged = !machine.record.holds(good.id) || !isTold || state.stage !== 'founded' || state.policies.idleMinutes !== 5
        return isDamaged || (await machine.verify()).bad !== undefined
      } finally {
        await machine.close()
      }
    },
  }
}

const registration = { signer: 'stolen', person: 'operator-1', publicKey: keyOf('stolen').publicKey, item: 'i', kind: 'recovery' }

const card = (name: string, mail: string): object => ({ name, post: '', mail, phone: '', hours: '' })

/** What the hub cannot see: signatures, and what payloads mean. Machines do, and nobody is stopped by it. */
const worthlessWords: readonly Attack[] = [
  worthless('stop the organization’s stream with a worthless signature', { who: 'operator', said: organized('signer.registered', registration), bend: unsigned }),
  worthless('stop it with fifty', { who: 'operator', said: organized('contact.set', { contact: 'security', office: oaxaca, card: { name: '', post: '', mail: '', phone: '', hours: '' } }), bend: unsigned, times: 50 }),
  worthless('have the notices of incidents sent elsewhere', {
    who: 'operator',
    after: [{ type: 'contact.set', payload: { contact: 'security', office: oaxaca, card: card('UNICOM', 'unicom@institucion.mx') } }],
    said: organized('contact.set', { contact: 'security', office: oaxaca, card: card('UNICOM', 'atacante@example.com') }),
  }),
  worthless('have those of another office sent elsewhere', { who: 'operator', said: organized('contact.set', { contact: 'areaHead', office: puebla, card: card('Vocalía', 'atacante@example.com') }) }),
  worthless('break who reads the organization with a payload of another form', { who: 'operator', said: organized('contact.set', { contact: 'nobody', card: null }) }),
  worthless('break it with numbers for texts', { who: 'operator', said: organized('signer.sealing-key-added', { signer: 1, person: 2, sealingKey: 3 }) }),
  worthless('break it with a deep payload', { who: 'operator', said: { ...organized('contact.set', {}), payload: JSON.parse('['.repeat(1) + '{"a":'.repeat(900) + '1' + '}'.repeat(900) + ']')[0] as object } }),
]

const written: Content = { ...content('Abren las casillas.'), accounts: [{ id: 'x-1' as AccountId, network: 'x' }] }
const seal = sealOf(written)
const anybody: ReviewStep = { people: [], need: 'any' }
const drafted = { type: 'post.drafted', payload: { content: written, correctionOf: null } }
const adapted = { type: 'post.drafted', schema: 3, payload: { content: written, correctionOf: null, writers: ['reviewer-1'] } }
const sent = (steps: readonly ReviewStep[]) => ({ type: 'post.submitted', payload: { revision: 1, seal, warnings: [], steps } })

/** Well formed and well signed, by somebody who might do such a thing, of a post that stood otherwise. `id`: the post's. */
const groundless = (name: string, id: string, who: Person, type: string, payload: object, ...after: NonNullable<Worthless['after']>): Attack =>
  worthless(name, { who, eyes: 'auditor', after: [drafted, ...after], said: { stream: `post/ground-${id}`, audience: audience('review', oaxaca), type, payload } })

/** Of a post in review, made from a national message that the reviewer wrote. */
const ofOwnMessage = (name: string, id: string, type: string, payload: object): Attack =>
  worthless(name, { who: 'reviewer', eyes: 'auditor', after: [adapted, sent([anybody])], said: { stream: `post/ground-${id}`, audience: audience('review', oaxaca), type, payload } })

/** What the hub does not look at: how a post stands. Machines do. */
const groundlessWords: readonly Attack[] = [
  groundless('approve what was not sent to review', '1', 'reviewer', 'post.approved', { revision: 1, seal }),
  groundless('approve other content than is in review', '2', 'reviewer', 'post.approved', { revision: 1, seal: sealOf(content('Cierran las casillas.')) }, sent([anybody])),
  groundless('approve alone what takes two', '3', 'reviewer', 'post.approved', { revision: 1, seal }, sent([anybody, anybody])),
  groundless('approve in the name of somebody', '4', 'reviewer', 'post.approved', { revision: 1, seal, as: 'both-1' }, sent([{ people: ['both-1' as PersonId], need: 'any' }])),
  groundless('keep a post to oneself for years', '9', 'reviewer', 'post.claimed', { until: '2099-01-01T00:00:00.000Z' }, sent([anybody])),
  groundless('let a post of other content pass out of turn', '5', 'reviewer', 'post.expedited', { revision: 1, seal: sealOf(content('Cierran las casillas.')), reason: 'r', warnings: [] }),
  groundless('change what is in review', '6', 'operator', 'post.revised', { content: content('Cierran las casillas.'), revision: 2, fields: ['base'] }, sent([anybody])),
  groundless('copy what nobody approved', '7', 'operator', 'post.copied', { account: 'x-1', seal }, sent([anybody])),
  ofOwnMessage('approve a post of a national message of one’s own', '10', 'post.approved', { revision: 1, seal }),
  ofOwnMessage('return one', '11', 'post.returned', { revision: 1, seal, reasons: ['tone'], note: 'n' }),
  ofOwnMessage('keep one from who may decide it', '12', 'post.claimed', { until: new Date(Date.now() + 60_000).toISOString() }),
  groundless('publish what nobody approved', '8', 'operator', 'post.published', { account: 'x-1', permalink: 'https://x.com/i/status/1', seal }),
]

/** What machines put aside: news that anybody could make up. */
const ASIDE = 'SELECT unnest(resguardo.report_aside(ARRAY[p::bigint], ARRAY['
const puttingAside: readonly Attack[] = [
  sql('say of events that one may not read that they were put aside', 'other-operator', `${ASIDE}resguardo.hash_at(p)], ARRAY['forged'])) FROM generate_series(1, 60) AS p WHERE p NOT IN (SELECT position FROM resguardo.events)`, anyRow),
  sql('say it of another event in its place', 'operator', `${ASIDE}repeat('ab', 32)], ARRAY['forged'])) FROM generate_series(1, 60) AS p`, anyRow),
  sql('say it of events that there are not', 'operator', `${ASIDE}repeat('ab', 32)], ARRAY['forged'])) FROM unnest(ARRAY[-1, 0, 999999, 9223372036854775807]) AS p`, anyRow),
  sql('say something else instead of a fault', 'operator', `SELECT unnest(resguardo.report_aside(ARRAY[position], ARRAY[hash], ARRAY['llama al 55 1234 5678'])) FROM resguardo.events`, anyRow),
  sql('say it of nothing', 'operator', 'SELECT unnest(resguardo.report_aside(NULL, NULL, NULL))', anyRow),
  sql('say it of more at once than is taken', 'operator', "SELECT resguardo.report_aside(array_agg(1::bigint), array_agg('x'), array_agg('forged')) FROM generate_series(1, 201)"),
  ...everybody.flatMap((who) => [
    sql('say it in somebody’s name', who, "INSERT INTO resguardo.aside (position, hash, fault, login, person, told) VALUES (1, 'x', 'forged', 'rsg_00000000000000000000', 'operator-1', now())"),
    sql('take back what was said of an event', who, 'DELETE FROM resguardo.aside'),
    sql('say that somebody else said it', who, "UPDATE resguardo.aside SET person = 'operator-1'"),
    sql('have said less today', who, 'UPDATE resguardo.aside_days SET rows = 0'),
    sql('read who put what aside from the table', who, 'SELECT * FROM resguardo.aside'),
  ]),
  ...(['operator', 'other-operator', 'reviewer', 'both'] as const).map((who) => sql('ask what others put aside', who, 'SELECT * FROM resguardo.reported_aside(0)', anyRow)),
  {
    name: 'say it of everything, over and over (reviewer)',
    writes: true,
    async act(field) {
      const clients = await Promise.all([1, 2, 3, 4].map(() => field.client('reviewer')))
      let over = false
      const flood = Promise.all(clients.map(async (client) => {
        while (!over) {
          await client.query(`SELECT resguardo.report_aside(array_agg(position), array_agg(hash), array_agg(fault)) FROM (SELECT position, hash, fault, row_number() OVER () / 200 AS part
            FROM resguardo.events, unnest(ARRAY['forged', 'altered', 'revoked', 'role', 'office', 'actor', 'audience', 'malformed']) AS fault) AS every GROUP BY part`).catch(() => {})
        }
      }))
      const free = await served(field)
      over = true
      await flood
      const { rows: [found] } = await field.hub.superuser.query<{ rows: number; twice: boolean }>("SELECT count(*)::integer AS rows, count(*) > count(DISTINCT (position, fault)) AS twice FROM resguardo.aside WHERE person = 'reviewer-1'")
      return !free || found === undefined || found.rows === 0 || found.rows > 1000 || found.twice
    },
  },
  {
    name: 'hold the news up in an open transaction (both)',
    writes: true,
    async act(field) {
      const say = "SELECT resguardo.report_aside(array_agg(position), array_agg(hash), array_agg('malformed'::text)) AS noted FROM resguardo.events WHERE stream = 'post/open'"
      const [holder, own, other] = [await field.client('both'), await field.client('both'), await field.client('operator')]
      await holder.query('SET idle_in_transaction_session_timeout = 0; BEGIN')
      await holder.query(say)
      const began = Date.now()
      // Another of the same login is told "later" soon; of another login it is noted at once; and who answers for the record reads on.
      await own.query(say)
      const { rows } = await other.query<{ noted: readonly string[] }>(say)
      await (await field.client('security')).query('SELECT * FROM resguardo.reported_aside(0)')
      return rows[0]?.noted.length !== 2 || Date.now() - began > 5000 || !(await served(field))
    },
  },
]

export const attacks: readonly Attack[] = [...acts, ...bringing, ...puttingAside, ...reading, ...changing, ...escalation, ...nuisance, ...worthlessWords, ...groundlessWords]

/** Opens a hub that has what the attacks want, on a server of its own or a run's. */
export async function openField(server: TestServer): Promise<Field & { close(): Promise<void> }> {
  const secret: Said = {
    stream: 'incident/secret', version: 1, type: 'incident.opened', payload: { text: SECRET }, audience: { kind: 'people', people: ['security-1'] } as never, role: 'administrator',
  }
  const hub = await openHub(server, 'attack', people, [secret])
  const person = (name: Person): Author => (name === 'administrator' ? hub.administrator : people[name])
  const as = async (name: Person, ...acted: readonly Said[]): Promise<void> => {
    const connection: Hub = await hub.connect(name)
    accepted(await push(connection, person(name).does(...acted)))
    await connection.close()
  }
  for (const name of everybody.filter((one) => one !== 'reviewer')) {
    const connection = await hub.connect(name)
    sure(await connection.keepCarriageKey(person(name).signer, carriageKey(person(name).person)))
    await connection.close()
  }
  await as('operator', post('open', 1, 'post.drafted'), post('open', 2, 'post.submitted'))
  await as('both', post('own', 1, 'post.drafted'), post('own', 2, 'post.submitted'))
  await as('both', ending('own', 1, 'office-piece.kept'))
  await as('operator', { stream: 'incident/open', version: 1, type: 'incident.opened', payload: { n: 1 }, audience: audience('security', oaxaca) })
  // What somebody put aside, for who should not see it.
  const teller = await hub.connect('both')
  const [told] = sure(await teller.stream('post/open', 1))
  if (told === undefined || sure(await teller.reportAside([{ position: told.position, hash: told.hash, fault: 'forged' }])).length !== 1) throw new Error('nothing was put aside')
  await teller.close()
  const held = { stream: 'account/held', payload: { n: 1 }, audience: audience('registry', oaxaca) }
  await as('operator', { ...held, version: 1, type: 'account.registered' }, { ...held, version: 2, type: 'account.queue-frozen' })
  return { hub, person, client: (name) => hub.client(name), close: () => hub.close() }
}

/** Everything about the hub that no attack may change, as one text; the witness' own events are left out. */
async function state({ hub }: Field): Promise<string> {
  const { rows } = await hub.superuser.query<{ state: string }>(`
    SELECT md5(concat_ws('|',
      (SELECT string_agg(e::text, ',' ORDER BY position) FROM resguardo.events e WHERE stream NOT LIKE 'clock/%'),
      (SELECT string_agg(m::text, ',' ORDER BY person) FROM resguardo.members m),
      (SELECT string_agg(l::text, ',' ORDER BY login) FROM resguardo.logins l),
      (SELECT string_agg(concat_ws(',', signer, person, kind, public_key, revoked, CASE WHEN person <> 'reviewer-1' THEN head END), ',' ORDER BY signer) FROM resguardo.signers),
      (SELECT string_agg(a::text, ',' ORDER BY n) FROM resguardo.aside a), (SELECT string_agg(d::text, ',' ORDER BY login) FROM resguardo.aside_days d),
      (SELECT string_agg(k::text, ',' ORDER BY signer) FROM resguardo.carriage_keys k WHERE signer <> 'signer-of-reviewer-1'),
      (SELECT string_agg(s::text, ',' ORDER BY stream) FROM resguardo.streams s WHERE stream NOT LIKE 'clock/%'),
      (SELECT string_agg(i::text, ',') FROM resguardo.invitations i), (SELECT string_agg(i::text, ',') FROM resguardo.stand_ins i),
      (SELECT h::text FROM resguardo.hub h), (SELECT string_agg(t::text, ',' ORDER BY type) FROM resguardo.event_types t),
      (SELECT count(*)::text FROM resguardo.blobs), (SELECT count(*)::text FROM pg_largeobject_metadata),
      (SELECT string_agg(concat_ws(',', rolname, rolsuper, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls, rolconnlimit, rolpassword, rolvaliduntil), ';' ORDER BY rolname) FROM pg_authid
        WHERE rolname IN (SELECT login FROM resguardo.logins) OR rolname IN ('postgres', 'resguardo_owner', 'resguardo_member') OR rolname LIKE 'evil%'),
      (SELECT string_agg(concat_ws(',', roleid, member, admin_option), ';' ORDER BY roleid, member) FROM pg_auth_members
        WHERE member IN (SELECT oid FROM pg_authid WHERE rolname IN (SELECT login FROM resguardo.logins) OR rolname IN ('postgres', 'resguardo_owner', 'resguardo_member'))
          AND roleid NOT IN (SELECT oid FROM pg_authid WHERE rolname LIKE 'rsg\\_%')),
      (SELECT string_agg(concat_ws(',', relname, relkind, relowner, relacl, relrowsecurity), ';' ORDER BY relnamespace, relname) FROM pg_class WHERE relnamespace NOT IN ('pg_toast'::regnamespace) AND relnamespace >= 0::oid),
      (SELECT string_agg(concat_ws(',', oid, proacl, proowner, md5(prosrc), prosecdef), ';' ORDER BY oid) FROM pg_proc),
      (SELECT string_agg(concat_ws(',', tgname, tgenabled), ';' ORDER BY oid) FROM pg_trigger),
      (SELECT string_agg(concat_ws(',', nspname, nspowner, nspacl), ';' ORDER BY oid) FROM pg_namespace WHERE nspname NOT LIKE 'pg_temp%' AND nspname NOT LIKE 'pg_toast%'),
      (SELECT string_agg(p::text, ';' ORDER BY oid) FROM pg_policy p), (SELECT string_agg(extname, ';' ORDER BY extname) FROM pg_extension),
      (SELECT count(*)::text FROM pg_replication_slots), (SELECT count(*)::text FROM pg_prepared_xacts WHERE database = current_database()), (SELECT count(*)::text FROM pg_publication)
    )) AS state`)
  return rows[0]?.state ?? ''
}

/** What the last attack left, so that it is looked at once between two. */
const seen = new WeakMap<OpenHub, string>()

/** Runs one attack: refused when it got nothing, changed nothing, and the hub still serves. */
export async function attack(field: Field, { name, writes, act: run }: Attack): Promise<Outcome> {
  const opened: pg.Client[] = []
  const own: Field = { ...field, client: async (person) => {
    const client = await field.client(person)
    opened.push(client)
    return client
  } }
  const before = seen.get(field.hub) ?? (await state(field))
  try {
    if (await run(own)) return { name, refused: false, why: 'it got what it wanted' }
  } catch (error) {
    return { name, refused: false, why: `it broke: ${error instanceof Error ? error.message : String(error)}` }
  } finally {
    await Promise.all(opened.map((client) => client.end().catch(() => {})))
  }
  const after = await state(field)
  seen.set(field.hub, after)
  if (after !== before && writes !== true) return { name, refused: false, why: 'something is not as it was' }
  return { name, refused: true, why: '' }
}
