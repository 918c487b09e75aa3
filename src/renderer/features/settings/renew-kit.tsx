import { MINUTE } from '#shared/kernel/clock.ts'
import type { RecoveryKit } from '#shared/session/recovery-kit.ts'
import { useState } from 'react'
import { api } from '../../bridge/api.ts'
import { KeepSheet } from '../../bridge/keep-sheet.tsx'
import { useAct } from '../../bridge/use-act.ts'
import { useFleeting } from '../../bridge/use-fleeting.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { Note } from '../../ui/note.tsx'
import { PasswordField } from '../../ui/password-field.tsx'

/** How long the sheet stays on the screen, in milliseconds: enough to find a printer. It leaves at once when the application locks. */
const SHOWN = 15 * MINUTE

/** A new recovery sheet: after the passphrase, shown once. The dialog does not close by accident while the code is in it. */
export function RenewKit({ onClose }: { readonly onClose: () => void }) {
  const { settings, ui } = useWords()
  const words = settings.kit
  const renew = useAct(api.session.renewRecoveryKit)
  const [passphrase, setPassphrase] = useState('')
  const { value: kit, show } = useFleeting<RecoveryKit>()
  if (kit !== undefined) return <NewSheet kit={kit} onDone={onClose} />
  return (
    <Dialog title={words.act} open onClose={onClose} size="small">
      <Form
        refusal={renew.refusal}
        onSubmit={() => {
          if (passphrase === '') return
          void renew.act({ passphrase }).then((result) => {
            if (result?.ok === true) show(result.value, SHOWN)
          })
        }}
        actions={
          <>
            <Button type="submit" look="primary" busy={renew.busy}>
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

function NewSheet({ kit, onDone }: { readonly kit: RecoveryKit; readonly onDone: () => void }) {
  const { settings } = useWords()
  return (
    <Dialog title={settings.kit.title} open onClose={onDone} closable={false}>
      <KeepSheet kit={kit} act={settings.kit.done} onDone={onDone} />
    </Dialog>
  )
}
