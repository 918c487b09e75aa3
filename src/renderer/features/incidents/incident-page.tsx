import { useState } from 'react'
import { Link } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { LockIcon } from '#renderer/ui/icons.ts'
import { Page } from '#renderer/ui/page.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { PendingMark } from '#renderer/bridge/pending-mark.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { AccountsPart } from './accounts-part.tsx'
import { Checklist } from './checklist.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { ClosedPart } from './closed-part.tsx'
import { EvidencePart } from './evidence-part.tsx'
import { FactsDialog } from './facts-dialog.tsx'
import { FactsPart } from './facts-part.tsx'
import { IncidentBar } from './incident-bar.tsx'
import { accountLabel } from './incident.ts'
import { NotThisDialog } from './not-this-dialog.tsx'
import { NoticesPart } from './notices-part.tsx'
import { ReadersPart } from './readers-part.tsx'
import { TimelinePart } from './timeline-part.tsx'
import styles from './incident-page.module.css'

/** One incident, on one linear page: the notices, the step at hand, what is known, the evidence, what happened. */
export function IncidentPage({ id }: { readonly id: string }) {
  const { incidents: words } = useWords()
  const format = useFormat()
  const { answer: incident, loading } = useAnswer(api.incidents.get, { id })
  const [dialog, setDialog] = useState<'not-this' | 'close' | 'facts'>()
  const { answer: list } = useAnswer(api.incidents.list, {}, { when: incident === null })
  if (incident === undefined || incident === null) {
    const hidden = list?.restricted.find((one) => one.id === id)
    const back = <Link href="/incidentes">{words.back}</Link>
    return (
      <Page>
        {!loading && hidden === undefined && <EmptyState title={words.missing} action={back} />}
        {hidden !== undefined && (
          <EmptyState title={words.readers.hidden(hidden.folio)} icon={<LockIcon />} action={back}>
            {words.readers.hiddenDetail(hidden.by, format.instant(hidden.at))}
          </EmptyState>
        )}
      </Page>
    )
  }
  const shut = () => setDialog(undefined)
  const open = incident.stage === 'open'
  return (
    <Page>
      <Link href="/incidentes" className={styles['back']}>
        {words.back}
      </Link>
      <PageHeader
        kicker={`${incident.folio} · ${incident.accounts.length === 0 ? words.noAccount : format.list(incident.accounts.map(accountLabel))}`}
        title={words.seen[incident.seen]}
        status={
          <>
            <StatusTag tone={open ? 'danger' : 'neutral'}>{words.stage[incident.stage]}</StatusTag>{' '}
            {incident.restricted && <StatusTag tone="info">{words.restricted}</StatusTag>} <PendingMark stream={`incident/${incident.id}`} />
          </>
        }
      />
      <IncidentBar incident={incident} onNotThis={() => setDialog('not-this')} onClose={() => setDialog('close')} />
      {incident.closing !== undefined && <ClosedPart incident={incident} closing={incident.closing} />}
      <NoticesPart incident={incident} onFill={() => setDialog('facts')} />
      <Checklist incident={incident} />
      <FactsPart incident={incident} onEdit={() => setDialog('facts')} />
      <EvidencePart incident={incident} />
      <AccountsPart incident={incident} />
      <ReadersPart incident={incident} />
      <TimelinePart incident={incident} />
      {dialog === 'not-this' && <NotThisDialog incident={incident} onClose={shut} />}
      {dialog === 'close' && <CloseDialog incident={incident} onClose={shut} />}
      {dialog === 'facts' && <FactsDialog incident={incident} onClose={shut} />}
    </Page>
  )
}
