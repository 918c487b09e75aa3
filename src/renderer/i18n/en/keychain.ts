import type { keychain as es } from '../es/keychain.ts'
import type { Shape } from '../shape.ts'

export const keychain: Shape<typeof es> = {
  refusals: {},
}
