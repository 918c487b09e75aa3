import type { AccountId } from '#shared/accounts/account.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { Context, OfficeId, PersonId, SignerId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { emptyContent, type Content } from '#shared/posts/content.ts'
import type { AccountFacts } from '#shared/posts/post-commands.ts'
import type { ProofGiven } from '#shared/posts/publication.ts'

export const oaxaca = 'district-oaxaca-03' as OfficeId
export const cncs = 'central-cncs' as OfficeId

/** The people of the tests: who writes, who writes elsewhere, who reviews, who holds both roles, who leads an office's security. */
export const people = {
  ana: { person: 'ana' as PersonId, roles: ['operator'], office: oaxaca },
  beto: { person: 'beto' as PersonId, roles: ['operator', 'reviewer'], office: oaxaca },
  ines: { person: 'ines' as PersonId, roles: ['operator'], office: cncs },
  rosa: { person: 'rosa' as PersonId, roles: ['reviewer'], office: cncs },
  raul: { person: 'raul' as PersonId, roles: ['reviewer'], office: cncs },
  nora: { person: 'nora' as PersonId, roles: ['reviewer'], office: cncs },
  sara: { person: 'sara' as PersonId, roles: ['security'], office: oaxaca },
  eva: { person: 'eva' as PersonId, roles: ['auditor'], office: cncs },
} as const satisfies Record<string, { person: PersonId; roles: readonly Role[]; office: OfficeId }>
export type Name = keyof typeof people
export const names = Object.keys(people) as Name[]

export const noon = '2026-11-23T18:00:00.000Z' as Instant

/** The context of one of them at a moment; ids are counted. */
export function contextOf(name: Name, now: Instant = noon): Context {
  let count = 0
  const { person, roles, office } = people[name]
  return {
    now,
    actor: person,
    roles,
    office,
    signer: `signer-${name}` as SignerId,
    newId: <Brand extends string>() => `id-${name}-${(count += 1)}` as Id<Brand>,
  }
}

export const onX = 'account-x' as AccountId
export const onFacebook = 'account-facebook' as AccountId
export const facts: AccountFacts = { handle: 'INEOaxaca', domains: ['x.com', 'facebook.com'], closed: false, frozenBy: null }

/** What the network shows, as somebody brings it back. */
export const shown = (text: string, over: Partial<ProofGiven> = {}): ProofGiven => ({ text, files: 0, capture: null, withoutCapture: 'La red no cargó la imagen.', resolution: null, ...over })

export const content: Content = {
  ...emptyContent,
  base: 'Este domingo abren las casillas a las 8:00 horas.',
  source: { kind: 'document', reference: 'Acuerdo INE/CG01/2026' },
  accounts: [
    { id: onX, network: 'x' },
    { id: onFacebook, network: 'facebook' },
  ],
}
