import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { mayRead } from '#shared/hub/permissions.ts'
import type { Audience } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { sure } from '#tests/kit/sure.ts'
import { author, type Author } from './author.ts'
import { openHub, type OpenHub } from './open-hub.ts'

const own = 'district-oaxaca-03'
const other = 'district-puebla-07'

/** One stream for each audience, of the office `own`; the last two name a person each. */
const streams = {
  institution: { kind: 'institution' },
  office: { kind: 'office', office: own },
  review: { kind: 'review', office: own },
  security: { kind: 'security', office: own },
  registry: { kind: 'registry', office: own },
  named: { kind: 'people', people: ['named-operator', 'named-security'] },
} as const

/** Who reads what: role × office × audience. A dot: not theirs. */
const table: readonly (readonly [Role, typeof own | typeof other, string])[] = [
  //                              institution office review security registry named
  ['operator', own, '             yes         yes    yes    yes      yes      .'],
  ['operator', other, '           yes         .      .      .        .        .'],
  ['reviewer', own, '             yes         yes    yes    yes      yes      .'],
  ['reviewer', other, '           yes         .      yes    .        yes      .'],
  ['security', own, '             yes         yes    yes    yes      yes      .'],
  ['security', other, '           yes         .      .      yes      yes      .'],
  ['administrator', own, '        yes         yes    yes    yes      yes      .'],
  ['administrator', other, '      yes         .      .      .        yes      .'],
  ['auditor', own, '              yes         yes    yes    yes      yes      yes'],
  ['auditor', other, '            yes         yes    yes    yes      yes      yes'],
]
const audiences = Object.keys(streams) as (keyof typeof streams)[]
const said = (row: string): Readonly<Record<string, boolean>> =>
  Object.fromEntries(row.trim().split(/\s+/).map((cell, index) => [audiences[index] ?? '', cell === 'yes']))

const people: Readonly<Record<string, Author>> = {
  ...Object.fromEntries(table.map(([role, office]) => [`${role} of ${office}`, author(`${role}-of-${office}`, office, [role])])),
  named: author('named-operator', other, ['operator']),
  'named security': author('named-security', other, ['security']),
}

let hub: OpenHub
beforeAll(async () => {
  const more = audiences.flatMap((name) =>
    [1, 2].map((version) => ({ stream: `incident/${name}`, version, type: 'incident.opened', payload: { n: version }, audience: streams[name] as unknown as Audience, role: 'administrator' as const })),
  )
  hub = await openHub(inject('server'), 'rows', people, more)
})
afterAll(() => hub.close())

async function read(person: string): Promise<Readonly<Record<string, boolean>>> {
  const connected = await hub.connect(person)
  const pulled = new Set(sure(await connected.pull(0, 10_000)).map(({ stream }) => stream))
  const seen: Record<string, boolean> = {}
  for (const name of audiences) {
    const alone = sure(await connected.stream(`incident/${name}`, 10))
    expect(alone.length).toBe(pulled.has(`incident/${name}`) ? 2 : 0)
    seen[name] = pulled.has(`incident/${name}`)
  }
  await connected.close()
  return seen
}

describe('row security', () => {
  it.each(table)('shows the %s of %s what is theirs', async (role, office, row) => {
    expect(await read(`${role} of ${office}`)).toEqual(said(row))
    for (const [name, audience] of Object.entries(streams)) {
      expect(mayRead({ person: `${role}-of-${office}`, office, roles: [role] }, audience as unknown as Audience)).toBe(said(row)[name])
    }
  })
  it('shows a restricted stream to the persons it names, and to auditors', async () => {
    expect(await read('named')).toEqual(said('yes . . . . yes'))
    expect(await read('named security')).toEqual(said('yes . . yes yes yes'))
  })
  it('shows a stream to who may read it now, from its beginning', async () => {
    await hub.superuser.query("UPDATE resguardo.streams SET readers = resguardo.readers_of($1) WHERE stream = 'incident/office'", [JSON.stringify({ kind: 'office', office: other })])
    try {
      expect((await read(`operator of ${other}`))['office']).toBe(true)
      expect((await read(`operator of ${own}`))['office']).toBe(false)
    } finally {
      await hub.superuser.query("UPDATE resguardo.streams SET readers = resguardo.readers_of($1) WHERE stream = 'incident/office'", [JSON.stringify(streams.office)])
    }
  })
  it('gives the names of streams to their readers only', async () => {
    const client = await hub.client(`operator of ${other}`)
    const { rows } = await client.query<{ stream: string }>("SELECT stream FROM resguardo.streams WHERE stream LIKE 'incident/%'")
    expect(rows).toEqual([{ stream: 'incident/institution' }])
  })
  it('shows nobody the other tables', async () => {
    const client = await hub.client(`administrator of ${own}`)
    const { rows } = await hub.superuser.query<{ name: string }>("SELECT relname AS name FROM pg_class WHERE relnamespace = 'resguardo'::regnamespace AND relkind = 'r' ORDER BY 1")
    const tables = rows.map(({ name }) => name)
    expect(tables).toContain('members')
    for (const name of tables) {
      const asked = await client.query(`SELECT * FROM resguardo.${name}`).then(() => 'read', (error: { code?: string }) => error.code)
      expect([name, asked]).toEqual([name, name === 'events' ? 'read' : '42501'])
    }
  })
})
