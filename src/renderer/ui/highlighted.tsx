import { classNames } from './class-names.ts'
import styles from './highlighted.module.css'

/** A run of a text: `marked` is what to look at. */
export type Run = { readonly text: string; readonly marked: boolean; readonly title?: string }

/** A text in which some parts are to be looked at and the rest is settled: those stand out, the rest steps back if `quiet`. */
export function Highlighted({ runs, quiet = false }: { readonly runs: readonly Run[]; readonly quiet?: boolean }) {
  return (
    <p className={classNames(styles['text'], quiet && styles['quiet'])}>
      {runs.map((run, index) =>
        run.marked ? (
          // The runs of one text never change their order.
          <mark key={index} className={styles['mark']} title={run.title}>
            {run.text}
          </mark>
        ) : (
          <span key={index}>{run.text}</span>
        ),
      )}
    </p>
  )
}
