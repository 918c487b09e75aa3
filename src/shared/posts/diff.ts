/** A stretch of a text compared with another: kept, taken out, or put in. */
export type Stretch = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string }

/** Beyond this many words on both sides multiplied, the middle is shown as replaced: nobody reads such a comparison word by word. */
const MOST_PAIRS = 1_000_000

/**
 * What changed between two texts, word by word. The stretches without the added ones are the text before; without the removed
 * ones, the text after.
 */
export function compare(before: string, after: string): readonly Stretch[] {
  const one = words(before)
  const other = words(after)
  let start = 0
  while (start < one.length && start < other.length && one[start] === other[start]) start += 1
  let end = 0
  while (end < one.length - start && end < other.length - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1
  const middle = between(one.slice(start, one.length - end), other.slice(start, other.length - end))
  return joined([
    { kind: 'same', text: one.slice(0, start).join('') },
    ...middle,
    { kind: 'same', text: one.slice(one.length - end).join('') },
  ])
}

/** Words and the spaces between them, each a piece. */
function words(text: string): readonly string[] {
  return text.match(/\s+|[^\s]+/gu) ?? []
}

/** By the longest common subsequence. */
function between(one: readonly string[], other: readonly string[]): readonly Stretch[] {
  if (one.length * other.length > MOST_PAIRS || one.length === 0 || other.length === 0) {
    return [
      { kind: 'removed', text: one.join('') },
      { kind: 'added', text: other.join('') },
    ]
  }
  const width = other.length + 1
  const longest = new Uint32Array((one.length + 1) * width)
  const at = (row: number, column: number) => longest[row * width + column] ?? 0
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      longest[row * width + column] = one[row] === other[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const stretches: Stretch[] = []
  let row = 0
  let column = 0
  while (row < one.length || column < other.length) {
    const kept = one[row]
    const put = other[column]
    if (kept !== undefined && kept === put) {
      stretches.push({ kind: 'same', text: kept })
      row += 1
      column += 1
    } else if (kept !== undefined && (put === undefined || at(row + 1, column) >= at(row, column + 1))) {
      stretches.push({ kind: 'removed', text: kept })
      row += 1
    } else {
      stretches.push({ kind: 'added', text: put ?? '' })
      column += 1
    }
  }
  return stretches
}

/** Neighbours of one kind as one stretch; empty ones left out. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const whole: Stretch[] = []
  for (const stretch of stretches) {
    const last = whole.at(-1)
    if (stretch.text === '') continue
    if (last?.kind === stretch.kind) whole[whole.length - 1] = { kind: last.kind, text: last.text + stretch.text }
    else whole.push(stretch)
  }
  return whole
}
