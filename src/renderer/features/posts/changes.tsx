import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { networks as allNetworks } from '#shared/accounts/network.ts'
import { changedFields, type Field } from '#shared/posts/changed-fields.ts'
import type { Content } from '#shared/posts/content.ts'
import type { PostAccount } from '#shared/posts/contract.ts'
import { compare } from '#shared/posts/diff.ts'
import { textFor, type Alternative } from '#shared/rules/content.ts'
import styles from './changes.module.css'
import { Stretches } from './compared.tsx'
import { useFieldName } from './use-field-name.ts'

/** What differs between two contents: texts word by word, the rest as before and now. */
export function Changes({ before, after, accounts }: { readonly before: Content; readonly after: Content; readonly accounts: readonly PostAccount[] }) {
  const { posts: words } = useWords()
  const fieldName = useFieldName()
  const say = useSaid(accounts)
  const fields = changedFields(before, after)
  if (fields.length === 0) return <p>{words.review.changesNone}</p>
  return (
    <dl className={styles['changes']}>
      {fields.map((field) => (
        <div key={field} className={styles['change']}>
          <dt className={styles['field']}>{fieldName(field)}</dt>
          <dd className={styles['said']}>
            <Compared before={say(before, field)} after={say(after, field)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Compared({ before, after }: { readonly before: string; readonly after: string }) {
  const { posts: words } = useWords()
  return (
    <Stretches stretches={compare(before === '' ? words.review.nothing : before, after === '' ? words.review.nothing : after)} />
  )
}

/** A part of a content in words. */
function useSaid(accounts: readonly PostAccount[]): (content: Content, field: Field) => string {
  const { posts: words } = useWords()
  const format = useFormat()
  const alternative = (one: Alternative) => (one.kind === 'text' ? one.text : one.kind === 'decorative' ? `${words.editor.decorativeReason}: ${one.reason}` : '')
  return (content, field) => {
    switch (field) {
      case 'base':
        return content.base
      case 'media':
        return content.media.map((media) => media.name).join('\n')
      case 'alternatives':
        return content.media.map((media) => alternative(media.alternative)).join('\n')
      case 'source':
        return content.source?.reference ?? ''
      case 'accounts':
        return content.accounts.map((target) => accounts.find((account) => account.id === target.id)?.displayName ?? words.networks[target.network]).join('\n')
      case 'wanted':
        return content.wanted === null ? '' : format.instant(content.wanted.at)
      default: {
        const network = allNetworks.find((one) => field === `variant.${one}`)
        return network === undefined ? '' : textFor(content, network)
      }
    }
  }
}
