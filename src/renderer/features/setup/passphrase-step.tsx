import { useState } from 'react'
import { passphraseFault } from '#shared/session/passphrase.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { PassphraseField } from '../../ui/passphrase-field.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { StepHead } from '../../ui/step-head.tsx'
import type { StepProps } from './set-up-draft.ts'

export function PassphraseStep({
  draft,
  refusal,
  busy,
  onBack,
  onSend,
}: Omit<StepProps, 'change'> & { readonly busy: boolean; readonly onBack: () => void; readonly onSend: (passphrase: string) => void }) {
  const { setup, ui } = useWords()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [own, setOwn] = useState<Refusal>()
  const names = { person: draft.person, institution: draft.name, shortName: draft.shortName }
  return (
    <>
      <StepHead title={setup.passphrase.title} explain={setup.passphrase.explain} />
      <Form
        refusal={own ?? refusal}
        onSubmit={() => {
          const fault = passphraseFault(passphrase, names)
          const fields = {
            ...(fault === undefined ? {} : { passphrase: passphrase === '' ? 'required' : fault }),
            ...(again === passphrase ? {} : { again: 'mismatch' }),
          }
          if (Object.keys(fields).length > 0) return setOwn({ code: 'input/invalid', fields })
          setOwn(undefined)
          onSend(passphrase)
        }}
        actions={
          <>
            <Button type="submit" look="primary" size="large" busy={busy}>
              {busy ? setup.passphrase.working : setup.passphrase.act}
            </Button>
            <Button look="quiet" size="large" onPress={onBack}>
              {ui.back}
            </Button>
          </>
        }
      >
        <PassphraseField
          name="passphrase"
          label={setup.passphrase.label}
          value={passphrase}
          onChange={setPassphrase}
          known={[draft.person, draft.name, draft.shortName]}
          size="large"
        />
        <PasswordField name="again" label={setup.passphrase.again} value={again} onChange={setAgain} autoComplete="new-password" size="large" />
      </Form>
    </>
  )
}
