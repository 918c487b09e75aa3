import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { DateTimeField } from '#renderer/ui/date-field.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import { accessAnswers, factKeys, personalDataAnswers, type FactKey } from '#shared/incidents/fact.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Incident } from './incident.ts'

/** All facts at once; only what changed is recorded. */
export function FactsDialog({ incident, onClose }: { readonly incident: Incident; readonly onClose: () => void }) {
  const { incidents, ui } = useWords()
  const words = incidents.facts
  const record = useAct(api.incidents.recordFacts)
  const known = (key: FactKey): string => incident.facts[key]?.value ?? ''
  const draft = useDraft<Record<FactKey, string>>({
    observed: known('observed'),
    link: known('link'),
    'known-at': known('known-at'),
    'known-by': known('known-by'),
    'how-known': known('how-known'),
    access: known('access'),
    'personal-data': known('personal-data'),
    measures: known('measures'),
  })

  const submit = async () => {
    // A fact that is emptied is not a fact: what was said stays until something truer is known.
    const changed = factKeys.filter((key) => draft.values[key].trim() !== '' && draft.values[key] !== known(key))
    const result = await record.act({ id: incident.id, facts: Object.fromEntries(changed.map((key) => [key, draft.values[key]])) })
    if (result?.ok !== true) return
    toast(words.saved)
    onClose()
  }
  const field = (key: FactKey) => ({ ...draft.field(key), label: words.keys[key] })

  return (
    <Dialog title={words.dialog} open onClose={onClose} size="wide">
      <Form
        label={words.dialog}
        refusal={record.refusal}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button type="submit" look="primary" busy={record.busy}>
              {words.save}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <TextArea {...field('observed')} hint={words.hints.observed} optional autoFocus />
        <TextField {...field('link')} type="url" hint={words.hints.link} optional />
        <DateTimeField
          label={words.keys['known-at']}
          name="known-at"
          value={draft.values['known-at'] as Instant | ''} // set by the field itself, or by main
          onChange={(value) => draft.set('known-at', value)}
        />
        <TextField {...field('known-by')} hint={words.hints['known-by']} optional />
        <TextField {...field('how-known')} hint={words.hints['how-known']} optional />
        <RadioGroup {...field('access')} row optional options={accessAnswers.map((value) => ({ value, label: words.access[value] }))} />
        <RadioGroup {...field('personal-data')} row optional options={personalDataAnswers.map((value) => ({ value, label: words.personalData[value] }))} />
        <TextArea {...field('measures')} hint={words.hints.measures} optional rows={2} />
      </Form>
    </Dialog>
  )
}
