import type { palette as es } from '../es/palette.ts'
import type { Shape } from '../shape.ts'

export const palette: Shape<typeof es> = {
  refusals: {},
}
