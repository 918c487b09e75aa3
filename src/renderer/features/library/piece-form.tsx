import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import type { PieceRow } from '#shared/library/contract.ts'
import { hashtagsIn } from '#shared/library/hashtag.ts'
import { pieceKinds, textOfPiece, type Piece, type PieceKind, type PieceScope } from '#shared/library/piece.ts'
import { scopesOf } from './scopes.ts'

type Draft = { kind: PieceKind; scope: PieceScope; name: string; use: string; text: string; process: string }

/** Keeps a new piece, or a new version of one (`row`). */
export function PieceForm({
  row,
  kind: first,
  onDone,
  onCancel,
}: {
  readonly row?: PieceRow
  readonly kind: PieceKind
  readonly onDone: (id: string) => void
  readonly onCancel: () => void
}) {
  const { library: words, ui } = useWords()
  const { roles } = useMe()
  const scopes = scopesOf(roles)
  const keep = useAct(api.library.keepPiece)
  const revise = useAct(api.library.revisePiece)
  const replace = useAct(api.library.replacePiece)
  /** Kept by an office before endings were approved: a new one takes its place. */
  const isBefore = row?.scope === 'office' && row.approval.kind === 'before'
  const draft = useDraft<Draft>(
    {
      kind: first,
      scope: row?.scope ?? scopes[0] ?? 'office',
      name: row?.piece.name ?? '',
      use: row?.piece.use ?? '',
      text: row === undefined ? '' : textOfPiece(row.piece),
      process: row?.piece.kind === 'hashtags' ? row.piece.process : '',
    },
    `piece/${row?.id ?? ''}`,
  )
  const { kind, scope, name, use, text, process } = draft.values
  const piece: Piece = kind === 'hashtags' ? { kind, name, use, tags: hashtagsIn(text), process } : { kind, name, use, text }
  const send = async () => {
    const done =
      row === undefined
        ? await keep.act({ scope, piece })
        : isBefore
          ? await replace.act({ id: row.id, expected: row.version, piece, reason: words.pieces.replacedBy(name) })
          : await revise.act({ id: row.id, scope, expected: row.version, piece })
    if (done?.ok !== true) return
    draft.forget()
    toast(words.saved)
    onDone(done.value.id)
  }
  return (
    <>
      <PageHeader level={2} title={row === undefined ? words.pieces.add : words.pieces.editTitle(row.piece.name)} />
      <Form
        refusal={keep.refusal ?? revise.refusal ?? replace.refusal}
        onSubmit={() => void send()}
        actions={
          <>
            <Button type="submit" look="primary" busy={keep.busy || revise.busy || replace.busy}>
              {words.save}
            </Button>
            <Button
              onPress={() => {
                draft.forget()
                onCancel()
              }}
            >
              {ui.cancel}
            </Button>
          </>
        }
      >
        {row === undefined && (
          <RadioGroup
            label={words.pieces.kind}
            {...draft.field('kind')}
            options={pieceKinds.map((value) => ({ value, label: words.pieces.kinds[value], hint: words.pieces.kindDetails[value] }))}
          />
        )}
        {row === undefined && scopes.length > 1 && (
          <RadioGroup label={words.scope} row {...draft.field('scope')} options={scopes.map((value) => ({ value, label: words.scopes[value] }))} />
        )}
        {isBefore && <Note tone="info">{words.pieces.replaceNote}</Note>}
        <TextField label={words.name} {...draft.field('name')} maxLength={80} autoFocus />
        {kind === 'hashtags' ? (
          <>
            <TextArea label={words.pieces.tags} hint={words.pieces.tagsHint} {...draft.field('text')} name="tags" rows={2} spellCheck={false} />
            <TextField label={words.pieces.process} hint={words.pieces.processHint} optional {...draft.field('process')} maxLength={80} />
          </>
        ) : (
          <TextArea label={words.pieces.text} hint={words.pieces.textHints[kind]} {...draft.field('text')} rows={kind === 'ending' ? 3 : 8} />
        )}
        <TextField label={words.pieces.use} hint={words.pieces.useHint} optional {...draft.field('use')} maxLength={300} />
      </Form>
    </>
  )
}
