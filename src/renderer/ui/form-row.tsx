import type { ReactNode } from 'react'
import styles from './form.module.css'

/** Fields that belong side by side; they stack when the room is narrow. */
export function FormRow({ children }: { readonly children: ReactNode }) {
  return <div className={styles['row']}>{children}</div>
}
