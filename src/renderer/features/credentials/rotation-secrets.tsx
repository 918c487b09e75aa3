import { useSecret } from '#renderer/bridge/use-secret.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { SecretLine } from '#renderer/ui/secret-line.tsx'
import type { CredentialId, ItemName } from '#shared/credentials/credential.ts'
import type { Changing } from './rotation.ts'
import styles from './rotation-screen.module.css'

/** Both secrets, the old and the new, to be copied where the network asks for them. */
export function RotationSecrets({ changing: { credential } }: { readonly changing: Changing }) {
  const { credentials: words } = useWords()
  const { current, rotation } = credential.kept
  return (
    <div className={styles['secrets']}>
      <OneSecret credential={credential.id} item={current.item} label={words.rotation.there.old} />
      {rotation?.pending !== undefined && <OneSecret credential={credential.id} item={rotation.pending.item} label={words.rotation.there.fresh} />}
    </div>
  )
}

function OneSecret({ credential, item, label }: { readonly credential: CredentialId; readonly item: ItemName; readonly label: string }) {
  const { credentials: words } = useWords()
  const secret = useSecret(credential, item)
  return <SecretLine label={label} words={words.secret} access={secret} />
}
