import type { Instant } from '#shared/kernel/clock.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'

export type PieceId = Id<'piece'>

/** Whose a piece is: `national`, kept by Comunicación Social for every office; `office`, an office's own. */
export const pieceScopes = ['national', 'office'] as const
export type PieceScope = (typeof pieceScopes)[number]

export const pieceKinds = ['template', 'hashtags', 'ending'] as const
export type PieceKind = (typeof pieceKinds)[number]

type Common = {
  readonly name: string
  /** When to use it; may be empty. */
  readonly use: string
}

/** Something that posts are written with. It is copied into a text and then belongs to it: a later version changes no post. */
export type Piece =
  /** A text to begin with. */
  | (Common & { readonly kind: 'template'; readonly text: string })
  /** The official hashtags of a process or a subject, in the order in which they are written. */
  | (Common & { readonly kind: 'hashtags'; readonly tags: readonly string[]; readonly process: string })
  /** The approved words that a text closes with. */
  | (Common & { readonly kind: 'ending'; readonly text: string })

/**
 * Where the newest version of a piece stands. Only endings are approved: `none`, no other piece needs it; `before`, an ending of before approvals that no reviewer saved;
 * `asked`, `returned` and `given` by a reviewer who wrote none of it.
 */
export type PieceApproval =
  | { readonly kind: 'none' | 'before' | 'asked' }
  | { readonly kind: 'returned'; readonly by: PersonId; readonly at: Instant; readonly note: string }
  | { readonly kind: 'given'; readonly by: PersonId; readonly at: Instant }

export type PieceState =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'piece'
      readonly piece: Piece
      /** What may be put into a text: the newest version, or the one that was approved last; null while none was. */
      readonly usable: Piece | null
      readonly approval: PieceApproval
      /** Whether its approval is asked for, so that reviewers read it; false of what was kept before endings were approved. */
      readonly asks: boolean
      /** Everybody who wrote any of it. */
      readonly writers: readonly PersonId[]
      readonly office: OfficeId
      /** 1, 2, 3 … */
      readonly version: number
      readonly by: PersonId
      readonly at: Instant
      /** Why it is no longer offered; null while it is. */
      readonly retired: string | null
    }

export type PieceCommand =
  | { readonly kind: 'keep'; readonly piece: Piece }
  | { readonly kind: 'revise'; readonly expected: number; readonly piece: Piece }
  | { readonly kind: 'approve'; readonly expected: number }
  | { readonly kind: 'return'; readonly expected: number; readonly note: string }
  | { readonly kind: 'retire'; readonly reason: string }
  | { readonly kind: 'restore' }

/** What happens to a piece of either scope. */
export type PieceChange =
  /** `asks`: it is an ending, to be approved; absent in what was written before that was so. */
  | { readonly what: 'kept'; readonly payload: { readonly piece: Piece; readonly asks?: true } }
  | { readonly what: 'revised'; readonly payload: { readonly piece: Piece; readonly version: number; readonly asks?: true } }
  | { readonly what: 'approved'; readonly payload: { readonly version: number } }
  | { readonly what: 'returned'; readonly payload: { readonly version: number; readonly note: string } }
  | { readonly what: 'retired'; readonly payload: { readonly reason: string } }
  | { readonly what: 'restored'; readonly payload: { readonly version: number } }

type Named<Noun extends string, Change> = Change extends PieceChange ? { readonly type: `${Noun}.${Change['what']}`; readonly payload: Change['payload'] } : never

/** Two nouns, so that the hub can tell by the type alone whose hand may write: Comunicación Social's, or an office's. */
export type NationalPieceEvent = Named<'piece', PieceChange>
export type OfficePieceEvent = Named<'office-piece', PieceChange>

/** What a piece puts into a text. */
export function textOfPiece(piece: Piece): string {
  return piece.kind === 'hashtags' ? piece.tags.join(' ') : piece.text
}
