import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { classNames } from '#renderer/ui/class-names.ts'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { LibraryIcon } from '#renderer/ui/icons.ts'
import { tellCut } from '#renderer/ui/tell-cut.ts'
import { toast } from '#renderer/ui/toast-store.ts'
import { useChooser } from '#renderer/ui/use-chooser.ts'
import { matches } from '#shared/kernel/folded.ts'
import type { PieceRow } from '#shared/library/contract.ts'
import { glanceOf, insertionOf, withInsertion } from '#shared/library/insertion.ts'
import { pieceKinds, textOfPiece, type Piece } from '#shared/library/piece.ts'
import styles from './insert-piece.module.css'

/**
 * Inserting from the library into a text: a button, its dialog, and the key (Ctrl+J, ⌘J) for the part of the page that holds the text. What is
 * inserted is typed by the browser, so that Ctrl+Z takes it out again.
 */
export function useInsertPiece(area: RefObject<HTMLTextAreaElement | null>, write: (text: string) => void) {
  const { posts: words } = useWords()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<Piece>()

  // Once the dialog is gone the focus is free: before, it would be taken back. In a turn of its own, as if it were typed: within an effect
  // React would first put the old text back, and the cursor would be lost.
  useEffect(() => {
    if (chosen === undefined || open) return
    const turn = setTimeout(() => {
      setChosen(undefined)
      const field = area.current
      if (field === null) return
      const insertion = insertionOf(chosen, field.value, field.selectionStart, field.selectionEnd)
      field.focus()
      if (insertion === undefined) return toast(words.insert.there)
      field.setSelectionRange(insertion.from, insertion.to)
      // The one way to write that the field's own undo knows of.
      if (!document.execCommand('insertText', false, insertion.text)) write(withInsertion(field.value, insertion))
      field.setSelectionRange(...insertion.select)
    }, 0)
    return () => clearTimeout(turn)
  }, [chosen, open, area, write, words])

  return {
    onKeyDown(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'j') return
      event.preventDefault()
      setOpen(true)
    },
    button: (
      <Button size="small" icon={<LibraryIcon />} shortcut="Ctrl+J" onPress={() => setOpen(true)}>
        {words.insert.act}
      </Button>
    ),
    dialog: open && (
      <InsertDialog
        onClose={() => setOpen(false)}
        onChoose={(piece) => {
          setChosen(piece)
          setOpen(false)
        }}
      />
    ),
  }
}

/** The library by typing: arrows move, Enter inserts, what would be inserted is shown below. */
function InsertDialog({ onChoose, onClose }: { readonly onChoose: (piece: Piece) => void; readonly onClose: () => void }) {
  const { posts: words, library } = useWords()
  const { answer } = useAnswer(api.library.pieces, { retired: false })
  const [text, setText] = useState('')
  // An ending is offered as it was approved, and only where it is for this office.
  const usable: readonly PieceRow[] = (answer?.pieces ?? []).flatMap((row) => (row.usable === null || row.office !== null ? [] : [{ ...row, piece: row.usable }]))
  const found: readonly PieceRow[] = pieceKinds.flatMap((kind) =>
    usable.filter(({ piece }) => piece.kind === kind && matches(`${library.pieces.kinds[kind]} ${piece.name} ${piece.use} ${textOfPiece(piece)}`, text)),
  )
  const { current, field, list, option } = useChooser({ label: words.insert.title, text, onText: setText, rows: found, onChoose: ({ piece }) => onChoose(piece) })
  const shown = found[current]
  return (
    <Dialog title={words.insert.title} open onClose={onClose}>
      {answer !== undefined && usable.length === 0 ? (
        <EmptyState icon={<LibraryIcon />} title={library.pieces.empty}>
          {words.insert.emptyDetail}
        </EmptyState>
      ) : (
        <div className={styles['insert']}>
          <input {...field} aria-label={library.pieces.search} className={styles['input']} placeholder={library.pieces.search} />
          <div {...list} className={styles['list']}>
            {found.map((row, index) => (
              <div key={row.id} {...option(index)} className={classNames(styles['entry'], index === current && styles['current'])}>
                <span className={styles['name']} onPointerOver={tellCut}>
                  {row.piece.name}
                </span>
                <span className={styles['glance']} onPointerOver={tellCut}>
                  {glanceOf(row.piece)}
                </span>
                <span className={styles['kind']}>{library.pieces.kinds[row.piece.kind]}</span>
              </div>
            ))}
          </div>
          {found.length === 0 && answer !== undefined && <p role="status">{library.noneFound}</p>}
          {shown !== undefined && <p className={styles['preview']}>{textOfPiece(shown.piece)}</p>}
          <p className={styles['hint']}>{words.insert.hint}</p>
        </div>
      )}
    </Dialog>
  )
}
