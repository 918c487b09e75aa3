import type { RefusalWords } from '../shape.ts'

export const palette = {
  refusals: {} as RefusalWords,
} as const
