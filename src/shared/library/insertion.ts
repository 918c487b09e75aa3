import { folded } from '#shared/kernel/folded.ts'
import { textOfPiece, type Piece } from './piece.ts'

/** Puts `text` in the place of what lies between `from` and `to`, and then has `select` chosen (all in UTF-16 units of the text before and after). */
export type Insertion = { readonly from: number; readonly to: number; readonly text: string; readonly select: readonly [start: number, end: number] }

/**
 * What a piece does to a text whose selection is `start`–`end`; undefined: it is all there already. A template takes the selection's place, and its first
 * blank in brackets is chosen; hashtags stand apart from their neighbours, those that the text has are left out; an ending goes to the end, once.
 */
export function insertionOf(piece: Piece, text: string, start: number, end: number): Insertion | undefined {
  if (piece.kind === 'template') {
    const blank = /\[[^\]\n]{1,80}\]/u.exec(piece.text)
    const first = start + (blank?.index ?? piece.text.length)
    return { from: start, to: end, text: piece.text, select: [first, first + (blank?.[0].length ?? 0)] }
  }
  if (piece.kind === 'ending') {
    if (folded(text).endsWith(folded(piece.text))) return undefined
    const kept = text.trimEnd()
    const added = kept === '' ? piece.text : `\n\n${piece.text}`
    const after = kept.length + added.length
    return { from: kept.length, to: text.length, text: added, select: [after, after] }
  }
  const there = new Set(Array.from(text.matchAll(/#[\p{L}\p{M}\p{N}_]+/gu), ([tag]) => folded(tag)))
  const missing = piece.tags.filter((tag) => !there.has(folded(tag)))
  if (missing.length === 0) return undefined
  const before = start === 0 || /\s$/u.test(text.slice(0, start)) ? '' : ' '
  const behind = /^\s|^$/u.test(text.slice(end)) ? '' : ' '
  const added = `${before}${missing.join(' ')}${behind}`
  return { from: start, to: end, text: added, select: [start + added.length, start + added.length] }
}

/** A text with an insertion done. */
export function withInsertion(text: string, { from, to, text: added }: Insertion): string {
  return text.slice(0, from) + added + text.slice(to)
}

/** What a list shows of a piece in one line. */
export function glanceOf(piece: Piece): string {
  return textOfPiece(piece).replaceAll(/\s+/g, ' ').trim()
}
