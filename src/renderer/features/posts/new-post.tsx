import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'

/** Makes an empty draft for the office's accounts and goes to it. A draft exists from its first moment, so nothing typed is ever only in the window. */
export function NewPost() {
  const { posts: words } = useWords()
  const [, navigate] = useLocation()
  const draft = useAct(api.posts.draft)
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void (async () => {
      const known = await api.posts.accounts({})
      const accounts = known.ok ? known.value.map((account) => account.id) : []
      const made = await draft.act({ content: { base: '', variants: {}, media: [], source: null, accounts, wanted: null }, correctionOf: null })
      if (made?.ok === true) navigate(`/publicaciones/${made.value.id}`, { replace: true })
    })()
  }, [draft, navigate])
  return draft.refusal === undefined ? <p role="status">{words.creating}</p> : <RefusalNote refusal={draft.refusal} />
}
