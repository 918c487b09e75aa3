import { hasComment, hasThread, hasTitle, textOn } from '#shared/rules/content.ts'
import type { Content, Target } from './content.ts'

/** A text that is pasted by itself into the network: its own box, or the next part of a thread (counted from 2). */
export type Piece = 'title' | 'text' | `part-${number}` | 'tags' | 'comment'

/** A piece, and what was approved for it. */
export type PieceText = { readonly piece: Piece; readonly text: string }

/** Everything that is published as text on one account, in the order in which a network asks for it. The text itself is always among them. */
export function piecesFor(content: Content, target: Target): readonly PieceText[] {
  const { network } = target
  const title = hasTitle(network) ? content.titles[network] : undefined
  const comment = hasComment(network) ? content.comments[network] : undefined
  const parts = hasThread(network) ? (content.threads[network] ?? []) : []
  return [
    ...(title === undefined ? [] : [{ piece: 'title', text: title } as const]),
    { piece: 'text', text: textOn(content, target) },
    ...parts.map((text, index): PieceText => ({ piece: `part-${index + 2}`, text })),
    ...(network === 'youtube' && content.tags.length > 0 ? [{ piece: 'tags', text: content.tags.join(', ') } as const] : []),
    ...(comment === undefined ? [] : [{ piece: 'comment', text: comment } as const]),
  ]
}

/** The pieces that anybody sees on the network, and that are therefore compared with what was approved. Tags are not shown there. */
export function shownPieces(content: Content, target: Target): readonly PieceText[] {
  return piecesFor(content, target).filter(({ piece }) => piece !== 'tags')
}
