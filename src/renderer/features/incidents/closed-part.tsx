import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { DocumentIcon } from '#renderer/ui/icons.ts'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Incident } from './incident.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import styles from './closed-part.module.css'

/** How it ended: conclusion, summary, the report, and the way back. */
export function ClosedPart({ incident, closing }: { readonly incident: Incident; readonly closing: NonNullable<Incident['closing']> }) {
  const { incidents } = useWords()
  const words = incidents.close
  const report = useAct(api.incidents.exportReport)
  const reopen = useAct(api.incidents.reopen)
  const [reopening, setReopening] = useState(false)
  const save = async () => {
    const result = await report.act({ id: incident.id })
    if (result?.ok === true) toast(incidents.notices.saved(result.value.file))
  }
  const again = async (reason: string) => {
    const result = await reopen.act({ id: incident.id, reason })
    if (result?.ok === true) setReopening(false)
  }
  return (
    <Section
      title={words.closed}
      actions={
        <>
          <Button look="primary" icon={<DocumentIcon />} busy={report.busy} onPress={() => void save()}>
            {words.report}
          </Button>
          <Button onPress={() => setReopening(true)} disabledReason={incident.mayClose ? undefined : words.notAllowed}>
            {words.reopen}
          </Button>
        </>
      }
    >
      <p className={styles['outcome']}>{words.outcomes[closing.outcome]}</p>
      <p className={styles['summary']}>{closing.summary}</p>
      {closing.override !== undefined && <p className={styles['override']}>{words.withOpen(closing.override.open.length, closing.override.reason)}</p>}
      {report.refusal !== undefined && <RefusalNote refusal={report.refusal} />}
      {reopening && (
        <ReasonDialog
          title={words.reopenTitle}
          label={words.reopenReason}
          act={words.reopenAct}
          busy={reopen.busy}
          refusal={reopen.refusal}
          onSubmit={(reason) => void again(reason)}
          onClose={() => setReopening(false)}
        />
      )}
    </Section>
  )
}
