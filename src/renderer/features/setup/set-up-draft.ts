import type { Refusal } from '#shared/kernel/refusal.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import type { api } from '../../bridge/api.ts'

/** What the first run has been told so far. The passphrase is not among it: it stays in its own step. */
export type SetUpDraft = {
  readonly name: string
  readonly shortName: string
  readonly accent: string
  readonly office: OfficeId | ''
  readonly person: string
  readonly post: string
  readonly mail: string
  readonly roles: readonly Role[]
}

type Answered = Awaited<ReturnType<typeof api.organization.catalogue>>
export type Catalogue = Answered extends Result<infer C> ? C : never

/** What every step gets. */
export type StepProps = {
  readonly draft: SetUpDraft
  readonly change: (change: Partial<SetUpDraft>) => void
  /** Of the last attempt to finish. */
  readonly refusal: Refusal | undefined
}

/** A step's faults as its form shows them, each beside its field (`<group>.<field>`); undefined when there is none. */
export function faulty(group: string, faults: Readonly<Record<string, string>>): Refusal | undefined {
  const fields = Object.entries(faults).map(([field, code]) => [`${group}.${field}`, code])
  return fields.length === 0 ? undefined : { code: 'input/invalid', fields: Object.fromEntries(fields) }
}
