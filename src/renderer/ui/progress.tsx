import { useLockWords } from '../i18n/words.ts'
import styles from './progress.module.css'

/** Long work: how much is done, in a bar and in words. Without `done` and `total` it only shows that work goes on. */
export function Progress({ label, done, total, words }: { readonly label: string; readonly done?: number; readonly total?: number; readonly words?: string }) {
  const { ui } = useLockWords()
  const known = done !== undefined && total !== undefined && total > 0
  return (
    <div className={styles['progress']}>
      <div className={styles['line']}>
        <span>{label}</span>
        <span className={styles['words']}>{words ?? (known ? ui.of(done, total) : ui.working)}</span>
      </div>
      <div
        className={styles['track']}
        role="progressbar"
        aria-label={label}
        aria-valuemin={known ? 0 : undefined}
        aria-valuemax={known ? total : undefined}
        aria-valuenow={known ? done : undefined}
      >
        <div
          className={known ? styles['bar'] : styles['going']}
          style={known ? { inlineSize: `${Math.min(100, (done / total) * 100)}%` } : undefined}
        />
      </div>
    </div>
  )
}
