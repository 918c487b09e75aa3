import { useMemo } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import type { ConsultationPage } from '#shared/consultations/contract.ts'
import { replyFindings } from '#shared/consultations/gate.ts'
import { entityIdOf } from '#shared/organization/office.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import { TextFindings } from './text-findings.tsx'

/** Comunicación Social answers: a text to reply with and where it comes from. The checker reads it while it is written. */
export function AnswerPart({ consultation, rules, reason }: { readonly consultation: ConsultationPage; readonly rules: RuleSet; readonly reason: string | undefined }) {
  const { consultations: words } = useWords()
  const now = useNow()
  const answer = useAct(api.consultations.answer)
  const { account, office, id } = consultation
  const draft = useDraft({ text: consultation.answer?.text ?? '', source: consultation.answer?.source ?? '' }, `consultation/${id}/answer`)
  const { text } = draft.values
  const findings = useMemo(
    () => (text.trim() === '' ? [] : replyFindings(text, account, rules, { now, entity: entityIdOf(office) })),
    [text, account, rules, now, office],
  )
  return (
    <Section level={3} title={words.answer.title}>
      <Form
        refusal={answer.refusal}
        onSubmit={() =>
          void answer.act({ id, ...draft.values }).then((done) => {
            if (done?.ok !== true) return
            draft.forget()
            toast(words.answer.done)
          })
        }
        actions={
          <Button type="submit" look="primary" busy={answer.busy} disabledReason={reason}>
            {consultation.answer === null ? words.answer.act : words.answer.correct}
          </Button>
        }
      >
        <TextArea {...draft.field('text')} label={words.answer.text} hint={words.answer.textHint} rows={4} maxLength={4000} />
        <TextFindings findings={findings} rules={rules} />
        <TextField {...draft.field('source')} label={words.answer.source} hint={words.answer.sourceHint} />
      </Form>
    </Section>
  )
}
