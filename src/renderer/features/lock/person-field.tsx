import type { PersonId } from '#shared/ledger/event.ts'
import type { PersonChoice } from '../../bridge/first-answers.ts'
import { useLockWords } from '../../i18n/words.ts'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Select } from '../../ui/select.tsx'
import styles from './lock-screen.module.css'

/** Up to so many people are all in sight. */
const IN_SIGHT = 4

/** Who is at the machine: said, when there is only one; chosen, when several share it. */
export function PersonField({
  people,
  person,
  onPerson,
}: {
  readonly people: readonly PersonChoice[]
  readonly person: PersonId | ''
  readonly onPerson: (person: PersonId) => void
}) {
  const { lock } = useLockWords()
  const only = people.length === 1 ? people[0] : undefined
  if (only !== undefined) {
    return (
      <p className={styles['who']}>
        <span className={styles['name']}>{only.name}</span>
        <span className={styles['quiet']}>{only.office}</span>
      </p>
    )
  }
  const options = people.map((choice) => ({ value: choice.id, label: choice.name, hint: choice.office }))
  if (people.length <= IN_SIGHT) return <RadioGroup label={lock.person} value={person} onChange={onPerson} options={options} />
  return (
    <Select
      label={lock.person}
      value={person}
      onChange={onPerson}
      options={options}
      hint={people.find((choice) => choice.id === person)?.office}
      placeholder={lock.choosePerson}
      size="large"
    />
  )
}
