import type { PointerEvent } from 'react'

/** For `onPointerOver` of a line that may end in an ellipsis: while it does, the whole of it is its tip. */
export function tellCut({ currentTarget: line }: PointerEvent<HTMLElement>): void {
  if (line.scrollWidth > line.clientWidth) line.title = line.textContent ?? ''
  else line.removeAttribute('title')
}
