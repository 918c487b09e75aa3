import { useWords, useZone } from '#renderer/i18n/words.ts'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { dayOf } from '#shared/kernel/local-day.ts'
import { momentOf } from '#shared/library/campaign.ts'
import type { CampaignRow } from '#shared/library/contract.ts'

/** Whether a campaign is coming, runs, is over, or was ended. */
export function CampaignTag({ row }: { readonly row: CampaignRow }) {
  const { library: words } = useWords()
  const today = dayOf(useNow(), useZone())
  if (row.ended !== null) return <StatusTag>{words.campaigns.ended}</StatusTag>
  const moment = momentOf(row.campaign, today)
  return <StatusTag tone={moment === 'running' ? 'ok' : moment === 'coming' ? 'info' : 'neutral'}>{words.campaigns.moments[moment]}</StatusTag>
}
