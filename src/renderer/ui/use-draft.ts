import { useCallback, useEffect, useRef, useState } from 'react'

/** What one field of a draft needs: spread it on a TextField, Select, ComboBox … */
export type DraftField<T> = { readonly name: string; readonly value: T; readonly onChange: (value: T) => void }

/** What was changed in each kept form and not sent yet: in the window's memory only. */
const kept = new Map<string, object>()

/** Forgets what every form keeps: the application was locked. */
export function forgetDrafts(): void {
  kept.clear()
}

/**
 * The values of a form while it is being written. `field('handle')` gives a field its name, value and change, and the name
 * matches `refusal.fields` of the command that the form sends.
 *
 * With `keptAs`, a name of this form alone, what was changed outlives the form: whoever leaves it (an incident does not wait) finds
 * it again on coming back, until `forget` is called, when it is sent or cancelled. Only what differs from `initial` as it was then is kept, so that
 * nothing older comes back over a newer value. Never for a form that takes a secret.
 */
export function useDraft<T extends object>(initial: T, keptAs?: string) {
  const [values, setValues] = useState<T>(() => ({ ...initial, ...(keptAs === undefined ? undefined : kept.get(keptAs)) }))
  const changedFrom = (base: T) => (Object.keys(values) as (keyof T)[]).filter((key) => !isSame(values[key], base[key])) // keys of T by construction
  const changed = changedFrom(initial)
  /** As it was when the form was opened: what others change meanwhile is not what was written here. */
  const [opened] = useState(initial)
  /** Sent or given up: not kept again before something is written anew. */
  const left = useRef(false)
  const setAll = useCallback((next: T | ((before: T) => T)) => {
    left.current = false
    setValues(next)
  }, [])
  const set = <K extends keyof T>(name: K, value: T[K]) => setAll((before) => ({ ...before, [name]: value }))

  useEffect(() => {
    if (keptAs === undefined || left.current) return
    const written = changedFrom(opened)
    if (written.length === 0) kept.delete(keptAs)
    else kept.set(keptAs, Object.fromEntries(written.map((key) => [key, values[key]])))
  })

  return {
    values,
    set,
    setAll,
    /** Whether anything differs from `initial` (by value). */
    dirty: changed.length > 0,
    field: <K extends keyof T & string>(name: K): DraftField<T[K]> => ({ name, value: values[name], onChange: (value) => set(name, value) }),
    /** Nothing of it is kept any more: it was sent, or given up. */
    forget: () => {
      left.current = true
      if (keptAs !== undefined) kept.delete(keptAs)
    },
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
