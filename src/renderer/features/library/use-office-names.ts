import { useMemo } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import type { OfficeId } from '#shared/ledger/event.ts'

/** The names of offices, in the order in which they are asked for. One that is not known, or not yet, is called by its id. */
export function useOfficeNames(): (offices: readonly OfficeId[]) => readonly string[] {
  const { answer } = useAnswer(api.organization.catalogue, {})
  const names = useMemo(() => new Map((answer?.offices ?? []).map(({ id, name }) => [id, name])), [answer])
  return (offices) => offices.map((id) => names.get(id) ?? id)
}
