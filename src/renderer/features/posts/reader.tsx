import { Fragment, useMemo } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { Counter, TagsCounter } from '#renderer/content/counter.tsx'
import { FindingsList } from '#renderer/content/findings-list.tsx'
import { MediaList } from '#renderer/content/media-list.tsx'
import { useFiling } from '#renderer/content/use-filing.ts'
import { useMoment } from '#renderer/content/use-moment.ts'
import { useSpotName } from '#renderer/content/use-spot-name.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Facts } from '#renderer/ui/facts.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { entityIdOf } from '#shared/organization/office.ts'
import type { PostPage } from '#shared/posts/contract.ts'
import { check } from '#shared/rules/check.ts'
import { mediaFor, placedTexts } from '#shared/rules/content.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import { SEAL_FIGURES } from './history.tsx'
import { Preview } from './preview.tsx'
import styles from './reader.module.css'
import { MarkedText } from './marked-text.tsx'
import { useAcross } from './use-across.ts'
import { writtenOf } from './written.ts'

/**
 * A post as it stands, to be read and decided: exactly what is sealed, and what the rules say of it. `textsShown` false: its texts and files are in sight
 * elsewhere.
 */
export function Reader({ post, rules, textsShown = true }: { readonly post: PostPage; readonly rules: RuleSet; readonly textsShown?: boolean }) {
  const { posts: words, kits } = useWords()
  const format = useFormat()
  const { answer: from } = useAnswer(api.kits.ofPost, { post: post.id }, { when: post.content.kit !== null })
  const filing = useFiling()
  const { content } = post
  const now = useNow()
  const written = useMemo(() => writtenOf(content), [content])
  const across = useAcross(post, written)
  const alone = useMemo(() => check(content, rules, { now, entity: entityIdOf(post.standing.office) }), [content, rules, now, post.standing.office])
  const findings = [...alone, ...across]
  const moment = useMoment()
  const spotName = useSpotName(post.accounts)
  const texts = textsShown ? placedTexts(content) : []
  const tags = content.tags.length > 0 && texts.some(({ spot }) => spot.kind === 'tag')
  return (
    <>
      <Section level={3} title={textsShown ? words.editor.reader : words.editor.readerRest}>
        {texts.map(({ spot, text, networks }) =>
          spot.kind === 'tag' ? null : (
            <div key={JSON.stringify(spot)} className={styles['text']}>
              <div className={styles['head']}>
                <span className={styles['spot']}>{spotName(spot)}</span>
                {networks.map((network) => (
                  <Counter key={network} text={text} network={network} spot={spot} rules={rules} media={mediaFor(content.media, network)} />
                ))}
              </div>
              <MarkedText text={text} spot={spot} remarks={post.remarks} />
            </div>
          ),
        )}
        {tags && (
          <div className={styles['text']}>
            <div className={styles['head']}>
              <span className={styles['spot']}>{words.spots.tags}</span>
              <TagsCounter tags={content.tags} rules={rules} />
            </div>
            <p className={styles['words']}>
              {content.tags.map((tag, index) => (
                <Fragment key={tag}>
                  {index > 0 && ', '}
                  <MarkedText text={tag} spot={{ kind: 'tag', tag: index }} remarks={post.remarks} inline />
                </Fragment>
              ))}
            </p>
          </div>
        )}
        {textsShown && <MediaList media={content.media} describe={({ sha256 }, text) => <MarkedText text={text} spot={{ kind: 'alternative', sha256 }} remarks={post.remarks} inline />} />}
        <Facts
          facts={[
            {
              label: content.source === null ? words.editor.source : `${words.editor.source} (${words.editor.sourceKinds[content.source.kind].toLowerCase()})`,
              value: content.source?.reference,
            },
            { label: words.review.accounts, value: post.accounts.map((account) => <div key={account.id}>{`${words.networks[account.network]} · ${account.displayName} (${account.handle})`}</div>) },
            ...(content.wanted === null ? [] : [{ label: words.editor.wanted, value: moment.wanted(content.wanted) }]),
            ...(content.window === null ? [] : [{ label: words.time.window, value: moment.window(content.window) }]),
            ...(content.campaign === null ? [] : [{ label: words.history.names.campaign, value: filing.campaignName(content.campaign) }]),
            ...(content.topics.length === 0 ? [] : [{ label: words.history.names.topics, value: format.list(content.topics.map(filing.topicName)) }]),
            ...(content.labels.length === 0 ? [] : [{ label: words.history.names.labels, value: format.list(content.labels) }]),
            ...(from === null || from === undefined ? [] : [{ label: words.history.names.kit, value: kits.post.from(from.name, from.version) }]),
            { label: words.review.contributors, value: format.list(post.contributors.map((person) => person.name)) },
            { label: words.review.revision, value: String(post.revision) },
            { label: words.review.seal, value: <code title={post.seal}>{post.seal.slice(0, SEAL_FIGURES)}</code> },
          ]}
        />
      </Section>
      <Section level={3} title={words.findings.title}>
        {findings.length === 0 ? <p className={styles['none']}>{words.findings.none}</p> : <FindingsList findings={findings} rules={rules} media={content.media} accounts={post.accounts} placed />}
      </Section>
      {textsShown && (
        <Section level={3} title={words.editor.preview} description={words.preview.detail(post.revision, true)}>
          <Preview content={content} accounts={post.accounts} rules={rules} />
        </Section>
      )}
    </>
  )
}
