import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { LineRow } from '#shared/rules/contract.ts'

/** Withdraws a fact of the line, with its reason. What it said stays on record. */
export function WithdrawDialog({ fact, onClose }: { readonly fact: LineRow; readonly onClose: () => void }) {
  const { line: words, ui } = useWords()
  const { act, busy, refusal } = useAct(api.rules.withdraw)
  const [reason, setReason] = useState('')
  return (
    <Dialog title={words.withdrawTitle} open onClose={onClose}>
      <Form
        refusal={refusal}
        onSubmit={() =>
          void act({ id: fact.id, reason }).then((done) => {
            if (done?.ok !== true) return
            toast(words.withdrawn)
            onClose()
          })
        }
        actions={
          <>
            <Button type="submit" look="danger-fill" busy={busy}>
              {words.withdraw}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <p>
          {fact.subject}: {fact.value}
        </p>
        <TextField label={words.reason} name="reason" value={reason} onChange={setReason} autoFocus />
      </Form>
    </Dialog>
  )
}
