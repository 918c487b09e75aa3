import { type ReactNode, useId } from 'react'
import styles from './section.module.css'

/** A titled part of a page, parted from the one before by a hairline. */
export function Section({
  title,
  description,
  actions,
  children,
  level = 2,
}: {
  readonly title: string
  readonly description?: ReactNode
  readonly actions?: ReactNode
  readonly children?: ReactNode
  readonly level?: 2 | 3
}) {
  const id = useId()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <div className={styles['head']}>
        <div className={styles['words']}>
          <Heading id={id} className={styles['title']}>
            {title}
          </Heading>
          {description !== undefined && <p className={styles['description']}>{description}</p>}
        </div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </div>
      {children}
    </section>
  )
}
