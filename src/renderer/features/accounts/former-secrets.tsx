import { useSecret } from '#renderer/bridge/use-secret.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { SecretLine } from '#renderer/ui/secret-line.tsx'
import type { CredentialView } from '#shared/credentials/contract.ts'
import type { CredentialId } from '#shared/credentials/credential.ts'
import styles from './credential-panel.module.css'

type FormerView = NonNullable<CredentialView['kept']>['formers'][number]

/** The last secrets that were the account's, or were made for it: kept in case the network has one of them. */
export function FormerSecrets({
  credential,
  formers,
  whyNot,
}: {
  readonly credential: CredentialId
  readonly formers: readonly FormerView[]
  /** Why one cannot be used on this machine. */
  readonly whyNot: (here: boolean) => string | undefined
}) {
  const { credentials: words } = useWords()
  return (
    <details className={styles['formers']}>
      <summary className={styles['summary']}>{words.panel.formers(formers.length)}</summary>
      <p className={styles['meaning']}>{words.panel.formersDetail}</p>
      {formers.map((former) => (
        <div key={former.item} className={styles['former']}>
          <FormerSecret credential={credential} former={former} disabledReason={whyNot(former.here)} />
        </div>
      ))}
    </details>
  )
}

function FormerSecret({
  credential,
  former,
  disabledReason,
}: {
  readonly credential: CredentialId
  readonly former: FormerView
  readonly disabledReason: string | undefined
}) {
  const { credentials: words } = useWords()
  const format = useFormat()
  const secret = useSecret(credential, former.item)
  return <SecretLine label={words.panel.former[former.why](format.date(former.at))} words={words.secret} access={secret} disabledReason={disabledReason} />
}
