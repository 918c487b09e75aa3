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
import { toast } from '#renderer/ui/toast-store.ts'
import type { PieceRow } from '#shared/library/contract.ts'
import { textOfPiece } from '#shared/library/piece.ts'
import styles from './library.module.css'
import { PieceForm } from './piece-form.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { scopesOf } from './scopes.ts'

/** One piece: what it puts into a text, when to use it, who keeps it. */
export function PieceDetail({ row }: { readonly row: PieceRow }) {
  const { library: words } = useWords()
  const format = useFormat()
  const { roles } = useMe()
  const restore = useAct(api.library.restorePiece)
  const [act, setAct] = useState<'edit' | 'retire'>()
  const { id, scope, piece, retired } = row
  const keeps = scopesOf(roles).includes(scope)
  if (act === 'edit') return <PieceForm row={row} kind={piece.kind} onDone={() => setAct(undefined)} onCancel={() => setAct(undefined)} />
  return (
    <>
      <PageHeader
        level={2}
        kicker={`${words.pieces.kinds[piece.kind]} · ${words.scopes[scope]}`}
        title={piece.name}
        status={<PendingMark stream={`${scope === 'national' ? 'piece' : 'office-piece'}/${id}`} />}
        description={piece.use}
        actions={
          keeps &&
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
          ))
        }
      />
      {restore.refusal !== undefined && <RefusalNote refusal={restore.refusal} />}
      {retired !== null && <Note tone="info">{words.pieces.retiredNote(retired)}</Note>}
      <p className={styles['words']}>{textOfPiece(piece)}</p>
      <Facts
        facts={[
          ...(piece.kind === 'hashtags' ? [{ label: words.pieces.process, value: piece.process }] : []),
          { label: words.version, value: format.number(row.version) },
          { label: words.kept, value: words.keptBy(row.by, format.instant(row.at)) },
        ]}
      />
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
