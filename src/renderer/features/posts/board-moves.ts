import type { PostAct } from '#shared/posts/post-commands.ts'
import type { StageKind } from '#shared/posts/post.ts'

/** The columns of the board. What was discarded is found in the list. */
export const columns = ['draft', 'submitted', 'returned', 'approved', 'published'] as const satisfies readonly StageKind[]
export type Column = (typeof columns)[number]

/** The act that leads from one stage to another: there is no other way to it. Undefined: none does. */
export function actTo(from: StageKind, to: Column): PostAct | undefined {
  switch (to) {
    case 'draft':
      return from === 'submitted' ? 'withdraw' : undefined
    case 'submitted':
      return from === 'draft' || from === 'returned' ? 'submit' : undefined
    case 'returned':
      return from === 'submitted' ? 'return' : undefined
    case 'approved':
      return from === 'submitted' ? 'approve' : undefined
    case 'published':
      return from === 'approved' ? 'publish' : undefined
  }
}
