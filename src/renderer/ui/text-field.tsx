import type { HTMLInputAutoCompleteAttribute, ReactNode, Ref } from 'react'
import { classNames } from './class-names.ts'
import { Field, type FieldProps } from './field.tsx'
import styles from './field.module.css'
import { useTouch } from './form-errors.ts'

/** One line of text. */
export function TextField({
  value,
  onChange,
  type = 'text',
  placeholder,
  autoComplete = 'off',
  autoFocus,
  maxLength,
  disabled,
  mono = false,
  before,
  end,
  inputRef,
  spellCheck = false,
  ...field
}: FieldProps & {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'email' | 'url' | 'tel' | 'search'
  readonly placeholder?: string
  readonly autoComplete?: HTMLInputAutoCompleteAttribute
  readonly autoFocus?: boolean
  readonly maxLength?: number
  readonly disabled?: boolean
  /** For codes, handles, hashes. */
  readonly mono?: boolean
  /** A fixed beginning that is not typed: `@`. */
  readonly before?: string
  /** A small button at the end of the line. */
  readonly end?: ReactNode
  readonly inputRef?: Ref<HTMLInputElement>
  readonly spellCheck?: boolean
}) {
  const touch = useTouch(field.name)
  return (
    <Field {...field}>
      {(control) => (
        <div className={styles['control']}>
          {before !== undefined && (
            <span className={styles['before']} aria-hidden="true">
              {before}
            </span>
          )}
          <input
            {...control}
            ref={inputRef}
            type={type}
            name={field.name}
            className={classNames(styles['input'], mono && styles['mono'])}
            value={value}
            placeholder={placeholder}
            autoComplete={autoComplete}
            autoFocus={autoFocus}
            maxLength={maxLength}
            disabled={disabled}
            spellCheck={spellCheck}
            onChange={(event) => {
              touch()
              onChange(event.target.value)
            }}
          />
          {end !== undefined && <span className={styles['end']}>{end}</span>}
        </div>
      )}
    </Field>
  )
}
