import type { RefusalWords } from '../shape.ts'

export const settings = {
  refusals: {} as RefusalWords,
} as const
