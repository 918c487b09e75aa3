import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { emptyContent } from '#shared/posts/content.ts'
import { needsFile } from '#shared/rules/content.ts'

/** Makes an empty draft for the office's accounts that take a text alone, and goes to it. A draft exists from its first moment, so nothing typed is ever only in the window. */
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
      // Where a text alone is no post, nobody is made to begin with what lacks.
      const accounts = known.ok ? known.value.filter((account) => !needsFile(account.network)).map((account) => account.id) : []
      const made = await draft.act({ content: { ...emptyContent, accounts }, correctionOf: null })
      if (made?.ok === true) navigate(`/publicaciones/${made.value.id}`, { replace: true })
    })()
  }, [draft, navigate])
  return draft.refusal === undefined ? <p role="status">{words.creating}</p> : <RefusalNote refusal={draft.refusal} />
}
