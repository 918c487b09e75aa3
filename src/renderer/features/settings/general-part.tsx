import { languages, themes } from '#shared/shell/preferences.ts'
import { useState } from 'react'
import type { Refusal } from '#shared/kernel/refusal.ts'
import { usePreferences } from '../../bridge/preferences.ts'
import { useWords } from '../../i18n/words.ts'
import { FormRow } from '../../ui/form-row.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { Section } from '../../ui/section.tsx'
import { BrandForm } from './brand-form.tsx'
import styles from './settings.module.css'

/** Language and theme of this window, and the institution's looks. */
export function GeneralPart() {
  const { settings } = useWords()
  const { preferences, change } = usePreferences()
  const [refusal, setRefusal] = useState<Refusal>()
  const { looks } = settings
  return (
    <div className={styles['part']}>
      <Section title={looks.title}>
        <FormRow>
          <RadioGroup
            label={looks.language}
            value={preferences.language}
            onChange={(language) => void change({ language }).then(setRefusal)}
            options={languages.map((value) => ({ value, label: looks.languages[value] }))}
          />
          <RadioGroup
            label={looks.theme}
            value={preferences.theme}
            onChange={(theme) => void change({ theme }).then(setRefusal)}
            options={themes.map((value) => ({ value, label: looks.themes[value] }))}
          />
        </FormRow>
        {refusal !== undefined && <RefusalNote refusal={refusal} />}
      </Section>
      <BrandForm />
    </div>
  )
}
