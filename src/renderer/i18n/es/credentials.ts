import type { RefusalWords } from '../shape.ts'

export const credentials = {
  refusals: {} as RefusalWords,
} as const
