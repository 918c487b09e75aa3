import type { AccountId } from '#shared/accounts/account.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'

/** What posts ask of the registry of accounts. */
export interface PostAccounts {
  /** An account by id, closed ones too. */
  one(id: string): RegisteredAccount | undefined
  ofOffice(office: OfficeId): readonly RegisteredAccount[]
  /** Domains on which a network's posts live. */
  domainsOf(network: Network): readonly string[]
  /** The network's page to write on. */
  composerOf(network: Network): string | null
}

export type RegisteredAccount = {
  readonly id: AccountId
  readonly network: Network
  readonly handle: string
  readonly displayName: string
  readonly office: OfficeId
  readonly closed: boolean
}

/** What posts ask of the organization. */
export interface PostPeople {
  nameOf(person: PersonId): string
  officeNameOf(office: OfficeId): string
  /** The reviewers in whose place somebody is at a moment. */
  standsFor(person: PersonId, at: Instant): readonly PersonId[]
  /** Everybody who may review at a moment. */
  reviewers(at: Instant): readonly PersonId[]
}

/** What posts ask of the machine. */
export interface PostDesk {
  /** Asks the person for files; empty when they thought better of it. */
  chooseFiles(options: { readonly title: string; readonly extensions: readonly string[]; readonly several: boolean }): Promise<readonly string[]>
  /** Puts a text that is no secret on the clipboard. */
  copyText(text: string): Promise<void>
  /** Shows a folder of this machine; false when nothing could show it. */
  openFolder(path: string): Promise<boolean>
  /** Opens a network's page in the person's browser; false when it is not an allowed one or nothing opened it. */
  openPage(address: string): Promise<boolean>
  /** Asks where to write a file; undefined when they thought better of it. */
  choosePlace(options: { readonly title: string; readonly name: string }): Promise<string | undefined>
}
