import type { setup as es } from '../es/setup.ts'
import type { Shape } from '../shape.ts'

export const setup: Shape<typeof es> = {
  refusals: {},
}
