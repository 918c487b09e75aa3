import type { RefusalWords } from '../shape.ts'

export const accounts = {
  refusals: {} as RefusalWords,
} as const
