import { Link, useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Due } from '#renderer/ui/due.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { Table } from '#renderer/ui/table.tsx'
import type { Tone } from '#renderer/ui/tone.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import type { OpenState } from '#shared/posts/open-state.ts'

const tones: Readonly<Record<OpenState, Tone>> = { 'to-copy': 'info', copied: 'warn', found: 'warn', doubted: 'danger', 'to-withdraw': 'danger', 'to-correct': 'danger' }

/** `/publicaciones/por-comprobar`: each account of what is approved and not proven, by the name of who is to act. */
export function OpenScreen() {
  const { posts, publishing } = useWords()
  const words = publishing.open
  const now = useNow()
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
            { id: 'person', label: words.columns.person, width: 'minmax(100px, 1fr)', cell: (row) => row.person.name },
            { id: 'post', label: words.columns.post, width: 'minmax(120px, 2fr)', cell: (row) => (row.title === '' ? posts.untitled : row.title) },
            { id: 'account', label: words.columns.account, width: 'minmax(100px, 1fr)', cell: (row) => `${posts.networks[row.network]} · ${row.accountName}` },
            { id: 'office', label: words.columns.office, width: 'minmax(90px, 1fr)', cell: (row) => row.officeName, wideOnly: true },
            {
              id: 'state',
              label: words.columns.state,
              width: '180px',
              cell: (row) => {
                const missed = row.state === 'to-copy' && row.wantedAt !== null && row.wantedAt < now
                return <StatusTag tone={missed ? 'danger' : tones[row.state]}>{row.halted ? posts.halted : missed ? words.missed : words.states[row.state]}</StatusTag>
              },
            },
            { id: 'since', label: words.columns.since, width: '100px', cell: (row) => <Due at={row.person.at} plain absolute={false} />, wideOnly: true, end: true },
          ]}
        />
      )}
    </Page>
  )
}
