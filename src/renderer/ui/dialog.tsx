import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useLockWords } from '../i18n/words.ts'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'
import { IconButton } from './icon-button.tsx'
import { CloseIcon } from './icons.ts'

/**
 * A question or a small form over the page, which waits. Escape and × close it; focus goes in and comes back. Put a Form inside, or
 * give `actions` (the main one first).
 */
export function Dialog({
  title,
  open,
  onClose,
  children,
  actions,
  size = 'normal',
  role = 'dialog',
  closable = true,
}: {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children?: ReactNode
  readonly actions?: ReactNode
  readonly size?: 'small' | 'normal' | 'wide'
  readonly role?: 'dialog' | 'alertdialog'
  /** False: only its own buttons end it (something would be lost). */
  readonly closable?: boolean
}) {
  const { ui } = useLockWords()
  return (
    <ModalOverlay
      className={styles['overlay'] ?? ''}
      isOpen={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      isDismissable={false}
      isKeyboardDismissDisabled={!closable}
    >
      <Modal className={classNames(styles['modal'], styles[size])}>
        <AriaDialog className={styles['dialog'] ?? ''} role={role}>
          <header className={styles['head']}>
            <Heading slot="title" className={styles['title'] ?? ''}>
              {title}
            </Heading>
            {closable && <IconButton size="small" label={ui.close} icon={<CloseIcon />} onPress={onClose} />}
          </header>
          <div className={styles['body']}>{children}</div>
          {actions !== undefined && <footer className={styles['actions']}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
