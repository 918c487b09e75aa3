import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { WrittenContent } from '#shared/posts/contract.ts'

/**
 * Makes a draft of the same content for the person's own office and goes to it. It takes no approval, no dates and no proofs along; accounts of other offices are left
 * out. `contentOf`: what is copied, once it is saved; undefined when it could not be.
 */
export function DuplicateButton({ contentOf }: { readonly contentOf: () => Promise<WrittenContent | undefined> }) {
  const { posts: words } = useWords()
  const { roles } = useMe()
  const [, navigate] = useLocation()
  const draft = useAct(api.posts.draft)
  const duplicate = async () => {
    const [content, own] = await Promise.all([contentOf(), api.posts.accounts({})])
    if (content === undefined) return
    const mine = own.ok ? own.value.map((account) => account.id) : []
    const made = await draft.act({ content: { ...content, accounts: content.accounts.filter((id) => mine.includes(id)), wanted: null, window: null }, correctionOf: null })
    if (made?.ok !== true) return
    toast(words.submit.duplicated)
    navigate(`/publicaciones/${made.value.id}`)
  }
  return (
    <>
      <Button busy={draft.busy} disabledReason={roles.includes('operator') ? undefined : words.submit.duplicateRole} onPress={() => void duplicate()}>
        {words.submit.duplicate}
      </Button>
      {draft.refusal !== undefined && <RefusalNote refusal={draft.refusal} />}
    </>
  )
}
