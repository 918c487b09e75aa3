import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useLockWords, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { DateField } from '#renderer/ui/date-field.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { PasswordField } from '#renderer/ui/password-field.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import type { NetworkFacts } from '#shared/accounts/network-facts.ts'
import { hangsFromPeople } from '#shared/accounts/account-warnings.ts'
import { secretRules } from '#shared/credentials/secret-rules.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'

type How = 'typed' | 'generated'
type Changed = 'today' | 'day' | 'unknown'

/**
 * Puts an account's secret in the keychain: the one it has, typed once, or a new one that main makes and the window never sees.
 * `today`: the day it is in the office.
 */
export function KeepSecret({
  account,
  facts,
  today,
  onClose,
}: {
  readonly account: AccountId
  readonly facts: NetworkFacts
  readonly today: string
  readonly onClose: () => void
}) {
  const { credentials: words } = useWords()
  const { ui } = useLockWords()
  const keep = useAct(api.credentials.keep)
  const [how, setHow] = useState<How>('typed')
  const [secret, setSecret] = useState('')
  const [subject, setSubject] = useState('')
  const [changed, setChanged] = useState<Changed>('unknown')
  const [day, setDay] = useState('')
  const [weak, setWeak] = useState<'never-asked' | 'asked' | 'accepted'>('never-asked')
  const rules = secretRules(facts.password)

  const submit = async () => {
    const changedOn = how === 'generated' || changed === 'today' ? today : changed === 'day' ? day : null
    const source = how === 'typed' ? ({ kind: 'typed', secret } as const) : ({ kind: 'generated' } as const)
    const result = await keep.act({ account, subject, source, changedOn, acceptWeak: weak === 'accepted' && how === 'typed' })
    if (result?.ok === true) {
      toast(words.keep.done)
      onClose()
    } else if (result !== undefined && isWeak(result.refusal) && weak === 'never-asked') setWeak('asked')
  }

  return (
    <Dialog title={words.keep.title} open onClose={onClose}>
      <Form
        label={words.keep.title}
        refusal={keep.refusal}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button type="submit" look="primary" busy={keep.busy}>
              {words.keep.act}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        {hangsFromPeople(facts) && (
          <TextField label={words.keep.subject} name="subject" hint={words.keep.subjectHint} value={subject} onChange={setSubject} optional />
        )}
        <RadioGroup
          label={words.keep.how}
          value={how}
          onChange={setHow}
          options={[
            { value: 'typed', label: words.keep.typed, hint: words.keep.typedHint },
            { value: 'generated', label: words.keep.generated, hint: words.keep.generatedHint },
          ]}
        />
        {how === 'typed' && (
          <>
            <PasswordField
              label={words.keep.secret}
              name="secret"
              hint={words.keep.rules(rules.min, facts.password.max ?? Number.POSITIVE_INFINITY, rules.alphabet === 'digits')}
              value={secret}
              onChange={setSecret}
            />
            {weak !== 'never-asked' && (
              <Checkbox label={words.keep.acceptWeak} value={weak === 'accepted'} onChange={(accepted) => setWeak(accepted ? 'accepted' : 'asked')} />
            )}
            <RadioGroup
              label={words.keep.changed}
              value={changed}
              onChange={setChanged}
              options={[
                { value: 'unknown', label: words.keep.unknown, hint: words.keep.unknownHint },
                { value: 'today', label: words.keep.today },
                { value: 'day', label: words.keep.onDay },
              ]}
            />
            {changed === 'day' && <DateField label={words.keep.day} name="changedOn" value={day} onChange={setDay} />}
          </>
        )}
      </Form>
    </Dialog>
  )
}

/** Refused for what it is, not for how it was written: then it may be kept all the same, if it is the one in use. */
function isWeak(refusal: Refusal): boolean {
  return refusal.code === 'credentials/reused' || refusal.code === 'credentials/similar' || refusal.fields?.['secret'] === 'secret-short'
}
