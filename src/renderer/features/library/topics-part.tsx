import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { PlusIcon } from '#renderer/ui/icons.ts'
import { Page } from '#renderer/ui/page.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { Table } from '#renderer/ui/table.tsx'
import type { TopicRow } from '#shared/library/contract.ts'
import styles from './library.module.css'
import { keepsNational } from './scopes.ts'
import { TopicDialog } from './topic-dialog.tsx'

/** The content's vocabulary. Whoever keeps it opens a word to correct, retire or bring it back. */
export function TopicsPart() {
  const { library: words, ui } = useWords()
  const { roles } = useMe()
  const { answer } = useAnswer(api.library.topics, {})
  const [edited, setEdited] = useState<TopicRow | 'new'>()
  const keeps = keepsNational(roles)
  return (
    <Page>
      <div className={styles['head']}>
        <p className={styles['brief']}>{words.topics.description}</p>
        {keeps && (
          <Button look="primary" size="small" icon={<PlusIcon />} onPress={() => setEdited('new')}>
            {words.topics.add}
          </Button>
        )}
      </div>
      {answer === undefined ? (
        <p role="status">{ui.loading}</p>
      ) : (
        <Table
          label={words.parts.topics}
          items={answer.topics}
          keyOf={({ id }) => id}
          {...(keeps ? { onOpen: setEdited } : {})}
          columns={[
            { id: 'name', label: words.topics.name, width: 'minmax(160px, 1fr)', cell: ({ name }) => name },
            { id: 'detail', label: words.topics.detail, width: 'minmax(200px, 2fr)', cell: ({ detail }) => detail, wideOnly: true },
            { id: 'state', label: words.topics.state, width: '120px', cell: ({ retired }) => <StatusTag tone={retired ? 'neutral' : 'ok'}>{retired ? words.topics.retired : words.topics.inUse}</StatusTag> },
          ]}
        />
      )}
      {edited !== undefined && <TopicDialog topic={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
    </Page>
  )
}
