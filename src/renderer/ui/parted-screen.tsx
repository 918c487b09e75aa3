import type { ReactNode } from 'react'
import { Link } from 'wouter'
import styles from './parted-screen.module.css'

/** A screen of several parts, each at an address of its own: the title (the page's h1), the ways to the parts, and below them the part in sight. */
export function PartedScreen<P extends string>({
  title,
  routes,
  labels,
  part,
  children,
}: {
  readonly title: string
  /** Where each part is, in the order in which they stand. */
  readonly routes: Readonly<Record<P, string>>
  readonly labels: Readonly<Record<P, string>>
  /** The part in sight. */
  readonly part: P
  readonly children: ReactNode
}) {
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <h1 className={styles['title']}>{title}</h1>
        <nav className={styles['parts']} aria-label={title}>
          {(Object.keys(routes) as P[]).map((name) => ( // the callers give literals: no other keys
            <Link key={name} href={routes[name]} className={styles['part']} aria-current={name === part ? 'page' : undefined}>
              {labels[name]}
            </Link>
          ))}
        </nav>
      </header>
      {children}
    </div>
  )
}
