import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { type Ask, keyOf } from './api.ts'

type Page = { readonly rows: readonly unknown[]; readonly total: number; readonly next: string | null }

export type Pages<P extends Page> = {
  readonly rows: readonly P['rows'][number][]
  /** What else main says of the list, with its first page. */
  readonly first: P | undefined
  /** How many there are in all; undefined until the first answer. */
  readonly total: number | undefined
  readonly loading: boolean
  /** Asks for the next page, if there is one and none is on its way. */
  readonly more: () => void
}

/**
 * A list that main answers page by page: `usePages(api.posts.queue, filter)`. All pages in sight are asked again after every change.
 * A refusal is a bug here: such a query has none to expect.
 */
export function usePages<I extends object, P extends Page>(ask: Ask<I & { after: string | null; limit: number }, P>, filter: I, limit = 50): Pages<P> {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [...keyOf(ask), filter, limit],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam }) => {
      const answer = await ask({ ...filter, after: pageParam, limit })
      if (!answer.ok) throw new Error(`a page was refused: ${answer.refusal.code}`)
      return answer.value
    },
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    throwOnError: true,
  })
  return {
    rows: data?.pages.flatMap((page) => page.rows) ?? [],
    first: data?.pages[0],
    total: data?.pages[0]?.total,
    loading: data === undefined,
    more: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
    },
  }
}
