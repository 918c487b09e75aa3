import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { CampaignIcon, PlusIcon } from '#renderer/ui/icons.ts'
import { ListDetail } from '#renderer/ui/list-detail.tsx'
import { ListRow } from '#renderer/ui/list-row.tsx'
import { List } from '#renderer/ui/list.tsx'
import { SearchField } from '#renderer/ui/search-field.tsx'
import { matches } from '#shared/kernel/folded.ts'
import type { CampaignRow } from '#shared/library/contract.ts'
import { CampaignDetail } from './campaign-detail.tsx'
import { CampaignForm } from './campaign-form.tsx'
import { CampaignTag } from './campaign-tag.tsx'
import { NEW, parts } from './library-routes.ts'
import { keepsNational } from './scopes.ts'
import { useDayWords } from './use-day-words.ts'

/** The institution's campaigns, those that run now first; and the one chosen. */
export function CampaignsPart({ chosen }: { readonly chosen: string | undefined }) {
  const { library: words } = useWords()
  const [, navigate] = useLocation()
  const { roles } = useMe()
  const { answer } = useAnswer(api.library.campaigns, {})
  const [text, setText] = useState('')
  const all = answer?.campaigns ?? []
  const row = all.find(({ id }) => id === chosen)
  const open = (id: string) => navigate(`${parts.campaigns}/${id}`)
  return (
    <ListDetail
      label={words.parts.campaigns}
      head={
        <>
          {keepsNational(roles) && (
            <div>
              <Button look={chosen === undefined ? 'primary' : 'plain'} size="small" icon={<PlusIcon />} onPress={() => open(NEW)}>
                {words.campaigns.add}
              </Button>
            </div>
          )}
          <SearchField label={words.campaigns.search} value={text} onChange={setText} />
        </>
      }
      list={
        <List
          label={words.parts.campaigns}
          items={all.filter(({ campaign }) => matches(`${campaign.name} ${campaign.brief}`, text))}
          keyOf={({ id }) => id}
          row={(one) => <Row row={one} />}
          selected={chosen}
          onOpen={({ id }) => open(id)}
          loading={answer === undefined}
          empty={
            all.length === 0 ? (
              <EmptyState icon={<CampaignIcon />} title={words.campaigns.empty}>
                {words.campaigns.emptyDetail}
              </EmptyState>
            ) : (
              <EmptyState title={words.noneFound} />
            )
          }
        />
      }
      detail={
        chosen === undefined ? undefined : chosen === NEW ? (
          <CampaignForm onDone={open} onCancel={() => navigate(parts.campaigns)} />
        ) : row === undefined ? (
          answer === undefined ? undefined : <EmptyState title={words.campaigns.missing} />
        ) : (
          <CampaignDetail key={row.id} row={row} />
        )
      }
      placeholder={all.length === 0 ? undefined : <EmptyState icon={<CampaignIcon />} title={words.campaigns.pick} />}
      onBack={() => navigate(parts.campaigns)}
    />
  )
}

function Row({ row }: { readonly row: CampaignRow }) {
  const { library: words } = useWords()
  const day = useDayWords()
  const { campaign, mine } = row
  return (
    <ListRow
      title={campaign.name}
      detail={[words.campaigns.span(day(campaign.from), campaign.to === null ? null : day(campaign.to)), mine ? '' : words.campaigns.notMine].filter(Boolean).join(' · ')}
      end={<CampaignTag row={row} />}
    />
  )
}
