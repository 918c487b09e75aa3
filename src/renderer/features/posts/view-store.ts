import { useEffect } from 'react'
import { create } from 'zustand'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import { everyPost, type PostFilter } from '#shared/posts/filter.ts'
import type { PostView } from '#shared/posts/view.ts'

/** What is looked at in `/publicaciones` by the person it is of; nobody's until main has said what they left last. */
type ViewState = { readonly of: PersonId | undefined; readonly view: PostView }

export const startView: PostView = { layout: 'list', span: 'month', filter: everyPost, order: 'recent' }

const useStore = create<ViewState>(() => ({ of: undefined, view: startView }))

export function changeView(change: Partial<PostView>): void {
  useStore.setState(({ view }) => ({ view: { ...view, ...change } }))
}

export function changeFilter(change: Partial<PostFilter>): void {
  useStore.setState(({ view }) => ({ view: { ...view, filter: { ...view.filter, ...change } } }))
}

/** Milliseconds of rest after which a changed view is remembered. */
const REST = 800

/** The person's present view. What they left last comes back when they come again; words that were searched do not. */
export function useView(): { readonly view: PostView; readonly known: boolean } {
  const me = useMe()
  const { of, view } = useStore()
  const known = of === me.id
  const { answer } = useAnswer(api.posts.views, {}, { when: !known })
  useEffect(() => {
    if (!known && answer !== undefined) useStore.setState({ of: me.id, view: answer.last ?? startView })
  }, [known, answer, me.id])
  useEffect(() => {
    if (!known) return undefined
    // That it could not be kept is nothing to interrupt anybody with: it is how things look.
    const later = setTimeout(() => void api.posts.rememberView({ view: { ...view, filter: { ...view.filter, text: '' } } }).catch(() => undefined), REST)
    return () => clearTimeout(later)
  }, [known, view])
  return { view: known ? view : startView, known }
}
