import type { rules as es } from '../es/rules.ts'
import type { Shape } from '../shape.ts'

export const rules: Shape<typeof es> = {
  refusals: {},
}
