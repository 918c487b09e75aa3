import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useLockWords, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { CredentialId, RotationReason } from '#shared/credentials/credential.ts'

const reasons = ['exposed', 'person-left', 'incident', 'weak'] as const satisfies readonly RotationReason[]

/** Asks that a secret be changed at once, and says why. */
export function DemandDialog({ credential, onClose }: { readonly credential: CredentialId; readonly onClose: () => void }) {
  const { credentials: words } = useWords()
  const { ui } = useLockWords()
  const demand = useAct(api.credentials.demandRotation)
  const [reason, setReason] = useState<RotationReason>('exposed')
  const [note, setNote] = useState('')
  return (
    <Dialog title={words.panel.demandTitle} open onClose={onClose}>
      <Form
        label={words.panel.demandTitle}
        refusal={demand.refusal}
        onSubmit={() => {
          void demand.act({ credential, reason, note }).then((result) => {
            if (result?.ok !== true) return
            toast(words.panel.demanded)
            onClose()
          })
        }}
        actions={
          <>
            <Button type="submit" look="primary" busy={demand.busy}>
              {words.panel.demand}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <Note tone="info">{words.panel.demandDetail}</Note>
        <RadioGroup
          label={words.rotation.why.reason}
          name="reason"
          value={reason}
          onChange={setReason}
          options={reasons.map((value) => ({ value, label: words.reasons[value], hint: words.reasonHints[value] }))}
        />
        <TextArea label={words.note} name="note" value={note} onChange={setNote} rows={2} optional />
      </Form>
    </Dialog>
  )
}
