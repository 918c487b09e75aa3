import type { RefusalWords } from '../shape.ts'

export const incidents = {
  refusals: {} as RefusalWords,
} as const
