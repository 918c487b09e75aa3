import type { Instant } from '#shared/kernel/clock.ts'
import type { DueItem, Mark, Told } from './due-item.ts'

/** One thing to tell now. */
export type Reminder = { readonly key: string; readonly cycle: string; readonly mark: Mark }

/** What to tell now, and when to look again; `next` undefined: nothing is coming. */
export type Plan = { readonly tell: readonly Reminder[]; readonly next: Instant | undefined }

/**
 * Decides from the items and from what was told, and from nothing else, so that sleep, a restart or a missed timer change nothing.
 * Of several marks that passed meanwhile only the latest is told. Nothing is told twice in a cycle, also when the clock was set
 * back: a mark that lies at or before the latest one told is done with.
 */
export function planReminders(items: readonly DueItem[], told: ReadonlyMap<string, Told>, now: Instant): Plan {
  const tell: Reminder[] = []
  let next: Instant | undefined
  for (const item of items) {
    const last = told.get(item.key)
    const done = last !== undefined && last.cycle === item.cycle ? last.at : undefined
    let passed: Mark | undefined
    for (const mark of item.marks) {
      if (done !== undefined && mark.at <= done) continue
      if (mark.at <= now) passed = passed === undefined || passed.at <= mark.at ? mark : passed
      else if (next === undefined || mark.at < next) next = mark.at
    }
    if (passed !== undefined) tell.push({ key: item.key, cycle: item.cycle, mark: passed })
  }
  return { tell, next }
}

/** What is remembered once a reminder was shown. `at` is the mark's own moment, not the clock's: the clock may be wrong. */
export function toldAfter(told: ReadonlyMap<string, Told>, shown: readonly Reminder[]): ReadonlyMap<string, Told> {
  const after = new Map(told)
  for (const { key, cycle, mark } of shown) after.set(key, { cycle, mark: mark.id, at: mark.at })
  return after
}

/** Drops what was told of items that no longer exist, so that the memory does not grow for ever. */
export function withoutGone(told: ReadonlyMap<string, Told>, items: readonly DueItem[]): ReadonlyMap<string, Told> {
  const keys = new Set(items.map((item) => item.key))
  return new Map([...told].filter(([key]) => keys.has(key)))
}
