import { memo, useState } from 'react'
import { useMoment } from '#renderer/content/use-moment.ts'
import { useFormat, useWords, useZone } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { DateTimeField } from '#renderer/ui/date-field.tsx'
import { PlusIcon } from '#renderer/ui/icons.ts'
import { Note } from '#renderer/ui/note.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { PostPage, WrittenContent } from '#shared/posts/contract.ts'
import { countedBetween } from '#shared/posts/working-calendar.ts'
import styles from './time-field.module.css'

/**
 * When a post should go out, and between which moments it may, in the office's zone, which is named; nobody is made to say. `left`: milliseconds that the
 * review may still take, of the time that counts.
 */
export const TimeField = memo(function TimeField({ content, left, calendar, onChange }: { readonly content: Pick<WrittenContent, 'wanted' | 'window'>; readonly onChange: (part: Partial<WrittenContent>) => void } & Pick<PostPage, 'left' | 'calendar'>) {
  const { posts: words, ui } = useWords()
  const format = useFormat()
  const moment = useMoment()
  const zone = useZone()
  const now = useNow()
  const { wanted, window } = content
  const [asked, setAsked] = useState(false)
  const isTight = (at: Instant | null | undefined) => at !== undefined && at !== null && countedBetween(now, at, calendar) < left
  const until = window?.until ?? null
  const elsewhere = [wanted?.zone, window?.zone].some((one) => one !== undefined && one !== zone)
  const put = (part: { readonly from?: Instant | null; readonly until?: Instant | null }) => {
    const next = { from: window?.from ?? null, until, zone, ...part }
    onChange({ window: next.from === null && next.until === null ? null : next })
  }
  return (
    <>
      <div className={styles['line']}>
        <DateTimeField label={words.editor.wantedLabel} hint={words.time.zone(moment.zoneName(zone))} optional value={wanted?.at ?? ''} onChange={(at) => onChange({ wanted: at === '' ? null : { at, zone } })} />
        {wanted !== null && <Button onPress={() => onChange({ wanted: null })}>{words.editor.wantedClear}</Button>}
      </div>
      {window !== null || asked ? (
        <div className={styles['line']}>
          <DateTimeField label={words.time.fromLabel} optional value={window?.from ?? ''} onChange={(at) => put({ from: at === '' ? null : at })} />
          <DateTimeField label={words.time.untilLabel} optional value={until ?? ''} onChange={(at) => put({ until: at === '' ? null : at })} />
          <Button
            onPress={() => {
              setAsked(false)
              onChange({ window: null })
            }}
          >
            {words.time.clear}
          </Button>
        </div>
      ) : (
        <div>
          <Button size="small" icon={<PlusIcon />} onPress={() => setAsked(true)}>
            {words.time.add}
          </Button>
        </div>
      )}
      {(window !== null || asked) && <p className={styles['says']}>{words.time.detail}</p>}
      {elsewhere && <p className={styles['says']}>{[moment.wanted(wanted), moment.window(window)].filter(Boolean).join(' · ')}</p>}
      {(isTight(wanted?.at) || isTight(until)) && <Note tone="warn">{words.time.tight(calendar.kind === 'working' ? ui.workingHours(format.hours(left)) : format.span(left))}</Note>}
    </>
  )
})
