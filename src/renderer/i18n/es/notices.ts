import type { RefusalWords } from '../shape.ts'

export const notices = {
  refusals: {} as RefusalWords,
} as const
