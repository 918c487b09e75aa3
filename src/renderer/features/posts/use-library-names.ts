import { useMemo } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import type { LibraryNames } from './active-filters.ts'

/** What the library calls campaigns and topics. */
export function useLibraryNames(): LibraryNames {
  const { answer: campaigns } = useAnswer(api.library.campaigns, {})
  const { answer: topics } = useAnswer(api.library.topics, {})
  return useMemo(
    () => ({
      campaigns: new Map((campaigns?.campaigns ?? []).map(({ id, campaign }) => [id, campaign.name])),
      topics: new Map((topics?.topics ?? []).map(({ id, name }) => [id, name])),
    }),
    [campaigns, topics],
  )
}
