import { useLocation } from 'wouter'
import { useMe } from '#renderer/bridge/me.ts'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ComposeIcon } from '#renderer/ui/icons.ts'

/** Begins a post, in every layout. `quiet`: a post is open, and its own acts come first. */
export function NewPostButton({ quiet = false }: { readonly quiet?: boolean }) {
  const { posts: words } = useWords()
  const [, navigate] = useLocation()
  const me = useMe()
  const say = useRefusalWords()
  return (
    <Button
      look={quiet ? 'plain' : 'primary'}
      size="small"
      icon={<ComposeIcon />}
      onPress={() => navigate('/publicaciones/nueva')}
      disabledReason={me.roles.includes('operator') ? undefined : say({ code: 'ledger/role' })}
    >
      {words.create}
    </Button>
  )
}
