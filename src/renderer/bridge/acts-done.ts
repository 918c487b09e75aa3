const listeners = new Set<() => void>()

/** An act of this window was done. Said by `useAct`, so that acts which record nothing (a backup, a verification) are seen too. */
export function actDone(): void {
  for (const listener of listeners) listener()
}

/** Listens for acts of this window. Answers with the way to stop. */
export function onActDone(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
