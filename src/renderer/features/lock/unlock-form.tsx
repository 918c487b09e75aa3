import type { PersonId } from '#shared/ledger/event.ts'
import { useEffect, useRef, useState } from 'react'
import { api } from '../../bridge/api.ts'
import type { PersonChoice, SessionNow } from '../../bridge/first-answers.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useLockWords } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { PersonField } from './person-field.tsx'

/** A person and their passphrase. A wrong one keeps the focus and is selected, to be typed over. */
export function UnlockForm({
  people,
  person,
  onPerson,
  onUnlocked,
  onForgotten,
}: {
  readonly people: readonly PersonChoice[]
  readonly person: PersonId | ''
  readonly onPerson: (person: PersonId) => void
  readonly onUnlocked: (session: SessionNow) => void
  readonly onForgotten: () => void
}) {
  const { lock } = useLockWords()
  const unlock = useAct(api.session.unlock)
  const [passphrase, setPassphrase] = useState('')
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if (unlock.refusal !== undefined) field.current?.select()
  }, [unlock.refusal])

  return (
    <Form
      label={lock.welcome}
      refusal={unlock.refusal}
      onSubmit={() => {
        if (person === '' || passphrase === '') return field.current?.focus()
        void unlock.act({ person, passphrase }).then((result) => {
          if (result?.ok !== true) return
          setPassphrase('')
          onUnlocked(result.value)
        })
      }}
      actions={
        <>
          <Button type="submit" look="primary" size="large" busy={unlock.busy}>
            {unlock.busy ? lock.unlocking : lock.unlock}
          </Button>
          <Button look="quiet" size="large" onPress={onForgotten}>
            {lock.forgotten}
          </Button>
        </>
      }
    >
      <PersonField
        people={people}
        person={person}
        onPerson={(next) => {
          onPerson(next)
          unlock.reset()
          setPassphrase('')
        }}
      />
      <PasswordField
        label={lock.passphrase}
        name="passphrase"
        value={passphrase}
        onChange={setPassphrase}
        size="large"
        autoFocus
        autoComplete="current-password"
        inputRef={field}
      />
    </Form>
  )
}
