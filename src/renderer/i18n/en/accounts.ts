import type { accounts as es } from '../es/accounts.ts'
import type { Shape } from '../shape.ts'

export const accounts: Shape<typeof es> = {
  refusals: {},
}
