import type { Refusal } from '#shared/kernel/refusal.ts'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { codesOf, FormErrorsContext } from './form-errors.ts'
import styles from './form.module.css'
import { RefusalNote } from './refusal-note.tsx'

/**
 * A form that keeps what was typed when it is refused: puts each error of `refusal.fields` beside the field of that `name`, says the
 * refusal above its actions, and takes the focus to the first bad field. Enter submits.
 */
export function Form({
  children,
  onSubmit,
  refusal,
  actions,
  label,
}: {
  readonly children: ReactNode
  readonly onSubmit: () => void
  readonly refusal?: Refusal | undefined
  /** The buttons, the one that submits first. */
  readonly actions?: ReactNode
  readonly label?: string
}) {
  const form = useRef<HTMLFormElement>(null)
  const [touched, setTouched] = useState<{ readonly of: Refusal | undefined; readonly names: readonly string[] }>({ of: undefined, names: [] })
  const names = touched.of === refusal ? touched.names : none

  useEffect(() => {
    if (refusal?.fields !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusal])

  const errors = useMemo(
    () => ({
      codes: Object.fromEntries(Object.entries(codesOf(refusal)).filter(([name]) => !names.includes(name))),
      touch: (name: string) => setTouched({ of: refusal, names: [...names, name] }),
    }),
    [refusal, names],
  )

  return (
    <FormErrorsContext value={errors}>
      <form
        ref={form}
        noValidate
        aria-label={label}
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          onSubmit()
        }}
      >
        {children}
        {refusal !== undefined && <RefusalNote refusal={refusal} />}
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </form>
    </FormErrorsContext>
  )
}

const none: readonly string[] = []
