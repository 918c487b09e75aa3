import { type InputHTMLAttributes, type HTMLAttributes, type RefObject, useEffect, useId, useRef, useState } from 'react'

/**
 * Choosing from a list by typing: the focus stays in the field, the arrows go round the list, Enter takes the row they are at, and so does a press.
 * The caller draws the field, the list and its rows with the properties given here.
 */
export function useChooser<T>({
  label,
  text,
  onText,
  rows,
  onChoose,
}: {
  /** What the list holds, for who cannot see it. */
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
  /** What `text` leaves, in the order in which it stands. */
  readonly rows: readonly T[]
  readonly onChoose: (row: T) => void
}): {
  /** The place of the row that Enter would take; -1: none. */
  readonly current: number
  readonly field: InputHTMLAttributes<HTMLInputElement>
  readonly list: HTMLAttributes<HTMLDivElement> & { readonly ref: RefObject<HTMLDivElement | null> }
  readonly option: (index: number) => HTMLAttributes<HTMLDivElement>
} {
  const [at, setAt] = useState(0)
  const id = useId()
  const ref = useRef<HTMLDivElement>(null)
  const current = Math.min(at, rows.length - 1)

  useEffect(() => {
    ref.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [current])

  const choose = (index: number) => {
    const row = rows[index]
    if (row !== undefined) onChoose(row)
  }
  return {
    current,
    field: {
      role: 'combobox',
      'aria-expanded': true,
      'aria-controls': `${id}-list`,
      'aria-activedescendant': current < 0 ? undefined : `${id}-${current}`,
      'aria-autocomplete': 'list',
      value: text,
      autoFocus: true,
      autoComplete: 'off',
      spellCheck: false,
      onChange: (event) => {
        onText(event.target.value)
        setAt(0)
      },
      onKeyDown: (event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
        if (step !== undefined && rows.length > 0) {
          event.preventDefault()
          setAt((current + step + rows.length) % rows.length)
        }
        if (event.key === 'Enter') {
          event.preventDefault()
          choose(current)
        }
      },
    },
    list: { ref, id: `${id}-list`, role: 'listbox', 'aria-label': label },
    option: (index) => ({
      id: `${id}-${index}`,
      role: 'option',
      'aria-selected': index === current,
      onPointerMove: () => setAt(index),
      onClick: () => choose(index),
    }),
  }
}
