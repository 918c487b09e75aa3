import { memo, type ReactNode } from 'react'
import { Picture } from '#renderer/content/picture.tsx'
import { useWords } from '#renderer/i18n/words.ts'
import { classNames } from '#renderer/ui/class-names.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { PostAccount } from '#shared/posts/contract.ts'
import type { Content } from '#shared/posts/content.ts'
import { mediaFor, textOn, type Media } from '#shared/rules/content.ts'
import { limitOf, type RuleSet } from '#shared/rules/rule-set.ts'
import { DressedText } from './dressed-text.tsx'
import styles from './preview.module.css'

/** How a network lays a post out: text over files, files over text, a film with its title, or a message in a bubble. */
const LAYOUTS = { x: 'feed', threads: 'feed', facebook: 'feed', instagram: 'photo', tiktok: 'photo', youtube: 'film', telegram: 'bubble', whatsapp: 'bubble' } as const satisfies Record<Network, string>

/** What a kept revision will look like on each account, roughly: its texts in their order, their breaks, and its files. */
export const Preview = memo(function Preview({ content, accounts, rules }: { readonly content: Content; readonly accounts: readonly PostAccount[]; readonly rules: RuleSet }) {
  const { posts: words } = useWords()
  if (accounts.length === 0) return <p className={styles['none']}>{words.preview.none}</p>
  return (
    <div className={styles['previews']}>
      {accounts.map((account) => (
        <OnAccount key={account.id} content={content} account={account} rules={rules} />
      ))}
    </div>
  )
})

function OnAccount({ content, account, rules }: { readonly content: Content; readonly account: PostAccount; readonly rules: RuleSet }) {
  const { posts: words } = useWords()
  const { network, displayName, handle } = account
  const media = mediaFor(content.media, network)
  const name = displayName === '' ? handle : displayName
  const text = <Words text={textOn(content, account)} network={network} />
  const files = <Files media={media} network={network} rules={rules} />
  const title = content.titles[network]
  const heading = title === undefined ? null : <p className={styles['title']}>{title}</p>
  const layout = LAYOUTS[network]
  return (
    <article className={styles['preview']} aria-label={`${words.networks[network]} · ${name}`}>
      <p className={styles['network']}>{words.networks[network]}</p>
      <div className={classNames(styles['card'], styles[layout])}>
        {layout === 'film' ? (
          <>
            {files}
            {heading}
            <Author name={name} handle={handle} />
            {text}
            {content.tags.length > 0 && <p className={styles['tags']}>{words.preview.tags(content.tags.join(', '))}</p>}
          </>
        ) : layout === 'photo' ? (
          <>
            <Author name={name} handle={handle} />
            {files}
            {heading}
            {text}
          </>
        ) : layout === 'bubble' ? (
          <>
            <Author name={name} handle={handle} />
            <div className={styles['message']}>
              {files}
              {text}
            </div>
          </>
        ) : (
          <>
            <Author name={name} handle={handle} />
            {text}
            {files}
          </>
        )}
        {(content.threads[network] ?? []).map((part, index) => (
          // A part has no identity but its place.
          <div key={`${network}-${index}`} className={styles['part']}>
            <Author name={name} handle={handle} />
            <Words text={part} network={network} />
          </div>
        ))}
        {content.comments[network] !== undefined && (
          <div className={styles['comment']}>
            <p className={styles['says']}>{words.preview.comment}</p>
            <Author name={name} handle={handle} />
            <Words text={content.comments[network]} network={network} />
          </div>
        )}
      </div>
    </article>
  )
}

function Author({ name, handle }: { readonly name: string; readonly handle: string }): ReactNode {
  return (
    <p className={styles['author']}>
      <span className={styles['avatar']} aria-hidden="true">
        {[...name][0]?.toUpperCase()}
      </span>
      <span className={styles['name']}>{name}</span>
      {handle !== name && <span className={styles['handle']}>{handle}</span>}
    </p>
  )
}

function Words({ text, network }: { readonly text: string; readonly network: Network }) {
  const { posts: words } = useWords()
  return <p className={styles['text']}>{text === '' ? <span className={styles['none']}>{words.untitled}</span> : <DressedText text={text} network={network} />}</p>
}

function Files({ media, network, rules }: { readonly media: readonly Media[]; readonly network: Network; readonly rules: RuleSet }) {
  const { posts: words } = useWords()
  if (media.length === 0) return limitOf(rules, network, 'media-least') === undefined ? null : <div className={styles['lacks']}>{words.preview.lacks}</div>
  return (
    <div className={classNames(styles['files'], styles[`of-${Math.min(media.length, 4)}`])}>
      {media.map((one) => (
        <Picture key={one.sha256} media={one} size="large" />
      ))}
    </div>
  )
}
