import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { DateField } from '#renderer/ui/date-field.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Day } from '#shared/kernel/local-day.ts'
import type { LineRow } from '#shared/rules/contract.ts'
import type { FactKind } from '#shared/rules/facts.ts'

const KINDS = ['date', 'hour', 'place', 'phone', 'amount'] as const satisfies readonly FactKind[]

/** States a fact of the line, or corrects one. */
export function FactDialog({ fact, onClose }: { readonly fact: LineRow | undefined; readonly onClose: () => void }) {
  const { line: words, ui } = useWords()
  const state = useAct(api.rules.state)
  const correct = useAct(api.rules.correct)
  const [subject, setSubject] = useState(fact?.subject ?? '')
  const [kind, setKind] = useState<FactKind>(fact?.kind ?? 'date')
  const [value, setValue] = useState(fact?.value ?? '')
  const [from, setFrom] = useState<string>(fact?.from ?? '')
  const [to, setTo] = useState<string>(fact?.to ?? '')
  const [source, setSource] = useState(fact?.source ?? '')
  const day = (text: string) => (text === '' ? null : (text as Day)) // a whole date of the field is a day
  const send = async () => {
    const given = { subject, kind, value, from: day(from), to: day(to), source }
    const done = fact === undefined ? await state.act({ fact: given }) : await correct.act({ id: fact.id, fact: given })
    if (done?.ok !== true) return
    toast(words.saved)
    onClose()
  }
  return (
    <Dialog title={fact === undefined ? words.add : words.correct} open onClose={onClose}>
      <Form
        refusal={state.refusal ?? correct.refusal}
        onSubmit={() => void send()}
        actions={
          <>
            <Button type="submit" look="primary" busy={state.busy || correct.busy}>
              {words.save}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <TextField label={words.subject} hint={words.subjectHint} name="subject" value={subject} onChange={setSubject} autoFocus />
        <Select label={words.kind} name="kind" value={kind} onChange={setKind} options={KINDS.map((one) => ({ value: one, label: words.kinds[one] }))} />
        <TextField label={words.value} hint={words.valueHints[kind]} name="value" value={value} onChange={setValue} />
        <TextField label={words.source} hint={words.sourceHint} name="source" value={source} onChange={setSource} />
        <DateField label={words.from} name="from" optional value={from} onChange={setFrom} />
        <DateField label={words.to} name="to" optional value={to} onChange={setTo} />
      </Form>
    </Dialog>
  )
}
