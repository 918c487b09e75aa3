import { useWords } from '#renderer/i18n/words.ts'
import { networks } from '#shared/accounts/network.ts'
import type { Field } from '#shared/posts/changed-fields.ts'

/** The name of a part of a post, as histories say it. */
export function useFieldName(): (field: Field) => string {
  const { posts: words } = useWords()
  return (field) => {
    const network = networks.find((one) => field === `variant.${one}`)
    return network === undefined ? (words.history.fields[field] ?? field) : words.history.variant(words.networks[network])
  }
}
