import { useEffect, useState } from 'react'
import { api, events } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Progress } from '#renderer/ui/progress.tsx'
import styles from './hub.module.css'

/** How far a joining, a sharing or a file is, and the way to stop it. */
export function JoiningProgress({ stoppable = true }: { /** False: a file, which is taken over whole. */ readonly stoppable?: boolean }) {
  const { hub } = useWords()
  const words = hub.join.work
  const format = useFormat()
  const progress = useJoining()
  const stop = useAct(api.hub.stopJoining)
  const counted = progress !== undefined && progress.total > 0
  return (
    <div className={styles['form']} role="status">
      <Progress
        label={words.stages[progress?.stage ?? 'connecting']}
        {...(counted ? { done: progress.done, total: progress.total, words: progress.stage === 'attaching' ? hub.file.counted(format.size(progress.done), format.size(progress.total)) : words.counted(format.number(progress.done), format.number(progress.total)) } : {})}
      />
      {stoppable && <p className={styles['quiet']}>{words.resumes}</p>}
      {stoppable && (
        <div>
          <Button size="small" busy={stop.busy} onPress={() => void stop.act({})}>
            {words.stop}
          </Button>
        </div>
      )}
    </div>
  )
}

type Answered = Awaited<ReturnType<typeof api.hub.joining>>
type Joining = NonNullable<Extract<Answered, { ok: true }>['value']>

/** Asked again with every word of main. Not a kept answer: the first run has none. */
function useJoining(): Joining | undefined {
  const [progress, setProgress] = useState<Joining>()
  useEffect(() => {
    let wanted = true
    const ask = () => {
      void api.hub.joining({}).then((answer) => {
        // Between two stages nothing is said: the last one stays.
        if (wanted && answer.ok && answer.value !== null) setProgress(answer.value)
      })
    }
    ask()
    const stop = events.hub.joiningChanged(ask)
    return () => {
      wanted = false
      stop()
    }
  }, [])
  return progress
}
