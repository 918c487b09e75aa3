import { Field, type FieldProps } from './field.tsx'
import styles from './accent-field.module.css'
import { useTouch } from './form-errors.ts'

/** A colour: `#rrggbb`, typed or picked. */
export function AccentField({ value, onChange, ...field }: FieldProps & { readonly value: string; readonly onChange: (value: string) => void }) {
  const touch = useTouch(field.name)
  const set = (next: string) => {
    touch()
    onChange(next)
  }
  return (
    <Field {...field}>
      {(control) => (
        <div className={styles['line']}>
          <input
            type="color"
            className={styles['swatch']}
            aria-label={field.label}
            // The picker knows only whole colours; while one is being typed it shows black.
            value={/^#[0-9a-f]{6}$/i.test(value) ? value : '#000000'}
            onChange={(event) => set(event.target.value)}
          />
          <input {...control} type="text" className={styles['text']} value={value} maxLength={7} spellCheck={false} autoComplete="off" onChange={(event) => set(event.target.value)} />
        </div>
      )}
    </Field>
  )
}
