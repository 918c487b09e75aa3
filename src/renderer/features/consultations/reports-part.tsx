import { useMemo, useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { FileArriving, useFilePlace } from '#renderer/bridge/file-arriving.tsx'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { FieldGroup } from '#renderer/ui/field-group.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { AttachIcon, CloseIcon } from '#renderer/ui/icons.ts'
import { Note } from '#renderer/ui/note.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { Timeline } from '#renderer/ui/timeline.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { receivers, speeches, type Receiver, type Speech } from '#shared/consultations/consultation.ts'
import type { ConsultationPage, ReportFile } from '#shared/consultations/contract.ts'
import { personalDataIn, speechIn } from '#shared/consultations/gate.ts'
import { entityIdOf } from '#shared/organization/office.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import { NoBlock } from './no-block.tsx'
import { TextFindings } from './text-findings.tsx'
import styles from './consultations.module.css'

/** How many figures of a hash are shown: enough to compare two by eye. */
const HASH_FIGURES = 12

/** Speech of hate or violence, documented. There is no block: the rule that says so stands here. */
export function ReportsPart({ consultation, rules, reason }: { readonly consultation: ConsultationPage; readonly rules: RuleSet; readonly reason: string | undefined }) {
  const { consultations: words } = useWords()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const now = useNow()
  const { account, office, question, details, reports } = consultation
  const speech = useMemo(
    () => speechIn([question, ...details.map(({ text }) => text)].join('\n'), account, rules, { now, entity: entityIdOf(office) }),
    [question, details, account, rules, now, office],
  )
  return (
    <Section
      level={3}
      title={words.reports.title}
      description={words.reports.detail}
      actions={
        <Button size="small" disabledReason={reason} onPress={() => setOpen(true)}>
          {words.reports.act}
        </Button>
      }
    >
      <NoBlock />
      {speech !== undefined && reports.length === 0 && (
        <Note tone="warn" title={words.reports.seems[speech]}>
          {words.reports.seemsDetail}
        </Note>
      )}
      {reports.length > 0 && (
        <Timeline
          label={words.reports.title}
          entries={reports.map((report) => ({
            id: report.at,
            at: report.at,
            tone: 'danger',
            what: `${words.reports.speeches[report.speech]}: ${report.what}`,
            who: report.by,
            more: (
              <>
                <div>{report.link}</div>
                <div>{words.reports.sent(format.list(report.sentTo.map((one) => words.reports.receivers[one])))}</div>
                {report.evidence.map((file) => (
                  <div key={file.sha256}>
                    {file.name} · {words.reports.hash(file.sha256.slice(0, HASH_FIGURES))}
                    <Arriving sha256={file.sha256} />
                  </div>
                ))}
              </>
            ),
          }))}
        />
      )}
      {open && <ReportDialog consultation={consultation} rules={rules} first={speech ?? 'hate'} onClose={() => setOpen(false)} />}
    </Section>
  )
}

function ReportDialog({ consultation, rules, first, onClose }: { readonly consultation: ConsultationPage; readonly rules: RuleSet; readonly first: Speech; readonly onClose: () => void }) {
  const { consultations, ui } = useWords()
  const words = consultations.reports
  const now = useNow()
  const report = useAct(api.consultations.report)
  const attach = useAct(api.consultations.attach)
  const [speech, setSpeech] = useState<Speech>(first)
  const [what, setWhat] = useState('')
  const [link, setLink] = useState('')
  const [evidence, setEvidence] = useState<readonly ReportFile[]>([])
  const [sentTo, setSentTo] = useState<readonly Receiver[]>([])
  const { id, account, office } = consultation
  const findings = useMemo(() => personalDataIn(what, account, rules, { now, entity: entityIdOf(office) }), [what, account, rules, now, office])
  const faults = report.refusal?.fields ?? {}
  return (
    <Dialog title={words.dialog} open onClose={onClose} size="wide">
      <Form
        refusal={report.refusal}
        onSubmit={() =>
          void report.act({ id, speech, what, link, evidence: [...evidence], sentTo: [...sentTo] }).then((done) => {
            if (done?.ok !== true) return
            toast(words.done)
            onClose()
          })
        }
        actions={
          <>
            <Button type="submit" look="primary" busy={report.busy}>
              {words.save}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <RadioGroup name="speech" label={words.speech} row value={speech} onChange={setSpeech} options={speeches.map((value) => ({ value, label: words.speeches[value] }))} />
        <TextArea name="what" label={words.what} hint={words.whatHint} value={what} onChange={setWhat} maxLength={4000} />
        <TextFindings findings={findings} rules={rules} />
        <TextField name="link" label={words.link} value={link} onChange={setLink} />
        <FieldGroup label={words.evidence} name="evidence" error={faults['evidence'] === undefined || evidence.length > 0 ? undefined : words.noFiles}>
          <ul role="list" className={styles['files']}>
            {evidence.map((file) => (
              <li key={file.sha256} className={styles['file']}>
                <span>
                  {file.name} · {words.hash(file.sha256.slice(0, HASH_FIGURES))}
                </span>
                <Button size="small" look="quiet" icon={<CloseIcon />} onPress={() => setEvidence(evidence.filter((one) => one.sha256 !== file.sha256))}>
                  {words.remove(file.name)}
                </Button>
              </li>
            ))}
          </ul>
          <div>
            <Button
              size="small"
              icon={<AttachIcon />}
              busy={attach.busy}
              onPress={() =>
                void attach.act({ title: words.attachTitle }).then((done) => {
                  if (done?.ok !== true) return
                  report.reset()
                  setEvidence((before) => [...before, ...done.value.files.filter((file) => !before.some((one) => one.sha256 === file.sha256))])
                })
              }
            >
              {words.attach}
            </Button>
          </div>
          {attach.refusal !== undefined && <RefusalNote refusal={attach.refusal} />}
        </FieldGroup>
        <FieldGroup label={words.sentTo} name="sentTo">
          <div className={styles['choices']}>
            {receivers.map((one) => (
              <Checkbox
                key={one}
                label={words.receivers[one]}
                value={sentTo.includes(one)}
                onChange={(chosen) => {
                  report.reset()
                  setSentTo(chosen ? [...sentTo, one] : sentTo.filter((other) => other !== one))
                }}
              />
            ))}
          </div>
        </FieldGroup>
      </Form>
    </Dialog>
  )
}

function Arriving({ sha256 }: { readonly sha256: string }) {
  return <FileArriving place={useFilePlace(sha256)} />
}
