import type { RefusalWords } from '../shape.ts'

export const posts = {
  refusals: {} as RefusalWords,
} as const
