import { useMemo } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { accountWarnings, type AccountWarning } from '#shared/accounts/account-warnings.ts'
import type { NetworkFacts } from '#shared/accounts/network-facts.ts'
import { parseDay } from '#shared/kernel/local-day.ts'
import { fieldsOf, type AccountDraft } from './account-draft.ts'
import type { Directory } from './use-directory.ts'

/** The warnings of a draft, as main will say them of the account. `own`: the account itself, when it is being corrected. */
export function useWarnings(draft: AccountDraft, operators: number, facts: NetworkFacts | undefined, directory: Directory, own?: string): readonly AccountWarning[] {
  const { answer: rows } = useAnswer(api.accounts.list, {})
  return useMemo(() => {
    const today = parseDay(directory.today)
    if (facts === undefined || today === undefined) return []
    const otherHandles = (rows ?? []).filter((row) => row.network === facts.network && row.id !== own && row.status !== 'closed').map((row) => row.handle)
    return accountWarnings(fieldsOf(draft), operators, { network: facts, otherHandles, mailDomain: directory.mailDomain, today })
  }, [rows, draft, operators, facts, directory, own])
}
