import { createPublicKey, verify } from 'node:crypto'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Context, OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { SignerRegistered } from '#shared/ledger/signer-registered.ts'
import type { Role } from '#shared/organization/role.ts'
import type { Signing } from '#main/ledger/signing.ts'
import type { SignerDirectory } from '#main/session/signer-directory.ts'

type Registration = SignerRegistered['payload']

/** What the record would know: who is registered, and who introduced them with a signature that holds. */
export type MemoryDirectory = SignerDirectory & {
  readonly registered: Registration[]
  /** Signers whose keychain item is on this machine. */
  readonly here: ReadonlySet<string>
  readonly introductions: { readonly by: string; readonly actor: PersonId }[]
  /** Adds a person with their signer, as the organization's own acts do. */
  add(person: PersonId, name: string, roles: readonly Role[], ...signers: Registration[]): void
  deactivate(person: PersonId): void
  /** The next registration is refused. */
  refuseNext(): void
  /** Whose key signs from now on. */
  signWith(signing: Signing): void
}

export function memoryDirectory(): MemoryDirectory {
  const people = new Map<PersonId, { name: string; roles: readonly Role[]; active: boolean }>()
  const registered: Registration[] = []
  const introductions: { by: string; actor: PersonId }[] = []
  const here = new Set<string>()
  let refusing = false
  let signing: Signing | undefined

  const newest = (which: (signer: Registration) => boolean) => registered.findLast((known) => here.has(known.signer) && which(known))

  function register(context: Context, signer: Registration): Result<unknown> {
    if (refusing) {
      refusing = false
      return refuse('organization/known-signer')
    }
    const by = registered.find((known) => known.signer === context.signer)
    if (by === undefined || signing === undefined) return refuse('organization/foreign-signer')
    const hash = Buffer.alloc(32, registered.length)
    const key = createPublicKey({ key: Buffer.from(by.publicKey, 'base64'), format: 'der', type: 'spki' })
    if (!verify(null, hash, key, signing.sign(context.signer, hash))) return refuse('organization/foreign-signer')
    registered.push(signer)
    introductions.push({ by: by.signer, actor: context.actor })
    return ok(undefined)
  }

  return {
    registered,
    here,
    introductions,
    register,
    add(person, name, roles, ...signers) {
      people.set(person, { name, roles, active: true })
      registered.push(...signers)
    },
    deactivate(person) {
      const known = people.get(person)
      if (known !== undefined) known.active = false
    },
    refuseNext() {
      refusing = true
    },
    signWith(given) {
      signing = given
    },
    founded: () => people.size > 0,
    people: () => [...people].filter(([, person]) => person.active).map(([id, { name }]) => ({ id, name, office: 'Oficina' })),
    signerOf: (person) => (people.get(person)?.active === true ? newest((known) => known.kind === 'person' && known.person === person) : undefined),
    keepHere(signers) {
      for (const signer of signers) here.add(signer)
      return ok(undefined)
    },
    forgetHere(signers) {
      for (const signer of signers) here.delete(signer)
    },
    recovery: () => newest((known) => known.kind === 'recovery'),
    standing(person) {
      const known = people.get(person)
      return known?.active === true ? { name: known.name, roles: known.roles, office: 'office' as OfficeId, officeName: 'Oficina' } : undefined
    },
    institution: () => ({ name: 'Instituto de Prueba', shortName: 'IDP' }),
    idleMinutes: () => 5,
  }
}
