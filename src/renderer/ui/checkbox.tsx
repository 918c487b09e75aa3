import { type ReactNode, useId } from 'react'
import styles from './choice.module.css'
import { classNames } from './class-names.ts'
import fieldStyles from './field.module.css'
import { useFieldError, useTouch } from './form-errors.ts'
import { AlertIcon } from './icons.ts'

/** Yes or no, as part of what a form sends (for a setting that acts at once: Switch). */
export function Checkbox({
  label,
  count,
  value,
  onChange,
  name,
  hint,
  error,
  disabled,
  partly = false,
}: {
  readonly label: ReactNode
  /** How many there are of it, beside the label. */
  readonly count?: string | undefined
  readonly value: boolean
  readonly onChange: (value: boolean) => void
  readonly name?: string
  readonly hint?: ReactNode
  readonly error?: string
  readonly disabled?: boolean
  /** Some of what it stands for is chosen. */
  readonly partly?: boolean
}) {
  const id = useId()
  const touch = useTouch(name)
  const problem = useFieldError(name, error)
  return (
    <div className={styles['choice']}>
      <input
        id={id}
        type="checkbox"
        name={name}
        className={styles['box']}
        checked={value}
        disabled={disabled}
        ref={(element) => {
          if (element !== null) element.indeterminate = partly
        }}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={[hint === undefined ? '' : `${id}-hint`, problem === undefined ? '' : `${id}-error`].join(' ').trim() || undefined}
        onChange={(event) => {
          touch()
          onChange(event.target.checked)
        }}
      />
      <label htmlFor={id} className={styles['label']}>
        {label}
        {count !== undefined && <span className={styles['count']}>{count}</span>}
      </label>
      {hint !== undefined && (
        <div id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </div>
      )}
      {problem !== undefined && (
        <div id={`${id}-error`} className={classNames(fieldStyles['error'], styles['error'])}>
          <AlertIcon />
          <span>{problem}</span>
        </div>
      )}
    </div>
  )
}
