import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { KeyIcon } from '#renderer/ui/icons.ts'
import { PasswordField } from '#renderer/ui/password-field.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { secretRules } from '#shared/credentials/secret-rules.ts'
import type { Changing } from './rotation.ts'

/** Step 2: the new secret, made by main and in the keychain before anybody goes to the network. */
export function MakeStep({ changing: { facts, credential } }: { readonly changing: Changing }) {
  const { credentials: words } = useWords()
  const store = useAct(api.credentials.storePending)
  const [typing, setTyping] = useState(false)
  const [secret, setSecret] = useState('')
  const rules = secretRules(facts.password)
  return (
    <Section title={words.rotation.make.title} description={words.rotation.make.detail}>
      <Form
        label={words.rotation.make.title}
        refusal={store.refusal}
        onSubmit={() => void store.act({ credential: credential.id, source: typing ? { kind: 'typed', secret } : { kind: 'generated' } })}
        actions={
          <>
            <Button type="submit" look="primary" icon={<KeyIcon />} busy={store.busy}>
              {typing ? words.rotation.make.store : words.rotation.make.act}
            </Button>
            <Button
              look="quiet"
              onPress={() => {
                store.reset()
                setTyping(!typing)
              }}
            >
              {typing ? words.rotation.make.generate : words.rotation.make.typed}
            </Button>
          </>
        }
      >
        {typing && (
          <PasswordField
            label={words.rotation.there.fresh}
            name="secret"
            hint={`${words.keep.rules(rules.min, facts.password.max ?? Number.POSITIVE_INFINITY, rules.alphabet === 'digits')} ${words.rotation.make.typedDetail}`}
            value={secret}
            onChange={setSecret}
            autoComplete="new-password"
            autoFocus
          />
        )}
      </Form>
    </Section>
  )
}
