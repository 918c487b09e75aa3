import type { RefusalWords } from '../shape.ts'

export const rules = {
  refusals: {} as RefusalWords,
} as const
