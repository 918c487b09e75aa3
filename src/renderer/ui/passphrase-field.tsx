import { useLockWords } from '../i18n/words.ts'
import type { FieldProps } from './field.tsx'
import styles from './passphrase-field.module.css'
import { PasswordField } from './password-field.tsx'
import { passphraseStrength } from './passphrase-strength.ts'

/** A new passphrase: the rules before, the strength while it is typed. Main decides whether it will do. */
export function PassphraseField({
  value,
  onChange,
  known = [],
  ...field
}: Omit<FieldProps, 'hint'> & {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Words that must not carry it: names of the person and the institution. */
  readonly known?: readonly string[]
}) {
  const { lock } = useLockWords()
  const { level, missing } = passphraseStrength(value, known)
  const words = level === 'short' ? lock.strength.short(missing) : lock.strength[level]
  return (
    <PasswordField
      {...field}
      hint={lock.strength.rules}
      value={value}
      onChange={onChange}
      autoComplete="new-password"
      foot={
        <span className={styles['strength']} data-level={level}>
          <span className={styles['bars']} aria-hidden="true">
            <span />
            <span />
            <span />
          </span>
          <span role="status">{words}</span>
        </span>
      }
    />
  )
}
