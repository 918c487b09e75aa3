import type { Ledger } from '#main/ledger/ledger.ts'
import { ok, refuse, type Result } from '#shared/kernel/result.ts'
import type { Context } from '#shared/ledger/event.ts'
import type { RemarkRow } from '#shared/posts/contract.ts'
import { deliberation, type DeliberationCommand } from '#shared/posts/deliberation.ts'
import type { PostCommand } from '#shared/posts/post-commands.ts'
import type { Post, PostId } from '#shared/posts/post.ts'
import type { Anchor, Remark, RemarkId } from '#shared/posts/remark.ts'
import type { PostPeople } from './ports.ts'

type Done = { readonly id: PostId; readonly revision: number }
type Channel = RemarkRow['channel']
type Said = { readonly expected: number; readonly anchor: Anchor; readonly text: string; readonly required: boolean; readonly proposal: string | null }

/** What the posts' own service lends: seeing a post, recording a command on it. */
type Posts = {
  readonly visible: (context: Context, id: string) => Post | undefined
  readonly record: (context: Context, id: PostId, command: PostCommand) => Result<Done>
}

/** What is said of a post: to the office that wrote it, in its own stream; among reviewers, in another that the office cannot read. */
export function remarks({ ledger, people }: { readonly ledger: Ledger; readonly people: PostPeople }, { visible, record }: Posts) {
  const deedOf = ({ by, at }: Pick<Remark, 'by' | 'at'>) => ({ by, name: people.nameOf(by), at })

  function among(context: Context, id: PostId, command: DeliberationCommand): Result<Done> {
    const state = visible(context, id)
    if (state === undefined) return refuse('posts/unknown')
    const recorded = ledger.record(context, deliberation, id, command)
    return recorded.ok ? ok({ id, revision: state.revision }) : recorded
  }

  function rowOf(channel: Channel, remark: Remark): RemarkRow {
    const { id, revision, anchor, text, required, proposal, state } = remark
    return {
      id,
      channel,
      by: deedOf(remark),
      revision,
      anchor,
      text,
      required,
      proposal,
      answers: remark.answers.map((answer) => ({ ...deedOf(answer), text: answer.text })),
      state: state.kind,
      end: state.kind === 'open' ? null : deedOf(state),
      reason: state.kind === 'declined' ? state.reason : '',
    }
  }

  return {
    /** Begins a thread. The name is made here: what waits for the hub is answered by it. */
    make(context: Context, id: PostId, channel: Channel, { expected, anchor, text, required, proposal }: Said): Result<Done> {
      const remark = context.newId<'remark'>()
      if (channel === 'office') return record(context, id, { kind: 'remark', id: remark, expected, anchor, text, required, proposal })
      // Among reviewers nothing is demanded and nothing proposed: the office could not see it.
      return required || proposal !== null ? refuse('posts/remark-reviewers-only') : among(context, id, { kind: 'note', id: remark, revision: expected, anchor, text })
    },
    answer: (context: Context, id: PostId, channel: Channel, remark: RemarkId, text: string): Result<Done> =>
      channel === 'office' ? record(context, id, { kind: 'answer', remark, text }) : among(context, id, { kind: 'answer', note: remark, text }),
    resolve: (context: Context, id: PostId, channel: Channel, remark: RemarkId): Result<Done> =>
      channel === 'office' ? record(context, id, { kind: 'resolve', remark }) : among(context, id, { kind: 'close', note: remark }),
    reopen: (context: Context, id: PostId, channel: Channel, remark: RemarkId): Result<Done> =>
      channel === 'office' ? record(context, id, { kind: 'reopen', remark }) : among(context, id, { kind: 'reopen', note: remark }),
    accept: (context: Context, id: PostId, remark: RemarkId, expected: number): Result<Done> => record(context, id, { kind: 'accept', remark, expected }),
    decline: (context: Context, id: PostId, remark: RemarkId, reason: string): Result<Done> => record(context, id, { kind: 'decline', remark, reason }),

    /** The threads of a post that a person may hear, oldest first. */
    rowsOf(context: Context, id: PostId, state: Post): RemarkRow[] {
      const hears = context.roles.includes('reviewer') || context.roles.includes('auditor')
      const notes = hears ? ledger.state(deliberation, id).notes : []
      return [...state.remarks.map((one) => rowOf('office', one)), ...notes.map((one) => rowOf('review', one))].toSorted((one, other) => (one.by.at < other.by.at ? -1 : one.by.at > other.by.at ? 1 : 0))
    },
  }
}
