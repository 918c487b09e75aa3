import type { Refusal } from '#shared/kernel/refusal.ts'
import type { ReactNode } from 'react'
import { useLockWords } from '../i18n/words.ts'
import { Button } from './button.tsx'
import styles from './confirm-dialog.module.css'
import { Dialog } from './dialog.tsx'
import { RefusalNote } from './refusal-note.tsx'

/** Asks before an act that cannot be taken back. The safe button has the focus; the act's button says the act, never «Sí». */
export function ConfirmDialog({
  title,
  open,
  onClose,
  onConfirm,
  act,
  children,
  danger = true,
  busy = false,
  refusal,
  cancel,
  disabledReason,
}: {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly onConfirm: () => void
  /** The act in words: «Descartar la publicación». */
  readonly act: string
  readonly children?: ReactNode
  readonly danger?: boolean
  readonly busy?: boolean
  readonly refusal?: Refusal | undefined
  readonly cancel?: string
  readonly disabledReason?: string | undefined
}) {
  const { ui } = useLockWords()
  return (
    <Dialog
      title={title}
      open={open}
      onClose={onClose}
      size="small"
      role="alertdialog"
      actions={
        <>
          <Button look={danger ? 'danger-fill' : 'primary'} onPress={onConfirm} busy={busy} disabledReason={disabledReason}>
            {act}
          </Button>
          <Button onPress={onClose} autoFocus>
            {cancel ?? ui.cancel}
          </Button>
        </>
      }
    >
      <div className={styles['text']}>
        {children}
        {refusal !== undefined && <RefusalNote refusal={refusal} />}
      </div>
    </Dialog>
  )
}
