import { never } from '#shared/kernel/never.ts'
import { ok, refuse, refuseFields, type Result } from '#shared/kernel/result.ts'
import { isSeen } from '#shared/kernel/worded.ts'
import type { EventMeta } from '#shared/ledger/decider.ts'
import { changedFields } from './changed-fields.ts'
import { normalContent, type Content } from './content.ts'
import type { PostEvent } from './post-events.ts'
import type { RemarkCommand } from './remark-commands.ts'
import type { RemarkEvent } from './remark-events.ts'
import { LONGEST_PASSAGE, LONGEST_REMARK, mayResolve, passageIn, textOf, withTextAt, type Anchor, type Remark, type RemarkId, type Voice } from './remark.ts'

type About = { readonly content: Content; readonly revision: number; readonly remarks: readonly Remark[] }

/**
 * What is said of a post, decided. Refusals: `posts/remark-incomplete` (fields `text`, `proposal`, `reason`), `posts/changed-since` when the
 * quoted words are not there, `posts/remark-unknown`, `posts/remark-closed`, `posts/remark-open`, `posts/remark-not-yours`,
 * `posts/remark-reviewers-only`, `posts/no-proposal`, `posts/passage-gone`.
 */
export function remarked(about: About, command: RemarkCommand, voice: Voice): Result<readonly PostEvent[]> {
  if (command.kind === 'remark') return made(about, command, voice)
  const remark = about.remarks.find((one) => one.id === command.remark)
  if (remark === undefined) return refuse('posts/remark-unknown')
  const open = remark.state.kind === 'open'
  switch (command.kind) {
    case 'answer': {
      const fault = textFault(command.text)
      return fault === undefined ? ok([{ type: 'remark.answered', payload: { remark: remark.id, text: command.text.trim() } }]) : refuseFields('posts/remark-incomplete', { text: fault })
    }
    case 'resolve':
      if (!open) return refuse('posts/remark-closed')
      return mayResolve(remark, voice) ? ok([{ type: 'remark.resolved', payload: { remark: remark.id } }]) : refuse('posts/remark-not-yours')
    case 'reopen':
      if (open) return refuse('posts/remark-open')
      return mayResolve(remark, voice) ? ok([{ type: 'remark.reopened', payload: { remark: remark.id } }]) : refuse('posts/remark-not-yours')
    case 'accept':
      return open ? accepted(about, remark) : refuse('posts/remark-closed')
    case 'decline': {
      if (!open) return refuse('posts/remark-closed')
      if (remark.proposal === null) return refuse('posts/no-proposal')
      const fault = textFault(command.reason)
      return fault === undefined ? ok([{ type: 'suggestion.declined', payload: { remark: remark.id, reason: command.reason.trim() } }]) : refuseFields('posts/remark-incomplete', { reason: fault })
    }
    default:
      return never(command)
  }
}

function made({ content, remarks }: About, command: Extract<RemarkCommand, { kind: 'remark' }>, { reviews }: Voice): Result<readonly PostEvent[]> {
  const { id, expected, anchor, text, required, proposal } = command
  // What stands in the way, and what would change the text, is for those who decide to say.
  if ((required || proposal !== null) && !reviews) return refuse('posts/remark-reviewers-only')
  if (remarks.some((one) => one.id === id)) return ok([])
  const faults = remarkFaults({ content, anchor, text, proposal })
  if (faults === 'gone') return refuse('posts/changed-since')
  if (Object.keys(faults).length > 0) return refuseFields('posts/remark-incomplete', faults)
  return ok([{ type: 'remark.made', payload: { remark: id, revision: expected, anchor, text: text.trim(), required, proposal } }])
}

/** The field codes of a remark that cannot stand, or `gone`: its words are not where it says. */
export function remarkFaults(said: { readonly content: Content; readonly anchor: Anchor; readonly text: string; readonly proposal: string | null }): Readonly<Record<string, string>> | 'gone' {
  const { content, anchor, text, proposal } = said
  if (anchor.kind === 'passage') {
    const { start, quote } = anchor
    if (quote === '' || quote.length > LONGEST_PASSAGE || textOf(content, anchor.at).slice(start, start + quote.length) !== quote) return 'gone'
  }
  // A proposal says by itself what is meant.
  const fault = proposal !== null && text.trim() === '' ? undefined : textFault(text)
  return {
    ...(fault === undefined ? {} : { text: fault }),
    ...(proposal === null
      ? {}
      : anchor.kind !== 'passage'
        ? { proposal: 'passage' }
        : proposal === anchor.quote
          ? { proposal: 'same' }
          : proposal.length > LONGEST_PASSAGE
            ? { proposal: 'too-long' }
            : {}),
  }
}

/** The proposal in the place of the words it was made on. Whoever proposed it has written some of the content from then on. */
function accepted({ content, revision }: About, remark: Remark): Result<readonly PostEvent[]> {
  const { anchor, proposal, id, by } = remark
  if (proposal === null || anchor.kind !== 'passage') return refuse('posts/no-proposal')
  const text = textOf(content, anchor.at)
  const place = passageIn(text, anchor)
  if (place === undefined) return refuse('posts/passage-gone')
  const written = text.slice(0, place.start) + proposal + text.slice(place.end)
  const after = normalContent(withTextAt(content, anchor.at, written))
  const fields = changedFields(content, after)
  return ok([
    { type: 'suggestion.accepted', payload: { remark: id, by } },
    ...(fields.length === 0 ? [] : [{ type: 'post.revised' as const, payload: { content: after, revision: revision + 1, fields } }]),
  ])
}

function textFault(text: string): 'required' | 'too-long' | undefined {
  return !isSeen(text) ? 'required' : text.trim().length > LONGEST_REMARK ? 'too-long' : undefined
}

/** The threads after something was said. */
export function remarksAfter(remarks: readonly Remark[], event: RemarkEvent, { actor: by, at }: Pick<EventMeta, 'actor' | 'at'>): readonly Remark[] {
  const change = (id: RemarkId, part: (remark: Remark) => Partial<Remark>): readonly Remark[] => remarks.map((remark) => (remark.id === id ? { ...remark, ...part(remark) } : remark))
  switch (event.type) {
    case 'remark.made': {
      const { remark: id, ...said } = event.payload
      return [...remarks, { id, by, at, ...said, answers: [], state: { kind: 'open' } }]
    }
    case 'remark.answered':
      return change(event.payload.remark, ({ answers }) => ({ answers: [...answers, { by, at, text: event.payload.text }] }))
    case 'remark.resolved':
      return change(event.payload.remark, () => ({ state: { kind: 'resolved', by, at } }))
    case 'remark.reopened':
      return change(event.payload.remark, () => ({ state: { kind: 'open' } }))
    case 'suggestion.accepted':
      return change(event.payload.remark, () => ({ state: { kind: 'accepted', by, at } }))
    case 'suggestion.declined':
      return change(event.payload.remark, () => ({ state: { kind: 'declined', by, at, reason: event.payload.reason } }))
    default:
      return never(event)
  }
}
