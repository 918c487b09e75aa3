import type { RefObject } from 'react'
import { useDrag, useDrop } from 'react-aria-components'
import type { PostRow } from '#shared/posts/contract.ts'

/** What is carried while a post is dragged. */
const CARRIED = 'application/x-resguardo-post'

/** A card that can be dragged to another place. Enter opens it, and from there it is moved without dragging. */
export function usePostDrag(post: PostRow, isDisabled = false) {
  return useDrag({
    getItems: () => [{ [CARRIED]: JSON.stringify(post), 'text/plain': post.title }],
    getAllowedDropOperations: () => ['move'],
    hasDragButton: true,
    isDisabled,
  })
}

/** A place that cards are dropped on. */
export function usePostDrop(ref: RefObject<HTMLElement | null>, onDrop: (post: PostRow) => void) {
  return useDrop({
    ref,
    getDropOperation: (types) => (types.has(CARRIED) ? 'move' : 'cancel'),
    onDrop: ({ items }) => {
      const item = items.find((one) => one.kind === 'text' && one.types.has(CARRIED))
      // `usePostDrag` put the post itself into it.
      if (item?.kind === 'text') void item.getText(CARRIED).then((text) => onDrop(JSON.parse(text) as PostRow))
    },
  })
}
