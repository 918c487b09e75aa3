import { useHubStatus } from '#renderer/bridge/hub-status.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Page } from '#renderer/ui/page.tsx'
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
            <ConflictsFirst status={status} />
            <QuarantinePart />
            <PendingPart status={status} />
            <BundlePart />
            <AdmissionPart />
          </>
        )}
      </div>
    </Page>
  )
}

/** What must be looked at stands first; where the hub is, after it. */
function ConflictsFirst({ status }: { readonly status: Parameters<typeof ConnectionPart>[0]['status'] }) {
  return status.conflicts > 0 && status.link !== 'stopped' ? (
    <>
      <ConflictsPart />
      <ConnectionPart status={status} titled={status.link !== 'current'} />
    </>
  ) : (
    <>
      <ConnectionPart status={status} />
      <ConflictsPart />
    </>
  )
}
