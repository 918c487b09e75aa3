/**
 * A text divided into parts of a thread, each of which fits: between paragraphs where that is possible, else between sentences, else between
 * words. Nothing is added, and no word is lost or changed; a word that fits nowhere is a part by itself. `fits`: whether a text is short enough.
 */
export function dividedText(text: string, fits: (part: string) => boolean): readonly string[] {
  const whole = text.trim()
  return whole === '' ? [whole] : divided(whole, fits, 0).map((part) => part.trim()).filter((part) => part !== '')
}

/** Where a text may be divided, the best first. What stands between two pieces is kept with the first of them. */
const JOINTS = [/(?<=\n\s*\n)/u, /(?<=\n)/u, /(?<=[.!?…]["»”)]?\s+)/u, /(?<=\s)/u] as const

/** Pieces that fit are joined for as long as they fit together; one that does not is divided by itself, so that no paragraph begins at the end of another's part. */
function divided(text: string, fits: (part: string) => boolean, joint: number): readonly string[] {
  const at = JOINTS[joint]
  if (at === undefined || fits(text.trim())) return [text]
  const parts: string[] = []
  let open = ''
  for (const piece of text.split(at)) {
    if (fits((open + piece).trim())) {
      open += piece
      continue
    }
    parts.push(open)
    open = ''
    if (fits(piece.trim())) open = piece
    else parts.push(...divided(piece, fits, joint + 1))
  }
  return [...parts, open]
}
