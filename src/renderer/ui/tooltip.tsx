import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { classNames } from './class-names.ts'
import styles from './tooltip.module.css'

/** Milliseconds of resting on a control before its tip shows. By keyboard it shows at once. */
const REST = 450

type Tip<T extends HTMLElement> = {
  readonly ref: RefObject<T | null>
  readonly bubble: RefObject<HTMLSpanElement | null>
  readonly triggers: {
    readonly onPointerEnter?: () => void
    readonly onPointerLeave?: () => void
    readonly onFocus?: () => void
    readonly onBlur?: () => void
    readonly onKeyDown?: (event: { readonly key: string }) => void
  }
}

/**
 * A tip over a control: shows after resting on it and on keyboard focus, hides on leaving and on Escape (WCAG 1.4.13). It is in
 * the browser's top layer, so nothing clips it. Give `triggers` and `ref` to the control and the whole to a Tooltip.
 */
export function useTooltip<T extends HTMLElement>(wanted = true): Tip<T> {
  const ref = useRef<T | null>(null)
  const bubble = useRef<HTMLSpanElement | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  if (!wanted) return { ref, bubble, triggers: {} }

  const show = () => {
    const { current } = bubble
    // The control is the popover's invoker, which also makes it the anchor for its place.
    if (current !== null && ref.current !== null && !current.matches(':popover-open')) current.showPopover({ source: ref.current })
  }
  const hide = () => {
    clearTimeout(timer.current)
    if (bubble.current?.matches(':popover-open')) bubble.current.hidePopover()
  }
  return {
    ref,
    bubble,
    triggers: {
      onPointerEnter: () => {
        timer.current = setTimeout(show, REST)
      },
      onPointerLeave: hide,
      onFocus: () => {
        if (ref.current?.matches(':focus-visible')) show()
      },
      onBlur: hide,
      onKeyDown: ({ key }) => {
        if (key === 'Escape') hide()
      },
    },
  }
}

/** The bubble of a tip. With an `id`, a control may be described by it. */
export function Tooltip<T extends HTMLElement>({
  id,
  tip,
  className,
  children,
}: {
  readonly id?: string
  readonly tip: Tip<T>
  readonly className?: string | undefined
  readonly children: ReactNode
}) {
  return (
    <span ref={tip.bubble} id={id} role="tooltip" popover="manual" className={classNames(styles['tooltip'], className)}>
      {children}
    </span>
  )
}
