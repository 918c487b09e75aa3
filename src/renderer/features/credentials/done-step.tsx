import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import type { Changing } from './rotation.ts'
import styles from './rotation-screen.module.css'

/** Step 6: everything is proven; and, once ended, when the next change is due. */
export function DoneStep({
  changing: { credential },
  ended,
  onEnd,
  onBack,
}: {
  readonly changing: Changing
  readonly ended: boolean
  readonly onEnd: () => void
  readonly onBack: () => void
}) {
  const { credentials: words } = useWords()
  const format = useFormat()
  const finish = useAct(api.credentials.finish)
  const { done } = words.rotation
  return (
    <Section title={done.title}>
      {ended ? <Note tone="ok">{done.next(format.date(credential.kept.due.at))}</Note> : <p className={styles['detail']}>{done.ready}</p>}
      {!ended && <p className={styles['next']}>{done.next(format.date(credential.kept.due.at))}</p>}
      {finish.refusal !== undefined && <RefusalNote refusal={finish.refusal} />}
      <div className={styles['acts']}>
        {ended ? (
          <Button look="primary" onPress={onBack}>
            {done.back}
          </Button>
        ) : (
          <Button
            look="primary"
            busy={finish.busy}
            onPress={() => {
              void finish.act({ credential: credential.id }).then((result) => {
                if (result?.ok === true) onEnd()
              })
            }}
          >
            {done.act}
          </Button>
        )}
      </div>
    </Section>
  )
}
