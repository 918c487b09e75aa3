import { useState } from 'react'
import { useMoment } from '#renderer/content/use-moment.ts'
import { localeOf } from '#renderer/i18n/language.ts'
import { useFormat, useLanguage, useWords, useZone } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { DateTimeField } from '#renderer/ui/date-field.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { addDays, dayOf, instantAt, type Day } from '#shared/kernel/local-day.ts'
import type { Wanted } from '#shared/posts/content.ts'
import type { PostRow } from '#shared/posts/contract.ts'
import { onDay } from './calendar-span.ts'
import { calendarWords } from './calendar-words.ts'

/** The hour proposed for a post that has none. */
const NOON = 12

/** «Mover a…»: another day and hour, by keyboard as by mouse. `day`: where it was dropped, if it was. */
export function MoveDialog({ post, day, onClose, onMove }: { readonly post: PostRow; readonly day?: Day | undefined; readonly onClose: () => void; readonly onMove: (wanted: Wanted | null) => void }) {
  const { views, posts } = useWords()
  const words = views.move
  const zone = useZone()
  const { zoneName } = useMoment()
  const locale = localeOf[useLanguage()]
  const now = useNow()
  const format = useFormat()
  const [at, setAt] = useState<Instant | ''>(() => {
    if (post.wantedAt === null) return instantAt(day ?? addDays(dayOf(now, zone), 1), NOON, zone)
    return day === undefined ? post.wantedAt : onDay(post.wantedAt, day, zone)
  })
  return (
    <Dialog title={words.title} open onClose={onClose} size="small">
      <Form
        onSubmit={() => {
          if (at !== '') onMove({ at, zone })
        }}
        actions={
          <>
            <Button type="submit" look="primary" disabledReason={at === '' ? words.incomplete : undefined}>
              {words.act}
            </Button>
            {post.wantedAt !== null && <Button onPress={() => onMove(null)}>{words.clear}</Button>}
          </>
        }
      >
        <p>
          <strong>{post.title === '' ? posts.untitled : post.title}</strong>
          {post.wantedAt !== null && <> · {words.now(format.instant(post.wantedAt))}</>}
        </p>
        <DateTimeField label={posts.editor.wantedLabel} hint={views.calendar.zone(zoneName(zone), calendarWords(locale, zone).zone(at === '' ? dayOf(now, zone) : dayOf(at, zone)))} value={at} onChange={setAt} />
        {at !== '' && at < now && at !== post.wantedAt && <Note tone="warn">{words.past}</Note>}
        {post.stage === 'approved' && <Note tone="warn">{words.approvedDetail}</Note>}
      </Form>
    </Dialog>
  )
}
