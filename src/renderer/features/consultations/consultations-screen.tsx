import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { usePages } from '#renderer/bridge/use-pages.ts'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { ConsultationIcon } from '#renderer/ui/icons.ts'
import { ListDetail } from '#renderer/ui/list-detail.tsx'
import { ListRow } from '#renderer/ui/list-row.tsx'
import { List } from '#renderer/ui/list.tsx'
import { Meter } from '#renderer/ui/meter.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { SearchField } from '#renderer/ui/search-field.tsx'
import { ToggleRow } from '#renderer/ui/toggle-row.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { ConsultationRow } from '#shared/consultations/contract.ts'
import { consultationShows, type ConsultationShow } from '#shared/consultations/shows.ts'
import { HOUR, millisecondsOf } from '#shared/kernel/clock.ts'
import { AskPage } from './ask-page.tsx'
import { ConsultationDetail } from './consultation-detail.tsx'
import { NoBlock } from './no-block.tsx'
import { StageTag } from './stage-tag.tsx'
import styles from './consultations.module.css'

/** `/consultas`: those that wait by time left, those in progress, and the one chosen beside them. */
export function ConsultationsScreen() {
  const { consultations: words } = useWords()
  const { id } = useParams<{ id?: string }>()
  const [, navigate] = useLocation()
  const me = useMe()
  const say = useRefusalWords()
  const [show, setShow] = useState<ConsultationShow>(me.roles.includes('reviewer') ? 'waiting' : 'open')
  const [text, setText] = useState('')
  const { answer: counts } = useAnswer(api.consultations.counts, {})
  const list = usePages(api.consultations.list, { show, text })
  const isNew = id === 'nueva'
  return (
    <ListDetail
      label={words.title}
      head={
        <>
          <PageHeader
            title={words.title}
            actions={
              <Button
                look={id === undefined ? 'primary' : 'plain'}
                size="small"
                icon={<ConsultationIcon />}
                onPress={() => navigate('/consultas/nueva')}
                disabledReason={me.roles.includes('operator') ? undefined : say({ code: 'ledger/role' })}
              >
                {words.create}
              </Button>
            }
          />
          <SearchField label={words.search} value={text} onChange={setText} />
          <ToggleRow
            label={words.show}
            value={show}
            onChange={setShow}
            options={consultationShows.map((value) => ({ value, label: words.shows[value], count: counts?.[value] }))}
          />
        </>
      }
      list={
        <List
          label={words.listLabel}
          items={list.rows}
          keyOf={(row) => row.id}
          row={(row) => <Row row={row} limit={list.first?.limit} />}
          selected={isNew ? undefined : id}
          onOpen={(row) => navigate(`/consultas/${row.id}`)}
          rowHeight={76}
          loading={list.loading}
          onEnd={list.more}
          {...(list.total === undefined ? {} : { total: list.total })}
          empty={
            text === '' ? (
              <EmptyState icon={<ConsultationIcon />} title={words.empty[show]}>
                {words.emptyDetail}
              </EmptyState>
            ) : (
              <EmptyState title={words.noneFound} />
            )
          }
        />
      }
      detail={id === undefined ? undefined : isNew ? <AskPage /> : <ConsultationDetail key={id} id={id} />}
      placeholder={
        <>
          <EmptyState icon={<ConsultationIcon />} title={words.pick} />
          <NoBlock />
        </>
      }
      onBack={() => navigate('/consultas')}
    />
  )
}

/** `limit`: the hours that Comunicación Social has; undefined until main has said. */
function Row({ row, limit }: { readonly row: ConsultationRow; readonly limit: number | undefined }) {
  const { consultations: words, posts } = useWords()
  const now = useNow()
  return (
    <div className={styles['row']}>
      <ListRow title={row.title} detail={`${row.officeName} · ${posts.networks[row.account.network]} ${row.account.handle}`} end={<StageTag stage={row.stage} />} />
      <div className={styles['foot']}>
        {row.stage === 'asked' && row.due !== null && limit !== undefined && (
          <Meter label={words.clock} left={millisecondsOf(row.due) - millisecondsOf(now)} total={limit * HOUR} />
        )}
        {row.takenBy !== null && <span className={styles['quiet']}>{words.takenBy(row.takenBy)}</span>}
      </div>
    </div>
  )
}
