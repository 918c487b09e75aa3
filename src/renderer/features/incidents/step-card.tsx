import { useId, useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { classNames } from '#renderer/ui/class-names.ts'
import { CheckIcon } from '#renderer/ui/icons.ts'
import { Form } from '#renderer/ui/form.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { later, MINUTE, millisecondsOf } from '#shared/kernel/clock.ts'
import { type Incident, type Step } from './incident.ts'
import { PlatformHelp } from './platform-help.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { StepAnswer } from './step-answer.tsx'
import styles from './checklist.module.css'

/** The step at hand, large: what to do, on this platform, by when, and what was observed. */
export function StepCard({ incident, step, onSettled }: { readonly incident: Incident; readonly step: Step; readonly onSettled: () => void }) {
  const { incidents } = useWords()
  const words = incidents.steps
  const titleId = useId()
  const complete = useAct(api.incidents.completeStep)
  const skip = useAct(api.incidents.skipStep)
  const reopen = useAct(api.incidents.reopenStep)
  const [answer, setAnswer] = useState('')
  const [skipping, setSkipping] = useState(false)
  const settled = step.progress.status !== 'open'
  const networks = [...new Set(incident.accounts.map((account) => account.network))]

  const done = async () => {
    const result = await complete.act({ id: incident.id, step: step.id, answer })
    if (result?.ok === true) onSettled()
  }
  const notApplicable = async (reason: string) => {
    const result = await skip.act({ id: incident.id, step: step.id, reason })
    if (result?.ok !== true) return
    setSkipping(false)
    onSettled()
  }

  return (
    <li className={styles['card']} aria-current="step">
      <div className={styles['meta']}>
        <span>{words.doers[step.who]}</span>
        <Target incident={incident} step={step} />
        <span>{step.mandatory ? words.mandatory : words.optional}</span>
      </div>
      <h4 id={titleId} className={styles['title']} tabIndex={-1} data-current>
        {step.title}
      </h4>
      <p className={styles['how']}>{step.how}</p>
      {networks.map((network) => (
        <PlatformHelp key={network} incident={incident} step={step} network={network} />
      ))}
      {settled ? (
        <div className={styles['acts']}>
          <Button busy={reopen.busy} onPress={() => void reopen.act({ id: incident.id, step: step.id })}>
            {words.undo}
          </Button>
        </div>
      ) : (
        <Form
          label={step.title}
          refusal={complete.refusal}
          onSubmit={() => void done()}
          actions={
            <>
              <Button
                type="submit"
                look="primary"
                size="large"
                icon={<CheckIcon />}
                busy={complete.busy}
                describedBy={titleId}
                disabledReason={step.asks.kind === 'notices' && incident.noticesSent < 3 ? words.notices(incident.noticesSent) : undefined}
              >
                {words.done}
              </Button>
              <Button size="large" look="quiet" onPress={() => setSkipping(true)} describedBy={titleId}>
                {words.skip}
              </Button>
            </>
          }
        >
          <div className={styles['answerField']}>
            <StepAnswer incident={incident} step={step} value={answer} onChange={setAnswer} />
          </div>
        </Form>
      )}
      {reopen.refusal !== undefined && <RefusalNote refusal={reopen.refusal} />}
      <dl className={styles['help']}>
        <dt>{words.why}</dt>
        <dd>{step.why}</dd>
        {step.expect !== undefined && (
          <>
            <dt>{words.expect}</dt>
            <dd>{step.expect}</dd>
          </>
        )}
        {step.otherwise !== undefined && (
          <>
            <dt>{words.otherwise}</dt>
            <dd>{step.otherwise}</dd>
          </>
        )}
        <dt>{words.sourceTitle}</dt>
        <dd>
          {words.source(step.source, words.confidence[step.confidence], step.checked)}
        </dd>
      </dl>
      {skipping && (
        <ReasonDialog
          title={words.skipTitle}
          detail={step.title}
          label={words.skipReason}
          act={words.skipSave}
          busy={skip.busy}
          refusal={skip.refusal}
          onSubmit={(reason) => void notApplicable(reason)}
          onClose={() => setSkipping(false)}
        />
      )}
    </li>
  )
}

/** By when, counted from the moment it was known. */
function Target({ incident, step }: { readonly incident: Incident; readonly step: Step }) {
  const { incidents } = useWords()
  const words = incidents.steps
  const format = useFormat()
  const now = useNow()
  const due = later(incident.knownAt, step.minutes * MINUTE)
  const left = millisecondsOf(due) - millisecondsOf(now)
  if (step.progress.status !== 'open') return null
  return (
    <span className={classNames(left < 0 && styles['over'])}>
      {left < 0 ? words.over(format.time(due), format.span(-left)) : words.before(format.time(due), format.span(left))}
    </span>
  )
}
