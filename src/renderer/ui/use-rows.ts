import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'

/** Rows beyond this are asked for ahead of need. */
const AHEAD = 12

/**
 * Rows that are drawn only while in sight, with a cursor that the keyboard moves: arrows (or J and K), Home, End, Page Up and Down,
 * Enter to open. The focus stays on the container, which names the row under the cursor (`aria-activedescendant`).
 */
export function useRows<T>({
  items,
  keyOf,
  selected,
  onOpen,
  rowHeight,
  onEnd,
  head = 0,
}: {
  readonly items: readonly T[]
  readonly keyOf: (item: T) => string
  readonly selected: string | undefined
  readonly onOpen: (item: T) => void
  /** Of an ordinary row, in pixels; a row that is higher is measured. */
  readonly rowHeight: number
  /** The last rows are near: time to ask for the next page. */
  readonly onEnd: (() => void) | undefined
  /** Height in pixels of what stays over the rows while they scroll. */
  readonly head?: number
}) {
  const id = useId()
  const scroll = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState<string | undefined>(selected)
  const [focused, setFocused] = useState(false)
  const found = items.findIndex((item) => keyOf(item) === (cursor ?? selected))
  const at = found === -1 ? items.findIndex((item) => keyOf(item) === selected) : found
  const keyAt = (index: number) => {
    const item = items[index]
    return item === undefined ? index : keyOf(item)
  }

  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    getItemKey: keyAt,
    overscan: 8,
    scrollMargin: head,
    scrollPaddingStart: head,
  })
  const rows = virtual.getVirtualItems()
  const last = rows.at(-1)?.index ?? 0

  useEffect(() => {
    if (onEnd !== undefined && items.length > 0 && last >= items.length - AHEAD) onEnd()
  }, [last, items.length, onEnd])

  useEffect(() => {
    setCursor(selected)
  }, [selected])

  // A row chosen from elsewhere (a link, the palette) is brought into sight once.
  const shown = useRef<string>(undefined)
  useEffect(() => {
    if (selected === undefined || shown.current === selected) return
    const index = items.findIndex((item) => keyOf(item) === selected)
    if (index === -1) return
    shown.current = selected
    virtual.scrollToIndex(index)
  })

  const move = (to: number) => {
    if (items.length === 0) return
    const index = Math.max(0, Math.min(items.length - 1, to))
    const item = items[index]
    if (item === undefined) return
    setCursor(keyOf(item))
    virtual.scrollToIndex(index)
  }
  const page = () => Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / rowHeight) - 1)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(at + 1),
      j: () => move(at + 1),
      ArrowUp: () => move(at - 1),
      k: () => move(at - 1),
      Home: () => move(0),
      End: () => move(items.length - 1),
      PageDown: () => move(at + page()),
      PageUp: () => move(at - page()),
      Enter: () => {
        const item = items[at]
        if (item !== undefined) onOpen(item)
      },
    }
    const act = acts[event.key]
    if (act === undefined || event.target !== event.currentTarget) return
    event.preventDefault()
    act()
  }

  const rowId = (index: number) => `${id}-${keyAt(index)}`
  return {
    scroll,
    rows,
    height: virtual.getTotalSize(),
    measure: virtual.measureElement,
    rowId,
    isAt: (index: number) => index === at,
    cursorShown: focused,
    container: {
      tabIndex: 0,
      // Only a row that is drawn can be named: the chosen one may lie beyond what is in sight.
      'aria-activedescendant': rows.some(({ index }) => index === at) ? rowId(at) : undefined,
      onKeyDown,
      onFocus: (event: { readonly target: unknown; readonly currentTarget: Element }) => {
        if (event.target !== event.currentTarget) return
        setFocused(event.currentTarget.matches(':focus-visible'))
        if (at === -1) move(0)
      },
      onBlur: () => setFocused(false),
    },
    press: (item: T) => {
      setCursor(keyOf(item))
      onOpen(item)
    },
  }
}
