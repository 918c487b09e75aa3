import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { networks as allNetworks } from '#shared/accounts/network.ts'
import { changedFields, type Field } from '#shared/posts/changed-fields.ts'
import type { Content } from '#shared/posts/content.ts'
import type { PostAccount } from '#shared/posts/contract.ts'
import { compare } from '#shared/posts/diff.ts'
import { textFor, textOn, toldFile, type Alternative } from '#shared/rules/content.ts'
import styles from './changes.module.css'
import { Stretches } from './compared.tsx'
import { useFieldName } from './use-field-name.ts'
import { useFiling } from './use-filing.ts'
import { useMoment } from './use-moment.ts'

/** A named part of something, in words, before and after. Two parts may have one name, not one id. */
export type Change = { readonly id: string; readonly name: string; readonly before: string; readonly after: string }

/** What differs between two contents: texts word by word, the rest as before and now. */
export function Changes({ before, after, accounts }: { readonly before: Content; readonly after: Content; readonly accounts: readonly PostAccount[] }) {
  const { posts: words } = useWords()
  return <ChangeList changes={useChanges(before, after, accounts)} none={words.review.changesNone} />
}

/** What differs between two contents, in words. */
export function useChanges(before: Content, after: Content, accounts: readonly PostAccount[]): readonly Change[] {
  const fieldName = useFieldName(accounts)
  const say = useSaid(accounts)
  return changedFields(before, after).map((field) => ({ id: field, name: fieldName(field), before: say(before, field), after: say(after, field) }))
}

/** Changes, each compared word by word; `none` where there are none. */
export function ChangeList({ changes, none }: { readonly changes: readonly Change[]; readonly none: string }) {
  const { posts: words } = useWords()
  if (changes.length === 0) return <p>{none}</p>
  const orNothing = (said: string) => (said === '' ? words.review.nothing : said)
  return (
    <dl className={styles['changes']}>
      {changes.map(({ id, name, before, after }) => (
        <div key={id} className={styles['change']}>
          <dt className={styles['field']}>{name}</dt>
          <dd className={styles['said']}>
            <Stretches stretches={compare(orNothing(before), orNothing(after))} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A part of a content in words. */
function useSaid(accounts: readonly PostAccount[]): (content: Content, field: Field) => string {
  const { posts: words } = useWords()
  const format = useFormat()
  const moment = useMoment()
  const filing = useFiling()
  const alternative = (one: Alternative) => (one.kind === 'text' ? one.text : one.kind === 'decorative' ? `${words.editor.decorativeReason}: ${one.reason}` : '')
  const lines = (texts: readonly string[]) => texts.join('\n')
  return (content, field) => {
    switch (field) {
      case 'base':
        return content.base
      case 'tags':
        return lines(content.tags)
      case 'media':
        return lines(content.media.map(toldFile))
      case 'media-networks':
        return lines(content.media.flatMap(({ name, networks }) => (networks === undefined ? [] : [words.spots.only(name, format.list(networks.map((network) => words.networks[network])))])))
      case 'alternatives':
        return lines(content.media.map((media) => alternative(media.alternative)))
      case 'source':
        return content.source === null ? '' : `${words.editor.sourceKinds[content.source.kind]}: ${content.source.reference}`
      case 'accounts':
        return lines(content.accounts.map((target) => accounts.find((account) => account.id === target.id)?.displayName ?? words.networks[target.network]))
      case 'wanted':
        return moment.wanted(content.wanted)
      case 'window':
        return moment.window(content.window)
      case 'campaign':
        return content.campaign === null ? '' : filing.campaignName(content.campaign)
      case 'topics':
        return lines(content.topics.map(filing.topicName))
      case 'labels':
        return lines(content.labels)
      case 'kit':
        return content.kit === null ? '' : lines([content.kit.kit, String(content.kit.version), ...Object.entries(content.kit.slots).map(([slot, text]) => `${slot}: ${text}`)])
      default:
        return textOf(content, field, accounts)
    }
  }
}

/** The text that a field of one network, or of one account, stands for: its own or what it inherits. */
function textOf(content: Content, field: Field, accounts: readonly PostAccount[]): string {
  const of = (prefix: string) => allNetworks.find((network) => field === `${prefix}.${network}`)
  const [variant, title, thread, comment] = [of('variant'), of('title'), of('thread'), of('comment')]
  if (variant !== undefined) return textFor(content, variant)
  if (title !== undefined) return content.titles[title] ?? ''
  if (thread !== undefined) return (content.threads[thread] ?? []).join('\n\n')
  if (comment !== undefined) return content.comments[comment] ?? ''
  const target = content.accounts.find(({ id }) => field === `own.${id}`) ?? accounts.find(({ id }) => field === `own.${id}`)
  return target === undefined ? '' : textOn(content, target)
}
