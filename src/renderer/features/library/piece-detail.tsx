import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { PendingMark } from '#renderer/bridge/pending-mark.tsx'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { PieceRow } from '#shared/library/contract.ts'
import { textOfPiece } from '#shared/library/piece.ts'
import styles from './library.module.css'
import { PieceForm } from './piece-form.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { scopesOf } from './scopes.ts'

/** One piece: what it puts into a text, when to use it, who keeps it. `onGone`: it is no longer among those shown here; with an id, that one took its place. */
export function PieceDetail({ row, onGone }: { readonly row: PieceRow; readonly onGone: (instead?: string) => void }) {
  const { library: words } = useWords()
  const format = useFormat()
  const { roles } = useMe()
  const restore = useAct(api.library.restorePiece)
  const approve = useAct(api.library.approvePiece)
  const [act, setAct] = useState<'edit' | 'retire' | 'return'>()
  const { id, scope, piece, retired, approval, usable, version } = row
  const keeps = scopesOf(roles).includes(scope) && row.office === null
  const decided = () => (row.office === null ? setAct(undefined) : onGone())
  const give = async () => {
    const done = await approve.act({ id, scope, expected: version })
    if (done?.ok !== true) return
    toast(words.pieces.approved)
    decided()
  }
  if (act === 'edit') return <PieceForm row={row} kind={piece.kind} onDone={(saved) => (saved === id ? setAct(undefined) : onGone(saved))} onCancel={() => setAct(undefined)} />
  return (
    <>
      <PageHeader
        level={2}
        kicker={`${words.pieces.kinds[piece.kind]} · ${row.office ?? words.scopes[scope]}`}
        title={piece.name}
        status={<PendingMark stream={`${scope === 'national' ? 'piece' : 'office-piece'}/${id}`} />}
        description={piece.use}
        actions={
          <>
            {row.mayApprove && (
              <>
                <Button look="primary" busy={approve.busy} onPress={() => void give()}>
                  {words.pieces.approve}
                </Button>
                <Button onPress={() => setAct('return')}>{words.pieces.giveBack}</Button>
              </>
            )}
            {keeps &&
              (retired === null ? (
                <>
                  <Button onPress={() => setAct('edit')}>{words.edit}</Button>
                  <Button look="danger" onPress={() => setAct('retire')}>
                    {words.retire}
                  </Button>
                </>
              ) : (
                <Button busy={restore.busy} onPress={() => void restore.act({ id, scope }).then((done) => done?.ok === true && toast(words.pieces.restored))}>
                  {words.pieces.restore}
                </Button>
              ))}
          </>
        }
      />
      {[restore.refusal, approve.refusal].map((refusal, index) => refusal !== undefined && <RefusalNote key={index} refusal={refusal} />)}
      {retired !== null && <Note tone="info">{words.pieces.retiredNote(retired)}</Note>}
      {retired === null && approval.kind === 'asked' && <Note tone="info">{words.pieces.askedNote}</Note>}
      {retired === null && approval.kind === 'returned' && <Note tone="warn">{words.pieces.returnedNote(approval.by, approval.note)}</Note>}
      <p className={styles['words']}>{textOfPiece(piece)}</p>
      {piece.kind === 'ending' && usable !== null && textOfPiece(usable) !== textOfPiece(piece) && (
        <Section level={3} title={words.pieces.inUse} description={words.pieces.inUseDetail}>
          <p className={styles['words']}>{textOfPiece(usable)}</p>
        </Section>
      )}
      <Facts
        facts={[
          ...(piece.kind === 'hashtags' ? [{ label: words.pieces.process, value: piece.process }] : []),
          { label: words.version, value: format.number(version) },
          { label: words.kept, value: words.keptBy(row.by, format.instant(row.at)) },
          ...(approval.kind === 'given' ? [{ label: words.pieces.approvedBy, value: words.keptBy(approval.by, format.instant(approval.at)) }] : []),
        ]}
      />
      {act === 'return' && (
        <ReasonDialog
          title={words.pieces.giveBackTitle}
          detail={words.pieces.giveBackDetail}
          act={words.pieces.giveBack}
          done={words.pieces.givenBack}
          ask={api.library.returnPiece}
          field="note"
          label={words.pieces.note}
          inputOf={(note) => ({ id, scope, expected: version, note })}
          onDone={decided}
          onClose={() => setAct(undefined)}
        />
      )}
      {act === 'retire' && (
        <ReasonDialog
          title={words.pieces.retireTitle}
          detail={words.pieces.retireDetail}
          act={words.retire}
          done={words.pieces.retiredDone}
          ask={api.library.retirePiece}
          inputOf={(reason) => ({ id, scope, reason })}
          onClose={() => setAct(undefined)}
        />
      )}
    </>
  )
}
