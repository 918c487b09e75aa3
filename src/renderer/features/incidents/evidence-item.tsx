import { api } from '#renderer/bridge/api.ts'
import { FileArriving, useFilePlace } from '#renderer/bridge/file-arriving.tsx'
import { StaysHere } from '#renderer/bridge/stays-here.tsx'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { classNames } from '#renderer/ui/class-names.ts'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { EvidenceFile, Incident } from './incident.ts'
import styles from './evidence-part.module.css'

/** One file: what it is, its SHA-256, and every hand it passed through. */
export function EvidenceItem({ incident, file }: { readonly incident: Incident; readonly file: EvidenceFile }) {
  const { incidents } = useWords()
  const words = incidents.evidence
  const format = useFormat()
  const place = useFilePlace(file.sha256)
  const isElsewhere = place !== undefined && place.kind !== 'here'
  const verify = useAct(api.incidents.verifyEvidence)
  const check = async () => {
    const result = await verify.act({ id: incident.id, evidence: file.id })
    if (result?.ok === true) toast(result.value.intact ? words.intact : words.altered, { tone: result.value.intact ? 'ok' : 'danger' })
  }
  return (
    <li className={styles['file']}>
      <div>
        <div className={styles['name']}>
          {file.name} <span className={styles['size']}>{format.size(file.size)}</span>
        </div>
        {file.note !== '' && <div>{file.note}</div>}
        <div className={styles['hash']}>{file.sha256}</div>
        <FileArriving place={place} />
        {!isElsewhere && <StaysHere size={file.size} />}
      </div>
      <Button size="small" look="quiet" busy={verify.busy} disabledReason={isElsewhere ? words.elsewhere : undefined} onPress={() => void check()}>
        {words.verify}
        <span className="visually-hidden">: {file.name}</span>
      </Button>
      <ul className={styles['custody']} aria-label={words.custody}>
        {file.custody.map((line, index) => (
          <li key={`${line.at}-${index}`} className={classNames(line.act === 'altered' && styles['bad'])}>
            {words.acts[line.act]}: {words.received(line.by, format.instant(line.at))}
          </li>
        ))}
      </ul>
      {verify.refusal !== undefined && (
        <div className={styles['note']}>
          <RefusalNote refusal={verify.refusal} />
        </div>
      )}
    </li>
  )
}
