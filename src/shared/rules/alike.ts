import { read } from './reading.ts'
import { tokensOf } from './tokens.ts'

/** Words in each piece that is compared. */
const PIECE = 3
/** Two texts with at least this share of pieces in common are near-identical. */
const NEARLY = 0.75
/** A text with fewer pieces says too little to be a copy of another. */
export const FEWEST_PIECES = 5

/** The text cut into overlapping pieces of three words, each as a number: what tells a copy, wherever it was touched. */
export function piecesOf(text: string): readonly number[] {
  const words = tokensOf(read(text)).map((token) => token.word)
  const pieces = new Set<number>()
  for (let at = 0; at + PIECE <= words.length; at++) pieces.add(hashOf(words.slice(at, at + PIECE).join(' ')))
  return [...pieces]
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** Whether texts of so many pieces, so many of them shared, are near-identical (Jaccard). */
export function isNear(shared: number, one: number, other: number): boolean {
  return shared >= NEARLY * (one + other - shared)
}

/** Whether two texts, each by its pieces, are near-identical. One that says too little is a copy of none. */
export function areAlike(one: readonly number[], other: readonly number[]): boolean {
  if (one.length < FEWEST_PIECES) return false
  const its = new Set(other)
  return isNear(one.filter((piece) => its.has(piece)).length, one.length, other.length)
}
