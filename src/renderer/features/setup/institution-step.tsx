import { brandFaults } from '#shared/organization/brand.ts'
import { useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { AccentField } from '../../ui/accent-field.tsx'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Note } from '../../ui/note.tsx'
import { StepHead } from '../../ui/step-head.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { faulty, type StepProps } from './set-up-draft.ts'
import styles from './step.module.css'

export function InstitutionStep({
  draft,
  change,
  refusal,
  onAccent,
  onInvited,
  onNext,
}: StepProps & { readonly onAccent: (accent: string) => void; readonly onInvited: () => void; readonly onNext: () => void }) {
  const { hub, setup, ui } = useWords()
  const [lacking, setLacking] = useState(refusal)
  return (
    <>
      <StepHead title={setup.start.title} explain={setup.start.explain} />
      <div className={styles['other']}>
        <Note
          title={hub.join.invited.title}
          action={
            <Button size="small" onPress={onInvited}>
              {hub.join.invited.act}
            </Button>
          }
        >
          {hub.join.invited.detail}
        </Note>
      </div>
      <Form
        refusal={lacking}
        onSubmit={() => {
          const lack = faulty('institution', brandFaults({ name: draft.name, shortName: draft.shortName, accent: draft.accent, mailDomain: '' }))
          setLacking(lack)
          if (lack === undefined) onNext()
        }}
        actions={
          <Button type="submit" look="primary" size="large">
            {ui.next}
          </Button>
        }
      >
        <TextField name="institution.name" label={setup.institution.name} value={draft.name} onChange={(name) => change({ name })} size="large" autoFocus />
        <TextField
          name="institution.shortName"
          label={setup.institution.shortName}
          hint={setup.institution.shortNameHint}
          value={draft.shortName}
          onChange={(shortName) => change({ shortName })}
          maxLength={24}
        />
        <AccentField
          name="institution.accent"
          label={setup.institution.accent}
          hint={setup.institution.accentHint}
          value={draft.accent}
          onChange={onAccent}
        />
      </Form>
    </>
  )
}
