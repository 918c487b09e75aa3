import type { Refusal } from '#shared/kernel/refusal.ts'
import type { Result } from '#shared/kernel/result.ts'
import { useCallback, useRef, useState } from 'react'
import { actDone } from './acts-done.ts'
import type { Ask } from './api.ts'
import { reportBug } from './bug.ts'

export type Act<I, O> = {
  /** Does it. Answers with main's result; undefined if one is already under way, or if a bug ended it (said in its own dialog). */
  readonly act: (input: I) => Promise<Result<O> | undefined>
  readonly busy: boolean
  /** Why the last one was refused; give it to the Form. */
  readonly refusal: Refusal | undefined
  readonly reset: () => void
}

/** A command of main: `const approve = useAct(api.posts.approve)`. One at a time, never repeated by itself. */
export function useAct<I, O>(ask: Ask<I, O>): Act<I, O> {
  const [state, setState] = useState<{ readonly busy: boolean; readonly refusal: Refusal | undefined }>({ busy: false, refusal: undefined })
  const under = useRef(false)
  const act = useCallback(
    async (input: I) => {
      if (under.current) return undefined
      under.current = true
      setState((before) => ({ ...before, busy: true }))
      try {
        const result = await ask(input)
        setState({ busy: false, refusal: result.ok ? undefined : result.refusal })
        if (result.ok) actDone()
        return result
      } catch (bug) {
        setState({ busy: false, refusal: undefined })
        reportBug(bug)
        return undefined
      } finally {
        under.current = false
      }
    },
    [ask],
  )
  const reset = useCallback(() => setState({ busy: false, refusal: undefined }), [])
  return { act, ...state, reset }
}
