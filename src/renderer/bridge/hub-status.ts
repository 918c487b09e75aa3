import type { HubStatus } from '#shared/hub/status.ts'
import { useEffect, useMemo } from 'react'
import { answers } from './answers.ts'
import { api, events, keyOf } from './api.ts'
import { useAnswer } from './use-answer.ts'

/** How the machine stands with its hub, told by main whenever it changes; undefined until the first answer. */
export function useHubStatus(): HubStatus | undefined {
  const { answer } = useAnswer(api.hub.status, {})
  useEffect(() => events.hub.changed((status) => void answers.setQueryData([...keyOf(api.hub.status), {}], { ok: true, value: status })), [])
  return answer as HubStatus | undefined // main writes its times as instants; the contract keeps them as text
}

/** Whether something of a stream (`post/<id>`) is not accepted by the hub yet. */
export function usePending(): (stream: string) => boolean {
  const { answer } = useAnswer(api.hub.pendingStreams, {})
  return useMemo(() => {
    const streams = new Set(answer ?? [])
    return (stream: string) => streams.has(stream)
  }, [answer])
}
