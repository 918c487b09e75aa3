import { api } from '../../bridge/api.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useAnswer } from '../../bridge/use-answer.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { FolderIcon } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { Section } from '../../ui/section.tsx'
import styles from './settings.module.css'

/** What runs here, and where it keeps its things. */
export function AboutPart() {
  const { settings, lock } = useWords()
  const words = settings.about
  const { answer: info } = useAnswer(api.shell.info, {})
  const open = useAct(api.shell.openFolder)
  if (info === undefined) return null
  return (
    <div className={styles['part']}>
      <Section
        title={words.title}
        actions={
          <>
            <Button size="small" icon={<FolderIcon />} onPress={() => void open.act({ folder: 'data' })}>
              {words.openData}
            </Button>
            <Button size="small" icon={<FolderIcon />} onPress={() => void open.act({ folder: 'documents' })}>
              {words.openDocuments}
            </Button>
            <Button size="small" icon={<FolderIcon />} onPress={() => void open.act({ folder: 'logs' })}>
              {words.openLogs}
            </Button>
          </>
        }
      >
        {open.refusal !== undefined && <RefusalNote refusal={open.refusal} />}
        <Facts
          facts={[
            { label: words.version, value: info.version },
            { label: words.runtime, value: words.runtimes[info.runtime] },
            { label: words.dataFolder, value: <span className={styles['path']}>{info.dataFolder}</span> },
            ...(info.weakness === null ? [] : [{ label: words.weakness, value: lock.noSandbox }]),
          ]}
        />
        <Note>{words.never}</Note>
        <p>
          <a href="#/ui">{words.parts}</a>
        </p>
      </Section>
    </div>
  )
}
