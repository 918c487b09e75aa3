import { useCallback, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { reportBug } from '#renderer/bridge/bug.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import type { PostPage, WrittenContent } from '#shared/posts/contract.ts'
import { isTooLong } from '#shared/posts/content.ts'
import { keepLeft } from './left-store.ts'
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
 * at a time, each on the revision that the text is based on, so that nobody's change is ever overwritten unseen. What is refused as the screen is left is kept for
 * when the post is opened again (`left-note.tsx`).
 */
export function useEditor(post: PostPage): Editing {
  const { id: person } = useMe()
  const { left } = useWords().posts
  const [, navigate] = useLocation()
  const [content, setContent] = useState(() => writtenOf(post.content))
  const [state, setState] = useState<SaveState>('saved')
  const [refusal, setRefusal] = useState<Refusal>()
  const latest = useRef(content)
  const revision = useRef(post.revision)
  const unsaved = useRef(false)
  /** Since when something is unsaved. */
  const since = useRef(0)
  const running = useRef<Promise<unknown>>(undefined)
  const here = useRef(false)
  const why = useRef<Refusal>(undefined)

  const refuse = useCallback((because: Refusal | undefined) => {
    why.current = because
    setRefusal(because)
    setState('refused')
  }, [])

  const save = useCallback(async (): Promise<number | undefined> => {
    while (running.current !== undefined) await running.current
    if (!unsaved.current) return revision.current
    if (isTooLong(latest.current)) {
      refuse({ code: 'posts/too-long' })
      return undefined
    }
    unsaved.current = false
    setState('saving')
    const asked = api.posts.revise({ id: post.id, expected: revision.current, content: latest.current, ...(!here.current && { parting: true as const }) })
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
      refuse(answer.refusal)
    } catch (bug) {
      unsaved.current = true
      refuse(undefined)
      reportBug(bug)
    } finally {
      running.current = undefined
    }
    return undefined
  }, [post.id, refuse])

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
    here.current = true
    // It was hidden while the application was locked, and could not be saved then.
    if (unsaved.current) setState('unsaved')
    const leave = async () => {
      here.current = false
      const saved = await save()
      // It is said here while somebody is here; while locked it stays, hidden.
      if (here.current || saved !== undefined || why.current?.code === 'session/locked') return
      keepLeft(person, post.id, { content: latest.current, why: why.current })
      toast(left.toast, { tone: 'warn', act: { label: left.open, onPress: () => navigate(`/publicaciones/${post.id}`) } })
    }
    const leaveAtOnce = () => void leave()
    window.addEventListener('pagehide', leaveAtOnce)
    return () => {
      window.removeEventListener('pagehide', leaveAtOnce)
      leaveAtOnce()
    }
  }, [save, person, post.id, left, navigate])

  return { content, change, state, refusal, save, latest: useCallback(() => latest.current, []), reload }
}
