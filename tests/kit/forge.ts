import { sign } from 'node:crypto'
import type { Instant } from '#shared/kernel/clock.ts'
import { later } from '#shared/kernel/clock.ts'
import type { Audience } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { deedDigest, eventHash, type EventRow, NO_PREVIOUS } from '#main/ledger/canonical.ts'
import type { Link } from '#main/hub/hub.ts'
import { samplePayloads } from './sample-payloads.ts'
import { testKey } from './test-ledger.ts'

/** What an event says; the rest follows from the events before it. */
export type Said = {
  readonly type: string
  /** Empty: a sample of its type. */
  readonly payload: object
  /** `person-<n>`, who signs with `testKey(n)` unless `signer` says otherwise. */
  readonly by: number
  readonly signer?: string
  readonly stream?: string
  readonly role?: Role
  readonly office?: string
  readonly audience?: Audience
  readonly at?: Instant
  readonly schema?: number
}

/** The institution of the tests: what each person is. The first founds it. */
export const people: readonly { readonly roles: readonly Role[]; readonly office: string }[] = [
  { roles: ['administrator'], office: 'central' },
  { roles: ['operator'], office: 'district' },
  { roles: ['reviewer'], office: 'central' },
  { roles: ['security'], office: 'central' },
  { roles: ['operator', 'reviewer'], office: 'district' },
]

/** Signs events into one record, in order, as a hub would have accepted them: also such as no honest machine would make. */
export class Forge {
  readonly rows: EventRow[] = []
  readonly root = { signer: 'signer-1', publicKey: testKey(1).publicKey }
  #at = '2026-11-23T15:00:00.000Z' as Instant
  readonly #chains = new Map<string, { sequence: number; hash: string }>()
  readonly #versions = new Map<string, number>()

  /** One event more. `change` makes it other than it should be before it is hashed and signed. */
  event(said: Said, change: Partial<EventRow> = {}): EventRow {
    const { roles, office } = people[said.by - 1] ?? { roles: ['operator'], office: 'district' }
    const signer = change.signer ?? said.signer ?? `signer-${said.by}`
    const stream = said.stream ?? 'organization/main'
    const chain = this.#chains.get(signer) ?? { sequence: 0, hash: NO_PREVIOUS }
    this.#at = later(this.#at, 1000)
    const unsigned = {
      id: `event-${this.rows.length + 1}`,
      stream,
      version: (this.#versions.get(stream) ?? 0) + 1,
      audience: JSON.stringify(said.audience ?? { kind: 'institution' }),
      type: said.type,
      schema: said.schema ?? 1,
      payload: JSON.stringify(Object.keys(said.payload).length === 0 ? (samplePayloads[said.type] ?? {}) : said.payload),
      actor: `person-${said.by}`,
      role: said.role ?? roles[0] ?? 'operator',
      office: said.office ?? office,
      at: said.at ?? this.#at,
      signer,
      signer_sequence: chain.sequence + 1,
      previous: chain.hash,
      after: this.rows.at(-1)?.hash ?? NO_PREVIOUS,
      ...change,
    }
    const hash = eventHash(deedDigest(unsigned), unsigned)
    const signature = sign(null, Buffer.from(hash, 'hex'), testKey(Number(signer.replace(/\D+/u, ''))).privateKey).toString('base64')
    const row: EventRow = { ...unsigned, position: this.rows.length + 1, hash, signature }
    this.rows.push(row)
    this.#chains.set(signer, { sequence: row.signer_sequence, hash })
    this.#versions.set(row.stream, row.version)
    return row
  }

  /** The institution, its people and their signers, as one machine founded it. */
  found(): this {
    this.event({ type: 'institution.founded', payload: {}, by: 1 })
    this.#add(1)
    this.event({ type: 'signer.registered', payload: this.registration('signer-11', 1, 'recovery'), by: 1 })
    for (let person = 2; person <= people.length; person++) this.#add(person)
    return this
  }

  #add(person: number): void {
    const { roles, office } = people[person - 1] ?? { roles: [], office: '' }
    this.event({ type: 'person.added', payload: { person: `person-${person}`, name: `Persona ${person}`, post: 'p', mail: 'm@example.org', roles, office }, by: 1 })
    this.event({ type: 'signer.registered', payload: this.registration(`signer-${person}`, person), by: 1 })
  }

  registration(signer: string, person: number, kind: 'person' | 'recovery' = 'person'): object {
    return { signer, person: `person-${person}`, publicKey: testKey(Number(signer.replace(/\D+/u, ''))).publicKey, item: signer, kind }
  }

  /** An event of a post of the district. */
  post(type: string, by: number, change: Partial<Said> = {}): EventRow {
    return this.event({ type, payload: {}, by, stream: 'post/1', audience: { kind: 'review', office: 'district' as never }, ...change }) // a test's id is an id
  }

  /** A signer's links, as a hub answers them. */
  links(signer: string, from: number, to: number): readonly Link[] {
    return this.rows
      .filter((row) => row.signer === signer && row.signer_sequence >= from && row.signer_sequence <= to)
      .map((row) => ({ signer, signer_sequence: row.signer_sequence, deed: deedDigest(row), version: row.version, after: row.after }))
  }
}
