import { read } from './reading.ts'
import { tokensOf } from './tokens.ts'

/** Words in each piece that is compared. */
const PIECE = 3
/** Two texts with at least this share of pieces in common are near-identical. */
export const NEARLY = 0.75
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

/** How alike two texts are by their pieces (Jaccard): 0 nothing in common, 1 the same. */
export function likeness(shared: number, one: number, other: number): number {
  return one + other === shared ? 1 : shared / (one + other - shared)
}
