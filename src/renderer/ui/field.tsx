import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import { FieldLabel, useRequired } from './field-label.tsx'
import styles from './field.module.css'
import { useFieldError } from './form-errors.ts'
import { AlertIcon } from './icons.ts'

/** What every field of a form accepts. */
export type FieldProps = {
  /** What the field asks; always visible. */
  readonly label: string
  /** Its path in the command's input: a refusal's `fields` are found by it. */
  readonly name?: string
  /** One sentence before writing: form, example, why. */
  readonly hint?: ReactNode
  /** An error of the screen's own; otherwise the form's refusal speaks. */
  readonly error?: string | undefined
  /** Marks the label «(opcional)». Fields are required unless said; among FilterFields neither is said. */
  readonly optional?: boolean
  readonly size?: 'normal' | 'large'
}

/** What a control inside a Field must carry. */
export type FieldControl = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
  readonly 'aria-required': true | undefined
}

/** Label, hint, control and error of one field, tied together for screen readers. */
export function Field({
  label,
  name,
  hint,
  error,
  optional = false,
  size = 'normal',
  foot,
  children,
}: FieldProps & { readonly foot?: ReactNode; readonly children: (control: FieldControl) => ReactNode }) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const problem = useFieldError(name, error)
  const required = useRequired(optional)
  const described = [problem === undefined ? undefined : errorId, hint === undefined ? undefined : hintId].filter((part) => part !== undefined)
  return (
    <div className={classNames(styles['field'], size === 'large' && styles['large'])} data-invalid={problem === undefined ? undefined : true}>
      <label htmlFor={id} className={styles['label']}>
        <FieldLabel label={label} optional={optional} />
      </label>
      {hint !== undefined && (
        <div id={hintId} className={styles['hint']}>
          {hint}
        </div>
      )}
      {children({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': problem === undefined ? undefined : true,
        'aria-required': required || undefined,
      })}
      {(problem !== undefined || foot !== undefined) && (
        <div className={styles['foot']}>
          {problem !== undefined && (
            <div id={errorId} className={styles['error']}>
              <AlertIcon />
              <span>{problem}</span>
            </div>
          )}
          {foot}
        </div>
      )}
    </div>
  )
}
