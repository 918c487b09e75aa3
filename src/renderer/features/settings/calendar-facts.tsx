import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Facts } from '#renderer/ui/facts.tsx'
import type { TimeZone } from '#shared/organization/time-zone.ts'
import type { WorkingCalendar } from '#shared/posts/working-calendar.ts'

/** Which time counts for the review, for who can only look at it. */
export function CalendarFacts({ calendar }: { readonly calendar: WorkingCalendar }) {
  const { reviewing, people } = useWords()
  const words = reviewing.policy
  const format = useFormat()
  return (
    <Facts
      facts={[
        { label: words.calendar, value: words.kinds[calendar.kind] },
        ...(calendar.kind === 'elapsed'
          ? []
          : [
              { label: words.from, value: words.hour(calendar.from) },
              { label: words.until, value: words.hour(calendar.until) },
              { label: words.zone, value: people.offices.zones[calendar.zone as TimeZone] }, // main refuses any other
              { label: words.weekdays, value: calendar.everyDay ? words.everyDay : format.list(calendar.weekdays.map((day) => words.days[day - 1] ?? '')) },
              { label: words.holidays, value: format.list(calendar.holidays) },
            ]),
      ]}
    />
  )
}
