import { Link, useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { Table } from '#renderer/ui/table.tsx'

/** `/publicaciones/por-comprobar`: what was copied and is not proven, by the name of who copied it. */
export function OpenScreen() {
  const { posts, publishing } = useWords()
  const words = publishing.open
  const format = useFormat()
  const [, navigate] = useLocation()
  const { answer, refusal } = useAnswer(api.posts.open, {})
  return (
    <Page>
      <PageHeader title={words.title} description={words.detail} kicker={<Link href="/publicaciones">{words.back}</Link>} />
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
      {answer !== undefined && (
        <Table
          label={words.title}
          items={answer.rows}
          total={answer.total}
          keyOf={(row) => `${row.post} ${row.account}`}
          onOpen={(row) => navigate(`/publicaciones/${row.post}`)}
          empty={<EmptyState title={words.none} />}
          columns={[
            { id: 'person', label: words.columns.person, width: 'minmax(120px, 1fr)', cell: (row) => row.person.name },
            { id: 'post', label: words.columns.post, width: 'minmax(160px, 2fr)', cell: (row) => (row.title === '' ? posts.untitled : row.title) },
            { id: 'account', label: words.columns.account, width: 'minmax(120px, 1fr)', cell: (row) => `${posts.networks[row.network]} · ${row.accountName}` },
            { id: 'office', label: words.columns.office, width: 'minmax(120px, 1fr)', cell: (row) => row.officeName, wideOnly: true },
            {
              id: 'state',
              label: words.columns.state,
              width: '180px',
              cell: (row) => <StatusTag tone={row.state === 'copied' || row.state === 'found' ? 'warn' : 'danger'}>{words.states[row.state]}</StatusTag>,
            },
            { id: 'since', label: words.columns.since, width: '150px', cell: (row) => format.instant(row.person.at), wideOnly: true, end: true },
          ]}
        />
      )}
    </Page>
  )
}
