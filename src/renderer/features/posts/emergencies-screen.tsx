import { Link, useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Due } from '#renderer/ui/due.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { Table } from '#renderer/ui/table.tsx'
import { useNow } from '#renderer/ui/use-now.ts'

/** `/via-urgente`: what was approved out of turn, by whom and why, and what somebody else said of it. */
export function EmergenciesScreen() {
  const { posts, reviewing } = useWords()
  const words = reviewing.emergencies
  const now = useNow()
  const [, navigate] = useLocation()
  const { answer } = useAnswer(api.posts.emergencies, {})
  return (
    <Page>
      <PageHeader
        title={words.title}
        description={answer === undefined ? undefined : `${words.rate(answer.rate.expedited, answer.rate.approved, answer.rate.days)}. ${words.detail}`}
        kicker={<Link href="/publicaciones">{posts.title}</Link>}
      />
      {answer !== undefined && (
        <Table
          label={words.title}
          items={answer.rows}
          total={answer.total}
          keyOf={(row) => row.post}
          onOpen={(row) => navigate(`/publicaciones/${row.post}`)}
          empty={<EmptyState title={words.none} />}
          columns={[
            { id: 'post', label: words.columns.post, width: 'minmax(120px, 2fr)', cell: (row) => (row.title === '' ? posts.untitled : row.title) },
            { id: 'reason', label: words.columns.reason, width: 'minmax(100px, 2fr)', cell: (row) => row.reason },
            { id: 'by', label: words.columns.by, width: 'minmax(90px, 1fr)', cell: (row) => row.byName },
            { id: 'office', label: words.columns.office, width: 'minmax(90px, 1fr)', cell: (row) => row.officeName, wideOnly: true },
            {
              id: 'verdict',
              label: words.columns.verdict,
              width: '140px',
              cell: ({ verdict, due }) =>
                verdict === null ? (
                  <StatusTag tone={due < now ? 'danger' : 'warn'}>{due < now ? words.overdue : words.unchecked}</StatusTag>
                ) : (
                  <StatusTag tone={verdict === 'confirmed' ? 'ok' : 'danger'}>{words.verdicts[verdict]}</StatusTag>
                ),
            },
            { id: 'at', label: words.columns.at, width: '90px', cell: (row) => <Due at={row.at} plain absolute={false} />, end: true },
          ]}
        />
      )}
    </Page>
  )
}
