import type { ReactNode } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { AttachIcon } from '#renderer/ui/icons.ts'
import { Menu } from '#renderer/ui/menu.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import type { Alternative, Media } from '#shared/rules/content.ts'
import styles from './media-field.module.css'
import { Picture } from './picture.tsx'

/** The files of a post, in order, each with what it says to whoever does not see it. */
export function MediaField({ media, onChange }: { readonly media: readonly Media[]; readonly onChange: (media: readonly Media[]) => void }) {
  const { posts: words } = useWords()
  const { act, busy, refusal } = useAct(api.posts.attach)
  const attach = async () => {
    const chosen = await act({ title: words.editor.attachTitle })
    if (chosen?.ok !== true) return
    const added = chosen.value.media.filter((one) => !media.some((other) => other.sha256 === one.sha256))
    if (added.length > 0) onChange([...media, ...added])
  }
  const put = (index: number, alternative: Alternative) => onChange(media.map((one, at) => (at === index ? { ...one, alternative } : one)))
  const move = (index: number, to: number) => {
    const one = media[index]
    if (one !== undefined) onChange(media.toSpliced(index, 1).toSpliced(to, 0, one))
  }
  return (
    <>
      {media.length > 0 && (
        <ol className={styles['media']} role="list">
          {media.map((one, index) => (
            <li key={one.sha256} className={styles['item']}>
              <File
                media={one}
                onAlternative={(alternative) => put(index, alternative)}
                menu={
                  <Menu
                    small
                    items={[
                      ...(index > 0 ? [{ id: 'earlier', label: words.editor.earlier, onPress: () => move(index, index - 1) }] : []),
                      ...(index < media.length - 1 ? [{ id: 'later', label: words.editor.later, onPress: () => move(index, index + 1) }] : []),
                      { id: 'remove', label: words.editor.remove, danger: true, onPress: () => onChange(media.toSpliced(index, 1)) },
                    ]}
                  />
                }
              />
            </li>
          ))}
        </ol>
      )}
      {refusal !== undefined && <RefusalNote refusal={refusal} />}
      <div>
        <Button icon={<AttachIcon />} busy={busy} onPress={() => void attach()}>
          {words.editor.attach}
        </Button>
      </div>
    </>
  )
}

function File({ media, onAlternative, menu }: { readonly media: Media; readonly onAlternative: (alternative: Alternative) => void; readonly menu: ReactNode }) {
  const { posts: words } = useWords()
  const format = useFormat()
  const { alternative } = media
  const decorative = alternative.kind === 'decorative'
  return (
    <>
      <Picture media={media} size="small" />
      <div className={styles['words']}>
        <div className={styles['head']}>
          <span className={styles['name']} title={media.name}>
            {media.name}
          </span>
          <span className={styles['size']}>{format.size(media.size)}</span>
          {menu}
        </div>
        {decorative ? (
          <TextField label={words.editor.decorativeReason} value={alternative.reason} onChange={(reason) => onAlternative({ kind: 'decorative', reason })} spellCheck />
        ) : (
          <TextArea
            label={words.editor.alternative}
            hint={words.editor.alternativeHint}
            rows={2}
            value={alternative.kind === 'text' ? alternative.text : ''}
            onChange={(text) => onAlternative(text === '' ? { kind: 'missing' } : { kind: 'text', text })}
          />
        )}
        <Checkbox
          label={words.editor.decorative}
          value={decorative}
          onChange={(checked) => onAlternative(checked ? { kind: 'decorative', reason: '' } : { kind: 'missing' })}
        />
      </div>
    </>
  )
}
