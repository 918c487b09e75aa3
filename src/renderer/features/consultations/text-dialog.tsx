import { useMemo, useState } from 'react'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import type { ConsultationPage } from '#shared/consultations/contract.ts'
import { personalDataIn } from '#shared/consultations/gate.ts'
import type { Result } from '#shared/kernel/result.ts'
import { entityIdOf } from '#shared/organization/office.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { TextFindings } from './text-findings.tsx'

/** One text in a dialog, with the gate for personal data: a detail asked for or added, a reason. */
export function TextDialog({
  consultation,
  rules,
  words,
  field,
  ask,
  onClose,
}: {
  readonly consultation: ConsultationPage
  readonly rules: RuleSet
  readonly words: { readonly act: string; readonly title: string; readonly label: string; readonly done: string }
  /** Name of the text in what is sent, for its field's refusal. */
  readonly field: string
  readonly ask: (text: string) => Promise<Result<object>>
  readonly onClose: () => void
}) {
  const { ui } = useWords()
  const now = useNow()
  const sent = useAct(ask)
  const [text, setText] = useState('')
  const { account, office } = consultation
  const findings = useMemo(() => personalDataIn(text, account, rules, { now, entity: entityIdOf(office) }), [text, account, rules, now, office])
  return (
    <Dialog title={words.title} open onClose={onClose}>
      <Form
        refusal={sent.refusal}
        onSubmit={() =>
          void sent.act(text).then((done) => {
            if (done?.ok !== true) return
            toast(words.done)
            onClose()
          })
        }
        actions={
          <>
            <Button type="submit" look="primary" busy={sent.busy}>
              {words.act}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <TextArea name={field} label={words.label} value={text} onChange={setText} maxLength={4000} autoFocus />
        <TextFindings findings={findings} rules={rules} />
      </Form>
    </Dialog>
  )
}
