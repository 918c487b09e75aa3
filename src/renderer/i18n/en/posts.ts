import type { posts as es } from '../es/posts.ts'
import type { Shape } from '../shape.ts'

export const posts: Shape<typeof es> = {
  refusals: {},
}
