import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { networks as allNetworks } from '#shared/accounts/network.ts'
import { changedFields, type Field } from '#shared/posts/changed-fields.ts'
import type { Content } from '#shared/posts/content.ts'
import type { FromMessage, PostAccount, PostPage } from '#shared/posts/contract.ts'
import { compare } from '#shared/posts/diff.ts'
import { textFor, textOn, toldFile, type Alternative, type Media } from '#shared/rules/content.ts'
import styles from './changes.module.css'
import { Stretches } from './compared.tsx'
import { Picture } from './picture.tsx'
import { useFieldName } from './use-field-name.ts'
import { useFiling } from './use-filing.ts'
import { useMoment } from './use-moment.ts'

type Kits = NonNullable<PostPage['lastReturn']>['kits']

/** A named part of something, in words, before and after; of files those too. Two parts may have one name, not one id. */
export type Change = { readonly id: string; readonly name: string; readonly before: string; readonly after: string; readonly files?: { readonly before: readonly Media[]; readonly after: readonly Media[] } }

/** What differs between two contents: texts word by word, files by what they hold, the rest as before and now. `accounts`: those of either. */
export function Changes({ before, after, accounts, kits }: { readonly before: Content; readonly after: Content; readonly accounts: readonly PostAccount[]; readonly kits: Kits }) {
  const { posts: words } = useWords()
  const message = useMessage()
  const changes = useChanges(before, after, accounts).map((change) => (change.id === 'kit' ? { ...change, before: message(kits.before), after: message(kits.after) } : change))
  return <ChangeList changes={changes} none={words.review.changesNone} />
}

/** What differs between two contents, in words. */
export function useChanges(before: Content, after: Content, accounts: readonly PostAccount[]): readonly Change[] {
  const fieldName = useFieldName(accounts)
  const say = useSaid(accounts)
  return changedFields(before, after).map((field) => ({
    id: field,
    name: fieldName(field),
    // The message that it was made from is told by who knows its name.
    before: field === 'kit' ? '' : say(before, field),
    after: field === 'kit' ? '' : say(after, field),
    ...(field === 'media' ? { files: { before: before.media, after: after.media } } : {}),
  }))
}

/** Changes, each compared word by word; `none` where there are none. */
export function ChangeList({ changes, none }: { readonly changes: readonly Change[]; readonly none: string }) {
  const { posts: words } = useWords()
  if (changes.length === 0) return <p>{none}</p>
  const orNothing = (said: string) => (said === '' ? words.review.nothing : said)
  return (
    <dl className={styles['changes']}>
      {changes.map(({ id, name, before, after, files }) => (
        <div key={id} className={styles['change']}>
          <dt className={styles['field']}>{name}</dt>
          <dd className={styles['said']}>
            <Stretches stretches={compare(orNothing(before), orNothing(after))} />
            {files !== undefined && <Exchanged before={files.before} after={files.after} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The files that went and those that came, to be seen: by their bytes, because another one may have the same name. */
function Exchanged({ before, after }: { readonly before: readonly Media[]; readonly after: readonly Media[] }) {
  const { posts: words } = useWords()
  const without = (some: readonly Media[], others: readonly Media[]) => some.filter(({ sha256 }) => !others.some((other) => other.sha256 === sha256))
  const exchanged = [...without(before, after).map((media) => ['removed', media] as const), ...without(after, before).map((media) => ['added', media] as const)]
  if (exchanged.length === 0) return null
  return (
    <ul className={styles['files']} role="list">
      {exchanged.map(([kind, media]) => (
        <li key={media.sha256} className={styles['file']}>
          <Picture media={media} size="small" />
          <span className={styles[kind]}>{words.review.files[kind]}</span> {toldFile(media)}
        </li>
      ))}
    </ul>
  )
}

/** A national message in words, its version, and what stands in its slots, a line each. */
function useMessage(): (message: FromMessage | null) => string {
  const { posts: words } = useWords()
  return (message) => (message === null ? '' : [words.review.message(message.name, message.version), ...message.slots.filter(({ value }) => value !== '').map(({ label, value }) => `${label}: ${value}`)].join('\n'))
}

/** A part of a content in words. */
function useSaid(accounts: readonly PostAccount[]): (content: Content, field: Exclude<Field, 'kit'>) => string {
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
        return lines(content.media.map((media) => `${media.name}: ${alternative(media.alternative)}`))
      case 'source':
        return content.source === null ? '' : `${words.editor.sourceKinds[content.source.kind]}: ${content.source.reference}`
      case 'accounts':
        return lines(
          content.accounts.map((target) => {
            const account = accounts.find(({ id }) => id === target.id)
            return account === undefined ? words.networks[target.network] : `${words.networks[target.network]} · ${account.displayName} (${account.handle})`
          }),
        )
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
      default:
        return textOf(content, field, accounts)
    }
  }
}

/** The text that a field of one network, or of one account, stands for: its own or what it inherits. */
function textOf(content: Content, field: Exclude<Field, 'kit'>, accounts: readonly PostAccount[]): string {
  const of = (prefix: string) => allNetworks.find((network) => field === `${prefix}.${network}`)
  const [variant, title, thread, comment] = [of('variant'), of('title'), of('thread'), of('comment')]
  if (variant !== undefined) return textFor(content, variant)
  if (title !== undefined) return content.titles[title] ?? ''
  if (thread !== undefined) return (content.threads[thread] ?? []).join('\n\n')
  if (comment !== undefined) return content.comments[comment] ?? ''
  const target = content.accounts.find(({ id }) => field === `own.${id}`) ?? accounts.find(({ id }) => field === `own.${id}`)
  return target === undefined ? '' : textOn(content, target)
}
