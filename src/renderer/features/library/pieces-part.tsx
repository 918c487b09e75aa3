import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { LibraryIcon, PlusIcon } from '#renderer/ui/icons.ts'
import { ListDetail } from '#renderer/ui/list-detail.tsx'
import { ListRow } from '#renderer/ui/list-row.tsx'
import { List } from '#renderer/ui/list.tsx'
import { SearchField } from '#renderer/ui/search-field.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { ToggleRow } from '#renderer/ui/toggle-row.tsx'
import { matches } from '#shared/kernel/folded.ts'
import type { PieceRow } from '#shared/library/contract.ts'
import { pieceKinds, textOfPiece, type PieceKind } from '#shared/library/piece.ts'
import { NEW, parts } from './library-routes.ts'
import { PieceDetail } from './piece-detail.tsx'
import { PieceForm } from './piece-form.tsx'
import { scopesOf } from './scopes.ts'

const SHOWS = ['all', ...pieceKinds, 'retired'] as const
type Show = (typeof SHOWS)[number]

/** Templates, sets of hashtags and fixed endings; and the one chosen. */
export function PiecesPart({ chosen }: { readonly chosen: string | undefined }) {
  const { library: words } = useWords()
  const [, navigate] = useLocation()
  const { roles } = useMe()
  const { answer } = useAnswer(api.library.pieces, { retired: true })
  const [show, setShow] = useState<Show>('all')
  const [text, setText] = useState('')
  const all = answer?.pieces ?? []
  const of = (one: Show) => all.filter((piece) => (one === 'retired' ? piece.retired !== null : piece.retired === null && (one === 'all' || piece.piece.kind === one)))
  const found = of(show).filter(({ piece }) => matches(`${piece.name} ${piece.use} ${textOfPiece(piece)}`, text))
  const piece = all.find(({ id }) => id === chosen)
  const kind: PieceKind = show === 'all' || show === 'retired' ? 'template' : show
  const open = (id: string) => navigate(`${parts.pieces}/${id}`)
  const add = (
    <Button look={chosen === undefined ? 'primary' : 'plain'} size="small" icon={<PlusIcon />} onPress={() => open(NEW)}>
      {words.pieces.add}
    </Button>
  )
  const mayAdd = scopesOf(roles).length > 0
  return (
    <ListDetail
      label={words.parts.pieces}
      head={
        <>
          {mayAdd && <div>{add}</div>}
          <SearchField label={words.pieces.search} value={text} onChange={setText} />
          <ToggleRow label={words.show} value={show} onChange={setShow} options={SHOWS.map((value) => ({ value, label: words.pieces.shows[value], count: of(value).length }))} />
        </>
      }
      list={
        <List
          label={words.parts.pieces}
          items={found}
          keyOf={({ id }) => id}
          row={(row) => <Row row={row} />}
          selected={chosen}
          onOpen={({ id }) => open(id)}
          loading={answer === undefined}
          empty={
            all.length === 0 ? (
              <EmptyState icon={<LibraryIcon />} title={words.pieces.empty}>
                {words.pieces.emptyDetail}
              </EmptyState>
            ) : (
              <EmptyState title={words.noneFound} />
            )
          }
        />
      }
      detail={
        chosen === undefined ? undefined : chosen === NEW ? (
          <PieceForm key={`${NEW} ${kind}`} kind={kind} onDone={open} onCancel={() => navigate(parts.pieces)} />
        ) : piece === undefined ? (
          answer === undefined ? undefined : <EmptyState title={words.pieces.missing} />
        ) : (
          <PieceDetail key={piece.id} row={piece} onGone={(instead) => (instead === undefined ? navigate(parts.pieces) : open(instead))} />
        )
      }
      placeholder={
        <EmptyState icon={<LibraryIcon />} title={words.pieces.pick}>
          {words.pieces.pickDetail}
        </EmptyState>
      }
      onBack={() => navigate(parts.pieces)}
    />
  )
}

function Row({ row }: { readonly row: PieceRow }) {
  const { library: words } = useWords()
  const { piece, scope, retired, approval, office } = row
  const waits = approval.kind === 'asked' || approval.kind === 'returned' ? approval.kind : undefined
  return (
    <ListRow
      title={piece.name}
      detail={textOfPiece(piece)}
      end={retired !== null ? <StatusTag>{words.pieces.retired}</StatusTag> : waits !== undefined ? <StatusTag tone={waits === 'asked' ? 'info' : 'warn'}>{words.pieces.waits[waits]}</StatusTag> : words.pieces.kinds[piece.kind]}
      endDetail={office ?? words.scopes[scope]}
    />
  )
}
