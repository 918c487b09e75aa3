import { never } from '#shared/kernel/never.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { isSeen } from '#shared/kernel/worded.ts'
import { heldRole, type Decider } from '#shared/ledger/decider.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import { LONGEST_PASSAGE, LONGEST_REMARK, liftedRemark, type Anchor, type Remark, type RemarkId } from './remark.ts'

/**
 * What reviewers say among themselves of one post: a stream of its own (`deliberation/<post>`), because whoever may read a stream may read all
 * of it, and the office reads its post's. Never in the way of an approval: what has to be mended is said where the office sees it.
 */
export type Deliberation = { readonly notes: readonly Remark[] }

export type DeliberationCommand =
  | { readonly kind: 'note'; readonly id: RemarkId; readonly revision: number; readonly anchor: Anchor; readonly text: string }
  | { readonly kind: 'answer'; readonly note: RemarkId; readonly text: string }
  | { readonly kind: 'close'; readonly note: RemarkId }
  | { readonly kind: 'reopen'; readonly note: RemarkId }

export type DeliberationEvent =
  | { readonly type: 'deliberation.noted'; readonly payload: { readonly note: RemarkId; readonly revision: number; readonly anchor: Anchor; readonly text: string } }
  | { readonly type: 'deliberation.answered'; readonly payload: { readonly note: RemarkId; readonly text: string } }
  | { readonly type: 'deliberation.closed'; readonly payload: { readonly note: RemarkId } }
  | { readonly type: 'deliberation.reopened'; readonly payload: { readonly note: RemarkId } }

/** No office's: reviewers read it, whichever their office, and nobody by the office they are of. */
const REVIEW_POOL = 'review-pool' as OfficeId // an id that no office of the catalogue has

/** Refusals: `posts/remark-incomplete` (field `text`), `posts/remark-unknown`, `posts/remark-closed`, `posts/remark-open`. */
export const deliberation: Decider<Deliberation, DeliberationCommand, DeliberationEvent> = {
  noun: 'deliberation',
  initial: { notes: [] },
  schemas: { 'deliberation.noted': 2, 'deliberation.answered': 1, 'deliberation.closed': 1, 'deliberation.reopened': 1 },
  upcasters: { 'deliberation.noted': { 1: liftedRemark } },
  decide,
  evolve({ notes }, event, { actor: by, at }) {
    const change = (id: RemarkId, part: (note: Remark) => Partial<Remark>): Deliberation => ({ notes: notes.map((note) => (note.id === id ? { ...note, ...part(note) } : note)) })
    switch (event.type) {
      case 'deliberation.noted': {
        const { note: id, ...said } = event.payload
        return { notes: [...notes, { id, by, at, ...said, required: false, proposal: null, answers: [], state: { kind: 'open' } }] }
      }
      case 'deliberation.answered':
        return change(event.payload.note, ({ answers }) => ({ answers: [...answers, { by, at, text: event.payload.text }] }))
      case 'deliberation.closed':
        return change(event.payload.note, () => ({ state: { kind: 'resolved', by, at } }))
      case 'deliberation.reopened':
        return change(event.payload.note, () => ({ state: { kind: 'open' } }))
      default:
        return never(event)
    }
  },
  audience: () => ({ kind: 'review', office: REVIEW_POOL }),
  roleFor: (_command, context) => heldRole(context, ['reviewer']),
}

function decide({ notes }: Deliberation, command: DeliberationCommand): Result<readonly DeliberationEvent[]> {
  if (command.kind === 'note' || command.kind === 'answer') {
    const text = isSeen(command.text) ? command.text.trim() : ''
    if (text === '' || text.length > LONGEST_REMARK) return refuseFields('posts/remark-incomplete', { text: text === '' ? 'required' : 'too-long' })
    if (command.kind === 'answer') return notes.some(({ id }) => id === command.note) ? ok([{ type: 'deliberation.answered', payload: { note: command.note, text } }]) : refuse('posts/remark-unknown')
    const { id: note, revision, anchor } = command
    if (notes.some(({ id }) => id === note)) return ok([])
    if (anchor.kind === 'passage' && anchor.quote.length > LONGEST_PASSAGE) return refuseFields('posts/remark-incomplete', { text: 'too-long' })
    return ok([{ type: 'deliberation.noted', payload: { note, revision, anchor, text } }])
  }
  const state = notes.find(({ id }) => id === command.note)?.state
  if (state === undefined) return refuse('posts/remark-unknown')
  if (command.kind === 'close') return state.kind === 'open' ? ok([{ type: 'deliberation.closed', payload: { note: command.note } }]) : refuse('posts/remark-closed')
  return state.kind === 'open' ? refuse('posts/remark-open') : ok([{ type: 'deliberation.reopened', payload: { note: command.note } }])
}
