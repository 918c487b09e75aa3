import { useWords } from '#renderer/i18n/words.ts'
import { networks } from '#shared/accounts/network.ts'
import type { Field } from '#shared/posts/changed-fields.ts'
import type { PostAccount } from '#shared/posts/contract.ts'

/** The name of a part of a post, as histories say it. */
export function useFieldName(accounts: readonly PostAccount[]): (field: Field) => string {
  const { posts: words } = useWords()
  return (field) => {
    const [kind = '', of = ''] = split(field)
    const network = networks.find((one) => one === of)
    const account = kind === 'own' ? accounts.find(({ id }) => id === of) : undefined
    const name = network === undefined ? (account?.displayName ?? words.spots.account) : words.networks[network]
    return of === '' ? (words.history.fields[field] ?? field) : (words.history.fieldsOf[kind]?.(name) ?? field)
  }
}

/** A field's name and what it is of: `thread.x`. An account's id may have dots. */
function split(field: Field): readonly string[] {
  const dot = field.indexOf('.')
  return dot < 0 ? [field] : [field.slice(0, dot), field.slice(dot + 1)]
}
