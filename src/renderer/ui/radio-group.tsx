import { useId } from 'react'
import styles from './choice.module.css'
import { classNames } from './class-names.ts'
import { FieldLabel, useRequired } from './field-label.tsx'
import fieldStyles from './field.module.css'
import type { FieldProps } from './field.tsx'
import { useFieldError, useTouch } from './form-errors.ts'
import { AlertIcon } from './icons.ts'
import type { Option } from './option.ts'

/** One of two to six choices, all in sight. */
export function RadioGroup<V extends string>({
  label,
  name,
  hint,
  error,
  optional = false,
  value,
  onChange,
  options,
  row = false,
  disabled,
}: FieldProps & {
  readonly value: V | ''
  readonly onChange: (value: V) => void
  readonly options: readonly Option<V>[]
  /** Side by side. */
  readonly row?: boolean
  readonly disabled?: boolean
}) {
  const id = useId()
  const touch = useTouch(name)
  const problem = useFieldError(name, error)
  const required = useRequired(optional)
  return (
    <fieldset
      className={fieldStyles['field']}
      role="radiogroup"
      aria-required={required || undefined}
      aria-invalid={problem === undefined ? undefined : true}
      aria-describedby={[hint === undefined ? '' : `${id}-hint`, problem === undefined ? '' : `${id}-error`].join(' ').trim() || undefined}
      disabled={disabled}
      tabIndex={problem === undefined ? undefined : -1}
    >
      <legend className={fieldStyles['label']}>
        <FieldLabel label={label} optional={optional} />
      </legend>
      {hint !== undefined && (
        <div id={`${id}-hint`} className={fieldStyles['hint']}>
          {hint}
        </div>
      )}
      <div className={classNames(styles['group'], row && styles['row'])}>
        {options.map((option) => (
          <div key={option.value} className={styles['choice']}>
            <input
              id={`${id}-${option.value}`}
              type="radio"
              name={`${id}-radio`}
              className={styles['dot']}
              checked={option.value === value}
              aria-describedby={option.hint === undefined ? undefined : `${id}-${option.value}-hint`}
              onChange={() => {
                touch()
                onChange(option.value)
              }}
            />
            <label htmlFor={`${id}-${option.value}`} className={styles['label']}>
              {option.label}
              {option.count !== undefined && <span className={styles['count']}>{option.count}</span>}
            </label>
            {option.hint !== undefined && (
              <div id={`${id}-${option.value}-hint`} className={styles['hint']}>
                {option.hint}
              </div>
            )}
          </div>
        ))}
      </div>
      {problem !== undefined && (
        <div id={`${id}-error`} className={fieldStyles['error']}>
          <AlertIcon />
          <span>{problem}</span>
        </div>
      )}
    </fieldset>
  )
}
