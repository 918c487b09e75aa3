import { useWords } from '#renderer/i18n/words.ts'
import { Facts } from '#renderer/ui/facts.tsx'
import { Section } from '#renderer/ui/section.tsx'
import styles from './imports.module.css'

/** How the table is prepared, and what each of its columns takes. */
export function HowTo() {
  const { imports: words } = useWords()
  return (
    <Section title={words.how.title}>
      <ol className={styles['steps']}>
        {words.how.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Facts facts={words.how.columns.map(([label, value]) => ({ label, value }))} />
    </Section>
  )
}
