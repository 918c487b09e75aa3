import { never } from '#shared/kernel/never.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { worded } from '#shared/kernel/worded.ts'
import { heldRole, type Decider, type EventMeta } from '#shared/ledger/decider.ts'
import type { Context } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import { hashtagsFault } from './hashtag.ts'
import type { NationalPieceEvent, OfficePieceEvent, Piece, PieceApproval, PieceChange, PieceCommand, PieceState } from './piece.ts'

const LONGEST_NAME = 80
const LONGEST_USE = 300
/** Of a template or an ending, in characters. */
const LONGEST_TEXT = 5000
const LONGEST_REASON = 300
const LONGEST_NOTE = 2000
/** Most hashtags of a set: Instagram takes no more in one post (help.instagram.com, «How do I use hashtags»). */
const MOST_TAGS = 30

/** Whose a command is: an ending is approved by reviewers, whoever keeps it. */
const rolesFor = ({ kind }: PieceCommand, keepers: readonly Role[]): readonly Role[] => (kind === 'approve' || kind === 'return' ? ['reviewer'] : keepers)

/** Pieces for every office: reviewers and administrators keep them, everybody reads them. */
export const nationalPiece: Decider<PieceState, PieceCommand, NationalPieceEvent> = {
  noun: 'piece',
  initial: { kind: 'none' },
  schemas: { 'piece.kept': 1, 'piece.revised': 1, 'piece.approved': 1, 'piece.returned': 1, 'piece.retired': 1, 'piece.restored': 1 },
  decide: (state, command, context) => named(decide(state, command, context), (change) => ({ type: `piece.${change.what}`, payload: change.payload }) as NationalPieceEvent), // type and payload of one change
  evolve: (state, event, meta) => evolvedPiece(state, changeOf(event), meta),
  audience: () => ({ kind: 'institution' }),
  roleFor: (command, context) => heldRole(context, rolesFor(command, ['reviewer', 'administrator'])),
}

/** Pieces of one office: its operators keep them, its people read them, and reviewers its endings. */
export const officePiece: Decider<PieceState, PieceCommand, OfficePieceEvent> = {
  noun: 'office-piece',
  initial: { kind: 'none' },
  // An ending that asks has other readers than pieces had before: older versions wait for what they would take for a breach of who reads it.
  schemas: { 'office-piece.kept': 2, 'office-piece.revised': 2, 'office-piece.approved': 1, 'office-piece.returned': 1, 'office-piece.retired': 1, 'office-piece.restored': 1 },
  upcasters: { 'office-piece.kept': { 1: (payload) => payload }, 'office-piece.revised': { 1: (payload) => payload } },
  decide(state, command, context) {
    if (state.kind === 'piece' && state.office !== context.office && command.kind !== 'approve' && command.kind !== 'return') return refuse('library/other-office')
    // Reviewers never had its first version to read.
    if (state.kind === 'piece' && state.piece.kind === 'ending' && !state.asks && command.kind === 'revise') return refuse('library/ending-before')
    return named(decide(state, command, context), (change) => ({ type: `office-piece.${change.what}`, payload: change.payload }) as OfficePieceEvent) // type and payload of one change
  },
  evolve: (state, event, meta) => evolvedPiece(state, changeOf(event), meta),
  audience: (state, context) => (state.kind === 'none' ? { kind: 'office', office: context.office } : { kind: state.asks ? 'review' : 'office', office: state.office }),
  roleFor: (command, context) => heldRole(context, rolesFor(command, ['operator'])),
}

type Changes = Result<readonly PieceChange[]>

function named<Event>(decided: Changes, name: (change: PieceChange) => Event): Result<readonly Event[]> {
  return decided.ok ? ok(decided.value.map(name)) : decided
}

/** The change of an event of either noun. */
export function changeOf({ type, payload }: NationalPieceEvent | OfficePieceEvent): PieceChange {
  return { what: type.slice(type.indexOf('.') + 1), payload } as PieceChange // the type's own second half
}

