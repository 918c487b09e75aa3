import { useState } from 'react'
import type { Ask } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'

/** Takes something out of use, with its reason. What it said stays on record. */
export function ReasonDialog<I>({
  title,
  detail,
  act: name,
  done: said,
  ask,
  inputOf,
  onClose,
  onDone = onClose,
  field = 'reason',
  label,
}: {
  readonly title: string
  readonly detail: string
  readonly act: string
  readonly done: string
  readonly ask: Ask<I, object>
  readonly inputOf: (reason: string) => I
  readonly onClose: () => void
  readonly onDone?: () => void
  /** Name of the text in what is sent, for its field's refusal. */
  readonly field?: string
  readonly label?: string
}) {
  const { library: words, ui } = useWords()
  const { act, busy, refusal } = useAct(ask)
  const [reason, setReason] = useState('')
  return (
    <Dialog title={title} open onClose={onClose}>
      <Form
        refusal={refusal}
        onSubmit={() =>
          void act(inputOf(reason)).then((done) => {
            if (done?.ok !== true) return
            toast(said)
            onDone()
          })
        }
        actions={
          <>
            <Button type="submit" look="danger-fill" busy={busy}>
              {name}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <p>{detail}</p>
        <TextField label={label ?? words.reason} name={field} value={reason} onChange={setReason} maxLength={field === 'reason' ? 300 : 2000} autoFocus />
      </Form>
    </Dialog>
  )
}
