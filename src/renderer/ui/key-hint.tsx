import styles from './key-hint.module.css'

/** Shows a shortcut: `keys` as «Ctrl+K» or «J». For the eye; the control itself carries `aria-keyshortcuts`. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <span className={styles['keys']} aria-hidden="true">
      {keys.split('+').map((key) => (
        <kbd key={key} className={styles['key']}>
          {key}
        </kbd>
      ))}
    </span>
  )
}
