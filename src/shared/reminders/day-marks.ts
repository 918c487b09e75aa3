import type { Instant } from '#shared/kernel/clock.ts'
import { addDays, dayOf, daysBetween, instantAt, type Day } from '#shared/kernel/local-day.ts'
import type { Mark } from './due-item.ts'

/** When people are told of something due on a day: so many days before, on the day, and every day after it, at an hour of the office. */
export type DayReminders = { readonly daysBefore: readonly number[]; readonly hour: number }

/** Source: DOMAIN table a, row 11. Nine in the morning: before the day's posts, and somebody is at the desk. */
export const ROTATION_REMINDERS: DayReminders = { daysBefore: [15, 7, 1], hour: 9 }

/**
 * The marks of something due on `due` in `zone`: `before-15`, `before-7`, `before-1`, `day`, and `overdue-1`, `overdue-2` … up to
 * the first one after now.
 */
export function dayMarks(due: Day, zone: string, policy: DayReminders, now: Instant): readonly Mark[] {
  const mark = (id: string, offset: number): Mark => ({ id, at: instantAt(addDays(due, offset), policy.hour, zone) })
  const before = [...policy.daysBefore].sort((one, other) => other - one).map((days) => mark(`before-${days}`, -days))
  const marks = [...before, mark('day', 0)]
  const overdue = Math.max(daysBetween(due, dayOf(now, zone)), 0)
  // Only the last passed one and the next matter: a year overdue is not 365 marks.
  for (let day = Math.max(overdue - 1, 1); day <= overdue + 1; day += 1) marks.push(mark(`overdue-${day}`, day))
  return marks
}
