/** Letters that are drawn as nothing (the fillers of Hangul), and the empty pattern of Braille: a text of them alone looks blank. */
const BLANK = '\\u115f\\u1160\\u2800\\u3164\\uffa0'
const WORD = new RegExp(`(?![${BLANK}])[\\p{L}\\p{N}]`, 'u')
const SEEN = new RegExp(`(?![${BLANK}])[\\p{L}\\p{N}\\p{P}\\p{S}]`, 'u')

/** Whether a text has a letter or a figure that is seen: without one it says nothing, whatever signs it is made of. */
export function says(text: string): boolean {
  return WORD.test(text)
}

/** Whether anything of a text is seen: a letter, a figure, a mark or a sign. */
export function isSeen(text: string): boolean {
  return SEEN.test(text)
}

/** A reason or a note as it is kept, without the blanks around it; empty when it says nothing. */
export function worded(text: string): string {
  return says(text) ? text.trim() : ''
}

/** A text without the marks that turn the reading direction: beside other words, as in a list, they would turn those too. */
function unturned(text: string): string {
  return text.replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
}

/** Longest title, in characters. */
const TITLE = 90

/** How lists call a text: its first line, shortened between words, and without marks that would turn what stands beside it. */
export function titleLine(text: string): string {
  const line = unturned(text).trim().split('\n', 1)[0]?.trim() ?? ''
  if (line.length <= TITLE) return line
  const cut = line.slice(0, TITLE)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), TITLE - 20)).trimEnd()}…`
}
