import { useState } from 'react'
import { api } from '../../bridge/api.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { Note } from '../../ui/note.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { toast } from '../../ui/toast-store.ts'

/** The record goes on from a restored backup, after the passphrase. */
export function AcceptRestored({ onClose }: { readonly onClose: () => void }) {
  const { settings, ui } = useWords()
  const words = settings.record.restored
  const accept = useAct(api.shell.acceptRestored)
  const [passphrase, setPassphrase] = useState('')
  return (
    <Dialog title={words.act} open onClose={onClose} size="small">
      <Form
        refusal={accept.refusal}
        onSubmit={() => {
          if (passphrase === '') return
          void accept.act({ passphrase }).then((result) => {
            if (result?.ok !== true) return
            toast(words.done)
            onClose()
          })
        }}
        actions={
          <>
            <Button type="submit" busy={accept.busy}>
              {words.act}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <Note tone="warn">{words.confirm}</Note>
        <PasswordField label={words.passphrase} name="passphrase" value={passphrase} onChange={setPassphrase} autoComplete="current-password" autoFocus />
      </Form>
    </Dialog>
  )
}
