import { useEffect, useState } from 'react'
import type { Ask } from '#renderer/bridge/api.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'

export type Reading<O> = { readonly said: O | undefined; readonly refusal: Refusal | undefined }

/** What a pasted code says, asked as it is typed. Not a kept answer: the code holds a one-time password, and leaves with the form. */
export function useReading<O>(ask: Ask<{ code: string }, O>, code: string): Reading<O> {
  const [read, setRead] = useState<Reading<O> & { readonly of: string }>()
  const trimmed = code.trim()
  useEffect(() => {
    if (trimmed === '') return
    let wanted = true
    void ask({ code: trimmed }).then((answer) => {
      if (wanted) setRead({ of: trimmed, said: answer.ok ? answer.value : undefined, refusal: answer.ok ? undefined : answer.refusal })
    })
    return () => {
      wanted = false
    }
  }, [ask, trimmed])
  return read === undefined || read.of !== trimmed ? { said: undefined, refusal: undefined } : read
}
