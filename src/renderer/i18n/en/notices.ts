import type { notices as es } from '../es/notices.ts'
import type { Shape } from '../shape.ts'

export const notices: Shape<typeof es> = {
  refusals: {},
}