function decide(state: PieceState, command: PieceCommand, context: Context): Changes {
  if (command.kind === 'keep') {
    if (state.kind !== 'none') return refuse('library/piece-exists')
    return withPiece(command.piece, (piece) => [{ what: 'kept', payload: { piece, ...asking(piece) } }])
  }
  if (state.kind === 'none') return refuse('library/piece-unknown')
  switch (command.kind) {
    case 'revise': {
      if (state.retired !== null) return refuse('library/piece-retired')
      if (command.expected !== state.version) return refuse('library/changed-since')
      if (command.piece.kind !== state.piece.kind) return refuse('library/other-kind')
      return withPiece(command.piece, (piece) =>
        JSON.stringify(piece) === JSON.stringify(normalPiece(state.piece)) ? [] : [{ what: 'revised', payload: { piece, version: state.version + 1, ...asking(piece) } }],
      )
    }
    case 'approve':
    case 'return': {
      if (state.retired !== null) return refuse('library/piece-retired')
      if (state.approval.kind !== 'asked') return refuse('library/not-asked')
      if (state.writers.includes(context.actor)) return refuse('library/own-work')
      if (command.expected !== state.version) return refuse('library/changed-since')
      const { version } = state
      if (command.kind === 'approve') return ok([{ what: 'approved', payload: { version } }])
      const note = worded(command.note)
      if (note === '' || note.length > LONGEST_NOTE) return refuseFields('library/incomplete', { note: note === '' ? 'required' : 'too-long' })
      return ok([{ what: 'returned', payload: { version, note } }])
    }
    case 'retire': {
      if (state.retired !== null) return refuse('library/piece-retired')
      const reason = worded(command.reason)
      if (reason === '' || reason.length > LONGEST_REASON) return refuseFields('library/incomplete', { reason: reason === '' ? 'required' : 'too-long' })
      return ok([{ what: 'retired', payload: { reason } }])
    }
    case 'restore':
      return state.retired === null ? refuse('library/piece-in-use') : ok([{ what: 'restored', payload: { version: state.version } }])
    default:
      return never(command)
  }
}

const asking = ({ kind }: Piece): { readonly asks?: true } => (kind === 'ending' ? { asks: true } : {})

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

/** How an ending stands when it was just written. What was before approvals stays in use, approved by whoever saved it if that was a reviewer. */
function writtenAs({ piece, asks }: { readonly piece: Piece; readonly asks: boolean }, { actor, role, at }: EventMeta): PieceApproval {
  if (piece.kind !== 'ending') return { kind: 'none' }
  if (asks) return { kind: 'asked' }
  return role === 'reviewer' ? { kind: 'given', by: actor, at } : { kind: 'before' }
}

const isAskedOf = (state: Extract<PieceState, { readonly kind: 'piece' }>, { version }: { readonly version: number }) => version === state.version && state.approval.kind === 'asked' && state.retired === null

/** A piece after one change of it; of no other piece is anything known. */
export function evolvedPiece(state: PieceState, change: PieceChange, meta: EventMeta): PieceState {
  const said = { by: meta.actor, at: meta.at }
  if (change.what === 'kept') {
    const { piece } = change.payload
    const asks = change.payload.asks === true
    return { kind: 'piece', piece, usable: asks ? null : piece, approval: writtenAs({ piece, asks }, meta), asks, writers: [meta.actor], office: meta.office, version: 1, retired: null, ...said }
  }
  if (state.kind === 'none') return state
  switch (change.what) {
    case 'revised': {
      const { piece, version } = change.payload
      // What asks once always does, whatever the writer's version says.
      const asks = state.asks || change.payload.asks === true
      const writers = state.writers.includes(meta.actor) ? state.writers : [...state.writers, meta.actor]
      return { ...state, piece, version, usable: asks ? state.usable : piece, approval: writtenAs({ piece, asks }, meta), asks, writers, ...said }
    }
    // What was said of another version, or of one that did not ask, says nothing of this one.
    case 'approved':
      return isAskedOf(state, change.payload) ? { ...state, usable: state.piece, approval: { kind: 'given', ...said } } : state
    case 'returned':
      return isAskedOf(state, change.payload) ? { ...state, approval: { kind: 'returned', note: change.payload.note, ...said } } : state
    case 'retired':
      return { ...state, retired: change.payload.reason, ...said }
    case 'restored':
      return { ...state, retired: null, ...said }
    default:
      return never(change)
  }
}
