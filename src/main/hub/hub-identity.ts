import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { PersonId, SignerId } from '#shared/ledger/event.ts'
import type { SharedRecord } from '#main/ledger/shared-record.ts'
import type { ConnectHub, Hub, HubAddress, HubLogin } from './hub.ts'
import type { HubLogins } from './hub-login.ts'

/** Somebody who speaks to the hub with an invitation: not unlocked, or not yet known. */
export type Guest = { readonly person: PersonId; readonly signer: SignerId; readonly login: HubLogin }

/** As whom this machine speaks to the hub: the unlocked person, or for the length of a joining the invitation's guest. */
export interface HubIdentity {
  /** Refusals: `session/locked`, `hub/no-login`, `keychain/…`, and the hub's. */
  connect(): Promise<Result<Hub>>
  unlocked(): { readonly person: PersonId; readonly signer: SignerId } | undefined
  /** From now on the guest speaks. Returns the way to end that. */
  receive(guest: Guest): () => void
  /** Where the hub is; undefined before a machine has joined. */
  address(): HubAddress | undefined
  keepAddress(address: HubAddress): void
}

export type HubIdentityOptions = {
  readonly record: Pick<SharedRecord, 'note' | 'noted'>
  readonly logins: HubLogins
  readonly connect: ConnectHub
  /** The SCRAM verifier of a password, made here so that the hub never sees the password itself. */
  readonly verifierOf: (password: string) => string
  /** Who is unlocked, and with which signer. */
  readonly present: () => { readonly person: PersonId; readonly signer: SignerId } | undefined
}

const ADDRESS = 'hub.address'

export function hubIdentity({ record, logins, connect, verifierOf, present }: HubIdentityOptions): HubIdentity {
  let guest: Guest | undefined

  function address(): HubAddress | undefined {
    const kept = record.noted(ADDRESS)
    return kept === undefined ? undefined : (JSON.parse(kept) as HubAddress) // written by `keepAddress`
  }

  /** Connects as the unlocked person, and exchanges a password that was for one use. */
  async function connectAs({ person, signer }: { readonly person: PersonId; readonly signer: SignerId }, place: HubAddress): Promise<Result<Hub>> {
    const kept = await logins.read(person)
    if (!kept.ok) return kept
    const { user, password, next, ...rest } = kept.value
    if (next === undefined) return connect(place, { user, password })
    const first = await connect(place, { user, password })
    if (!first.ok) {
      // The exchange was cut short after the hub had taken the new password.
      if (first.refusal.code !== 'hub/wrong-password') return first
      const second = await connect(place, { user, password: next })
      if (second.ok) await logins.keep(person, { user, password: next, ...rest })
      return second
    }
    const exchanged = await first.value.changePassword(verifierOf(next), signer)
    // What could not be exchanged now is exchanged at the next contact.
    if (exchanged.ok) await logins.keep(person, { user, password: next, ...rest })
    return first
  }

  return {
    async connect() {
      const place = address()
      if (place === undefined) return refuse('hub/no-login')
      if (guest !== undefined) return connect(place, guest.login)
      const who = present()
      return who === undefined ? refuse('session/locked') : connectAs(who, place)
    },
    unlocked: () => (guest === undefined ? present() : { person: guest.person, signer: guest.signer }),
    receive(received) {
      guest = received
      return () => {
        if (guest === received) guest = undefined
      }
    },
    address,
    keepAddress({ host, port, database, ca }) {
      record.note(ADDRESS, JSON.stringify({ host, port, database, ca } satisfies HubAddress))
    },
  }
}

/** Looks whether a login opens the hub that is meant, and closes again. Refusals: the hub's, `hub/other-hub`, `hub/not-a-member`. */
export async function tryLogin(
  connect: ConnectHub,
  address: HubAddress,
  login: HubLogin,
  expected: { readonly hub: string; readonly rootKey: string; readonly person: PersonId },
): Promise<Result<undefined>> {
  const connected = await connect(address, login)
  if (!connected.ok) return connected
  try {
    const hello = await connected.value.hello()
    if (!hello.ok) return hello
    const { hub, root, member } = hello.value
    if (hub !== expected.hub || root?.publicKey !== expected.rootKey) return refuse('hub/other-hub')
    return member.person === expected.person ? ok(undefined) : refuse('hub/not-a-member')
  } finally {
    await connected.value.close()
  }
}
