import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useWords } from '#renderer/i18n/words.ts'
import { ToggleRow } from '#renderer/ui/toggle-row.tsx'
import { layouts, type Layout } from '#shared/posts/view.ts'
import { changeView } from './view-store.ts'

/** Where a layout is. */
export function routeOf(layout: Layout): string {
  return { list: '/publicaciones', board: '/publicaciones/tablero', calendar: '/publicaciones/calendario' }[layout]
}

/** The layout was changed here: the focus goes on in the next screen's switch. */
let changed = false

/** From one layout to another, with the same filters. */
export function LayoutSwitch({ layout }: { readonly layout: Layout }) {
  const { views } = useWords()
  const [, navigate] = useLocation()
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (changed) row.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus()
    changed = false
  }, [])
  return (
    <div ref={row}>
      <ToggleRow
        label={views.layout}
        value={layout}
        options={layouts.map((value) => ({ value, label: views.layouts[value] }))}
        onChange={(next) => {
          changed = next !== layout
          changeView({ layout: next })
          navigate(routeOf(next))
        }}
      />
    </div>
  )
}
