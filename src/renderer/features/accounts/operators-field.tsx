import { useId } from 'react'
import { useWords } from '#renderer/i18n/words.ts'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import type { PersonId } from '#shared/ledger/event.ts'
import styles from './operators-field.module.css'
import type { Directory } from './use-directory.ts'

/** Who operates an account: only they can use its password. */
export function OperatorsField({
  value,
  onChange,
  people,
}: {
  readonly value: readonly PersonId[]
  readonly onChange: (operators: readonly PersonId[]) => void
  readonly people: Directory['people']
}) {
  const { accounts: words } = useWords()
  const id = useId()
  return (
    <fieldset className={styles['field']} aria-describedby={`${id}-hint`}>
      <legend className={styles['legend']}>{words.fields.operators}</legend>
      <p id={`${id}-hint`} className={styles['hint']}>
        {words.hints.operators}
      </p>
      <div className={styles['people']}>
        {people.map((person) => (
          <Checkbox
            key={person.id}
            name="operators"
            label={person.name}
            hint={person.detail}
            value={value.includes(person.id)}
            onChange={(chosen) => onChange(chosen ? [...value, person.id] : value.filter((other) => other !== person.id))}
          />
        ))}
      </div>
    </fieldset>
  )
}
