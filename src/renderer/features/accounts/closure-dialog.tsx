import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useLockWords, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { AccountId } from '#shared/accounts/account.ts'

/** What can be decided on an account's life; each asks a reason. */
export type ClosureAct = 'recommendClosure' | 'withdrawClosure' | 'close' | 'reopen'

/** The reason of a decision on an account's life. */
export function ClosureDialog({ act, id, onClose }: { readonly act: ClosureAct; readonly id: AccountId; readonly onClose: () => void }) {
  const { accounts: words } = useWords()
  const { ui } = useLockWords()
  const decide = useAct(api.accounts[act])
  const [reason, setReason] = useState('')
  const said = {
    recommendClosure: { title: words.closure.recommendTitle, detail: words.closure.recommendDetail, button: words.closure.recommend },
    withdrawClosure: { title: words.closure.withdrawTitle, detail: '', button: words.closure.withdraw },
    close: { title: words.closure.closeTitle, detail: words.closure.closeDetail, button: words.closure.close },
    reopen: { title: words.closure.reopenTitle, detail: '', button: words.closure.reopen },
  }[act]
  return (
    <Dialog title={said.title} open onClose={onClose}>
      <Form
        label={said.title}
        refusal={decide.refusal}
        onSubmit={() => {
          void decide.act({ id, reason }).then((result) => {
            if (result?.ok !== true) return
            toast(words.closure.done)
            onClose()
          })
        }}
        actions={
          <>
            <Button type="submit" look={act === 'close' ? 'danger-fill' : 'primary'} busy={decide.busy}>
              {said.button}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        {said.detail !== '' && <Note tone={act === 'close' ? 'warn' : 'info'}>{said.detail}</Note>}
        <TextArea label={words.closure.reason} name="reason" value={reason} onChange={setReason} autoFocus />
      </Form>
    </Dialog>
  )
}
