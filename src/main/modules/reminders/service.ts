import { millisecondsOf, MINUTE, type Clock, type Instant } from '#shared/kernel/clock.ts'
import type { Timers } from '#shared/kernel/timers.ts'
import { setBackOf, type SetBack } from '#shared/reminders/clock-watch.ts'
import { planReminders, toldAfter, withoutGone, type Reminder } from '#shared/reminders/plan.ts'
import type { ReminderMemory } from './memory.ts'
import type { Notice, ReminderSource } from './source.ts'

export type { Notice, ReminderSource }

/** It looks at least this often: timers sleep with the machine, and clocks are changed under them. */
const LONGEST_WAIT = 15 * MINUTE
/** It waits at least this long, whatever the clocks say. */
const SHORTEST_WAIT = 1000
/** More at once than this of one kind become one notification. */
const MOST_AT_ONCE = 3

export type SchedulerOptions = {
  /** What things fall due by. */
  readonly clock: Clock
  /** What is watched for having been set back. */
  readonly machineClock: Clock
  readonly timers: Timers
  readonly sources: readonly ReminderSource[]
  readonly notify: (notice: Notice) => void
  readonly memory: ReminderMemory
  /** Puts a clock that went back on record; false: nobody is unlocked now, it will be asked again. */
  readonly recordSetBack: (setBack: SetBack) => boolean
}

/** Tells people in time. Everything is decided anew at each look, from the items and from what was told. */
export interface ReminderScheduler {
  start(): void
  /** Look now: the app was unlocked, the machine woke up. */
  look(): void
  /** Look in a second: something was recorded, and more may follow. */
  lookSoon(): void
  stop(): void
}

export function reminderScheduler({ clock, machineClock, timers, sources, notify, memory, recordSetBack }: SchedulerOptions): ReminderScheduler {
  let remembered = memory.load()
  let cancel: (() => void) | undefined
  let running = false

  function look(): void {
    if (!running) return
    cancel?.()
    const now = clock.now()
    const shown = machineClock.now()
    const setBack = setBackOf(remembered.latest, shown)
    const noticed = setBack === undefined ? remembered.unrecorded : [...remembered.unrecorded, setBack]
    const unrecorded = noticed.filter((one) => !recordSetBack(one))
    const items = sources.flatMap((source) => source.items(now))
    const plan = planReminders(items, remembered.told, now)
    for (const source of sources) for (const notice of noticesOf(source, plan.tell)) notify(notice)
    const told = withoutGone(toldAfter(remembered.told, plan.tell), items)
    const changed = plan.tell.length > 0 || told.size !== remembered.told.size || setBack !== undefined || unrecorded.length !== remembered.unrecorded.length
    const later = remembered.latest === undefined || setBack !== undefined || millisecondsOf(shown) - millisecondsOf(remembered.latest) >= MINUTE
    const latest = later || changed ? latestOf(remembered.latest, shown, setBack) : remembered.latest
    if (changed || latest !== remembered.latest) {
      remembered = { told, latest, unrecorded }
      memory.save(remembered)
    }
    const wait = plan.next === undefined ? LONGEST_WAIT : millisecondsOf(plan.next) - millisecondsOf(now)
    cancel = timers.after(Math.min(Math.max(wait, SHORTEST_WAIT), LONGEST_WAIT), look)
  }

  return {
    start() {
      running = true
      look()
    },
    look,
    lookSoon() {
      if (!running) return
      cancel?.()
      cancel = timers.after(SHORTEST_WAIT, look)
    },
    stop() {
      running = false
      cancel?.()
      cancel = undefined
    },
  }
}

function noticesOf(source: ReminderSource, tell: readonly Reminder[]): readonly Notice[] {
  const own = tell.filter((reminder) => reminder.key.startsWith(`${source.noun}/`))
  if (own.length > MOST_AT_ONCE) return [source.sayMany(own.length)]
  return own.map((reminder) => source.say(reminder)).filter((notice) => notice !== undefined)
}

/** After a set-back the watch starts again from the new time: it is noticed once, not at every look until the old time comes again. */
function latestOf(before: Instant | undefined, now: Instant, setBack: SetBack | undefined): Instant {
  return setBack !== undefined || before === undefined || now > before ? now : before
}
