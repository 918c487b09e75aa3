import { compare } from './diff.ts'

/**
 * What stands now where a passage stood: the words between the same neighbours. Empty when all of it was taken out. `start` and `end` are of
 * the text before.
 */
export function passageAfter(before: string, after: string, { start, end }: { readonly start: number; readonly end: number }): string {
  let at = 0
  let now = ''
  let cut = false
  for (const { kind, text } of compare(before, after)) {
    if (kind === 'added') {
      // Put in between its words, or in the place of words of it that were taken out.
      if ((at > start && at < end) || cut) now += text
      continue
    }
    const from = Math.max(start, at)
    const to = Math.min(end, at + text.length)
    if (kind === 'same' && from < to) now += text.slice(from - at, to - at)
    cut = kind === 'removed' && from < to
    at += text.length
  }
  return now
}
