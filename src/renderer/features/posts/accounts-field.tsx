import { memo } from 'react'
import { Link } from 'wouter'
import { useWords } from '#renderer/i18n/words.ts'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { FieldGroup } from '#renderer/ui/field-group.tsx'
import type { AccountId } from '#shared/accounts/account.ts'
import type { PostAccount } from '#shared/posts/contract.ts'

/** Where a post is to be published: the office's accounts. */
export const AccountsField = memo(function AccountsField({
  accounts,
  chosen,
  onChange,
}: {
  readonly accounts: readonly PostAccount[]
  readonly chosen: readonly AccountId[]
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
      {accounts.map((account) => (
        <Checkbox
          key={account.id}
          label={`${words.networks[account.network]} · ${account.displayName === '' ? account.handle : account.displayName}`}
          hint={[account.handle, account.closed ? words.editor.closed : '', account.frozenBy === null ? '' : words.editor.frozen(account.frozenBy)].filter(Boolean).join(' · ')}
          value={chosen.includes(account.id)}
          onChange={(checked) => onChange(checked ? [...chosen, account.id] : chosen.filter((id) => id !== account.id))}
        />
      ))}
    </FieldGroup>
  )
})
