import { create } from 'zustand'
import { useMe } from '#renderer/bridge/me.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import type { WrittenContent } from '#shared/posts/contract.ts'
import type { PostId } from '#shared/posts/post.ts'

/** What somebody wrote of a post and could not be saved as they left it, and why; no reason: a bug, which was told of. */
export type Left = { readonly content: WrittenContent; readonly why: Refusal | undefined }

/** By person and post, in this window's memory, until they take it up or give it up. */
const useStore = create<Readonly<Record<string, Left>>>(() => ({}))

const keyOf = (person: string, post: PostId): string => `${person} ${post}`

export function keepLeft(person: string, post: PostId, left: Left): void {
  useStore.setState({ [keyOf(person, post)]: left })
}

export function dropLeft(person: string, post: PostId): void {
  useStore.setState(({ [keyOf(person, post)]: _given, ...rest }) => rest, true)
}

/** What the person who is here left of a post. */
export function useLeft(post: PostId): Left | undefined {
  const { id } = useMe()
  return useStore((all) => all[keyOf(id, post)])
}
