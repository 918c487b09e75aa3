import type { ReactNode } from 'react'
import styles from './facts.module.css'

export type Fact = { readonly label: string; readonly value: ReactNode }

/** What is known of one thing: labels and values in two columns. An unknown value is a dash, read as nothing. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map((fact) => (
        <div key={fact.label} className={styles['fact']}>
          <dt className={styles['label']}>{fact.label}</dt>
          <dd className={styles['value']}>{fact.value === undefined || fact.value === '' || fact.value === null ? '—' : fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
