import { useFormat, useWords } from '#renderer/i18n/words.ts'
import type { Words } from '#renderer/i18n/catalogue.ts'
import type { Format } from '#renderer/i18n/format.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { EditIcon } from '#renderer/ui/icons.ts'
import { Section } from '#renderer/ui/section.tsx'
import { factKeys, type FactKey } from '#shared/incidents/fact.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Incident } from './incident.ts'
import styles from './facts-part.module.css'

/** What is known so far; what was said before stays readable under what holds now. */
export function FactsPart({ incident, onEdit }: { readonly incident: Incident; readonly onEdit: () => void }) {
  const { incidents } = useWords()
  const words = incidents.facts
  const format = useFormat()
  return (
    <Section
      title={words.title}
      description={words.detail}
      actions={
        incident.stage === 'open' && (
          <Button icon={<EditIcon />} onPress={onEdit}>
            {words.edit}
          </Button>
        )
      }
    >
      <Facts
        facts={factKeys.map((key) => {
          const fact = incident.facts[key]
          const before = fact?.superseded.at(-1)
          return {
            label: words.keys[key],
            value:
              fact === undefined ? (
                <span className={styles['unknown']}>{words.unknown}</span>
              ) : (
                <>
                  <span className={styles['value']}>{factWords(key, fact.value, words, format)}</span>
                  {before !== undefined && <span className={styles['before']}>{words.before(factWords(key, before.value, words, format))}</span>}
                </>
              ),
          }
        })}
      />
    </Section>
  )
}

/** A fact's value as it is read: moments in local time, choices by their words. */
export function factWords(key: FactKey, value: string, words: Words['incidents']['facts'], format: Format): string {
  switch (key) {
    case 'known-at':
      return format.instant(value as Instant) // main checked its form when it was recorded
    case 'access':
      return words.access[value as keyof typeof words.access] ?? value // as above
    case 'personal-data':
      return words.personalData[value as keyof typeof words.personalData] ?? value // as above
    default:
      return value
  }
}
