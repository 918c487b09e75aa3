import { type ReactNode, useId } from 'react'
import styles from './choice.module.css'

/** On or off, at once. */
export function Switch({
  label,
  value,
  onChange,
  hint,
  disabled,
}: {
  readonly label: ReactNode
  readonly value: boolean
  readonly onChange: (value: boolean) => void
  readonly hint?: ReactNode
  readonly disabled?: boolean
}) {
  const id = useId()
  return (
    <div className={styles['choice']}>
      <input
        id={id}
        type="checkbox"
        role="switch"
        className={styles['switch']}
        checked={value}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      {hint !== undefined && (
        <div id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </div>
      )}
    </div>
  )
}
