import { useEffect } from 'react'
import type { z } from 'zod'
import type { hubContract } from '#shared/hub/contract.ts'
import { useFormat, useWords } from '../i18n/words.ts'
import { Progress } from '../ui/progress.tsx'
import { answers } from './answers.ts'
import { api, events, keyOf } from './api.ts'
import styles from './file-arriving.module.css'
import { useHubStatus } from './hub-status.ts'
import { useAnswer } from './use-answer.ts'

type FilePlace = z.output<(typeof hubContract)['entries']['file']['out']>

/** Where a file of the record is; undefined until the first answer. One that is not here is asked for before all others. With `when: false` nothing is asked. */
export function useFilePlace(sha256: string, options: { readonly when?: boolean } = {}): FilePlace | undefined {
  const { answer } = useAnswer(api.hub.file, { sha256 }, options)
  useEffect(
    () =>
      events.hub.fileMoved((moved) => {
        if (moved.sha256 === sha256) answers.setQueryData([...keyOf(api.hub.file), { sha256 }], { ok: true, value: moved.place })
      }),
    [sha256],
  )
  return options.when === false ? undefined : answer
}

/** A file that is not on this machine: how far it is on its way, or why it cannot be had now. Nothing of one that is here. */
export function FileArriving({ place }: { readonly place: FilePlace | undefined }) {
  const { hub } = useWords()
  const words = hub.file
  const format = useFormat()
  const status = useHubStatus()
  if (place === undefined || place.kind === 'here' || status === undefined) return null
  if (place.kind === 'coming') {
    return (
      <div className={styles['coming']}>
        <Progress label={words.coming} done={place.done} total={place.size} words={words.counted(format.size(place.done), format.size(place.size))} />
      </div>
    )
  }
  const sentence = (): string => {
    if (status.mode === 'alone' || place.kind === 'unknown') return words.gone
    if (place.kind === 'too-large') return words['too-large']
    if (status.link === 'stopped') return words.stopped
    if (status.link === 'offline' || status.link === 'locked') return words.offline
    return place.kind === 'not-sent' ? words['not-sent'] : words.waiting
  }
  return (
    <p className={styles['sentence']} role="status">
      {sentence()}
    </p>
  )
}
