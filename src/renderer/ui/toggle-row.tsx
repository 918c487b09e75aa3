import { classNames } from './class-names.ts'
import styles from './toggle-row.module.css'

/** A few ways to narrow a list, one in force; each may say how many it holds. Arrow keys move as in a radio group. */
export function ToggleRow<V extends string>({
  label,
  value,
  onChange,
  options,
}: {
  readonly label: string
  readonly value: V
  readonly onChange: (value: V) => void
  readonly options: readonly { readonly value: V; readonly label: string; readonly count?: number | undefined }[]
}) {
  return (
    <div role="radiogroup" aria-label={label} className={styles['row']}>
      {options.map((option, index) => {
        const chosen = option.value === value
        const go = (to: number, from: HTMLElement) => {
          const next = options[(to + options.length) % options.length]
          if (next === undefined) return
          onChange(next.value)
          const sibling = from.parentElement?.children[options.indexOf(next)]
          if (sibling instanceof HTMLElement) sibling.focus()
        }
        return (
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={chosen}
            tabIndex={chosen ? 0 : -1}
            className={classNames(styles['option'], chosen && styles['chosen'])}
            onClick={() => onChange(option.value)}
            onKeyDown={(event) => {
              if (event.key === 'ArrowRight' || event.key === 'ArrowDown') {
                event.preventDefault()
                go(index + 1, event.currentTarget)
              }
              if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') {
                event.preventDefault()
                go(index - 1, event.currentTarget)
              }
            }}
          >
            {option.label}
            {option.count !== undefined && <span className={styles['count']}>{option.count}</span>}
          </button>
        )
      })}
    </div>
  )
}
