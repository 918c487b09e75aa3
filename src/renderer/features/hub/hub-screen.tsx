import { useHubStatus } from '#renderer/bridge/hub-status.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { asideFor } from '#shared/hub/status.ts'
import { AdmissionPart } from './admission-part.tsx'
import { BundlePart } from './bundle-part.tsx'
import { ConflictsPart } from './conflicts-part.tsx'
import { ConnectionPart } from './connection-part.tsx'
import styles from './hub.module.css'
import { PendingPart } from './pending-part.tsx'
import { QuarantinePart } from './quarantine-part.tsx'
import { SharePart } from './share-part.tsx'

/** `/ajustes/registro-compartido`: how this machine stands with the shared record, and each thing that waits for somebody. */
export function HubScreen() {
  const { hub } = useWords()
  const status = useHubStatus()
  return (
    <Page>
      <PageHeader title={hub.title} description={hub.page.explain} />
      <div className={styles['part']}>
        {status?.mode === 'alone' && <SharePart />}
        {status?.mode === 'shared' && (
          <>
            <Standing status={status} />
            <PendingPart status={status} />
            <BundlePart />
            <AdmissionPart />
          </>
        )}
      </div>
    </Page>
  )
}

/** What must be looked at stands first, where the exchange goes on; where the hub is, after it. */
function Standing({ status }: { readonly status: Parameters<typeof ConnectionPart>[0]['status'] }) {
  const { roles } = useMe()
  const goesOn = status.link !== 'stopped'
  const aside = goesOn && asideFor(status, roles) > 0
  const conflicts = goesOn && status.conflicts > 0
  return (
    <>
      {aside && <QuarantinePart />}
      {conflicts && <ConflictsPart />}
      <ConnectionPart status={status} titled={!aside && (!conflicts || status.link !== 'current')} />
      {!conflicts && <ConflictsPart />}
      {!aside && <QuarantinePart />}
    </>
  )
}
