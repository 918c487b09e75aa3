import type { Instant } from '#shared/kernel/clock.ts'
import type { DueItem } from '#shared/reminders/due-item.ts'
import type { Reminder } from '#shared/reminders/plan.ts'

/** What an OS notification says and where a click on it leads. It may stand on a locked screen: no secret, no handle, no code. */
export type Notice = { readonly title: string; readonly body: string; readonly route: string }

/** A module whose matters are due at some moment. Keys are `<noun>/<id>`; only this source makes keys of its noun. */
export interface ReminderSource {
  readonly noun: string
  items(now: Instant): readonly DueItem[]
  /** What to say of one of them; undefined: it is gone meanwhile. */
  say(reminder: Reminder): Notice | undefined
  /** What to say of many of them at once. */
  sayMany(count: number): Notice
}
