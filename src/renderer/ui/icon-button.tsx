import { type ReactNode, useId } from 'react'
import buttonStyles from './button.module.css'
import { classNames } from './class-names.ts'
import { Tooltip, useTooltip } from './tooltip.tsx'

/** A button that is only an icon; `label` is its name and its tip. Use it where the icon is known by all or the place is tight. */
export function IconButton({
  label,
  icon,
  onPress,
  size = 'normal',
  disabledReason,
  shortcut,
  expanded,
  pressed,
}: {
  readonly label: string
  readonly icon: ReactNode
  readonly onPress?: () => void
  readonly size?: 'small' | 'normal'
  readonly disabledReason?: string | undefined
  readonly shortcut?: string
  readonly expanded?: boolean
  readonly pressed?: boolean
}) {
  const tip = useTooltip<HTMLButtonElement>()
  const reasonId = useId()
  const off = disabledReason !== undefined
  return (
    <>
      <button
        ref={tip.ref}
        {...tip.triggers}
        type="button"
        aria-label={label}
        aria-disabled={off || undefined}
        aria-describedby={off ? reasonId : undefined}
        aria-keyshortcuts={shortcut}
        aria-expanded={expanded}
        aria-pressed={pressed}
        className={classNames(
          buttonStyles['button'],
          buttonStyles['quiet'],
          buttonStyles['icon-only'],
          size === 'small' && buttonStyles['small'],
          off && buttonStyles['off'],
        )}
        onClick={() => {
          if (!off) onPress?.()
        }}
      >
        {icon}
      </button>
      <Tooltip id={reasonId} tip={tip}>
        {disabledReason ?? label}
      </Tooltip>
    </>
  )
}
