import { parseAbsolute, parseDate, type CalendarDate, type ZonedDateTime } from '@internationalized/date'
import { DateField as AriaDateField, DateInput, DateSegment, type DateValue, I18nProvider, Label, Text } from 'react-aria-components'
import type { Instant } from '#shared/kernel/clock.ts'
import { localeOf } from '../i18n/language.ts'
import { useLanguage, useZone } from '../i18n/words.ts'
import styles from './date-field.module.css'
import { FieldLabel, useRequired } from './field-label.tsx'
import fieldStyles from './field.module.css'
import type { FieldProps } from './field.tsx'
import { useFieldError, useTouch } from './form-errors.ts'
import { AlertIcon } from './icons.ts'

/** A calendar date, typed part by part: `2026-11-23`, or '' while it is not whole. */
export function DateField({ value, onChange, ...field }: FieldProps & { readonly value: string; readonly onChange: (value: string) => void }) {
  return (
    <Segments<CalendarDate>
      {...field}
      granularity="day"
      value={value === '' ? null : parseDate(value)}
      onChange={(date) => onChange(date === null ? '' : date.toString())}
    />
  )
}

/** A moment, typed in the office's time zone and kept in UTC; '' while it is not whole. */
export function DateTimeField({
  value,
  onChange,
  ...field
}: FieldProps & { readonly value: Instant | ''; readonly onChange: (value: Instant | '') => void }) {
  const zone = useZone()
  return (
    <Segments<ZonedDateTime>
      {...field}
      granularity="minute"
      value={value === '' ? null : parseAbsolute(value, zone)}
      // toAbsoluteString is the form of an Instant: UTC with milliseconds.
      onChange={(moment) => onChange(moment === null ? '' : (moment.toAbsoluteString() as Instant))}
    />
  )
}

function Segments<T extends DateValue>({
  label,
  name,
  hint,
  error,
  optional = false,
  value,
  onChange,
  granularity,
}: FieldProps & { readonly value: T | null; readonly onChange: (value: T | null) => void; readonly granularity: 'day' | 'minute' }) {
  const language = useLanguage()
  const touch = useTouch(name)
  const problem = useFieldError(name, error)
  const required = useRequired(optional)
  return (
    <I18nProvider locale={localeOf[language]}>
      <AriaDateField<DateValue>
        className={fieldStyles['field'] ?? ''}
        value={value}
        onChange={(next) => {
          touch()
          onChange(next as T | null) // react-aria gives back the kind of date it was given
        }}
        granularity={granularity}
        hourCycle={24}
        hideTimeZone
        isInvalid={problem !== undefined}
        isRequired={required}
        validationBehavior="aria"
      >
        <Label className={fieldStyles['label'] ?? ''}>
          <FieldLabel label={label} optional={optional} />
        </Label>
        {hint !== undefined && (
          <Text slot="description" className={fieldStyles['hint'] ?? ''}>
            {hint}
          </Text>
        )}
        <DateInput className={`${fieldStyles['control'] ?? ''} ${styles['input'] ?? ''}`}>
          {(segment) => <DateSegment segment={segment} className={styles['segment'] ?? ''} />}
        </DateInput>
        {problem !== undefined && (
          <Text slot="errorMessage" className={fieldStyles['error'] ?? ''}>
            <AlertIcon />
            <span>{problem}</span>
          </Text>
        )}
      </AriaDateField>
    </I18nProvider>
  )
}
