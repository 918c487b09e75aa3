import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { IncidentIcon } from '#renderer/ui/icons.ts'
import { Page } from '#renderer/ui/page.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RuledList } from '#renderer/ui/ruled-list.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { Table } from '#renderer/ui/table.tsx'
import { accountLabel, type IncidentRow } from './incident.ts'
import { OpenIncident } from './open-incident.tsx'

/** Open incidents first, each with the time since it was known; then the closed ones. */
export function IncidentList() {
  const { incidents: words, reviewing } = useWords()
  const format = useFormat()
  const [, go] = useLocation()
  const { roles } = useMe()
  const orders = roles.includes('security') || roles.includes('reviewer')
  const { answer, loading } = useAnswer(api.incidents.list, {})
  const rows = answer?.rows ?? []
  const hidden = answer?.restricted ?? []
  const open = rows.filter((row) => row.stage === 'open')
  const closed = rows.filter((row) => row.stage === 'closed')
  const accountsOf = (row: IncidentRow) => (row.accounts.length === 0 ? words.noAccount : format.list(row.accounts.map(accountLabel)))
  const report = (
    <Button look="primary" icon={<IncidentIcon />} onPress={() => go('/incidentes/nuevo')}>
      {words.report}
    </Button>
  )
  return (
    <Page>
      <PageHeader
        title={words.title}
        actions={
          orders && (
            <Button size="small" look="danger" onPress={() => go('/alto')}>
              {reviewing.stops.link}
            </Button>
          )
        }
      />
      {answer?.faults.map((fault) => (
        <Banner key={fault.file} tone="warn">
          {words.fault(fault.file, fault.line, fault.reason)}
        </Banner>
      ))}
      {!loading && rows.length === 0 && hidden.length === 0 && (
        <EmptyState title={words.none} icon={<IncidentIcon />} action={report}>
          {words.noneDetail}
        </EmptyState>
      )}
      {open.length > 0 && (
        <Section title={words.open}>
          <RuledList>
            {open.map((row) => (
              <OpenIncident key={row.id} row={row} accounts={accountsOf(row)} />
            ))}
          </RuledList>
        </Section>
      )}
      {closed.length > 0 && (
        <Section title={words.closed}>
          <Table
            label={words.closed}
            items={closed}
            keyOf={(row) => row.id}
            onOpen={(row) => go(`/incidentes/${row.id}`)}
            maxHeight={480}
            columns={[
              { id: 'folio', label: words.columns.folio, width: '130px', cell: (row) => (row.restricted ? `${row.folio} · ${words.restricted}` : row.folio) },
              { id: 'what', label: words.columns.what, width: 'minmax(0, 2fr)', cell: (row) => words.seen[row.seen] },
              { id: 'account', label: words.columns.account, width: 'minmax(0, 2fr)', cell: accountsOf },
              {
                id: 'outcome',
                label: words.columns.outcome,
                width: 'minmax(0, 2fr)',
                wideOnly: true,
                cell: (row) => (row.outcome === undefined ? '' : words.close.outcomes[row.outcome]),
              },
              { id: 'closed', label: words.columns.closed, width: '120px', end: true, cell: (row) => (row.closedAt === undefined ? '' : format.date(row.closedAt)) },
            ]}
          />
        </Section>
      )}
      {hidden.length > 0 && (
        <Section title={words.readers.others} description={words.readers.othersDetail}>
          <Table
            label={words.readers.others}
            items={hidden}
            keyOf={(row) => row.id}
            maxHeight={240}
            columns={[
              { id: 'folio', label: words.columns.folio, width: '180px', cell: (row) => row.folio },
              { id: 'by', label: words.readers.by, width: 'minmax(0, 1fr)', cell: (row) => row.by },
              { id: 'at', label: words.readers.on, width: '160px', end: true, cell: (row) => format.date(row.at) },
            ]}
          />
        </Section>
      )}
    </Page>
  )
}
