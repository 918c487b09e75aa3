import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react'
import { useLockWords } from '../i18n/words.ts'
import { Field, type FieldProps } from './field.tsx'
import styles from './field.module.css'
import { useTouch } from './form-errors.ts'
import { HideIcon, ShowIcon } from './icons.ts'
import { IconButton } from './icon-button.tsx'

/**
 * A secret that the person types (a passphrase, a password to keep). The eye shows what is typed here; it never shows anything
 * that is stored. What is typed is forgotten when the field leaves the screen (the application locks, the dialog closes).
 */
export function PasswordField({
  value,
  onChange,
  autoFocus,
  autoComplete = 'off',
  inputRef,
  disabled,
  foot,
  ...field
}: FieldProps & {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly autoFocus?: boolean
  readonly autoComplete?: 'off' | 'current-password' | 'new-password'
  readonly inputRef?: Ref<HTMLInputElement>
  readonly disabled?: boolean
  readonly foot?: ReactNode
}) {
  const { ui } = useLockWords()
  const touch = useTouch(field.name)
  const [shown, setShown] = useState(false)
  const visible = shown && value !== ''
  const forget = useRef(onChange)
  useEffect(() => {
    forget.current = onChange
  })
  useEffect(() => () => forget.current(''), [])
  return (
    <Field {...field} foot={foot}>
      {(control) => (
        <div className={styles['control']}>
          <input
            {...control}
            ref={inputRef}
            type={visible ? 'text' : 'password'}
            name={field.name}
            className={styles['input']}
            value={value}
            autoComplete={autoComplete}
            autoFocus={autoFocus}
            disabled={disabled}
            spellCheck={false}
            autoCapitalize="off"
            onChange={(event) => {
              touch()
              if (event.target.value === '') setShown(false)
              onChange(event.target.value)
            }}
          />
          <span className={styles['end']}>
            <IconButton
              size="small"
              label={visible ? ui.hide : ui.reveal}
              pressed={visible}
              icon={visible ? <HideIcon /> : <ShowIcon />}
              onPress={() => setShown(!visible)}
            />
          </span>
        </div>
      )}
    </Field>
  )
}
