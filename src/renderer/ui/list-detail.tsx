import type { ReactNode } from 'react'
import { useLockWords } from '../i18n/words.ts'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { BackIcon } from './icons.ts'
import styles from './list-detail.module.css'

/**
 * A list and the one thing chosen in it, side by side; below 900 px one at a time, with a way back. `head` holds the screen's h1,
 * its search and filters; `detail` is undefined while nothing is chosen, and then `placeholder` is shown.
 */
export function ListDetail({
  label,
  head,
  list,
  detail,
  placeholder,
  onBack,
}: {
  readonly label: string
  readonly head: ReactNode
  readonly list: ReactNode
  readonly detail: ReactNode | undefined
  readonly placeholder?: ReactNode
  /** Leaves the detail: to the list's route. */
  readonly onBack: () => void
}) {
  const { ui } = useLockWords()
  const open = detail !== undefined
  return (
    <div className={classNames(styles['screen'], open && styles['open'])}>
      <section className={styles['side']} aria-label={label}>
        <div className={styles['head']}>{head}</div>
        {list}
      </section>
      <section className={styles['main']} aria-label={ui.detail}>
        {open ? (
          <>
            <div className={styles['back']}>
              <Button look="quiet" size="small" icon={<BackIcon />} onPress={onBack}>
                {ui.backToList}
              </Button>
            </div>
            <div className={styles['detail']}>{detail}</div>
          </>
        ) : (
          <div className={styles['placeholder']}>{placeholder}</div>
        )}
      </section>
    </div>
  )
}
