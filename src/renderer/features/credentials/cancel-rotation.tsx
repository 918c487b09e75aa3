import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Changing } from './rotation.ts'
import styles from './rotation-screen.module.css'

/** The way out: says what stays, and asks for proof once the network may have taken the new secret. */
export function CancelRotation({ changing: { credential }, onBack }: { readonly changing: Changing; readonly onBack: () => void }) {
  const { credentials: words } = useWords()
  const cancel = useAct(api.credentials.cancel)
  const [asking, setAsking] = useState(false)
  const [oldWorks, setOldWorks] = useState(false)
  const { cancel: said } = words.rotation
  const step = credential.kept.rotation?.step
  const mayBeThere = step === 'opened' || step === 'changed'
  return (
    <div className={styles['foot']}>
      <Button look="quiet" onPress={() => setAsking(true)}>
        {said.act}
      </Button>
      <ConfirmDialog
        title={said.title}
        open={asking}
        onClose={() => {
          cancel.reset()
          setAsking(false)
        }}
        onConfirm={() => {
          void cancel.act({ credential: credential.id, note: '', oldWorks }).then((result) => {
            if (result?.ok !== true) return
            toast(said.done)
            onBack()
          })
        }}
        act={said.confirm}
        cancel={said.keep}
        busy={cancel.busy}
        refusal={cancel.refusal}
        disabledReason={mayBeThere && !oldWorks ? said.must : undefined}
      >
        <p>{said.stays}</p>
        {step !== 'begun' && <p>{said.kept}</p>}
        {mayBeThere && <Checkbox label={said.oldWorks} value={oldWorks} onChange={setOldWorks} />}
      </ConfirmDialog>
    </div>
  )
}
