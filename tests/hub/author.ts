import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import type { EventType } from '#shared/hub/permissions.ts'
import type { Audience } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import type { PlacedEvent } from '#main/hub/hub.ts'
import { type SealingPair, sealingPairOf } from '#main/keychain/sealing-key.ts'
import { deedDigest, eventHash, NO_PREVIOUS } from '#main/ledger/canonical.ts'

/** What a test says of an event; the rest comes from who does it. */
export type Said = {
  readonly stream: string
  readonly version: number
  readonly type: EventType | (string & {})
  readonly payload: object
  readonly audience: Audience
  readonly role?: Role
  readonly id?: string
  readonly at?: string
  readonly after?: string
  readonly schema?: number
}

/** A person with a signer of their own: makes signed events in their chain. */
export type Author = {
  readonly person: string
  readonly office: string
  readonly roles: readonly Role[]
  readonly signer: string
  readonly publicKey: string
  readonly sealingKey: string
  /** The next events of the chain, which goes on from them. */
  does(...said: readonly Said[]): readonly PlacedEvent[]
  /** As `does`, without the chain going on: what is going to be refused. */
  tries(...said: readonly Said[]): readonly PlacedEvent[]
  /** Goes on from a place of the chain that somebody else looked up. */
  stand(sequence: number, hash: string): void
}

/** A real Ed25519 key, the same in every run. */
export function keyOf(name: string): { readonly privateKey: KeyObject; readonly publicKey: string } {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), createHash('sha256').update(name).digest()])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return { privateKey, publicKey: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64') }
}

/** The X25519 key that follows from the same bytes. */
export function sealingPair(name: string): SealingPair {
  return sealingPairOf(createHash('sha256').update(name).digest())
}

/** An event in a place, signed: whatever is given, right or wrong. */
export function signed(unsigned: Omit<PlacedEvent, 'hash' | 'signature'>, key: KeyObject): PlacedEvent {
  const hash = eventHash(deedDigest(unsigned), unsigned)
  return { ...unsigned, hash, signature: sign(null, Buffer.from(hash, 'hex'), key).toString('base64') }
}

let made = 0

export function author(person: string, office: string, roles: readonly Role[], signer = `signer-of-${person}`): Author {
  const { privateKey, publicKey } = keyOf(signer)
  const chain: { readonly sequence: number; readonly hash: string }[] = [{ sequence: 0, hash: NO_PREVIOUS }]

  function next(said: Said): PlacedEvent {
    const last = chain.at(-1) ?? { sequence: 0, hash: NO_PREVIOUS }
    made += 1
    const event = signed(
      {
        id: said.id ?? `event-${process.pid}-${made}`,
        stream: said.stream,
        version: said.version,
        audience: JSON.stringify(said.audience),
        type: said.type,
        schema: said.schema ?? 1,
        payload: JSON.stringify(said.payload),
        actor: person,
        role: said.role ?? roles[0] ?? 'operator',
        office,
        at: said.at ?? new Date().toISOString(),
        signer,
        signer_sequence: last.sequence + 1,
        previous: last.hash,
        after: said.after ?? NO_PREVIOUS,
      },
      privateKey,
    )
    chain.push({ sequence: event.signer_sequence, hash: event.hash })
    return event
  }

  return {
    person, office, roles, signer, publicKey, sealingKey: sealingPair(signer).publicKey,
    does: (...said) => said.map(next),
    tries(...said) {
      const events = said.map(next)
      chain.length -= events.length
      return events
    },
    stand(sequence, hash) {
      chain.push({ sequence, hash })
    },
  }
}
