import type { Refusal } from '#shared/kernel/refusal.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type Ask, keyOf } from './api.ts'

export type Answer<O> = {
  /** What main answered; stays while the same question is asked again. */
  readonly answer: O | undefined
  readonly refusal: Refusal | undefined
  /** True until the first answer. */
  readonly loading: boolean
  /** The input has changed and `answer` still belongs to the one before. */
  readonly stale: boolean
}

/**
 * The answer of a query: `useAnswer(api.posts.queue, { filter })`. Asked again after every change that main reports. A refusal is
 * a value; a bug reaches the nearest error boundary. With `when: false` nothing is asked.
 */
export function useAnswer<I, O>(ask: Ask<I, O>, input: I, options: { readonly when?: boolean } = {}): Answer<O> {
  const { data, isPlaceholderData } = useQuery({
    queryKey: [...keyOf(ask), input],
    queryFn: () => ask(input),
    enabled: options.when ?? true,
    placeholderData: keepPreviousData,
    throwOnError: true,
  })
  return {
    answer: data?.ok === true ? data.value : undefined,
    refusal: data?.ok === false ? data.refusal : undefined,
    loading: data === undefined,
    stale: isPlaceholderData,
  }
}
