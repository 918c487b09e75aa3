import type { RefusalWords } from '../shape.ts'

export const setup = {
  refusals: {} as RefusalWords,
} as const
