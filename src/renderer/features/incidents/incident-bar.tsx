import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { api } from '#renderer/bridge/api.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ExternalIcon } from '#renderer/ui/icons.ts'
import { millisecondsOf } from '#shared/kernel/clock.ts'
import type { Incident } from './incident.ts'
import styles from './incident-bar.module.css'
import { useSinceKnown } from './use-since-known.ts'

/** Always in sight: how long since it was known, what is still owed, and the way out of a wrong door. */
export function IncidentBar({ incident, onNotThis, onClose }: { readonly incident: Incident; readonly onNotThis: () => void; readonly onClose: () => void }) {
  const { incidents: words } = useWords()
  const format = useFormat()
  const since = useSinceKnown(incident.knownAt)
  const knownAt = millisecondsOf(incident.knownAt)
  if (incident.stage === 'closed') {
    const ended = incident.closedAt === undefined ? knownAt : millisecondsOf(incident.closedAt)
    return (
      <div className={styles['bar']}>
        <p className={styles['quiet']}>
          {words.head.knownAt(format.instant(incident.knownAt))} · {words.head.lasted(format.span(ended - knownAt))}
        </p>
      </div>
    )
  }
  return (
    <div className={styles['bar']}>
      <p className={styles['elapsed']} title={words.head.knownAt(format.exact(incident.knownAt))}>
        <span className={styles['span']}>{since}</span> {words.head.since}
        <span className={styles['quiet']}> {format.time(incident.knownAt)}</span>
      </p>
      <p className={styles['left']}>{words.head.left(incident.openMandatory)}</p>
      <div className={styles['acts']}>
        <Button look="quiet" icon={<ExternalIcon />} onPress={() => void api.shell.openWindow({ route: `/incidentes/${incident.id}` })}>
          {words.head.window}
        </Button>
        <Button onPress={onNotThis}>{words.head.notThis}</Button>
        <Button onPress={onClose} disabledReason={incident.mayClose ? undefined : words.close.notAllowed}>
          {words.head.close}
        </Button>
      </div>
    </div>
  )
}
