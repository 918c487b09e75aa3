import { MINUTE } from '#shared/kernel/clock.ts'
import type { RecoveryKit } from '#shared/session/recovery-kit.ts'
import { useState } from 'react'
import { api } from '../../bridge/api.ts'
import { RecoverySheet } from '../../bridge/recovery-sheet.tsx'
import { useAct } from '../../bridge/use-act.ts'
import { useFleeting } from '../../bridge/use-fleeting.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { DownloadIcon, PrintIcon } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import styles from './settings.module.css'

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
        <PasswordField label={words.passphrase} value={passphrase} onChange={setPassphrase} autoComplete="current-password" autoFocus />
      </Form>
    </Dialog>
  )
}

function NewSheet({ kit, onDone }: { readonly kit: RecoveryKit; readonly onDone: () => void }) {
  const { settings } = useWords()
  const words = settings.kit
  const print = useAct(api.shell.print)
  const save = useAct(api.shell.savePdf)
  const refusal = save.refusal ?? print.refusal
  return (
    <Dialog title={words.title} open onClose={onDone} closable={false}>
      <div className={styles['sheet']}>
        <RecoverySheet kit={kit} />
        {refusal !== undefined && <RefusalNote refusal={refusal} />}
        <div className={styles['acts']}>
          <Button icon={<PrintIcon />} busy={print.busy} onPress={() => void print.act({})}>
            {words.print}
          </Button>
          <Button icon={<DownloadIcon />} busy={save.busy} onPress={() => void save.act({ name: words.fileName })}>
            {words.save}
          </Button>
          <Button look="primary" onPress={onDone}>
            {words.done}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
