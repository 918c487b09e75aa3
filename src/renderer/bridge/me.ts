import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { createContext, useContext } from 'react'

/** Who is unlocked. */
export type Me = {
  readonly id: PersonId
  readonly name: string
  readonly roles: readonly Role[]
  readonly office: OfficeId
  readonly officeName: string
}

export const MeContext = createContext<Me | undefined>(undefined)

/** The person who is unlocked: their roles say which acts are offered. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (me === undefined) throw new Error('nobody is unlocked here')
  return me
}
