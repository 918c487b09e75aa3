import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { classNames } from '#renderer/ui/class-names.ts'
import { NotApplicableIcon, OkIcon, PendingIcon } from '#renderer/ui/icons.ts'
import { isOpen, type Step } from './incident.ts'
import styles from './checklist.module.css'

/** A step that is not at hand: its state, its title, its result. Pressing it takes it in hand. */
export function StepLine({ step, onChoose }: { readonly step: Step; readonly onChoose: (() => void) | undefined }) {
  const { incidents: words } = useWords()
  const format = useFormat()
  const { progress } = step
  const result = progress.status === 'done' ? progress.answer : progress.status === 'not-applicable' ? `${words.steps.states['not-applicable']}: ${progress.reason}` : ''
  const inside = (
    <>
      <Mark step={step} />
      <span className={styles['name']}>
        <span className="visually-hidden">{words.steps.states[progress.status]}: </span>
        {step.title}
      </span>
      <span className={styles['end']}>
        {progress.status === 'open' ? (step.mandatory ? '' : words.steps.optional) : words.steps.by(progress.by, format.time(progress.at))}
      </span>
      {(result !== '' || step.retired) && <span className={styles['answer']}>{[result, step.retired ? words.steps.retired : ''].filter((part) => part !== '').join(' — ')}</span>}
    </>
  )
  const look = classNames(styles['line'], !isOpen(step) && styles['settled'], step.retired && styles['retired'])
  return (
    <li>
      {onChoose === undefined || step.retired ? (
        <div className={look}>{inside}</div>
      ) : (
        <button type="button" className={look} onClick={onChoose}>
          {inside}
        </button>
      )}
    </li>
  )
}

function Mark({ step }: { readonly step: Step }) {
  if (step.progress.status === 'done') return <OkIcon className={classNames(styles['mark'], styles['done'])} />
  return step.progress.status === 'not-applicable' ? <NotApplicableIcon className={styles['mark']} /> : <PendingIcon className={styles['mark']} />
}
