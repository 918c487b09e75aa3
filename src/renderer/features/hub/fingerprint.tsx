import styles from './hub.module.css'

/** A key's fingerprint in groups, to be compared by eye or read aloud. */
export function Fingerprint({ groups }: { readonly groups: readonly string[] }) {
  return (
    <span className={styles['fingerprint']}>
      {groups.map((group, place) => (
        // A group may come twice: its place is what it is.
        <span key={place}>{group}</span>
      ))}
    </span>
  )
}
