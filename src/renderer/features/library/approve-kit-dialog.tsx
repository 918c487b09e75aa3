import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { KitPage } from '#shared/kits/contract.ts'
import { SEAL_FIGURES } from './kit-contents.tsx'

/** Approves exactly the version on the screen: its seal goes with the command, so that main refuses if it is another. */
export function ApproveKitDialog({
  page: { id, adaptations },
  writing,
  warned,
  onClose,
}: {
  readonly page: KitPage
  readonly writing: NonNullable<KitPage['writing']>
  /** How many findings warn or suggest, and stop nothing. */
  readonly warned: number
  readonly onClose: () => void
}) {
  const { kits: words } = useWords()
  const { act, busy, refusal } = useAct(api.kits.approve)
  const offices = writing.kit.offices.length
  const undecided = adaptations.filter(({ stage }) => stage === 'draft' || stage === 'submitted' || stage === 'returned').length
  const approve = () =>
    void act({ id, expected: writing.revision, seal: writing.seal }).then((done) => {
      if (done?.ok !== true) return
      toast(words.approved)
      onClose()
    })
  return (
    <ConfirmDialog title={words.approveTitle} open onClose={onClose} onConfirm={approve} act={words.approve} danger={false} busy={busy} refusal={refusal}>
      <p>{words.approveDetail(writing.kit.name, offices === 0 ? null : offices)}</p>
      {undecided > 0 && <p>{words.approveUndecided(undecided)}</p>}
      {warned > 0 && <p>{words.approveWarned(warned)}</p>}
      <p>{words.seal(writing.seal.slice(0, SEAL_FIGURES))}</p>
    </ConfirmDialog>
  )
}
