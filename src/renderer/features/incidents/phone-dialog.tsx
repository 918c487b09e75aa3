import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { CopyButton } from '#renderer/ui/copy-button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { unbroken } from '#renderer/ui/unbroken.ts'
import type { Notice } from './incident.ts'
import styles from './notices-part.module.css'

/** What to say on the phone, large enough to read aloud. */
export function PhoneDialog({ notice, onClose }: { readonly notice: Notice; readonly onClose: () => void }) {
  const { incidents, organization, ui } = useWords()
  const words = incidents.notices
  const copy = useAct(api.notices.copy)
  return (
    <Dialog
      title={`${words.phone}: ${organization.contacts[notice.addressee]}`}
      open
      onClose={onClose}
      actions={
        <>
          <CopyButton onCopy={async () => (await copy.act({ id: notice.id, what: 'phone' }))?.ok === true}>{words.copyPhone}</CopyButton>
          <Button onPress={onClose}>{ui.close}</Button>
        </>
      }
    >
      {notice.to !== undefined && notice.to.phone !== '' && <p>{words.to([notice.to.name, unbroken(notice.to.phone), notice.to.hours].filter((part) => part !== '').join(' · '))}</p>}
      <pre className={styles['text']}>{notice.phone}</pre>
      {copy.refusal !== undefined && <RefusalNote refusal={copy.refusal} />}
    </Dialog>
  )
}
