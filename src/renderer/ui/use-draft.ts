import { useState } from 'react'

/** What one field of a draft needs: spread it on a TextField, Select, ComboBox … */
export type DraftField<T> = { readonly name: string; readonly value: T; readonly onChange: (value: T) => void }

/**
 * The values of a form while it is being written. `field('handle')` gives a field its name, value and change, and the name
 * matches `refusal.fields` of the command that the form sends.
 */
export function useDraft<T extends object>(initial: T) {
  const [values, setValues] = useState(initial)
  const set = <K extends keyof T>(name: K, value: T[K]) => setValues((before) => ({ ...before, [name]: value }))
  return {
    values,
    set,
    setAll: setValues,
    /** Whether anything differs from `initial` (by value, one level deep). */
    dirty: (Object.keys(values) as (keyof T)[]).some((key) => values[key] !== initial[key]), // keys of T by construction
    field: <K extends keyof T & string>(name: K): DraftField<T[K]> => ({ name, value: values[name], onChange: (value) => set(name, value) }),
  }
}
