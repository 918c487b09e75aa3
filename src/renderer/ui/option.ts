import type { ReactNode } from 'react'

/** One choice of a Select, ComboBox or RadioGroup. */
export type Option<V extends string = string> = {
  readonly value: V
  readonly label: string
  /** How many there are of it: a RadioGroup says it beside the label. */
  readonly count?: string | undefined
  /** A second, quieter line. */
  readonly hint?: string
  readonly icon?: ReactNode
  /** The heading under which a ComboBox or Select puts it. */
  readonly group?: string
}
