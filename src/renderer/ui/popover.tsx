import type { ReactNode } from 'react'
import { Button as AriaButton, Dialog, DialogTrigger, Popover as AriaPopover } from 'react-aria-components'
import buttonStyles from './button.module.css'
import { classNames } from './class-names.ts'
import overlay from './overlay.module.css'

/** A little more about something, on demand: a button and what it opens beside it. */
export function Popover({
  label,
  icon,
  children,
  look = 'quiet',
}: {
  readonly label: string
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly look?: 'quiet' | 'plain'
}) {
  return (
    <DialogTrigger>
      <AriaButton className={classNames(buttonStyles['button'], buttonStyles[look], buttonStyles['small'])}>
        {icon}
        {label}
      </AriaButton>
      <AriaPopover className={overlay['overlay'] ?? ''} offset={4}>
        <Dialog className={overlay['text'] ?? ''} aria-label={label}>
          {children}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
