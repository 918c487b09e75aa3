import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { rotationReasons, type CredentialId, type RotationReason } from '#shared/credentials/credential.ts'
import type { Changing } from './rotation.ts'

/** Step 1: why. Nothing has changed yet. */
export function WhyStep({
  changing: { page, credential },
  choices,
  onChoose,
}: {
  readonly changing: Changing
  readonly choices: readonly { readonly value: CredentialId; readonly label: string }[]
  readonly onChoose: (credential: CredentialId) => void
}) {
  const { credentials: words } = useWords()
  const me = useMe()
  const begin = useAct(api.credentials.beginRotation)
  const [reason, setReason] = useState<RotationReason>(credential.kept.demand?.reason ?? 'scheduled')
  const [note, setNote] = useState('')
  const holds = me.roles.includes('security') || (me.roles.includes('operator') && page.operators.includes(me.id))
  return (
    <Section title={words.rotation.why.title} description={words.rotation.why.detail}>
      <Form
        label={words.rotation.why.title}
        refusal={begin.refusal}
        onSubmit={() => void begin.act({ credential: credential.id, reason, note })}
        actions={
          <Button type="submit" look="primary" busy={begin.busy} disabledReason={holds ? undefined : words.panel.notOperator}>
            {words.rotation.why.act}
          </Button>
        }
      >
        {choices.length > 1 && <RadioGroup label={words.rotation.which} value={credential.id} onChange={onChoose} options={choices} />}
        <RadioGroup
          label={words.rotation.why.reason}
          name="reason"
          value={reason}
          onChange={setReason}
          options={rotationReasons.map((value) => ({ value, label: words.reasons[value], hint: words.reasonHints[value] }))}
        />
        <TextArea label={words.note} name="note" value={note} onChange={setNote} rows={2} optional />
      </Form>
    </Section>
  )
}
