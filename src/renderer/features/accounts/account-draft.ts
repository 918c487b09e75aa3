import type { AccountField, AccountFields } from '#shared/accounts/account.ts'
import type { OfficeId } from '#shared/ledger/event.ts'

/** An account's fields while they are being written: the office may not be chosen yet. */
export type AccountDraft = Omit<AccountFields, 'office'> & { readonly office: OfficeId | '' }

export const emptyDraft: AccountDraft = {
  handle: '',
  displayName: '',
  url: '',
  office: '',
  headName: '',
  headPosition: '',
  recoveryMail: '',
  recoveryPhone: '',
  phoneHolder: '',
  deputyHolder: '',
  accessPeople: '',
  secondFactor: 'unknown',
  birthDate: '',
  onPortal: false,
  authorization: '',
  notes: '',
}

/** The draft as main takes it. */
export function fieldsOf(draft: AccountDraft): AccountFields {
  return { ...draft, office: draft.office as OfficeId } // one not chosen yet is refused by main beside its field
}

/** The parts of the page, each corrected by itself. */
export const fieldGroups = {
  identity: ['handle', 'displayName', 'url'],
  responsible: ['office', 'headName', 'headPosition'],
  recovery: ['recoveryMail', 'recoveryPhone', 'phoneHolder', 'deputyHolder', 'secondFactor', 'accessPeople', 'birthDate'],
  record: ['authorization', 'onPortal', 'notes'],
} as const satisfies Record<string, readonly AccountField[]>
export type FieldGroup = keyof typeof fieldGroups
