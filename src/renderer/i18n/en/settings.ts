import type { settings as es } from '../es/settings.ts'
import type { Shape } from '../shape.ts'

export const settings: Shape<typeof es> = {
  refusals: {},
}
