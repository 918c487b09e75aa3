import { instantOf, MINUTE } from '#shared/kernel/clock.ts'
import type { Audience, OfficeId } from '#shared/ledger/event.ts'
import { sealOf } from '#shared/posts/seal.ts'
import { author, type Author, type Said } from '#tests/hub/author.ts'
import type { PlacedEvent } from '#main/hub/hub.ts'
import { contentOf } from './many-posts.ts'

/** The institution's offices that publish. */
export const OFFICES = Number(process.env['HUB_OFFICES'] ?? 332)
/** Of the third clients, so many review; the others are security leads. */
const REVIEWERS = 24

/** One office's three machines. */
export type Staff = { readonly office: OfficeId; readonly clients: readonly [Author, Author, Author] }

/** One command's event, by whom; in the order in which it must be accepted. */
export type Act = { readonly by: Author; readonly event: PlacedEvent }

/** The offices with the signers of their people, always the same ones. */
export function staff(): readonly Staff[] {
  return Array.from({ length: OFFICES }, (_, index): Staff => {
    const office = `district-${index + 1}` as OfficeId // a bench's brand
    const third = index % Math.floor(OFFICES / REVIEWERS) === 0 ? (['reviewer'] as const) : (['security'] as const)
    return { office, clients: [author(`operator-a-${index}`, office, ['operator']), author(`operator-b-${index}`, office, ['operator']), author(`third-${index}`, office, third)] }
  })
}

export type Traffic = {
  readonly offices: readonly Staff[]
  /** The first event's moment, milliseconds since 1970, and how far apart two events are. */
  readonly from: number
  readonly step: number
  /** 8 hexadecimal digits: what the ids of this traffic begin with. */
  readonly mark: string
  /** Hash of an event that is on record before all of them: the newest that a machine had when it began a stream. */
  readonly after: string
}

/**
 * Traffic without end, a day after the other: each day a post for each office (eight events: drafted, revised twice, submitted, claimed, approved,
 * copied, published), a change of password for one office in eight (nine events) and an incident for one in fifty (eight events).
 */
export function* traffic({ offices, from, step, mark, after }: Traffic): Generator<Act> {
  const reviewers = offices.flatMap(({ clients }) => clients.filter(({ roles }) => roles.includes('reviewer')))
  let events = 0
  let things = 0
  const id = (): string => `${mark}-0000-7000-8000-${events.toString(16).padStart(12, '0')}`

  function* stream(name: string, audience: Audience, line: readonly (readonly [by: Author, type: string, payload: object])[]): Generator<Act> {
    // What an event names as before it must be on record when it comes: that of its own stream is, whatever order the offices send in.
    let newest = after
    for (const [index, [by, type, payload]] of line.entries()) {
      events += 1
      const said: Said = { id: id(), stream: name, version: index + 1, audience, type, payload, at: instantOf(from + events * step), after: newest }
      for (const event of by.does(said)) {
        newest = event.hash
        yield { by, event }
      }
    }
  }

  for (let day = 0; ; day++) {
    for (const [place, { office, clients }] of offices.entries()) {
      things += 1
      const operator = clients[things % 2 === 0 ? 0 : 1]
      const reviewer = reviewers[things % reviewers.length] ?? clients[2]
      yield* stream(`post/${mark}-${things}`, { kind: 'review', office }, postLine(operator, reviewer, things, from + events * step))
      if ((place + day) % 8 === 0) yield* stream(`credential/${mark}-${things}`, { kind: 'security', office }, rotationLine(clients[1], things, office))
      if ((place + day) % 50 === 0) yield* stream(`incident/${mark}-${things}`, { kind: 'security', office }, incidentLine(clients[0], things, from + events * step))
    }
  }
}

type Line = readonly (readonly [by: Author, type: string, payload: object])[]

function postLine(operator: Author, reviewer: Author, index: number, at: number): Line {
  const content = contentOf(index)
  const seal = sealOf(content)
  const [account] = content.accounts
  return [
    [operator, 'post.drafted', { content: { ...content, base: `${content.base} (borrador)` }, correctionOf: null }],
    [operator, 'post.revised', { content: { ...content, base: `${content.base} (borrador) ` }, revision: 2, fields: ['base'] }],
    [operator, 'post.revised', { content, revision: 3, fields: ['base'] }],
    [operator, 'post.submitted', { revision: 3, seal, warnings: [] }],
    [reviewer, 'post.claimed', { until: instantOf(at + 20 * MINUTE) }],
    [reviewer, 'post.approved', { revision: 3, seal }],
    [operator, 'post.copied', { account: account?.id, seal }],
    [operator, 'post.published', { account: account?.id, permalink: `https://x.com/distrito/status/18600000000${index}`, seal }],
  ]
}

function rotationLine(operator: Author, index: number, office: string): Line {
  const rotation = `rotation-${index}`
  const note = (item: string): object => ({ item, origin: 'generated', length: 24, bits: 140, fingerprint: { exact: sealOfNumber(index), near: [sealOfNumber(index + 1)] } })
  return [
    [operator, 'credential.reserved', { account: `account-${index}`, office, subject: '', item: `item-${index}` }],
    [operator, 'credential.kept', { secret: note(`item-${index}`), changedAt: null }],
    [operator, 'credential.rotation-begun', { rotation, reason: 'scheduled', note: '', item: `item-${index}-b` }],
    [operator, 'credential.pending-stored', { rotation, secret: note(`item-${index}-b`) }],
    [operator, 'credential.platform-opened', { rotation }],
    [operator, 'credential.changed-there', { rotation }],
    [operator, 'credential.rotation-confirmed', { rotation }],
    [operator, 'credential.access-reviewed', { rotation, review: { sessions: 'done', apps: 'done', recovery: 'done', 'second-factor': 'done' } }],
    [operator, 'credential.rotation-finished', { rotation }],
  ]
}

function incidentLine(operator: Author, index: number, at: number): Line {
  const opening = {
    folio: `INC-2026-${index}`, year: 2026, number: index, seen: 'suspicious', severity: 'medium', accounts: [],
    knownAt: instantOf(at), knownBy: 'una ciudadana', howKnown: 'Llamó a la junta distrital', playbook: { id: 'suspicious', version: 1 }, steps: [],
  }
  return [
    [operator, 'incident.opened', opening],
    ...(['observed', 'known-by', 'how-known', 'access', 'measures'] as const).map((key): Line[number] => [operator, 'incident.fact-recorded', { key, value: key === 'access' ? 'kept' : 'Un perfil con el nombre y el escudo de la junta distrital pide datos personales' }]),
    [operator, 'incident.fact-recorded', { key: 'personal-data', value: 'no' }],
    [operator, 'incident.closed', { summary: 'Se reportó el perfil y la plataforma lo retiró', outcome: 'impersonation' }],
  ]
}

/** Something of a fingerprint's length. */
function sealOfNumber(index: number): string {
  return index.toString(16).padStart(64, '0')
}
