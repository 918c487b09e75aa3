import { useLockWords } from '../i18n/words.ts'
import { classNames } from './class-names.ts'
import { CheckIcon } from './icons.ts'
import styles from './steps.module.css'

/** Where one is in a task of several steps. Keeps the place in sight; `onPick` lets one go back to a step that is done. */
export function Steps({
  label,
  steps,
  current,
  onPick,
}: {
  readonly label: string
  readonly steps: readonly string[]
  /** Index of the present step; those before it are done. */
  readonly current: number
  readonly onPick?: (index: number) => void
}) {
  const { ui } = useLockWords()
  return (
    <nav aria-label={label}>
      <p className={styles['short']}>{ui.step(Math.min(current + 1, steps.length), steps.length)}</p>
      <ol className={styles['steps']} role="list">
        {steps.map((step, index) => {
          const state = index < current ? 'done' : index === current ? 'current' : 'todo'
          const content = (
            <>
              <span className={styles['mark']} aria-hidden="true">
                {state === 'done' ? <CheckIcon /> : index + 1}
              </span>
              <span>{step}</span>
              <span className="visually-hidden">
                ({state === 'done' ? ui.stepDone : state === 'current' ? ui.stepCurrent : ui.stepTodo})
              </span>
            </>
          )
          return (
            <li key={step} className={classNames(styles['step'], styles[state])} aria-current={state === 'current' ? 'step' : undefined}>
              {state === 'done' && onPick !== undefined ? (
                <button type="button" className={styles['pick']} onClick={() => onPick(index)}>
                  {content}
                </button>
              ) : (
                <span className={styles['pick']}>{content}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
