import { type ReactNode, type Ref, useId } from 'react'
import { useLockWords } from '../i18n/words.ts'
import styles from './button.module.css'
import { classNames } from './class-names.ts'
import { Tooltip, useTooltip } from './tooltip.tsx'

export type ButtonLook = 'plain' | 'primary' | 'quiet' | 'danger' | 'danger-fill'

export type ButtonProps = {
  readonly children: ReactNode
  readonly onPress?: (() => void) | undefined
  readonly look?: ButtonLook
  readonly size?: 'small' | 'normal' | 'large'
  readonly type?: 'button' | 'submit'
  /** Why it cannot be done now. The button stays focusable and says the sentence; pressing does nothing. */
  readonly disabledReason?: string | undefined
  /** The act is under way: shows it, and a second press does nothing. */
  readonly busy?: boolean
  readonly icon?: ReactNode
  readonly wide?: boolean
  /** Keys as `aria-keyshortcuts` writes them: `Control+Enter`. */
  readonly shortcut?: string | undefined
  readonly autoFocus?: boolean
  readonly describedBy?: string | undefined
  readonly expanded?: boolean | undefined
  readonly pressed?: boolean | undefined
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button that says what it does. One `primary` on a screen at most; `danger-fill` only in the dialog that confirms. */
export function Button({
  children,
  onPress,
  look = 'plain',
  size = 'normal',
  type = 'button',
  disabledReason,
  busy = false,
  icon,
  wide = false,
  shortcut,
  autoFocus,
  describedBy,
  expanded,
  pressed,
  className,
  ref,
}: ButtonProps) {
  const { ui } = useLockWords()
  const reasonId = useId()
  const off = disabledReason !== undefined
  const tip = useTooltip<HTMLButtonElement>(off)
  return (
    <>
      <button
        ref={merge(ref, tip.ref)}
        {...tip.triggers}
        type={type}
        className={classNames(
          styles['button'],
          styles[look],
          size === 'small' && styles['small'],
          size === 'large' && styles['large'],
          wide && styles['wide'],
          off && styles['off'],
          busy && styles['busy'],
          className,
        )}
        aria-disabled={off || busy || undefined}
        aria-busy={busy || undefined}
        aria-describedby={[off ? reasonId : undefined, describedBy].filter(Boolean).join(' ') || undefined}
        aria-keyshortcuts={shortcut}
        aria-expanded={expanded}
        aria-pressed={pressed}
        autoFocus={autoFocus}
        onClick={(event) => {
          if (off || busy) return event.preventDefault()
          onPress?.()
        }}
      >
        {busy ? <span className={styles['spinner']} role="img" aria-label={ui.working} /> : icon}
        {children}
      </button>
      {off && (
        <Tooltip id={reasonId} tip={tip}>
          {disabledReason}
        </Tooltip>
      )}
    </>
  )
}

function merge<T>(...refs: readonly (Ref<T> | undefined)[]): (element: T | null) => void {
  return (element) => {
    for (const ref of refs) {
      if (typeof ref === 'function') ref(element)
      else if (ref) ref.current = element
    }
  }
}
