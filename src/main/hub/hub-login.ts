import { refuse, type Result } from '#shared/kernel/result.ts'
import type { PersonId, SignerId } from '#shared/ledger/event.ts'
import type { Vault } from '#main/keychain/vault.ts'

/** A person's login at the hub as the vault keeps it. */
export type KeptLogin = {
  readonly user: string
  readonly password: string
  /** The password that replaces it at the next contact: an invitation's, or a founding's, is for one use. */
  readonly next?: string
  /** What the invitation left to do: its key must still sign the registration's place. */
  readonly unfinished?: { readonly invitation: string; readonly signer: SignerId; readonly seed: string }
}

/** The logins of the people of this machine, each in an item of the vault. */
export interface HubLogins {
  /** Refusals: `hub/no-login` (this person never joined from here), `session/locked`, `keychain/…`. */
  read(person: PersonId): Promise<Result<KeptLogin>>
  keep(person: PersonId, login: KeptLogin): Promise<Result<undefined>>
}

export function hubLogins(vault: Vault): HubLogins {
  return {
    async read(person) {
      const kept = await vault.read(itemOf(person))
      if (!kept.ok) return kept.refusal.code === 'keychain/missing' ? refuse('hub/no-login') : kept
      const login = loginOf(kept.value)
      return login === undefined ? refuse('keychain/damaged') : { ok: true, value: login }
    },
    keep: (person, login) => vault.keep(itemOf(person), JSON.stringify(login)),
  }
}

function itemOf(person: PersonId): string {
  return `hub-login-${person}`
}

function loginOf(text: string): KeptLogin | undefined {
  try {
    const login = JSON.parse(text) as Partial<KeptLogin> | null // checked on the next line; the vault opens only what was sealed for this item
    return typeof login?.user === 'string' && typeof login.password === 'string' ? (login as KeptLogin) : undefined
  } catch {
    return undefined
  }
}
