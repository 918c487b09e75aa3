import { useMemo, useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords, useZone } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { CopyButton } from '#renderer/ui/copy-button.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import type { Basis } from '#shared/consultations/consultation.ts'
import type { ConsultationPage } from '#shared/consultations/contract.ts'
import { faultsOf, replyFindings } from '#shared/consultations/gate.ts'
import type { ReplyTemplate, TemplatePurpose } from '#shared/consultations/reply-template.ts'
import { saysOnlyWhere } from '#shared/consultations/ways.ts'
import { instantAt, type Day } from '#shared/kernel/local-day.ts'
import { entityIdOf } from '#shared/organization/office.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import { TextFindings } from './text-findings.tsx'
import styles from './consultations.module.css'

/** Which templates serve a reply, best first. */
const purposesOf: Readonly<Record<Basis, readonly TemplatePurpose[]>> = {
  answer: ['courtesy'],
  lapse: ['inetel', 'transparency'],
  rule: ['trolling', 'courtesy', 'inetel', 'transparency'],
}

/** The reply to the citizen: begun from the answer or a template, checked, copied, and recorded as it was really posted. */
export function ReplyPart({
  consultation,
  rules,
  basis,
  reason,
}: {
  readonly consultation: ConsultationPage
  readonly rules: RuleSet
  readonly basis: Basis
  /** Why this person cannot reply. */
  readonly reason: string | undefined
}) {
  const { consultations: words, ui } = useWords()
  const { answer: loaded } = useAnswer(api.consultations.templates, {})
  if (loaded === undefined) return <p role="status">{ui.loading}</p>
  return (
    <Section level={3} title={words.reply.title}>
      <Note tone={basis === 'lapse' ? 'warn' : 'info'}>{words.reply.basis[basis](consultation.limit)}</Note>
      {loaded.faults.map((fault) => (
        <Note key={fault.file} tone="warn">
          {words.fault(fault.file, fault.line, fault.reason)}
        </Note>
      ))}
      <Writing consultation={consultation} rules={rules} basis={basis} reason={reason} templates={purposesOf[basis].flatMap((purpose) => loaded.templates.filter((one) => one.purpose === purpose))} />
    </Section>
  )
}

function Writing({
  consultation,
  rules,
  basis,
  reason,
  templates,
}: Parameters<typeof ReplyPart>[0] & { readonly templates: readonly ReplyTemplate[] }) {
  const { consultations: words } = useWords()
  const now = useNow()
  const format = useFormat()
  const zone = useZone()
  const copy = useAct(api.consultations.copy)
  const reply = useAct(api.consultations.reply)
  const first = basis === 'answer' ? undefined : templates[0]
  const [from, setFrom] = useState(first)
  const { id, account, office } = consultation
  const draft = useDraft({ text: consultation.answer?.text ?? first?.text ?? '', permalink: '' }, `consultation/${id}/reply`)
  const { text, permalink } = draft.values
  const findings = useMemo(
    () => (text.trim() === '' ? [] : replyFindings(text, account, rules, { now, entity: entityIdOf(office) })),
    [text, account, rules, now, office],
  )
  // At noon it is the same day in every zone's hour that a clock may be changed; the file's schema takes nothing but days.
  const read = (checked: string) => format.date(instantAt(checked as Day, 12, zone))
  const blocked =
    reason ??
    (text.trim() === '' ? words.reply.empty : faultsOf(findings).length > 0 ? words.reply.blocked : basis === 'lapse' && !saysOnlyWhere(text) ? words.reply.needsWhere : undefined)
  const choose = (chosen: string) => {
    const template = templates.find((one) => one.id === chosen)
    if (template === undefined) return
    setFrom(template)
    // A courtesy goes before what Comunicación Social answered; anything else is a whole text.
    draft.set('text', template.purpose === 'courtesy' && consultation.answer !== null ? `${template.text} ${consultation.answer.text}` : template.text)
  }
  return (
    <>
      <Form
        refusal={reply.refusal}
        onSubmit={() =>
          void reply.act({ id, text, permalink }).then((done) => {
            if (done?.ok !== true) return
            draft.forget()
            toast(words.reply.done)
          })
        }
        actions={
          <Button type="submit" busy={reply.busy} disabledReason={blocked}>
            {words.reply.act}
          </Button>
        }
      >
        {templates.length > 0 && (
          <Select
            label={words.reply.template}
            value={from?.id ?? ''}
            placeholder={words.reply.templateNone}
            onChange={choose}
            hint={from === undefined ? undefined : `${words.reply.templateSource(from.source, read(from.checked))}${from.confidence === 'unconfirmed' ? ` ${words.reply.unconfirmed}` : ''}`}
            options={templates.map((one) => ({ value: one.id, label: one.title, group: words.reply.purposes[one.purpose] }))}
          />
        )}
        <TextArea {...draft.field('text')} label={words.reply.text} hint={words.reply.textHint} rows={4} maxLength={4000} />
        <TextFindings findings={findings} rules={rules} />
        <div className={styles['acts']}>
          <CopyButton look="primary" disabledReason={blocked} onCopy={async () => (await copy.act({ id, text }))?.ok === true}>
            {words.reply.copy}
          </CopyButton>
        </div>
        {copy.refusal !== undefined && <RefusalNote refusal={copy.refusal} />}
        <TextField {...draft.field('permalink')} label={words.reply.permalink} hint={words.reply.permalinkHint} />
      </Form>
    </>
  )
}
