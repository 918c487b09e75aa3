import { useWords } from '#renderer/i18n/words.ts'
import type { Piece } from '#shared/posts/pieces.ts'

/** What a text that is pasted by itself is called. */
export function usePieceName(): (piece: Piece) => string {
  const { publishing: words } = useWords()
  return (piece) => {
    switch (piece) {
      case 'title':
      case 'text':
      case 'tags':
      case 'comment':
        return words.pieceNames[piece]
      default:
        return words.pieceNames.part(piece.slice('part-'.length))
    }
  }
}
