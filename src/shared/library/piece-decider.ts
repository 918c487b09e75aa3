import { never } from '#shared/kernel/never.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { heldRole, type Decider, type EventMeta } from '#shared/ledger/decider.ts'
import { hashtagsFault } from './hashtag.ts'
import type { NationalPieceEvent, OfficePieceEvent, Piece, PieceChange, PieceCommand, PieceState } from './piece.ts'

const LONGEST_NAME = 80
const LONGEST_USE = 300
/** Of a template or an ending, in characters. */
const LONGEST_TEXT = 5000
const LONGEST_REASON = 300
/** Most hashtags of a set: Instagram takes no more in one post (help.instagram.com, «How do I use hashtags»). */
const MOST_TAGS = 30

/** Pieces for every office: reviewers and administrators keep them, everybody reads them. */
export const nationalPiece: Decider<PieceState, PieceCommand, NationalPieceEvent> = {
  noun: 'piece',
  initial: { kind: 'none' },
  schemas: { 'piece.kept': 1, 'piece.revised': 1, 'piece.retired': 1, 'piece.restored': 1 },
  decide: (state, command) => named(decide(state, command), (change) => ({ type: `piece.${change.what}`, payload: change.payload }) as NationalPieceEvent), // type and payload of one change
  evolve: (state, event, meta) => evolve(state, changeOf(event), meta),
  audience: () => ({ kind: 'institution' }),
  roleFor: (_, context) => heldRole(context, ['reviewer', 'administrator']),
}

/** Pieces of one office: its operators keep them, its people read them. */
export const officePiece: Decider<PieceState, PieceCommand, OfficePieceEvent> = {
  noun: 'office-piece',
  initial: { kind: 'none' },
  schemas: { 'office-piece.kept': 1, 'office-piece.revised': 1, 'office-piece.retired': 1, 'office-piece.restored': 1 },
  decide(state, command, context) {
    if (state.kind === 'piece' && state.office !== context.office) return refuse('library/other-office')
    return named(decide(state, command), (change) => ({ type: `office-piece.${change.what}`, payload: change.payload }) as OfficePieceEvent) // type and payload of one change
  },
  evolve: (state, event, meta) => evolve(state, changeOf(event), meta),
  audience: (state, context) => ({ kind: 'office', office: state.kind === 'none' ? context.office : state.office }),
  roleFor: (_, context) => heldRole(context, ['operator']),
}

type Changes = Result<readonly PieceChange[]>

function named<Event>(decided: Changes, name: (change: PieceChange) => Event): Result<readonly Event[]> {
  return decided.ok ? ok(decided.value.map(name)) : decided
}

/** The change of an event of either noun. */
export function changeOf({ type, payload }: NationalPieceEvent | OfficePieceEvent): PieceChange {
  return { what: type.slice(type.indexOf('.') + 1), payload } as PieceChange // the type's own second half
}

function decide(state: PieceState, command: PieceCommand): Changes {
  if (command.kind === 'keep') {
    if (state.kind !== 'none') return refuse('library/piece-exists')
    return withPiece(command.piece, (piece) => [{ what: 'kept', payload: { piece } }])
  }
  if (state.kind === 'none') return refuse('library/piece-unknown')
  switch (command.kind) {
    case 'revise': {
      if (state.retired !== null) return refuse('library/piece-retired')
      if (command.expected !== state.version) return refuse('library/changed-since')
      return withPiece(command.piece, (piece) =>
        JSON.stringify(piece) === JSON.stringify(normalPiece(state.piece)) ? [] : [{ what: 'revised', payload: { piece, version: state.version + 1 } }],
      )
    }
    case 'retire': {
      if (state.retired !== null) return refuse('library/piece-retired')
      const reason = command.reason.trim()
      if (reason === '' || reason.length > LONGEST_REASON) return refuseFields('library/incomplete', { reason: reason === '' ? 'required' : 'too-long' })
      return ok([{ what: 'retired', payload: { reason } }])
    }
    case 'restore':
      return state.retired === null ? refuse('library/piece-in-use') : ok([{ what: 'restored', payload: { version: state.version } }])
    default:
      return never(command)
  }
}

function withPiece(given: Piece, changes: (piece: Piece) => readonly PieceChange[]): Changes {
  const piece = normalPiece(given)
  const faults: Record<string, string> = {}
  const text = (field: string, value: string, longest: number, optional = false) => {
    if (value === '' && !optional) faults[field] = 'required'
    if (value.length > longest) faults[field] = 'too-long'
  }
  text('name', piece.name, LONGEST_NAME)
  text('use', piece.use, LONGEST_USE, true)
  if (piece.kind === 'hashtags') {
    text('process', piece.process, LONGEST_NAME, true)
    const fault = piece.tags.length === 0 ? 'required' : piece.tags.length > MOST_TAGS ? 'hashtags-many' : hashtagsFault(piece.tags)
    if (fault !== undefined) faults['tags'] = fault
  } else text('text', piece.text, LONGEST_TEXT)
  return Object.keys(faults).length > 0 ? refuseFields('library/incomplete', faults) : ok(changes(piece))
}

/** A piece as it is kept: in this order of its parts, without spaces at the ends, in composed letters. */
function normalPiece(piece: Piece): Piece {
  const tidy = (text: string) => text.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim()
  const common = { name: tidy(piece.name), use: tidy(piece.use) }
  return piece.kind === 'hashtags'
    ? { kind: 'hashtags', ...common, tags: piece.tags.map(tidy), process: tidy(piece.process) }
    : { kind: piece.kind, ...common, text: tidy(piece.text) }
}

function evolve(state: PieceState, change: PieceChange, meta: EventMeta): PieceState {
  const said = { by: meta.actor, at: meta.at }
  if (change.what === 'kept') return { kind: 'piece', piece: change.payload.piece, office: meta.office, version: 1, retired: null, ...said }
  if (state.kind === 'none') return state
  switch (change.what) {
    case 'revised':
      return { ...state, ...change.payload, ...said }
    case 'retired':
      return { ...state, retired: change.payload.reason, ...said }
    case 'restored':
      return { ...state, retired: null, ...said }
    default:
      return never(change)
  }
}
