import { useMe } from '#renderer/bridge/me.ts'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { PostAct } from '#shared/posts/post-commands.ts'
import { whyNot, type Standing } from '#shared/posts/transitions.ts'

/** Why the person cannot do something with a post, in the very sentence that main would refuse with; undefined if they can. */
export function useWhyNot(standing: Standing & { readonly standsFor: readonly PersonId[] }): (act: PostAct) => string | undefined {
  const { id, roles, office } = useMe()
  const now = useNow()
  const say = useRefusalWords()
  return (act) => {
    const code = whyNot(act, standing, { person: id, roles, office, now, standsFor: standing.standsFor })
    return code === undefined ? undefined : say({ code })
  }
}
