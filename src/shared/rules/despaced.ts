import type { Reading } from './reading.ts'

/** Letters or digits told one by one: «5 5 1 2 3 4 5 6 7 8», «H E G G 5 6…», «5.5.1.2…». Capitals first: the «y» after them is a word. */
const ONE_BY_ONE =
  /(?<![\p{L}\p{N}])(?:[A-ZÑ\d](?:[ .\-_*·]{1,3}[A-ZÑ\d]){7,}|[\p{L}\p{N}](?:[ .\-_*·]{1,3}[\p{L}\p{N}]){7,})(?![\p{L}\p{N}])/gu

/** The reading with what is told letter by letter put together. Ranges lead back to the text as before. */
export function despaced(reading: Reading): Reading {
  const runs = Array.from(reading.cased.matchAll(ONE_BY_ONE))
  if (runs.length === 0) return reading
  const kept: number[] = []
  let at = 0
  for (const run of runs) {
    for (; at < run.index; at++) kept.push(at)
    for (; at < run.index + run[0].length; at++) if (/[\p{L}\p{N}]/u.test(reading.cased[at] ?? '')) kept.push(at)
  }
  for (; at < reading.cased.length; at++) kept.push(at)
  const pick = (text: string) => kept.map((index) => text[index] ?? '').join('')
  return {
    text: reading.text,
    cased: pick(reading.cased),
    plain: pick(reading.plain),
    back: (start, end) => reading.back(kept[start] ?? reading.cased.length, end > start ? (kept[end - 1] ?? 0) + 1 : (kept[start] ?? 0)),
  }
}

const SPELLED_AT = /(?<=[\p{L}\p{N}])(?: ?(?:\[ ?(?:at|arroba|@) ?\]|\( ?(?:at|arroba|@) ?\)|\{ ?(?:at|arroba) ?\}) ?| arroba | @ )(?=[\p{L}\p{N}])/giu
const SPELLED_DOT = /(?<=[\p{L}\p{N}])(?: ?(?:\[ ?(?:dot|punto|\.) ?\]|\( ?(?:dot|punto|\.) ?\)) ?| punto | \. ?)(?=com|mx|net|org|gob|es\b|edu|[\p{L}\p{N}]+ ?(?:\[|\(| punto))/giu

/**
 * The text with «juan arroba gmail punto com» written as an address, at the same length: what is put in is followed by as many
 * characters as it replaces, which stand in an address too.
 */
export function unspelledMail({ cased }: Reading): string {
  if (!/arroba|\bat\b|@/i.test(cased)) return cased
  const fill = (sign: string, before: string) => (match: string) => before.repeat(match.length - 1) + sign
  const withAt = cased.replaceAll(SPELLED_AT, fill('@', '_'))
  return withAt === cased && !/@[^\s@]{1,40} ?[[(.]/.test(cased) ? cased : withAt.replaceAll(SPELLED_DOT, (match) => `${'-'.repeat(match.length - 1)}.`)
}
