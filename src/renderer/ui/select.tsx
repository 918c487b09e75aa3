import { useLockWords } from '../i18n/words.ts'
import { Field, type FieldProps } from './field.tsx'
import { useTouch } from './form-errors.ts'
import type { Option } from './option.ts'
import styles from './select.module.css'

/** One of a few choices (for more than about fifteen, or for choices to search, ComboBox). `value` '' means nothing chosen yet. */
export function Select<V extends string>({
  value,
  onChange,
  options,
  placeholder,
  disabled,
  autoFocus,
  ...field
}: FieldProps & {
  readonly value: V | ''
  readonly onChange: (value: V) => void
  readonly options: readonly Option<V>[]
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly autoFocus?: boolean
}) {
  const { ui } = useLockWords()
  const touch = useTouch(field.name)
  const groups = Object.entries(Object.groupBy(options, (option) => option.group ?? ''))
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          name={field.name}
          className={styles['select']}
          value={value}
          disabled={disabled}
          autoFocus={autoFocus}
          onChange={(event) => {
            touch()
            const chosen = options.find((option) => option.value === event.target.value)
            if (chosen !== undefined) onChange(chosen.value)
          }}
        >
          {value === '' && (
            <option value="" disabled hidden>
              {placeholder ?? ui.choose}
            </option>
          )}
          {groups.map(([group, members]) => {
            const items = (members ?? []).map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))
            return group === '' ? (
              items
            ) : (
              <optgroup key={group} label={group}>
                {items}
              </optgroup>
            )
          })}
        </select>
      )}
    </Field>
  )
}
