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

/** The field codes of a step's empty required fields; undefined when none is empty. */
export function missing(fields: Readonly<Record<string, string | readonly string[]>>): Refusal | undefined {
  const empty = Object.entries(fields).filter(([, value]) => (typeof value === 'string' ? value.trim() : value).length === 0)
  if (empty.length === 0) return undefined
  return { code: 'input/invalid', fields: Object.fromEntries(empty.map(([name]) => [name, 'required'])) }
}
