import { useCallback, useMemo, useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { FindingsList } from '#renderer/content/findings-list.tsx'
import { MediaField } from '#renderer/content/media-field.tsx'
import { SourceField } from '#renderer/content/source-field.tsx'
import { TextEditor, type TextTab } from '#renderer/content/text-editor.tsx'
import { CHECK_LONGEST, CHECK_PAUSE, useSettled } from '#renderer/content/use-settled.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { compose } from '#shared/kits/compose.ts'
import { entityIdOf } from '#shared/organization/office.ts'
import type { PostPage, WrittenContent } from '#shared/posts/contract.ts'
import { check } from '#shared/rules/check.ts'
import { networksOf } from '#shared/rules/content.ts'
import { isInText } from '#shared/rules/finding.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import { AccountsField } from './accounts-field.tsx'
import styles from './editor.module.css'
import { FilingField } from './filing-field.tsx'
import { LeftNote } from './left-note.tsx'
import { KitSlots } from './kit-slots.tsx'
import { Preview } from './preview.tsx'
import { SubmitBar } from './submit-bar.tsx'
import { useAcross } from './use-across.ts'
import { useEditor } from './use-editor.ts'
import { TimeField } from './time-field.tsx'
import { contentOf, targetsOf } from './written.ts'

/** A message that is not known yet has no title. */
const NO_TITLES = {}

/** A post being written, with what the rules say of it beside it. */
export function Editor({ post, rules }: { readonly post: PostPage; readonly rules: RuleSet }) {
  const { posts: words, ui } = useWords()
  const editing = useEditor(post)
  const { answer: kit } = useAnswer(api.kits.ofPost, { post: post.id }, { when: post.content.kit !== null })
  const now = useNow()
  const { answer: choosable } = useAnswer(api.posts.accounts, {})
  const [tab, setTab] = useState<TextTab>('base')
  const accounts = useMemo(() => {
    const own = choosable ?? []
    return [...own, ...post.accounts.filter((account) => !own.some((one) => one.id === account.id))]
  }, [choosable, post.accounts])
  const networkOf = useMemo(() => new Map(accounts.map((account) => [account.id, account.network])), [accounts])
  const checked = useMemo(() => contentOf(editing.content, networkOf), [editing.content, networkOf])
  const settled = useSettled(checked, CHECK_PAUSE, CHECK_LONGEST)
  const across = useAcross(post, editing.content)
  const alone = useMemo(() => check(settled, rules, { now, entity: entityIdOf(post.standing.office) }), [settled, rules, now, post.standing.office])
  const findings = useMemo(() => [...alone, ...across], [alone, across])
  const checking = useMemo(() => ({ content: checked, findings, rules }), [checked, findings, rules])
  const { content, change, latest, refusal } = editing
  // What the parts below the text are given stays the same while only the text changes: they are not drawn again for each key.
  const networks = useMemo(() => networksOf({ accounts: targetsOf(content.accounts, networkOf) }), [content.accounts, networkOf])
  const time = useMemo(() => ({ wanted: content.wanted, window: content.window }), [content.wanted, content.window])
  const filing = useMemo(() => ({ campaign: content.campaign, topics: content.topics, labels: content.labels }), [content.campaign, content.topics, content.labels])
  const changeMedia = useCallback((media: WrittenContent['media']) => change({ media }), [change])
  const changeSource = useCallback((source: WrittenContent['source']) => change({ source }), [change])
  const changeAccounts = useCallback(
    (accounts: WrittenContent['accounts']) => {
      const { kit: from, media } = latest()
      // What a message has for a network stands in the post as soon as an account of it is chosen.
      change({ accounts, ...(from === null || kit === undefined || kit === null ? {} : compose(kit.kit, from.slots, media)) })
    },
    [change, latest, kit],
  )
  const inText = findings.filter(({ place }) => isInText(place))
  const inMedia = findings.filter((finding) => finding.place.kind === 'media' || finding.place.kind === 'alternative')

  return (
    <div className={styles['editor']}>
      <LeftNote post={post} onTake={change} />
      {refusal?.code === 'posts/changed-since' ? (
        <Note
          tone="danger"
          live
          action={
            <Button size="small" onPress={editing.reload}>
              {words.editor.loadNew}
            </Button>
          }
        >
          {words.editor.conflict}
        </Note>
      ) : (
        refusal !== undefined && <RefusalNote refusal={refusal} />
      )}
      {content.kit !== null ? (
        kit === undefined || kit === null ? (
          <p role="status">{ui.loading}</p>
        ) : (
          <>
            <KitSlots post={post} kit={kit} content={content} onChange={change} onRenew={editing.save} />
            {inText.length + inMedia.length > 0 && (
              <Section level={3} title={words.findings.title}>
                <FindingsList findings={[...inText, ...inMedia]} rules={rules} media={content.media} accounts={post.accounts} placed />
              </Section>
            )}
          </>
        )
      ) : (
        <>
      <Section level={3} title={words.editor.text} description={words.editor.textDetail}>
        <TextEditor checking={checking} accounts={accounts} tab={tab} onTab={setTab} onChange={change} />
      </Section>
      <Section level={3} title={words.editor.media} description={words.editor.mediaDetail}>
        <MediaField media={content.media} networks={networks} onChange={changeMedia} />
        <FindingsList findings={inMedia} rules={rules} media={content.media} />
      </Section>
        </>
      )}
      <div className={styles['pair']}>
        <Section level={3} title={words.editor.source} description={words.editor.sourceDetail}>
          {content.kit === null ? (
            <SourceField source={content.source} onChange={changeSource} />
          ) : (
            content.source !== null && <Facts facts={[{ label: words.editor.sourceKinds[content.source.kind], value: content.source.reference }]} />
          )}
          <FindingsList findings={findings.filter((finding) => finding.place.kind === 'source')} rules={rules} media={content.media} />
        </Section>
        <Section level={3} title={words.editor.accounts} description={words.editor.accountsDetail}>
          <AccountsField accounts={accounts} chosen={content.accounts} titles={content.kit === null ? undefined : (kit?.kit.titles ?? NO_TITLES)} onChange={changeAccounts} />
          <FindingsList findings={findings.filter((finding) => finding.place.kind === 'accounts')} rules={rules} media={content.media} />
        </Section>
      </div>
      <Section level={3} title={words.editor.wanted} description={words.editor.wantedDetail}>
        <TimeField content={time} left={post.left} calendar={post.calendar} onChange={change} />
        <FindingsList findings={findings.filter((finding) => finding.place.kind === 'time')} rules={rules} media={content.media} />
      </Section>
      <Section level={3} title={words.editor.filing} description={words.editor.filingDetail}>
        <FilingField content={filing} locked={content.kit !== null} onChange={change} />
      </Section>
      <Section level={3} title={words.editor.preview} description={words.preview.detail(post.revision, editing.state === 'saved')}>
        <Preview content={post.content} accounts={post.accounts} rules={rules} />
      </Section>
      <SubmitBar post={post} editing={editing} findings={findings} />
    </div>
  )
}
