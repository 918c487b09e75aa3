import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { CopyButton } from '#renderer/ui/copy-button.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { writtenIn } from '#shared/hub/written.ts'
import type { PostPage, WrittenContent } from '#shared/posts/contract.ts'
import styles from './left-note.module.css'
import { dropLeft, useLeft } from './left-store.ts'

/** What the person wrote here last and could not be saved as they left: nothing typed is lost unseen. `onTake`: where it can be written on. */
export function LeftNote({ post, onTake }: { readonly post: PostPage; readonly onTake?: (content: WrittenContent) => void }) {
  const { posts } = useWords()
  const words = posts.left
  const sentence = useRefusalWords()
  const me = useMe()
  const left = useLeft(post.id)
  const copy = useAct(api.shell.copyText)
  if (left === undefined) return null
  const present = new Set(writtenIn(post.content).map(({ text }) => text))
  const texts = writtenIn(left.content).flatMap(({ text }) => (present.has(text) ? [] : [text]))
  const drop = () => dropLeft(me.id, post.id)
  return (
    <Note tone="warn" title={words.title}>
      {left.why !== undefined && <p>{sentence(left.why)}</p>}
      {texts.map((text, place) => (
        // The same text may stand in two places of a post.
        <p key={place} className={styles['text']}>
          {text}
        </p>
      ))}
      <div className={styles['acts']}>
        {onTake !== undefined && (
          <Button
            size="small"
            onPress={() => {
              onTake(left.content)
              drop()
            }}
          >
            {words.take}
          </Button>
        )}
        {texts.length > 0 && (
          <CopyButton size="small" onCopy={async () => (await copy.act({ text: texts.join('\n\n') }))?.ok === true}>
            {words.copy}
          </CopyButton>
        )}
        <Button size="small" look="quiet" onPress={drop}>
          {words.drop}
        </Button>
      </div>
    </Note>
  )
}
