import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import type { AccountId } from '#shared/accounts/account.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { PostAccount } from '#shared/posts/contract.ts'
import { textFor } from '#shared/rules/content.ts'
import { SpotField, type Checking } from './spot-field.tsx'
import styles from './text-editor.module.css'

/** The accounts of one network, each with its network's text or one of its own; it always says which. */
export function AccountTexts({
  checking,
  network,
  accounts,
  onChange,
}: {
  readonly checking: Checking
  readonly network: Network
  /** The chosen accounts of the network. */
  readonly accounts: readonly PostAccount[]
  readonly onChange: (own: Readonly<Record<AccountId, string>>) => void
}) {
  const { posts: words } = useWords()
  const { content } = checking
  const drop = (id: AccountId) => {
    const { [id]: _, ...others } = content.own
    onChange(others)
  }
  return (
    <ul className={styles['accounts']} role="list" aria-label={words.editor.accountTexts(words.networks[network])}>
      {accounts.map(({ id, displayName, handle }) => {
        const own = content.own[id]
        const name = displayName === '' ? handle : displayName
        return (
          <li key={id} className={styles['account']}>
            <div className={styles['line']}>
              <p className={styles['says']}>
                <strong>{name}</strong> {own === undefined ? words.editor.accountInherits(words.networks[network]) : words.editor.accountDiffers}
              </p>
              <Button size="small" onPress={() => (own === undefined ? onChange({ ...content.own, [id]: textFor(content, network) }) : drop(id))}>
                {own === undefined ? words.editor.accountOwn : words.editor.accountBack(words.networks[network])}
              </Button>
            </div>
            {own !== undefined && (
              <SpotField
                checking={checking}
                spot={{ kind: 'own', account: id }}
                label={words.editor.ownLabel(name)}
                value={own}
                onChange={(text) => onChange({ ...content.own, [id]: text })}
                networks={[network]}
                rows={4}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}
