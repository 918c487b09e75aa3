import { type ReactNode, useId } from 'react'
import styles from './choice.module.css'
import fieldStyles from './field.module.css'
import { useFieldError } from './form-errors.ts'
import { AlertIcon } from './icons.ts'

/** Several controls that answer one question together (checkboxes): one label, one hint, one error. */
export function FieldGroup({
  label,
  name,
  hint,
  error,
  children,
}: {
  readonly label: string
  readonly name?: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly children: ReactNode
}) {
  const id = useId()
  const problem = useFieldError(name, error)
  return (
    <fieldset
      className={fieldStyles['field']}
      aria-invalid={problem === undefined ? undefined : true}
      aria-describedby={[hint === undefined ? '' : `${id}-hint`, problem === undefined ? '' : `${id}-error`].join(' ').trim() || undefined}
      tabIndex={problem === undefined ? undefined : -1}
    >
      <legend className={fieldStyles['label']}>{label}</legend>
      {hint !== undefined && (
        <div id={`${id}-hint`} className={fieldStyles['hint']}>
          {hint}
        </div>
      )}
      <div className={styles['group']}>{children}</div>
      {problem !== undefined && (
        <div id={`${id}-error`} className={fieldStyles['error']}>
          <AlertIcon />
          <span>{problem}</span>
        </div>
      )}
    </fieldset>
  )
}
