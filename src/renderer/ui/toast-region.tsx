import { useEffect, useRef, useState } from 'react'
import { useLockWords } from '../i18n/words.ts'
import { Button } from './button.tsx'
import { CloseIcon } from './icons.ts'
import { IconButton } from './icon-button.tsx'
import { dismissToast, type Toast, useToasts } from './toast-store.ts'
import styles from './toast-region.module.css'
import { ToneIcon } from './tone-icon.tsx'

/** Milliseconds a toast stays; one with an act stays longer. It waits while it is pointed at or has the focus. */
const STAYS = { plain: 5000, withAct: 10_000 } as const

/** Where toasts appear: over everything, read aloud politely. */
export function ToastRegion() {
  const { ui } = useLockWords()
  const toasts = useToasts((state) => state.toasts)
  const region = useRef<HTMLDivElement>(null)
  const any = toasts.length > 0
  useEffect(() => {
    // Opened anew each time, so that it lies over whatever has come into the top layer meanwhile.
    if (any) region.current?.showPopover()
    else region.current?.hidePopover()
  }, [any])
  return (
    <div ref={region} popover="manual" role="region" aria-label={ui.notices} className={styles['region']}>
      <div role="status" className={styles['stack']}>
        {toasts.map((toast) => (
          <ToastLine key={toast.id} toast={toast} />
        ))}
      </div>
    </div>
  )
}

function ToastLine({ toast }: { readonly toast: Toast }) {
  const { ui } = useLockWords()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismissToast(toast.id), toast.act === undefined ? STAYS.plain : STAYS.withAct)
    return () => clearTimeout(timer)
  }, [held, toast])
  return (
    <div
      className={styles['toast']}
      data-tone={toast.tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <ToneIcon tone={toast.tone} />
      <span className={styles['text']}>{toast.text}</span>
      {toast.act !== undefined && (
        <Button
          size="small"
          onPress={() => {
            toast.act?.onPress()
            dismissToast(toast.id)
          }}
        >
          {toast.act.label}
        </Button>
      )}
      <IconButton size="small" label={ui.close} icon={<CloseIcon />} onPress={() => dismissToast(toast.id)} />
    </div>
  )
}
