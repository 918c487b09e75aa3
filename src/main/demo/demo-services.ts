import type { AccountsService } from '#main/modules/accounts/service.ts'
import type { ConsultationsService } from '#main/modules/consultations/service.ts'
import type { CredentialsService } from '#main/modules/credentials/service.ts'
import type { KitsService } from '#main/modules/kits/service.ts'
import type { LibraryService } from '#main/modules/library/service.ts'
import type { OrganizationService } from '#main/modules/organization/service.ts'
import type { PostsService } from '#main/modules/posts/service.ts'
import type { KeptSheet } from '#main/session/kept-sheet.ts'
import type { Session } from '#main/session/session.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { CampaignId } from '#shared/library/campaign.ts'

/** The app's own services, over the demonstration's data folder and clock. */
export type DemoServices = {
  readonly session: Session
  /** Of the demonstration nobody keeps a sheet, and nobody is asked for it. */
  readonly sheet: Pick<KeptSheet, 'keep'>
  readonly organization: OrganizationService
  readonly accounts: AccountsService
  readonly credentials: CredentialsService
  readonly posts: PostsService
  readonly consultations: ConsultationsService
  readonly library: LibraryService
  readonly kits: KitsService
}

/** What was made so far, by the names that the file has for it. */
export type Made = {
  readonly people: Map<string, PersonId>
  readonly accounts: Map<string, AccountId>
  readonly campaigns: Map<string, CampaignId>
}

/** The id of something that the file names, or that the file holds itself (a post has no name there). */
export function idOf<K, T>(ids: ReadonlyMap<K, T>, key: K, what = String(key)): T {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`the demonstration names ${what} before it exists`)
  return id
}

/** An act of the demonstration was refused: its data are wrong, or the keychain does not answer. */
export class DemoRefused extends Error {
  readonly refusal: Refusal
  constructor(what: string, refusal: Refusal) {
    super(`demonstration, ${what}: ${refusal.code} ${JSON.stringify(refusal.fields ?? refusal.detail ?? {})}`)
    this.refusal = refusal
  }
}

/** What an act of the demonstration answered. */
export function taken<T>(what: string, result: Result<T>): T {
  if (result.ok) return result.value
  throw new DemoRefused(what, result.refusal)
}
