import { z } from 'zod'
import type { Instant } from '../kernel/clock.ts'
import { ok, refuse, type Result } from '../kernel/result.ts'
import type { OfficeId, PersonId, SignerId } from '../ledger/event.ts'
import { roles } from '../organization/role.ts'
import { readCodeJson } from './code-json.ts'

/** The end of an invitation's file name. */
export const INVITATION_EXTENSION = 'resguardo-invitation'

const text = (longest: number) => z.string().min(1).max(longest)
const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/).max(200)

/** Where a hub is and what its certificate must come from. */
const hub = z.strictObject({
  id: text(80),
  host: text(253),
  port: z.int().min(1).max(65_535),
  database: text(63),
  /** Certificate authority, PEM. */
  ca: text(10_000),
  /** The signer that the record hangs from, and its public key (SPKI DER, base64). */
  root: z.strictObject({ signer: text(80), publicKey: base64 }),
})

const unsigned = z.strictObject({
  kind: z.literal('resguardo-invitation'),
  version: z.literal(1),
  hub,
  institution: text(200),
  person: z.strictObject({ id: text(80), name: text(200) }),
  roles: z.array(z.enum(roles)).min(1).max(roles.length),
  office: text(80),
  officeName: text(200),
  login: z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/),
  invitation: text(80),
  /** The signer that the invitation's own key is registered as. */
  signer: text(80),
  expires: z.iso.datetime(),
  /** 32 bytes, base64url: the invitation's key and its one-time password come from it. */
  seed: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  invitedBy: z.strictObject({ person: text(80), name: text(200), signer: text(80) }),
})

const signed = unsigned.extend({ signature: base64 })

/**
 * What an administrator hands to a person so that their machine can join the record: which hub, who they are there, and a seed that is good for
 * one registration until it expires. Whoever holds it can join in that person's place, so it is handed over like a key.
 */
export type Invitation = Omit<z.output<typeof signed>, 'person' | 'office' | 'signer' | 'expires' | 'invitedBy'> & {
  readonly person: { readonly id: PersonId; readonly name: string }
  readonly office: OfficeId
  readonly signer: SignerId
  readonly expires: Instant
  readonly invitedBy: { readonly person: PersonId; readonly name: string; readonly signer: SignerId }
}
export type UnsignedInvitation = Omit<Invitation, 'signature'>

/** What the inviting administrator's signer signs (SHA-256 of it): every field, in an order that is fixed for ever. */
export function invitationText(invitation: UnsignedInvitation): string {
  const { hub: place, institution, person, roles: held, office, officeName, login, invitation: id, signer, expires, seed, invitedBy } = invitation
  return JSON.stringify([
    'resguardo/invitation/1', place.id, place.host, place.port, place.database, place.ca, place.root.signer, place.root.publicKey,
    institution, person.id, person.name, held, office, officeName, login, id, signer, expires, seed,
    invitedBy.person, invitedBy.name, invitedBy.signer,
  ]) // prettier-ignore
}

/** The text of an invitation's file. */
export function invitationFile(invitation: Invitation): string {
  return `${JSON.stringify(invitation, undefined, 2)}\n`
}

/**
 * Reads an invitation's JSON (its code is the same as base64url: `codeOf` in `src/main/hub/invitation-file.ts`). Refusals: `invitation/incomplete` (a code that was cut), `invitation/newer` (made by a
 * version that this one does not know), `invitation/unreadable` (something else).
 */
export function readInvitation(json: string): Result<Invitation> {
  const read = readCodeJson(json)
  if (read.kind === 'cut') return refuse('invitation/incomplete')
  if (read.kind !== 'read' || read.value['kind'] !== 'resguardo-invitation') return refuse('invitation/unreadable')
  if (typeof read.value['version'] === 'number' && read.value['version'] > 1) return refuse('invitation/newer')
  const parsed = signed.safeParse(read.value)
  return parsed.success ? ok(parsed.data as Invitation) : refuse('invitation/unreadable') // the ids' brands are given here; the record knows who exists
}

const founding = z.strictObject({
  kind: z.literal('resguardo-founding'),
  version: z.literal(1),
  hub: text(80),
  host: text(253),
  port: z.int().min(1).max(65_535),
  database: text(63),
  ca: text(10_000),
  login: z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/),
  password: text(200),
})

/** What `resguardo-hub init` prints: with it the machine that holds the institution's record publishes it to the empty hub. */
export type FoundingCode = z.output<typeof founding>

/** Reads a founding code's JSON. Refusals: `founding/incomplete`, `founding/newer`, `founding/unreadable`. */
export function readFoundingCode(json: string): Result<FoundingCode> {
  const read = readCodeJson(json)
  if (read.kind === 'cut') return refuse('founding/incomplete')
  if (read.kind !== 'read' || read.value['kind'] !== 'resguardo-founding') return refuse('founding/unreadable')
  if (typeof read.value['version'] === 'number' && read.value['version'] > 1) return refuse('founding/newer')
  const parsed = founding.safeParse(read.value)
  return parsed.success ? ok(parsed.data) : refuse('founding/unreadable')
}

/** The fingerprint of a public key to be compared by eye: the first 32 hexadecimal digits of its SHA-256 in groups of four. */
export function fingerprintGroups(sha256: string): readonly string[] {
  return Array.from({ length: 8 }, (_, group) => sha256.slice(group * 4, group * 4 + 4))
}
