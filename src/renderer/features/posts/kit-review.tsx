import { useState } from 'react'
import { KitTexts } from '#renderer/content/kit-texts.tsx'
import { MediaList } from '#renderer/content/media-list.tsx'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { slotValue } from '#shared/kits/compose.ts'
import type { KitOfPost } from '#shared/kits/contract.ts'
import { slotWords } from '#shared/kits/slot.ts'
import type { PostPage } from '#shared/posts/contract.ts'
import { networksOf } from '#shared/rules/content.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import { MarkedText } from './marked-text.tsx'
import { Reader } from './reader.tsx'

/**
 * A post of a national message in front of a reviewer: what the office wrote and chose, and what the rules say of all of it; the locked texts are covered by
 * the message's own approval. Only where the post is exactly what message and slots make: any other is shown whole, with a warning.
 */
export function KitReview({ post, kit: from, rules }: { readonly post: PostPage; readonly kit: KitOfPost; readonly rules: RuleSet }) {
  const { kits } = useWords()
  const words = kits.post
  const [whole, setWhole] = useState(false)
  if (!from.exact) {
    return (
      <>
        <Note tone="danger">{words.notExact}</Note>
        <Reader post={post} rules={rules} />
      </>
    )
  }
  const values = post.content.kit?.slots ?? {}
  const photos = from.kit.slots.filter(({ kind }) => kind === 'photo').flatMap(({ id }) => post.content.media.filter(({ sha256 }) => sha256 === slotValue(values, id)))
  return (
    <>
      <Note tone="info">{words.locked(from.name, from.version, from.by)}</Note>
      {from.newest !== from.version && <Note tone="warn">{from.newest === null ? words.outdatedNone : words.outdated(from.newest)}</Note>}
      <Section
        level={3}
        title={words.reviewTitle}
        actions={
          <Button size="small" onPress={() => setWhole(!whole)}>
            {whole ? words.wholeHide : words.whole}
          </Button>
        }
      >
        <Facts
          facts={from.kit.slots
            .filter(({ kind }) => kind !== 'photo')
            .map((slot) => ({ label: slot.label, value: slotValue(values, slot.id) === '' ? words.empty : slotWords(slot, slotValue(values, slot.id)) }))}
        />
        <MediaList media={photos} describe={({ sha256 }, text) => <MarkedText text={text} spot={{ kind: 'alternative', sha256 }} remarks={post.remarks} inline />} />
      </Section>
      {!whole && (
        <Section level={3} title={words.lockedTitle} description={words.lockedDetail}>
          <KitTexts kit={from.kit} values={values} networks={networksOf(post.content)} />
          <MediaList media={from.kit.media} />
        </Section>
      )}
      <Reader post={post} rules={rules} textsShown={whole} />
    </>
  )
}
