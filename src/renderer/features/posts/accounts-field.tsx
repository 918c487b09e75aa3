import { memo } from 'react'
import { Link } from 'wouter'
import { useWords } from '#renderer/i18n/words.ts'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { FieldGroup } from '#renderer/ui/field-group.tsx'
import type { AccountId } from '#shared/accounts/account.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { PostAccount } from '#shared/posts/contract.ts'
import { needsTitle } from '#shared/rules/content.ts'

/** Where a post is to be published: the office's accounts. `titles`: those that it has and nobody gives it; then it goes to no network that asks for another. */
export const AccountsField = memo(function AccountsField({
  accounts,
  chosen,
  titles,
  onChange,
}: {
  readonly accounts: readonly PostAccount[]
  readonly chosen: readonly AccountId[]
  readonly titles?: Readonly<Partial<Record<Network, string>>> | undefined
  readonly onChange: (chosen: readonly AccountId[]) => void
}) {
  const { posts: words } = useWords()
  if (accounts.length === 0) {
    return (
      <p>
        {words.editor.noAccounts} <Link href="/cuentas/nueva">{words.editor.registerAccount}</Link>
      </p>
    )
  }
  return (
    <FieldGroup label={words.editor.accounts}>
      {accounts.map((account) => {
        const isChosen = chosen.includes(account.id)
        // One that is there already can be taken out.
        const lacksTitle = titles !== undefined && titles[account.network] === undefined && needsTitle(account.network) && !isChosen
        return (
          <Checkbox
            key={account.id}
            label={`${words.networks[account.network]} · ${account.displayName === '' ? account.handle : account.displayName}`}
            hint={[account.handle, account.closed ? words.editor.closed : '', account.frozenBy === null ? '' : words.editor.frozen(account.frozenBy), lacksTitle ? words.editor.noTitle : ''].filter(Boolean).join(' · ')}
            value={isChosen}
            disabled={lacksTitle}
            onChange={(checked) => onChange(checked ? [...chosen, account.id] : chosen.filter((id) => id !== account.id))}
          />
        )
      })}
    </FieldGroup>
  )
})
