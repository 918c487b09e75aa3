import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Notice } from './incident.ts'
import styles from './notices-part.module.css'

/** The notice's text; while it is a draft, its subject and body can be reworded. */
export function NoticeTextDialog({ notice, onClose }: { readonly notice: Notice; readonly onClose: () => void }) {
  const { incidents, organization, ui } = useWords()
  const words = incidents.notices
  const revise = useAct(api.notices.revise)
  const [subject, setSubject] = useState(notice.subject)
  const [body, setBody] = useState(notice.body)
  const who = organization.contacts[notice.addressee]

  const submit = async () => {
    const result = await revise.act({ id: notice.id, subject, body })
    if (result?.ok !== true) return
    toast(words.savedWords)
    onClose()
  }

  if (notice.stage !== 'drafted') {
    return (
      <Dialog title={who} open onClose={onClose} size="wide" actions={<Button onPress={onClose}>{ui.close}</Button>}>
        <Note tone="info">{words.frozenText}</Note>
        <p>{notice.subject}</p>
        <pre className={styles['text']}>{notice.text}</pre>
      </Dialog>
    )
  }
  return (
    <Dialog title={who} open onClose={onClose} size="wide">
      <Form
        label={words.read}
        refusal={revise.refusal}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button type="submit" look="primary" busy={revise.busy}>
              {words.saveWords}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <TextField name="subject" label={words.subject} value={subject} onChange={setSubject} spellCheck />
        <TextArea name="body" label={words.body} hint={words.bodyHint} value={body} onChange={setBody} rows={12} />
      </Form>
    </Dialog>
  )
}
