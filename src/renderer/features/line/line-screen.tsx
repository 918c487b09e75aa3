import { useState } from 'react'
import { Link } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Section } from '#renderer/ui/section.tsx'
import type { LineRow } from '#shared/rules/contract.ts'
import { FactDialog } from './fact-dialog.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'

/** `/linea`: the facts that Comunicación Social keeps, which no post may contradict. Reviewers keep it, everybody else reads it. */
export function LineScreen() {
  const { line: words, posts, ui } = useWords()
  const { answer } = useAnswer(api.rules.line, {})
  const { roles } = useMe()
  const keeps = roles.includes('reviewer')
  const [edited, setEdited] = useState<LineRow | 'new'>()
  const [withdrawn, setWithdrawn] = useState<LineRow>()
  const add = (
    <Button look="primary" onPress={() => setEdited('new')}>
      {words.add}
    </Button>
  )
  return (
    <Page>
      <PageHeader title={words.title} kicker={<Link href="/publicaciones">{posts.title}</Link>} description={words.description} actions={keeps ? add : undefined} />
      {answer === undefined && <p role="status">{ui.loading}</p>}
      {answer?.facts.length === 0 && <EmptyState title={words.empty}>{words.emptyDetail}</EmptyState>}
      {answer?.facts.map((fact) => (
        <Fact key={fact.id} fact={fact} keeps={keeps} onEdit={() => setEdited(fact)} onWithdraw={() => setWithdrawn(fact)} />
      ))}
      {edited !== undefined && <FactDialog fact={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
      {withdrawn !== undefined && <WithdrawDialog fact={withdrawn} onClose={() => setWithdrawn(undefined)} />}
    </Page>
  )
}

function Fact({ fact, keeps, onEdit, onWithdraw }: { readonly fact: LineRow; readonly keeps: boolean; readonly onEdit: () => void; readonly onWithdraw: () => void }) {
  const { line: words } = useWords()
  const format = useFormat()
  return (
    <Section level={2} title={fact.subject}>
      <Facts
        facts={[
          { label: words.kinds[fact.kind], value: fact.value },
          { label: words.holds, value: words.span(fact.from, fact.to) },
          { label: words.source, value: fact.source },
          { label: words.kept, value: words.keptBy(fact.by, format.instant(fact.at)) },
        ]}
      />
      {keeps && (
        <div>
          <Button size="small" onPress={onEdit}>
            {words.correct}
          </Button>{' '}
          <Button size="small" look="danger" onPress={onWithdraw}>
            {words.withdraw}
          </Button>
        </div>
      )}
    </Section>
  )
}
