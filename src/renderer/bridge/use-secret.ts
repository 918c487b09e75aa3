import { useCallback, useState } from 'react'
import type { CredentialId, ItemName } from '#shared/credentials/credential.ts'
import type { SecretLineAccess } from '../ui/secret-line.tsx'
import { api } from './api.ts'
import { useAct } from './use-act.ts'
import { useFleeting } from './use-fleeting.ts'

/** One secret of an account: copied by main without passing through here, or shown for a moment. */
export function useSecret(credential: CredentialId, item: ItemName): SecretLineAccess {
  const copy = useAct(api.credentials.copy)
  const reveal = useAct(api.credentials.reveal)
  const { value: shown, show, drop } = useFleeting<{ readonly value: string; readonly lasts: number }>()
  const [copied, setCopied] = useState<{ readonly lasts: number }>()
  const { reset: resetCopy } = copy
  const { reset: resetReveal } = reveal
  return {
    copy: async () => {
      const result = await copy.act({ credential, item })
      if (result?.ok === true) setCopied(result.value)
      return result?.ok === true
    },
    copying: copy.busy,
    copyRefusal: copy.refusal,
    copied,
    reveal: async (passphrase) => {
      const result = await reveal.act({ credential, item, passphrase })
      if (result?.ok === true) show(result.value, result.value.lasts)
      return result?.ok === true
    },
    revealing: reveal.busy,
    revealRefusal: reveal.refusal,
    shown,
    hide: drop,
    forgetRefusals: useCallback(() => {
      resetCopy()
      resetReveal()
    }, [resetCopy, resetReveal]),
  }
}
