import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Member } from './member.ts'

/** A person leaves, with a reason. What they signed stays. */
export function DeactivatePerson({ member, open, onClose }: { readonly member: Member; readonly open: boolean; readonly onClose: () => void }) {
  const { people: words } = useWords()
  const deactivate = useAct(api.organization.deactivatePerson)
  const [reason, setReason] = useState('')

  const submit = async () => {
    const result = await deactivate.act({ person: member.id, reason })
    if (result?.ok !== true) return
    toast(words.deactivate.done(member.name))
    onClose()
  }

  return (
    <Dialog title={words.deactivate.title(member.name)} open={open} onClose={onClose}>
      <p>{words.deactivate.detail}</p>
      <Form
        label={words.deactivate.title(member.name)}
        refusal={deactivate.refusal}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button type="submit" look="danger-fill" busy={deactivate.busy}>
              {words.deactivate.submit}
            </Button>
            <Button onPress={onClose}>{words.detail.cancel}</Button>
          </>
        }
      >
        <TextField name="reason" label={words.deactivate.reason} hint={words.deactivate.reasonHint} value={reason} onChange={setReason} autoFocus />
      </Form>
    </Dialog>
  )
}
