import type { credentials as es } from '../es/credentials.ts'
import type { Shape } from '../shape.ts'

export const credentials: Shape<typeof es> = {
  refusals: {},
}
