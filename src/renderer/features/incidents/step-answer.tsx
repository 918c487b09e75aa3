import { useWords } from '#renderer/i18n/words.ts'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { EvidenceButtons } from './evidence-buttons.tsx'
import type { Incident, Step } from './incident.ts'

/** What the step asks for: a value seen, not a tick. */
export function StepAnswer({
  incident,
  step,
  value,
  onChange,
}: {
  readonly incident: Incident
  readonly step: Step
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const { incidents: words } = useWords()
  const { asks } = step
  switch (asks.kind) {
    case 'notices':
      return <p>{words.steps.notices(incident.noticesSent)}</p>
    case 'evidence': {
      const files = incident.evidence.filter((file) => file.step === undefined || file.step === step.id).length
      return (
        <>
          <p>{words.steps.evidence(files)}</p>
          <EvidenceButtons incident={incident} step={step.id} />
        </>
      )
    }
    case 'text':
      return <TextArea name="answer" label={asks.question} rows={2} value={value} onChange={onChange} />
    case 'count':
      return <TextField name="answer" label={asks.question} value={value} onChange={onChange} />
    case 'link':
      return <TextField name="answer" type="url" label={asks.question} value={value} onChange={onChange} />
    case 'choice':
      return <RadioGroup name="answer" row label={asks.question} value={value} onChange={onChange} options={asks.options.map((option) => ({ value: option, label: option }))} />
  }
}
