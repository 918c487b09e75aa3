import type { RefusalWords } from '../shape.ts'

export const keychain = {
  refusals: {} as RefusalWords,
} as const
