import { createContext, type ReactNode, useContext } from 'react'
import { useLockWords } from '../i18n/words.ts'
import styles from './field.module.css'

/** Whether the fields here ask for an answer. Those that only narrow what is shown do not. */
const AsksContext = createContext(true)

/** Around fields that narrow what is shown: none of them has to be filled in, so none is called required or «(opcional)». */
export function FilterFields({ children }: { readonly children: ReactNode }) {
  return <AsksContext value={false}>{children}</AsksContext>
}

/** Whether a field is told to screen readers as required. */
export function useRequired(optional: boolean): boolean {
  return useContext(AsksContext) && !optional
}

/** The words of a field's label. */
export function FieldLabel({ label, optional }: { readonly label: string; readonly optional: boolean }) {
  const { ui } = useLockWords()
  const asks = useContext(AsksContext)
  return (
    <>
      {label}
      {asks && optional && <span className={styles['optional']}> ({ui.optional})</span>}
    </>
  )
}
