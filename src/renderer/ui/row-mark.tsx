import styles from './choice.module.css'
import { classNames } from './class-names.ts'

/** Marks a row of a List by hand, beside others. A row holds nothing that could be focused, so the list's screen has a key for it too and says aloud what is marked. */
export function RowMark({ label, value, onChange }: { readonly label: string; readonly value: boolean; readonly onChange: (value: boolean) => void }) {
  return (
    <span
      className={styles['mark']}
      title={label}
      aria-hidden="true"
      data-mark={value}
      onClick={(event) => {
        // The row is not opened by it.
        event.stopPropagation()
        onChange(!value)
      }}
    >
      <span className={classNames(styles['box'], value && styles['marked'])} />
    </span>
  )
}
