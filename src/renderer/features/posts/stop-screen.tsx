import { useState } from 'react'
import { Link } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { OkIcon } from '#renderer/ui/icons.ts'
import { Page } from '#renderer/ui/page.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import type { StopRow } from '#shared/posts/contract.ts'
import { LiftDialog, StopDialog } from './stop-dialogs.tsx'
import styles from './stop-screen.module.css'

/** `/alto`: the orders that nothing goes out, what had been copied before each, and how one is ordered and lifted. */
export function StopScreen() {
  const { reviewing, posts } = useWords()
  const words = reviewing.stops
  const say = useRefusalWords()
  const { roles } = useMe()
  const { answer } = useAnswer(api.posts.stops, {})
  const [ordering, setOrdering] = useState(false)
  const why = roles.includes('reviewer') || roles.includes('security') ? undefined : say({ code: 'ledger/role' })
  return (
    <Page>
      <PageHeader
        title={words.title}
        description={words.detail}
        kicker={roles.includes('reviewer') || roles.includes('auditor') ? <Link href="/revision">{posts.review.title}</Link> : <Link href="/publicaciones">{posts.title}</Link>}
        actions={
          <Button look="danger" disabledReason={why} onPress={() => setOrdering(true)}>
            {words.order}
          </Button>
        }
      />
      {answer?.stops.length === 0 && <EmptyState icon={<OkIcon />} title={words.none} />}
      <ul className={styles['stops']} role="list">
        {answer?.stops.map((stop) => (
          <Line key={stop.id} stop={stop} why={why} />
        ))}
      </ul>
      {ordering && answer !== undefined && <StopDialog entities={answer.entities} onClose={() => setOrdering(false)} />}
    </Page>
  )
}

function Line({ stop, why }: { readonly stop: StopRow; readonly why: string | undefined }) {
  const { reviewing, posts } = useWords()
  const words = reviewing.stops
  const format = useFormat()
  const [lifting, setLifting] = useState(false)
  const { scope, lifted, open } = stop
  const name = scope.kind === 'network' ? posts.networks[scope.network] : stop.scopeName
  return (
    <li className={styles['stop']}>
      <div className={styles['head']}>
        <StatusTag tone={lifted === null ? 'danger' : 'neutral'}>{lifted === null ? words.inForce : words.liftedTag}</StatusTag>
        <strong>{[words.scopes[scope.kind], name].filter(Boolean).join(': ')}</strong>
        {lifted === null && (
          <Button size="small" disabledReason={why} onPress={() => setLifting(true)}>
            {words.lift}
          </Button>
        )}
      </div>
      <p>{stop.reason}</p>
      <p className={styles['quiet']}>{words.by(stop.ordered.name, format.instant(stop.ordered.at))}</p>
      {lifted !== null && <p className={styles['quiet']}>{words.liftedBy(lifted.name, format.instant(lifted.at), lifted.note)}</p>}
      {lifted === null && <p>{open.length === 0 ? words.openNone : words.open(open.length)}</p>}
      {open.length > 0 && (
        <ul className={styles['open']}>
          {open.map((one) => (
            <li key={`${one.post} ${one.account}`}>
              <Link href={`/publicaciones/${one.post}`}>{one.title === '' ? posts.untitled : one.title}</Link> · {posts.networks[one.network]} · {one.accountName} ({one.officeName}),{' '}
              {words.openBy(one.person.name, format.instant(one.person.at))}
            </li>
          ))}
        </ul>
      )}
      {lifting && <LiftDialog id={stop.id} onClose={() => setLifting(false)} />}
    </li>
  )
}
