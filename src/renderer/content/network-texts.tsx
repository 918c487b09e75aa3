import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { PlusIcon } from '#renderer/ui/icons.ts'
import type { Network } from '#shared/accounts/network.ts'
import type { PostAccount } from '#shared/posts/contract.ts'
import { hasComment, hasThread, isTextUsed, mediaFor, textFor, type Texts } from '#shared/rules/content.ts'
import { AccountTexts } from './account-texts.tsx'
import { Counter, TagsCounter } from './counter.tsx'
import { FindingsList } from './findings-list.tsx'
import { asWritten, SpotField, type Checking } from './spot-field.tsx'
import styles from './text-editor.module.css'
import { ThreadField } from './thread-field.tsx'
import { WordsField } from './words-field.tsx'

/** The texts of a content, each its own. */
export type OwnTexts = Required<Texts>

/** Everything that one network gets as text, in the order in which it shows it: title, text, the accounts' own, thread, tags, first comment. */
export function NetworkTexts({
  checking,
  network,
  accounts,
  onChange,
}: {
  readonly checking: Checking
  readonly network: Network
  /** The chosen accounts of the network. */
  readonly accounts: readonly PostAccount[]
  readonly onChange: (part: Partial<OwnTexts>) => void
}) {
  const { posts: words } = useWords()
  const { content, findings, rules, counted = asWritten } = checking
  const name = words.networks[network]
  const media = mediaFor(content.media, network)
  const own = content.variants[network]
  const comment = content.comments[network]
  // TikTok asks for a title with photos only.
  const titled = network === 'youtube' || (network === 'tiktok' && (content.titles.tiktok !== undefined || media.some((one) => one.mime.startsWith('image/'))))
  const write = (text: string) => onChange({ variants: { ...content.variants, [network]: text } })
  const without = <T,>(texts: Readonly<Partial<Record<Network, T>>>) => {
    const { [network]: _, ...others } = texts
    return others
  }
  return (
    <>
      {titled && (
        <SpotField
          checking={checking}
          spot={{ kind: 'title', network }}
          label={words.spots.title(name)}
          value={content.titles[network] ?? ''}
          onChange={(title) => onChange({ titles: { ...content.titles, [network]: title } })}
          networks={[network]}
          rows={1}
        />
      )}
      {!isTextUsed(content, network) ? (
        <p className={styles['says']}>{words.editor.unused(name)}</p>
      ) : own === undefined ? (
        <>
          <div className={styles['line']}>
            <p className={styles['says']}>{words.editor.inherits(name)}</p>
            <Button size="small" onPress={() => write(content.base)}>
              {words.editor.writeOwn(name)}
            </Button>
          </div>
          <p className={styles['inherited']}>{content.base === '' ? words.untitled : content.base}</p>
          <span className={styles['end']}>
            <Counter text={counted(content.base)} network={network} rules={rules} media={media} />
          </span>
          <FindingsList findings={findings.filter(({ place }) => place.kind === 'text' && place.network === 'base')} rules={rules} media={content.media} />
        </>
      ) : (
        <>
          <div className={styles['line']}>
            <p className={styles['says']}>{words.editor.differs(name)}</p>
            <Button size="small" onPress={() => onChange({ variants: without(content.variants) })}>
              {words.editor.useBase}
            </Button>
          </div>
          <SpotField checking={checking} spot={{ kind: 'text', network }} label={words.editor.ownLabel(name)} value={own} onChange={write} networks={[network]} rows={6} />
        </>
      )}
      {/* Of one account alone too: its own text is what goes out. */}
      {(accounts.length > 1 || accounts.some(({ id }) => content.own[id] !== undefined)) && <AccountTexts checking={checking} network={network} accounts={accounts} onChange={(texts) => onChange({ own: texts })} />}
      {hasThread(network) && (
        <ThreadField
          checking={checking}
          network={network}
          text={textFor(content, network)}
          onText={(first, parts) => onChange({ variants: { ...content.variants, [network]: first }, threads: { ...content.threads, [network]: parts } })}
          onParts={(parts) => onChange({ threads: { ...content.threads, [network]: parts } })}
        />
      )}
      {network === 'youtube' && (
        <div>
          <WordsField name="tags" label={words.spots.tags} hint={words.editor.tagsHint} value={content.tags} onChange={(tags) => onChange({ tags })} />
          <span className={styles['end']}>
            <TagsCounter tags={content.tags.map(counted)} rules={rules} />
          </span>
          <FindingsList findings={findings.filter(({ place }) => place.kind === 'tag')} rules={rules} media={content.media} />
        </div>
      )}
      {hasComment(network) &&
        (comment === undefined ? (
          <div>
            <Button size="small" icon={<PlusIcon />} onPress={() => onChange({ comments: { ...content.comments, [network]: '' } })}>
              {words.editor.addComment}
            </Button>
          </div>
        ) : (
          <SpotField
            checking={checking}
            spot={{ kind: 'comment', network }}
            label={words.spots.comment(name)}
            hint={words.editor.commentHint}
            value={comment}
            onChange={(text) => onChange({ comments: { ...content.comments, [network]: text } })}
            networks={[network]}
            rows={3}
            acts={
              <Button size="small" look="quiet" onPress={() => onChange({ comments: without(content.comments) })}>
                {words.editor.remove}
              </Button>
            }
          />
        ))}
    </>
  )
}
