import type { Refusal } from '#shared/kernel/refusal.ts'
import { createContext, useContext } from 'react'
import { useLockWords } from '../i18n/words.ts'

/** What a form knows of its fields' errors: field path → field code, and how a field says it was changed since. */
type FormErrors = {
  readonly codes: Readonly<Record<string, string>>
  readonly touch: (name: string) => void
}

export const FormErrorsContext = createContext<FormErrors>({ codes: {}, touch: () => undefined })

/** The fields a refusal names. */
export function codesOf(refusal: Refusal | undefined): Readonly<Record<string, string>> {
  return refusal?.fields ?? {}
}

/** The sentence beside a field: its own `error`, or what the form's refusal says of its `name`. */
export function useFieldError(name: string | undefined, error: string | undefined): string | undefined {
  const { codes } = useContext(FormErrorsContext)
  const { ui } = useLockWords()
  if (error !== undefined) return error
  const code = name === undefined ? undefined : codes[name]
  return code === undefined ? undefined : (ui.fields[code] ?? ui.fields['invalid'])
}

/** Tells the form that a field was changed, so that its old error leaves. */
export function useTouch(name: string | undefined): () => void {
  const { touch } = useContext(FormErrorsContext)
  return () => {
    if (name !== undefined) touch(name)
  }
}
