import type { RecoveryKit } from '#shared/session/recovery-kit.ts'
import { KeepSheet } from '../../bridge/keep-sheet.tsx'
import { useWords } from '../../i18n/words.ts'
import { StepHead } from '../../ui/step-head.tsx'

/** The last step of a machine's first run: its recovery sheet. */
export function KitStep({ kit, onDone }: { readonly kit: RecoveryKit; readonly onDone: () => void }) {
  const { setup } = useWords()
  return (
    <>
      <StepHead title={setup.kit.title} explain={setup.kit.explain} />
      <KeepSheet kit={kit} act={setup.kit.act} onDone={onDone} />
    </>
  )
}
