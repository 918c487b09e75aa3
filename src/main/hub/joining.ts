import { refuse, type Result } from '#shared/kernel/result.ts'

export type JoiningStage = 'connecting' | 'checking' | 'verifying' | 'pulling' | 'signing' | 'registering' | 'publishing' | 'closing' | 'sealing' | 'attaching'

/** How far a joining or sharing is. `total` 0: it cannot be counted. */
export type JoiningProgress = { readonly stage: JoiningStage; readonly done: number; readonly total: number }

/** The one long act of a machine: joining a record, or sharing its own. */
export interface Joining {
  /** Runs it; refuses `hub/joining` while another runs. */
  once<T>(act: () => Promise<Result<T>>): Promise<Result<T>>
  at(stage: JoiningStage, counted?: { readonly done: number; readonly total: number }): void
  current(): JoiningProgress | undefined
  /** The person does not want to wait. What was taken over stays. */
  stop(): void
  isStopped(): boolean
  onStop(listener: () => void): () => void
  onChange(listener: () => void): () => void
}

export function joining(): Joining {
  const stopListeners = new Set<() => void>()
  const changeListeners = new Set<() => void>()
  let progress: JoiningProgress | undefined
  let running = false
  let stopped = false

  function change(next: JoiningProgress | undefined): void {
    progress = next
    for (const listener of changeListeners) listener()
  }

  function listen(listeners: Set<() => void>, listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return {
    async once(act) {
      if (running) return refuse('hub/joining')
      running = true
      stopped = false
      try {
        return await act()
      } finally {
        running = false
        change(undefined)
      }
    },
    at(stage, counted = { done: 0, total: 0 }) {
      change({ stage, ...counted })
    },
    current: () => progress,
    stop() {
      if (!running) return
      stopped = true
      for (const listener of stopListeners) listener()
    },
    isStopped: () => stopped,
    onStop: (listener) => listen(stopListeners, listener),
    onChange: (listener) => listen(changeListeners, listener),
  }
}
