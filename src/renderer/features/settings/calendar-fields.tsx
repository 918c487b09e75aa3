import { useState } from 'react'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { FieldGroup } from '#renderer/ui/field-group.tsx'
import { FormRow } from '#renderer/ui/form-row.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Day } from '#shared/kernel/local-day.ts'
import { timeZones } from '#shared/organization/time-zone.ts'
import type { ReviewArrangement } from '#shared/posts/contract.ts'
import type { WorkingCalendar } from '#shared/posts/working-calendar.ts'
import styles from './review-part.module.css'

type Working = Extract<WorkingCalendar, { kind: 'working' }>
type RestDays = ReviewArrangement['restDays']

/** What working hours are until somebody says otherwise. */
const USUAL: Working = { kind: 'working', zone: timeZones[0], weekdays: [1, 2, 3, 4, 5], from: 9, until: 18, holidays: [], everyDay: false }
const HOURS = Array.from({ length: 25 }, (_, hour) => hour)

/** Which time counts for the review. */
export function CalendarFields({ calendar, restDays, onChange }: { readonly calendar: WorkingCalendar; readonly restDays: RestDays; readonly onChange: (calendar: WorkingCalendar) => void }) {
  const words = useWords().reviewing.policy
  return (
    <>
      <RadioGroup
        label={words.calendar}
        value={calendar.kind}
        onChange={(kind) => onChange(kind === 'elapsed' ? { kind } : USUAL)}
        options={(['elapsed', 'working'] as const).map((value) => ({ value, label: words.kinds[value], hint: words.kindHints[value] }))}
      />
      {calendar.kind === 'working' && <WorkingFields calendar={calendar} restDays={restDays} onChange={onChange} />}
    </>
  )
}

function WorkingFields({ calendar, restDays, onChange }: { readonly calendar: Working; readonly restDays: RestDays; readonly onChange: (calendar: Working) => void }) {
  const { reviewing, people } = useWords()
  const words = reviewing.policy
  // As it is typed: a line that is no day yet is said by the form, and not taken away.
  const [holidays, setHolidays] = useState(calendar.holidays.join('\n'))
  const put = (text: string) => {
    setHolidays(text)
    onChange({ ...calendar, holidays: linesOf(text).map((day) => day as Day) }) // what is no day, main refuses beside this field
  }
  const hours = HOURS.map((hour) => ({ value: String(hour), label: words.hour(hour) }))
  return (
    <>
      <FormRow>
        <Select label={words.from} value={String(calendar.from)} onChange={(hour) => onChange({ ...calendar, from: Number(hour) })} options={hours.slice(0, 24)} />
        <Select label={words.until} name="until" value={String(calendar.until)} onChange={(hour) => onChange({ ...calendar, until: Number(hour) })} options={hours.slice(1)} />
        <Select label={words.zone} name="zone" value={calendar.zone} onChange={(zone) => onChange({ ...calendar, zone })} options={timeZones.map((zone) => ({ value: zone as string, label: people.offices.zones[zone] }))} />
      </FormRow>
      <FieldGroup label={words.weekdays} name="weekdays">
        <div className={styles['days']}>
          {words.days.map((day, index) => (
            <Checkbox
              key={day}
              label={day}
             
              value={calendar.weekdays.includes(index + 1)}
              onChange={(on) => onChange({ ...calendar, weekdays: on ? [...calendar.weekdays, index + 1].toSorted() : calendar.weekdays.filter((one) => one !== index + 1) })}
            />
          ))}
        </div>
      </FieldGroup>
      <Checkbox label={words.everyDay} hint={words.everyDayHint} value={calendar.everyDay} onChange={(everyDay) => onChange({ ...calendar, everyDay })} />
      <TextArea
        label={words.holidays}
        hint={words.holidaysHint}
        name="holidays"
        optional
        mono
        rows={4}
        value={holidays}
        onChange={put}
      />
      <div className={styles['acts']}>
        {restDays.map(({ year, days }) => {
          const lacking = days.filter((day) => !calendar.holidays.includes(day))
          return (
            <Button
              key={year}
              size="small"
              disabledReason={lacking.length === 0 ? words.hasRestDays : undefined}
              onPress={() => {
                put([...linesOf(holidays), ...lacking].toSorted().join('\n'))
                toast(words.restDaysAdded(lacking.length))
              }}
            >
              {words.addRestDays(year)}
            </Button>
          )
        })}
      </div>
    </>
  )
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '')
}
