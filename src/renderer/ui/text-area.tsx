import type { ReactNode, Ref } from 'react'
import { classNames } from './class-names.ts'
import { Field, type FieldProps } from './field.tsx'
import styles from './field.module.css'
import { useTouch } from './form-errors.ts'

/** Several lines of text; grows with what is written, `rows` at least. */
export function TextArea({
  value,
  onChange,
  rows = 3,
  placeholder,
  maxLength,
  disabled,
  autoFocus,
  mono = false,
  foot,
  areaRef,
  spellCheck = true,
  readOnly = false,
  onSelect,
  ...field
}: FieldProps & {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly rows?: number
  readonly placeholder?: string
  readonly maxLength?: number
  readonly disabled?: boolean
  readonly autoFocus?: boolean
  readonly mono?: boolean
  /** Below the text, at the end of the line: a counter. */
  readonly foot?: ReactNode
  readonly areaRef?: Ref<HTMLTextAreaElement>
  readonly spellCheck?: boolean
  /** To be read and selected from, not written. */
  readonly readOnly?: boolean
  readonly onSelect?: () => void
}) {
  const touch = useTouch(field.name)
  return (
    <Field {...field} foot={foot}>
      {(control) => (
        <div className={styles['control']}>
          <textarea
            {...control}
            ref={areaRef}
            name={field.name}
            className={classNames(styles['input'], styles['area'], mono && styles['mono'])}
            rows={rows}
            value={value}
            placeholder={placeholder}
            maxLength={maxLength}
            disabled={disabled}
            autoFocus={autoFocus}
            spellCheck={spellCheck}
            // Not `readOnly`: in such a one the browser lets nobody select by keyboard. What is typed is not taken.
            aria-readonly={readOnly}
            onSelect={onSelect}
            // `field-sizing: content` sizes by what is written; the rows are its floor.
            style={{ minBlockSize: `${rows * 1.4 + 0.9}em` }}
            onChange={(event) => {
              if (readOnly) return
              touch()
              onChange(event.target.value)
            }}
          />
        </div>
      )}
    </Field>
  )
}
