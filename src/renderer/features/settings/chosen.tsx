import { Checkbox } from '#renderer/ui/checkbox.tsx'
import styles from './review-part.module.css'

export type Named = { readonly id: string; readonly name: string }

/** Some of those that there are, in the order in which they were chosen. */
export function Chosen({ among, chosen, onChange }: { readonly among: readonly Named[]; readonly chosen: readonly string[]; readonly onChange: (chosen: readonly string[]) => void }) {
  return (
    <div className={styles['choices']} tabIndex={-1}>
      {among.map(({ id, name }) => (
        <Checkbox key={id} label={name} value={chosen.includes(id)} onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))} />
      ))}
    </div>
  )
}
