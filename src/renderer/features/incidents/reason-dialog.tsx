import { useState } from 'react'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import type { Refusal } from '#shared/kernel/refusal.ts'

/** Asks for the reason without which an act is not done. */
export function ReasonDialog({
  title,
  detail,
  label,
  act,
  busy,
  refusal,
  onSubmit,
  onClose,
}: {
  readonly title: string
  readonly detail?: string
  readonly label: string
  readonly act: string
  readonly busy: boolean
  readonly refusal: Refusal | undefined
  readonly onSubmit: (reason: string) => void
  readonly onClose: () => void
}) {
  const { ui } = useWords()
  const [reason, setReason] = useState('')
  return (
    <Dialog title={title} open onClose={onClose}>
      {detail !== undefined && <p>{detail}</p>}
      <Form
        label={title}
        refusal={refusal}
        onSubmit={() => onSubmit(reason)}
        actions={
          <>
            <Button type="submit" look="primary" busy={busy}>
              {act}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <TextArea name="reason" label={label} value={reason} onChange={setReason} rows={2} autoFocus />
      </Form>
    </Dialog>
  )
}
