import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import { outcomes, type Outcome } from '#shared/incidents/seen.ts'
import { isOpen, type Incident } from './incident.ts'
import styles from './close-dialog.module.css'

/** Ends the incident with a summary. Open mandatory steps stop it, unless Seguridad gives a reason. */
export function CloseDialog({ incident, onClose }: { readonly incident: Incident; readonly onClose: () => void }) {
  const { incidents, ui } = useWords()
  const words = incidents.close
  const close = useAct(api.incidents.close)
  const draft = useDraft<{ summary: string; outcome: Outcome; override: string }>({ summary: '', outcome: 'undetermined', override: '' })
  const open = incident.list.filter((step) => step.mandatory && isOpen(step))
  const stopped = open.length > 0 && !incident.mayOverride

  const submit = async () => {
    const { summary, outcome, override } = draft.values
    const result = await close.act({ id: incident.id, summary, outcome, ...(open.length > 0 ? { override } : {}) })
    if (result?.ok !== true) return
    toast(words.done(incident.folio))
    onClose()
  }

  const left = open.length > 0 && (
    <Note tone="warn" title={words.open(open.length)}>
      <ul className={styles['open']}>
        {open.map((step) => (
          <li key={step.id}>{step.title}</li>
        ))}
      </ul>
    </Note>
  )
  if (stopped) {
    return (
      <Dialog title={words.title(incident.folio)} open onClose={onClose} actions={<Button onPress={onClose}>{words.back}</Button>}>
        {left}
        <p className={styles['after']}>{words.needsSecurity}</p>
      </Dialog>
    )
  }
  return (
    <Dialog title={words.title(incident.folio)} open onClose={onClose} size="wide">
      <Form
        label={words.title(incident.folio)}
        refusal={close.refusal}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button type="submit" look="primary" busy={close.busy}>
              {words.act}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        {left}
        <TextArea {...draft.field('summary')} label={words.summary} hint={words.summaryHint} rows={4} autoFocus />
        <Select {...draft.field('outcome')} label={words.outcome} options={outcomes.map((value) => ({ value, label: words.outcomes[value] }))} />
        {open.length > 0 && <TextArea {...draft.field('override')} label={words.override} rows={2} />}
      </Form>
    </Dialog>
  )
}
