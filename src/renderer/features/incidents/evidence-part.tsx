import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { DocumentIcon, DownloadIcon } from '#renderer/ui/icons.ts'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { RuledList } from '#renderer/ui/ruled-list.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { EvidenceButtons } from './evidence-buttons.tsx'
import { EvidenceItem } from './evidence-item.tsx'
import type { Incident } from './incident.ts'
import styles from './evidence-part.module.css'

/** The files kept, each with its hash and its chain of custody. */
export function EvidencePart({ incident }: { readonly incident: Incident }) {
  const { incidents } = useWords()
  const words = incidents.evidence
  const exportAll = useAct(api.incidents.exportEvidence)
  const act = useAct(api.incidents.exportAct)
  const refusal = exportAll.refusal ?? act.refusal

  const saveCopies = async () => {
    act.reset()
    const result = await exportAll.act({ id: incident.id })
    if (result?.ok === true) toast(words.exported(result.value.files.length))
  }
  const saveAct = async () => {
    exportAll.reset()
    const result = await act.act({ id: incident.id })
    if (result?.ok === true) toast(incidents.notices.saved(result.value.file))
  }

  return (
    <Section
      title={words.title}
      description={words.detail}
      actions={
        <>
          <Button look="quiet" icon={<DocumentIcon />} busy={act.busy} onPress={() => void saveAct()}>
            {words.act}
          </Button>
          {incident.evidence.length > 0 && (
            <Button look="quiet" icon={<DownloadIcon />} busy={exportAll.busy} onPress={() => void saveCopies()}>
              {words.exportAll}
            </Button>
          )}
        </>
      }
    >
      {incident.evidence.length === 0 ? (
        <p className={styles['none']}>{words.none}</p>
      ) : (
        <RuledList>
          {incident.evidence.map((file) => (
            <EvidenceItem key={file.id} incident={incident} file={file} />
          ))}
        </RuledList>
      )}
      {incident.stage === 'open' && <EvidenceButtons incident={incident} />}
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
    </Section>
  )
}
