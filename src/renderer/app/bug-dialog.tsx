import { useEffect, useRef } from 'react'
import { forgetBug, useBug } from '../bridge/bug.ts'
import { useLockWords } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { BugDetails } from './bug-page.tsx'
import styles from './bug.module.css'

/** The one dialog of bugs. The browser's own `<dialog>`: it must work when nothing else does, and before anything else is loaded. */
export function BugDialog() {
  const bug = useBug((state) => state.bug)
  const { lock } = useLockWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const close = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (bug === undefined || dialog.current?.open !== false) return
    dialog.current.showModal()
    close.current?.focus()
  }, [bug])
  if (bug === undefined) return null
  return (
    <dialog ref={dialog} className={styles['dialog']} aria-labelledby="bug-title" onClose={forgetBug}>
      <h2 id="bug-title" className={styles['dialog-title']}>
        {lock.bug.title}
      </h2>
      <p className={styles['text']}>{lock.bug.explain}</p>
      <BugDetails bug={bug} />
      <div className={styles['acts']}>
        <Button look="primary" ref={close} onPress={() => dialog.current?.close()}>
          {lock.bug.close}
        </Button>
      </div>
    </dialog>
  )
}
