import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { KitIcon, PlusIcon } from '#renderer/ui/icons.ts'
import { ListDetail } from '#renderer/ui/list-detail.tsx'
import { ListRow } from '#renderer/ui/list-row.tsx'
import { List } from '#renderer/ui/list.tsx'
import { SearchField } from '#renderer/ui/search-field.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { matches } from '#shared/kernel/folded.ts'
import type { KitRow } from '#shared/kits/contract.ts'
import { KitDetail } from './kit-detail.tsx'
import { KitForm } from './kit-form.tsx'
import { KitTag } from './kit-tag.tsx'
import { NEW, parts } from './library-routes.ts'

/** National messages: what an office is to adapt, how far all of them are; and the one chosen. */
export function KitsPart({ chosen }: { readonly chosen: string | undefined }) {
  const { library, kits: words } = useWords()
  const [, navigate] = useLocation()
  const { roles } = useMe()
  const { answer } = useAnswer(api.kits.list, {})
  const [text, setText] = useState('')
  const all = answer?.kits ?? []
  const writes = roles.includes('reviewer')
  const open = (id: string) => navigate(`${parts.kits}/${id}`)
  return (
    <ListDetail
      label={library.parts.kits}
      head={
        <>
          {writes && (
            <div>
              <Button look={chosen === undefined ? 'primary' : 'plain'} size="small" icon={<PlusIcon />} onPress={() => open(NEW)}>
                {words.add}
              </Button>
            </div>
          )}
          <SearchField label={words.search} value={text} onChange={setText} />
        </>
      }
      list={
        <List
          label={library.parts.kits}
          items={all.filter(({ name }) => matches(name, text))}
          keyOf={({ id }) => id}
          row={(row) => <Row row={row} />}
          selected={chosen}
          onOpen={({ id }) => open(id)}
          loading={answer === undefined}
          empty={
            all.length === 0 ? (
              <EmptyState icon={<KitIcon />} title={words.empty}>
                {writes ? words.emptyWrites : words.emptyDetail}
              </EmptyState>
            ) : (
              <EmptyState title={library.noneFound} />
            )
          }
        />
      }
      detail={chosen === undefined ? undefined : chosen === NEW ? <KitForm onDone={open} onCancel={() => navigate(parts.kits)} /> : <KitDetail key={chosen} id={chosen} />}
      placeholder={all.length === 0 ? undefined : <EmptyState icon={<KitIcon />} title={words.pick} />}
      onBack={() => navigate(parts.kits)}
    />
  )
}

function Row({ row }: { readonly row: KitRow }) {
  const { kits: words } = useWords()
  const format = useFormat()
  const now = useNow()
  const detail = row.counts !== null ? words.progress(row.counts.adapted, row.counts.offices, row.counts.published) : row.posts > 0 ? words.madeHere(row.posts) : row.mine && row.retired === null ? words.toAdapt : words.notMine
  return <ListRow title={row.name} detail={detail} end={<KitTag version={row.version} writing={row.writing} retired={row.retired !== null} />} endDetail={format.relative(row.at, now)} />
}
