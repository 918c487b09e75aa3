import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { DownloadIcon, FolderIcon } from '#renderer/ui/icons.ts'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { RuledList } from '#renderer/ui/ruled-list.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Incident, Notice } from './incident.ts'
import { NoticeDialog, type NoticeWork } from './notice-dialog.tsx'
import { NoticeRow } from './notice-row.tsx'
import styles from './notices-part.module.css'

/** The three notices, already drafted: how far each has come, and what carries it out of here. */
export function NoticesPart({ incident, onFill }: { readonly incident: Incident; readonly onFill: () => void }) {
  const { incidents: words } = useWords()
  const format = useFormat()
  const exportAll = useAct(api.notices.exportAll)
  const openFolder = useAct(api.incidents.openFolder)
  const [work, setWork] = useState<{ readonly notice: Notice['id']; readonly what: NoticeWork }>()
  const chosen = incident.notices.find((notice) => notice.id === work?.notice)
  const refusal = exportAll.refusal ?? openFolder.refusal
  // What the drafts that still follow the facts do not know; the addressee's own name is said in its row.
  const lacking = new Set(incident.notices.filter((notice) => notice.stage === 'drafted' && !notice.edited).flatMap((notice) => notice.missing))
  lacking.delete('destinatario')
  lacking.delete('cargo_destinatario')

  const saveAll = async () => {
    openFolder.reset()
    const result = await exportAll.act({ incident: incident.id })
    if (result?.ok === true) toast(words.notices.savedAll(result.value.files.length, incident.folder))
  }

  return (
    <Section
      title={words.notices.title}
      description={incident.stage === 'open' ? words.notices.detail : undefined}
      actions={
        <>
          <Button icon={<DownloadIcon />} busy={exportAll.busy} onPress={() => void saveAll()}>
            {words.notices.exportAll}
          </Button>
          <Button
            look="quiet"
            icon={<FolderIcon />}
            onPress={() => {
              exportAll.reset()
              void openFolder.act({ id: incident.id })
            }}
          >
            {words.notices.openFolder}
          </Button>
        </>
      }
    >
      <RuledList>
        {incident.notices.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} closed={incident.stage === 'closed'} onWork={(what) => setWork({ notice: notice.id, what })} />
        ))}
      </RuledList>
      {incident.stage === 'open' && lacking.size > 0 && (
        <p className={styles['lacking']}>
          {words.notices.lacking(format.list([...lacking].map((name) => words.notices.variables[name])))}{' '}
          <button type="button" className={styles['link']} onClick={onFill}>
            {words.notices.fill}
          </button>
        </p>
      )}
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
      {chosen !== undefined && work !== undefined && <NoticeDialog notice={chosen} what={work.what} onClose={() => setWork(undefined)} />}
    </Section>
  )
}
