import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ExternalIcon } from '#renderer/ui/icons.ts'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import type { Network } from '#shared/accounts/network.ts'
import { networkName, type Incident, type Step } from './incident.ts'
import styles from './checklist.module.css'

/** What the step means on one platform, with its official addresses and how sure each is. Nothing when the platform has no own text. */
export function PlatformHelp({ incident, step, network }: { readonly incident: Incident; readonly step: Step; readonly network: Network }) {
  const { incidents } = useWords()
  const words = incidents.steps
  const open = useAct(api.incidents.openLink)
  const help = step.networks[network]
  if (help === undefined) return null
  return (
    <div className={styles['network']}>
      <p className={styles['networkHow']}>
        <span className={styles['networkName']}>{words.onNetwork(networkName(network))}:</span> {help.how}
      </p>
      {help.trap !== undefined && (
        <p className={styles['trap']}>
          <strong>{words.trap}:</strong> {help.trap}
        </p>
      )}
      {help.links.map((link) => (
        <div key={link.url} className={styles['links']}>
          <Button size="small" icon={<ExternalIcon />} onPress={() => void open.act({ id: incident.id, step: step.id, url: link.url })}>
            {link.label}
          </Button>
          <span className={styles['confidence']}>
            {new URL(link.url).hostname}, {words.confidence[link.confidence]}
          </span>
        </div>
      ))}
      {open.refusal !== undefined && <RefusalNote refusal={open.refusal} />}
    </div>
  )
}
