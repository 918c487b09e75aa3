import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import type { CampaignId } from '#shared/library/campaign.ts'
import type { TopicId } from '#shared/library/topic.ts'

/** The names under which posts are filed. What the library does not know, or has not said yet, is called by its id. */
export function useFiling() {
  const { answer: known } = useAnswer(api.library.campaigns, {})
  const { answer: vocabulary } = useAnswer(api.library.topics, {})
  const campaigns = known?.campaigns ?? []
  const topics = vocabulary?.topics ?? []
  return {
    campaigns,
    topics,
    campaignName: (id: CampaignId): string => campaigns.find((one) => one.id === id)?.campaign.name ?? id,
    topicName: (id: TopicId): string => topics.find((one) => one.id === id)?.name ?? id,
  }
}
