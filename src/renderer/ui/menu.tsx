import type { ReactNode } from 'react'
import { Button as AriaButton, Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { useLockWords } from '../i18n/words.ts'
import buttonStyles from './button.module.css'
import { classNames } from './class-names.ts'
import { ChevronDownIcon, MoreIcon } from './icons.ts'
import { KeyHint } from './key-hint.tsx'
import overlay from './overlay.module.css'

export type MenuAct =
  | {
      readonly id: string
      readonly label: string
      readonly onPress: () => void
      readonly icon?: ReactNode
      readonly danger?: boolean
      /** Why it cannot be done now; said under the label. */
      readonly disabledReason?: string | undefined
      readonly shortcut?: string
    }
  | { readonly id: string; readonly separator: true }

/** The further acts of a page or a row. Without `label` the button is «⋯». */
export function Menu({
  items,
  label,
  icon,
  small = false,
}: {
  readonly items: readonly MenuAct[]
  readonly label?: string
  readonly icon?: ReactNode
  readonly small?: boolean
}) {
  const { ui } = useLockWords()
  return (
    <MenuTrigger>
      <AriaButton
        aria-label={label ?? ui.more}
        className={classNames(
          buttonStyles['button'],
          label === undefined ? buttonStyles['quiet'] : buttonStyles['plain'],
          label === undefined && buttonStyles['icon-only'],
          small && buttonStyles['small'],
        )}
      >
        {label === undefined ? (
          (icon ?? <MoreIcon />)
        ) : (
          <>
            {icon}
            {label}
            <ChevronDownIcon />
          </>
        )}
      </AriaButton>
      <Popover className={overlay['overlay'] ?? ''} placement="bottom end" offset={4}>
        <AriaMenu
          className={overlay['list'] ?? ''}
          disabledKeys={items.filter((item) => !('separator' in item) && item.disabledReason !== undefined).map((item) => item.id)}
          onAction={(key) => {
            const act = items.find((item) => item.id === key)
            if (act !== undefined && !('separator' in act)) act.onPress()
          }}
        >
          {items.map((item) =>
            'separator' in item ? (
              <Separator key={item.id} className={overlay['separator'] ?? ''} />
            ) : (
              <MenuItem
                key={item.id}
                id={item.id}
                textValue={item.label}
                className={classNames(overlay['item'], item.danger === true && overlay['danger'])}
              >
                {item.icon}
                <span className={overlay['words']}>
                  <span>{item.label}</span>
                  {item.disabledReason !== undefined && <span className={overlay['hint']}>{item.disabledReason}</span>}
                </span>
                {item.shortcut !== undefined && <KeyHint keys={item.shortcut} />}
              </MenuItem>
            ),
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
