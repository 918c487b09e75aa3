import { useMemo, useState } from 'react'
import type { OfficeId } from '#shared/ledger/event.ts'
import { useFormat, useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Form } from '../../ui/form.tsx'
import { Note } from '../../ui/note.tsx'
import type { Option } from '../../ui/option.ts'
import { StepHead } from '../../ui/step-head.tsx'
import type { Catalogue, StepProps } from './set-up-draft.ts'

export function OfficeStep({
  draft,
  change,
  refusal,
  catalogue,
  onBack,
  onNext,
}: StepProps & { readonly catalogue: Catalogue | undefined; readonly onBack: () => void; readonly onNext: () => void }) {
  const { setup, ui } = useWords()
  const format = useFormat()
  const [lacking, setLacking] = useState(refusal?.code === 'organization/unknown-office' ? refusal : undefined)
  const options = useMemo<readonly Option<OfficeId>[]>(
    () =>
      (catalogue?.offices ?? [])
        .filter((office) => !office.closed)
        .map((office) => ({ value: office.id, label: office.name, hint: [setup.office.kinds[office.kind], office.shortName].filter(Boolean).join(' · ') })),
    [catalogue, setup],
  )
  return (
    <>
      <StepHead title={setup.office.title} explain={setup.office.explain} />
      <Form
        refusal={lacking}
        onSubmit={() => {
          const lack = draft.office === '' ? ({ code: 'input/invalid', fields: { office: 'required' } } as const) : undefined
          setLacking(lack)
          if (lack === undefined) onNext()
        }}
        actions={
          <>
            <Button type="submit" look="primary" size="large">
              {ui.next}
            </Button>
            <Button look="quiet" size="large" onPress={onBack}>
              {ui.back}
            </Button>
          </>
        }
      >
        {catalogue?.fault !== undefined && <Note tone="warn">{setup.office.fault(catalogue.fault.file, catalogue.fault.line)}</Note>}
        <ComboBox
          name="office"
          label={setup.office.label}
          hint={`${setup.office.hint} ${setup.office.count(format.number(options.length))}`}
          value={draft.office}
          onChange={(office) => change({ office })}
          options={options}
        />
      </Form>
    </>
  )
}
