import type { ReactNode } from 'react'
import { useLockWords } from '../i18n/words.ts'
import styles from './banner.module.css'
import { classNames } from './class-names.ts'
import { CloseIcon } from './icons.ts'
import { IconButton } from './icon-button.tsx'
import { ToneIcon } from './tone-icon.tsx'
import type { Tone } from './tone.ts'

/** A strip over a whole screen: something about the application or this screen that lasts. One sentence, one action at most. */
export function Banner({
  tone,
  children,
  action,
  onClose,
}: {
  readonly tone: Exclude<Tone, 'neutral'>
  readonly children: ReactNode
  readonly action?: ReactNode
  readonly onClose?: () => void
}) {
  const { ui } = useLockWords()
  return (
    <div className={classNames(styles['banner'], styles[tone])} role={tone === 'danger' ? 'alert' : 'status'}>
      <ToneIcon tone={tone} />
      <div className={styles['text']}>
        <span className="visually-hidden">{ui.tone[tone]}: </span>
        {children}
      </div>
      {action}
      {onClose !== undefined && <IconButton size="small" label={ui.close} icon={<CloseIcon />} onPress={onClose} />}
    </div>
  )
}
