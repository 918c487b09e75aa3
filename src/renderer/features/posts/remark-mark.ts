import type { PostPage, RemarkRow } from '#shared/posts/contract.ts'
import { isSameRemarkSpot, passageIn, remarkSpots, textOf, type RemarkSpot } from '#shared/posts/remark.ts'

/** A stretch of a text, with the channel of the open remarks made on it. */
export type MarkedStretch = { readonly text: string; readonly channel: RemarkRow['channel'] | undefined }

/** A text in stretches, those with open remarks marked. What the office is asked shows before what reviewers say among themselves. */
export function markedStretches(text: string, spot: RemarkSpot, remarks: readonly RemarkRow[]): readonly MarkedStretch[] {
  const ranges = remarks.flatMap(({ anchor, state, channel }) => {
    if (state !== 'open' || anchor.kind !== 'passage' || !isSameRemarkSpot(anchor.at, spot)) return []
    const place = passageIn(text, anchor)
    return place === undefined ? [] : [{ ...place, channel }]
  })
  const cuts = [...new Set([0, text.length, ...ranges.flatMap(({ start, end }) => [start, end])])].toSorted((one, other) => one - other)
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? 0
    const over = ranges.filter((range) => range.start < end && start < range.end)
    return { text: text.slice(start, end), channel: over.find(({ channel }) => channel === 'office')?.channel ?? over[0]?.channel }
  })
}

/** A spot as an attribute and a choice name it. */
export function spotKey(spot: RemarkSpot): string {
  return JSON.stringify(spot)
}

export type Passage = { readonly at: RemarkSpot; readonly start: number; readonly quote: string }

/** The words of the post's texts that are selected on the page, if any. */
export function selectedPassage(post: PostPage): Passage | undefined {
  const selection = window.getSelection()
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return undefined
  const range = selection.getRangeAt(0)
  const { commonAncestorContainer: around } = range
  const element = (around instanceof Element ? around : around.parentElement)?.closest('[data-passages]')
  const at = remarkSpots(post.content).find((one) => spotKey(one) === element?.getAttribute('data-passages'))
  if (element === null || element === undefined || at === undefined) return undefined
  const before = document.createRange()
  before.setStart(element, 0)
  before.setEnd(range.startContainer, range.startOffset)
  const start = before.toString().length
  const quote = range.toString()
  return textOf(post.content, at).slice(start, start + quote.length) === quote && quote.trim() !== '' ? { at, start, quote } : undefined
}
