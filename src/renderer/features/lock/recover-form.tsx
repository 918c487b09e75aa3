import type { PersonId } from '#shared/ledger/event.ts'
import { readRecoveryCode } from '#shared/session/recovery-code.ts'
import { useState } from 'react'
import { api } from '../../bridge/api.ts'
import type { BrandNow, PersonChoice, SessionNow } from '../../bridge/first-answers.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useLockWords } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Note } from '../../ui/note.tsx'
import { PassphraseField } from '../../ui/passphrase-field.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './lock-screen.module.css'
import { PersonField } from './person-field.tsx'

/** The way back in with the printed sheet: its code, and a new passphrase. The code is checked here group by group before it is sent. */
export function RecoverForm({
  people,
  person,
  onPerson,
  brand,
  onBack,
  onRecovered,
}: {
  readonly people: readonly PersonChoice[]
  readonly person: PersonId | ''
  readonly onPerson: (person: PersonId) => void
  readonly brand: BrandNow | undefined
  readonly onBack: () => void
  readonly onRecovered: (session: SessionNow) => void
}) {
  const { lock, ui } = useLockWords()
  const recover = useAct(api.session.recover)
  const [code, setCode] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)

  const read = readRecoveryCode(code)
  const codeError = !tried || read.kind === 'read' ? undefined : code.trim() === '' ? ui.fields['required'] : lock.recovery.unfit[read.why](read.group)
  const againError = tried && again !== next ? ui.fields['mismatch'] : undefined
  const nextError = tried && next === '' ? ui.fields['required'] : undefined
  const known = [people.find((one) => one.id === person)?.name ?? '', brand?.name ?? '', brand?.shortName ?? '']

  return (
    <>
      <div>
        <h1 className={styles['title']}>{lock.recovery.title}</h1>
        <p className={styles['explain']}>{lock.recovery.explain}</p>
      </div>
      <Form
        label={lock.recovery.title}
        refusal={recover.refusal}
        onSubmit={() => {
          setTried(true)
          if (person === '' || read.kind !== 'read' || next === '' || next !== again) return
          void recover.act({ person, code: read.code, passphrase: next }).then((result) => {
            if (result?.ok !== true) return
            setCode('')
            setNext('')
            setAgain('')
            onRecovered(result.value)
          })
        }}
        actions={
          <>
            <Button type="submit" look="primary" size="large" busy={recover.busy}>
              {lock.recovery.act}
            </Button>
            <Button look="quiet" size="large" onPress={onBack}>
              {lock.recovery.back}
            </Button>
          </>
        }
      >
        <PersonField people={people} person={person} onPerson={onPerson} />
        <TextField
          label={lock.recovery.code}
          hint={lock.recovery.codeHint}
          name="code"
          error={codeError}
          value={code}
          onChange={setCode}
          mono
          autoFocus
          size="large"
        />
        <PassphraseField label={lock.recovery.next} name="passphrase" error={nextError} value={next} onChange={setNext} known={known} />
        <PasswordField label={lock.recovery.again} error={againError} value={again} onChange={setAgain} autoComplete="new-password" />
      </Form>
      <Note>{lock.recovery.lost}</Note>
    </>
  )
}
