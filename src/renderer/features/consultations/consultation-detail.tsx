import { useEffect, useRef, useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { PendingMark } from '#renderer/bridge/pending-mark.tsx'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { Meter } from '#renderer/ui/meter.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { Timeline } from '#renderer/ui/timeline.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import type { Basis, StageKind } from '#shared/consultations/consultation.ts'
import type { ConsultationPage } from '#shared/consultations/contract.ts'
import { HOUR, millisecondsOf } from '#shared/kernel/clock.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import { AnswerPart } from './answer-part.tsx'
import { ReplyPart } from './reply-part.tsx'
import { ReportsPart } from './reports-part.tsx'
import { StageTag } from './stage-tag.tsx'
import { TextDialog } from './text-dialog.tsx'
import { useStanding } from './use-standing.ts'
import styles from './consultations.module.css'

const bases: Readonly<Partial<Record<StageKind, Basis>>> = { answered: 'answer', lapsed: 'lapse', ruled: 'rule' }

/** The dialogs of one text, by the name it has in what is sent. */
const fields = { return: 'note', complete: 'detail', refer: 'detail', close: 'reason', withdraw: 'reason' } as const
type Dialog = keyof typeof fields

/** One consultation: what is asked, what Comunicación Social says, the reply, the reports, what happened. */
export function ConsultationDetail({ id }: { readonly id: string }) {
  const { consultations: words, ui } = useWords()
  const { answer: consultation, loading } = useAnswer(api.consultations.get, { id })
  const { answer: data } = useAnswer(api.rules.data, {})
  if (!loading && consultation === null) return <EmptyState title={words.missing} />
  if (consultation === undefined || consultation === null || data === undefined) return <p role="status">{ui.loading}</p>
  return <Loaded consultation={consultation} rules={data.rules} />
}

function Loaded({ consultation, rules }: { readonly consultation: ConsultationPage; readonly rules: RuleSet }) {
  const { consultations: words, posts } = useWords()
  const me = useMe()
  const format = useFormat()
  const now = useNow()
  const whyNot = useStanding(consultation.standing)
  const [dialog, setDialog] = useState<Dialog>()
  const take = useAct(api.consultations.take)
  const release = useAct(api.consultations.release)
  const close = useAct(api.consultations.close)
  const { id, stage, account, due } = consultation
  useLapse(consultation, whyNot('lapse') === undefined)

  const reviews = me.roles.includes('reviewer') && !consultation.standing.contributors.includes(me.id)
  const operates = me.roles.includes('operator') && me.office === consultation.office
  const mine = consultation.standing.takenBy === me.id
  const basis = bases[stage]
  const refusal = take.refusal ?? release.refusal ?? close.refusal

  return (
    <>
      <PageHeader
        level={2}
        kicker={words.kicker(words.matters[consultation.matter], `${posts.networks[account.network]} ${account.handle}`)}
        title={consultation.title}
        status={
          <>
            <StageTag stage={stage} /> <PendingMark stream={`consultation/${id}`} />
          </>
        }
        actions={
          <>
            {reviews && stage === 'asked' && (
              <>
                <Button
                  busy={take.busy || release.busy}
                  disabledReason={mine ? whyNot('release') : whyNot('take')}
                  onPress={() =>
                    void (mine ? release : take).act({ id }).then((done) => done?.ok === true && toast(mine ? words.released : words.taken))
                  }
                >
                  {mine ? words.release : words.take}
                </Button>
                <Button disabledReason={whyNot('return')} onPress={() => setDialog('return')}>
                  {words.return.act}
                </Button>
              </>
            )}
            {operates && stage === 'returned' && (
              <Button look="primary" onPress={() => setDialog('complete')}>
                {words.complete.act}
              </Button>
            )}
            {operates && stage === 'ruled' && <Button onPress={() => setDialog('refer')}>{words.refer.act}</Button>}
            {operates && (basis !== undefined || stage === 'replied') && (
              <Button
                busy={close.busy}
                disabledReason={whyNot('close')}
                onPress={() => (stage === 'replied' ? void close.act({ id, reason: '' }).then((done) => done?.ok === true && toast(words.close.done)) : setDialog('close'))}
              >
                {words.close.act}
              </Button>
            )}
            {operates && (stage === 'asked' || stage === 'returned') && <Button onPress={() => setDialog('withdraw')}>{words.withdraw.act}</Button>}
          </>
        }
      />
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
      {stage === 'asked' && due !== null && <Meter label={words.clock} left={millisecondsOf(due) - millisecondsOf(now)} total={consultation.limit * HOUR} />}
      {stage === 'returned' && (
        <Note tone="warn" title={words.asksFor}>
          {consultation.returnNote}
        </Note>
      )}
      <Section level={3} title={consultation.matter === 'doubt' ? words.question : words.case}>
        <p className={styles['text']}>{consultation.question}</p>
        <Facts
          facts={[
            ...consultation.details.map((detail) => ({ label: words.detail, value: detail.text })),
            { label: words.facts.asked, value: words.askedBy(consultation.askerName, consultation.officeName) },
            { label: words.facts.at, value: format.instant(consultation.askedAt) },
            ...(stage === 'lapsed' && due !== null ? [{ label: words.lapsedAt, value: format.instant(due) }] : []),
          ]}
        />
      </Section>
      {consultation.answer !== null && (
        <Section level={3} title={words.answer.title}>
          <p className={styles['text']}>{consultation.answer.text}</p>
          <Facts
            facts={[
              { label: words.answer.source, value: consultation.answer.source },
              { label: words.facts.at, value: `${consultation.answer.by} · ${format.instant(consultation.answer.at)}` },
            ]}
          />
        </Section>
      )}
      {reviews && (stage === 'asked' || stage === 'lapsed') && <AnswerPart consultation={consultation} rules={rules} reason={whyNot('answer')} />}
      {operates && basis !== undefined && <ReplyPart key={basis} consultation={consultation} rules={rules} basis={basis} reason={whyNot('reply')} />}
      {consultation.reply !== null && (
        <Section level={3} title={words.reply.given}>
          <p className={styles['text']}>{consultation.reply.text}</p>
          <Facts
            facts={[
              { label: words.reply.open, value: consultation.reply.permalink },
              { label: words.reply.givenAt(consultation.reply.by), value: `${words.reply.bases[consultation.reply.basis]} · ${format.instant(consultation.reply.at)}` },
            ]}
          />
        </Section>
      )}
      <ReportsPart consultation={consultation} rules={rules} reason={whyNot('report')} />
      <Section level={3} title={words.history.title}>
        <Timeline
          label={words.history.title}
          entries={consultation.history.map((deed) => ({
            id: deed.id,
            at: deed.at,
            what: words.history.types[deed.type] ?? deed.type,
            who: `${deed.actorName} · ${posts.history.roles[deed.role]}`,
            more: [deed.note, deed.link].filter((part) => part !== undefined).map((part) => <div key={part}>{part}</div>),
          }))}
        />
      </Section>
      {dialog !== undefined && (
        <TextDialog
          key={dialog}
          consultation={consultation}
          rules={rules}
          words={words[dialog]}
          field={fields[dialog]}
          ask={(text) => send(dialog, id, text)}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  )
}

/** Each dialog's text goes to main under its own name. */
function send(dialog: Dialog, id: string, text: string): Promise<Result<object>> {
  switch (dialog) {
    case 'return':
      return api.consultations.return({ id, note: text })
    case 'complete':
      return api.consultations.complete({ id, detail: text })
    case 'refer':
      return api.consultations.refer({ id, detail: text })
    case 'close':
      return api.consultations.close({ id, reason: text })
    case 'withdraw':
      return api.consultations.withdraw({ id, reason: text })
  }
}

/** Whoever opens a consultation whose time has run out puts that on record, once. */
function useLapse({ id, unrecordedLapse }: ConsultationPage, may: boolean): void {
  const lapse = useAct(api.consultations.lapse)
  const begun = useRef(false)
  useEffect(() => {
    if (!unrecordedLapse || !may || begun.current) return
    begun.current = true
    void lapse.act({ id })
  }, [id, unrecordedLapse, may, lapse])
}
