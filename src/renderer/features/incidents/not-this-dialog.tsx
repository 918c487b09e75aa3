import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Seen } from '#shared/incidents/seen.ts'
import { Doors } from './doors.tsx'
import styles from './doors.module.css'
import type { Incident } from './incident.ts'

/** «Esto no es lo que está pasando»: the same three doors; the work done stays. */
export function NotThisDialog({ incident, onClose }: { readonly incident: Incident; readonly onClose: () => void }) {
  const { incidents: words } = useWords()
  const reclassify = useAct(api.incidents.reclassify)
  const choose = async (to: Seen) => {
    if (to === incident.seen) return onClose()
    const result = await reclassify.act({ id: incident.id, to })
    if (result?.ok !== true) return
    toast(words.notThis.done)
    onClose()
  }
  return (
    <Dialog title={words.notThis.title} open onClose={onClose} size="wide">
      <p className={styles['lead']}>{words.notThis.detail}</p>
      <Doors onChoose={(seen) => void choose(seen)} busy={reclassify.busy} present={incident.seen} />
      {reclassify.refusal !== undefined && <RefusalNote refusal={reclassify.refusal} />}
    </Dialog>
  )
}
