import type { incidents as es } from '../es/incidents.ts'
import type { Shape } from '../shape.ts'

export const incidents: Shape<typeof es> = {
  refusals: {},
}
