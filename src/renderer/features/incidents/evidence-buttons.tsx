import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { AttachIcon, ImageIcon } from '#renderer/ui/icons.ts'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Incident } from './incident.ts'
import styles from './evidence-part.module.css'

/** The two ways in, files and the screenshot on the clipboard, and what they show in a few words. */
export function EvidenceButtons({ incident, step }: { readonly incident: Incident; readonly step?: string }) {
  const { incidents } = useWords()
  const words = incidents.evidence
  const add = useAct(api.incidents.addEvidence)
  const paste = useAct(api.incidents.pasteEvidence)
  const [note, setNote] = useState('')
  const about = { id: incident.id, ...(step === undefined ? {} : { step }), ...(note.trim() === '' ? {} : { note: note.trim() }) }
  const refusal = add.refusal ?? paste.refusal
  const say = (result: Awaited<ReturnType<typeof add.act>>) => {
    if (result?.ok !== true || result.value.added === 0) return
    setNote('')
    toast(words.added(result.value.added))
  }
  return (
    <div className={styles['intake']}>
      <TextField label={words.note} hint={words.noteHint} value={note} onChange={setNote} maxLength={500} spellCheck />
      <div className={styles['buttons']}>
        <Button
          icon={<AttachIcon />}
          busy={add.busy}
          onPress={() => {
            paste.reset()
            void add.act(about).then(say)
          }}
        >
          {words.add}
        </Button>
        <Button
          icon={<ImageIcon />}
          busy={paste.busy}
          onPress={() => {
            add.reset()
            void paste.act(about).then(say)
          }}
        >
          {words.paste}
        </Button>
      </div>
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
    </div>
  )
}
