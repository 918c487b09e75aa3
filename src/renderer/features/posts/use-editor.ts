import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { reportBug } from '#renderer/bridge/bug.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import type { PostPage, WrittenContent } from '#shared/posts/contract.ts'
import { isTooLong } from '#shared/posts/content.ts'
import { writtenOf } from './written.ts'

/** Milliseconds without typing after which what was written is saved. */
const PAUSE = 1500
/** Milliseconds after which it is saved though nobody paused: more is not lost when the machine goes dark. */
const LONGEST = 6000

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'refused'

export type Editing = {
  readonly content: WrittenContent
  readonly change: (part: Partial<WrittenContent>) => void
  readonly state: SaveState
  readonly refusal: Refusal | undefined
  /** Saves what is unsaved. Answers with the revision that main now has; undefined when it refused. */
  readonly save: () => Promise<number | undefined>
  /** What is written at this moment. */
  readonly latest: () => WrittenContent
  /** Drops what is written here for what main has. */
  readonly reload: () => void
}

/**
 * What is being written of a post: saved after each pause in typing and now and then without one, when the screen is left and when the window closes; one save
 * at a time, each on the revision that the text is based on, so that nobody's change is ever overwritten unseen.
 */
export function useEditor(post: PostPage): Editing {
  const [content, setContent] = useState(() => writtenOf(post.content))
  const [state, setState] = useState<SaveState>('saved')
  const [refusal, setRefusal] = useState<Refusal>()
  const latest = useRef(content)
  const revision = useRef(post.revision)
  const unsaved = useRef(false)
  /** Since when something is unsaved. */
  const since = useRef(0)
  const running = useRef<Promise<unknown>>(undefined)

  const save = useCallback(async (): Promise<number | undefined> => {
    while (running.current !== undefined) await running.current
    if (!unsaved.current) return revision.current
    if (isTooLong(latest.current)) {
      setRefusal({ code: 'posts/too-long' })
      setState('refused')
      return undefined
    }
    unsaved.current = false
    setState('saving')
    const asked = api.posts.revise({ id: post.id, expected: revision.current, content: latest.current })
    running.current = asked.catch(() => undefined)
    try {
      const answer = await asked
      if (answer.ok) {
        revision.current = answer.value.revision
        setRefusal(undefined)
        setState(unsaved.current ? 'unsaved' : 'saved')
        return answer.value.revision
      }
      unsaved.current = true
      setRefusal(answer.refusal)
      setState('refused')
    } catch (bug) {
      unsaved.current = true
      setState('refused')
      reportBug(bug)
    } finally {
      running.current = undefined
    }
    return undefined
  }, [post.id])

  const change = useCallback((part: Partial<WrittenContent>) => {
    latest.current = { ...latest.current, ...part }
    if (!unsaved.current) since.current = performance.now()
    unsaved.current = true
    setContent(latest.current)
    setState('unsaved')
  }, [])

  const reload = useCallback(() => {
    latest.current = writtenOf(post.content)
    revision.current = post.revision
    unsaved.current = false
    setContent(latest.current)
    setRefusal(undefined)
    setState('saved')
  }, [post])

  useEffect(() => {
    if (state !== 'unsaved') return
    const timer = setTimeout(() => void save(), Math.max(0, Math.min(PAUSE, LONGEST - (performance.now() - since.current))))
    return () => clearTimeout(timer)
  }, [content, state, save])

  // Somebody else's change, while nothing here is unsaved, is simply shown.
  useEffect(() => {
    if (post.revision > revision.current && !unsaved.current && running.current === undefined) reload()
  }, [post.revision, reload])

  useEffect(() => {
    const leave = () => void save()
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [save])

  return { content, change, state, refusal, save, latest: () => latest.current, reload }
}
