import { useState } from 'react'
import type { Refusal } from '#shared/kernel/refusal.ts'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { PasswordField } from '#renderer/ui/password-field.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import styles from './hub.module.css'
import { JoiningProgress } from './joining-progress.tsx'
import { useReading } from './use-reading.ts'

/** A machine that works alone: what sharing its record means, and the founding code. */
export function SharePart() {
  const { hub } = useWords()
  const { roles } = useMe()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Note title={hub.page.alone}>{hub.page.aloneDetail}</Note>
      <Section
        title={hub.share.title}
        description={hub.share.detail}
        actions={
          <Button size="small" onPress={() => setOpen(true)} disabledReason={roles.includes('administrator') ? undefined : hub.share.onlyAdministrator}>
            {hub.share.act}
          </Button>
        }
      />
      {open && <ShareDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const { hub, ui } = useWords()
  const words = hub.share
  const format = useFormat()
  const [code, setCode] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const share = useAct(api.hub.share)
  const { said, refusal: unread } = useReading(api.hub.readFounding, code)

  const [lacking, setLacking] = useState<Refusal>()

  const submit = async () => {
    const fields = { ...(code.trim() === '' ? { code: 'required' } : {}), ...(passphrase === '' ? { passphrase: 'required' } : {}) }
    setLacking(Object.keys(fields).length === 0 ? undefined : { code: 'input/invalid', fields })
    if (Object.keys(fields).length > 0) return
    const result = await share.act({ code: code.trim(), passphrase })
    if (result?.ok !== true) return
    toast(words.done)
    onClose()
  }

  return (
    <Dialog title={words.dialog} open onClose={onClose} size="wide" closable={!share.busy}>
      <Form
        label={words.dialog}
        refusal={lacking ?? share.refusal}
        onSubmit={() => void submit()}
        actions={
          share.busy ? undefined : (
            <>
              <Button type="submit" look="primary">
                {words.submit}
              </Button>
              <Button onPress={onClose}>{ui.cancel}</Button>
            </>
          )
        }
      >
        <ol className={styles['steps']}>
          {words.before.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        {share.busy ? (
          <JoiningProgress />
        ) : (
          <>
            <TextArea name="code" label={words.code} value={code} onChange={setCode} rows={4} mono autoFocus spellCheck={false} />
            {unread !== undefined && <RefusalNote refusal={unread} />}
            {said !== undefined && <Note tone="info">{words.said(format.number(said.events), `${said.host}:${said.port}`)}</Note>}
            <PasswordField name="passphrase" label={words.passphrase} value={passphrase} onChange={setPassphrase} autoComplete="current-password" />
          </>
        )}
      </Form>
    </Dialog>
  )
}
