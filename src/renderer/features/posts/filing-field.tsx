import { memo, useState } from 'react'
import { useFiling } from '#renderer/content/use-filing.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { FieldGroup } from '#renderer/ui/field-group.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import type { WrittenContent } from '#shared/posts/contract.ts'
import styles from './filing-field.module.css'

type Filing = Pick<WrittenContent, 'campaign' | 'topics' | 'labels'>

/** Under what a post is filed: its campaign, words of the institution's vocabulary, free words. None of it is published. */
export const FilingField = memo(function FilingField({ content, locked, onChange }: { readonly content: Filing; /** A national message decides campaign and topics. */ readonly locked: boolean; readonly onChange: (part: Partial<Filing>) => void }) {
  const { posts: words } = useWords()
  const { campaigns, topics, campaignName, topicName } = useFiling()
  const [typed, setTyped] = useState(content.labels.join(', '))
  const offered = campaigns.filter(({ id, ended, mine }) => id === content.campaign || (ended === null && mine))
  const brief = campaigns.find(({ id }) => id === content.campaign)?.campaign.brief
  return (
    <div className={styles['filing']}>
      {locked ? (
        <p>{[content.campaign === null ? '' : campaignName(content.campaign), ...content.topics.map(topicName)].filter(Boolean).join(' · ')}</p>
      ) : (
        <>
          <Select
            label={words.history.names.campaign}
            optional
            value={content.campaign ?? 'none'}
            onChange={(campaign) => onChange({ campaign: campaign === 'none' ? null : campaign })}
            options={[{ value: 'none', label: words.editor.noCampaign }, ...offered.map(({ id, campaign }) => ({ value: id, label: campaign.name }))]}
          />
          {brief !== undefined && <Note tone="info">{brief}</Note>}
          <FieldGroup label={words.history.names.topics}>
            <div className={styles['topics']}>
              {topics
                .filter(({ id, retired }) => !retired || content.topics.includes(id))
                .map(({ id, name }) => (
                  <Checkbox
                    key={id}
                    label={name}
                    value={content.topics.includes(id)}
                    onChange={(chosen) => onChange({ topics: chosen ? [...content.topics, id] : content.topics.filter((one) => one !== id) })}
                  />
                ))}
            </div>
          </FieldGroup>
        </>
      )}
      <TextField
        label={words.history.names.labels}
        hint={words.editor.labelsHint}
        optional
        value={typed}
        onChange={(text) => {
          setTyped(text)
          onChange({ labels: text.split(',').map((word) => word.trim()).filter((word) => word !== '') })
        }}
        maxLength={500}
      />
    </div>
  )
})
