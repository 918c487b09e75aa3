import { memo, useState, type ReactNode } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { StaysHere } from '#renderer/bridge/stays-here.tsx'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { AttachIcon } from '#renderer/ui/icons.ts'
import { Menu } from '#renderer/ui/menu.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import type { Network } from '#shared/accounts/network.ts'
import type { Attached } from '#shared/posts/contract.ts'
import type { Alternative, Media } from '#shared/rules/content.ts'
import styles from './media-field.module.css'
import { Picture } from './picture.tsx'

/** The files of a post, in order, each with what it says to whoever does not see it. */
export const MediaField = memo(function MediaField({
  media,
  networks,
  onChange,
}: {
  readonly media: readonly Media[]
  /** The networks that the post is for. */
  readonly networks: readonly Network[]
  readonly onChange: (media: readonly Media[]) => void
}) {
  const { posts: words } = useWords()
  const { act, busy, refusal } = useAct(api.posts.attach)
  /** Why some of the files that were chosen last are not here. */
  const [refused, setRefused] = useState<Attached['refused']>([])
  const attach = async () => {
    const chosen = await act({ title: words.editor.attachTitle })
    if (chosen?.ok !== true) return
    setRefused(chosen.value.refused)
    const added = chosen.value.media.filter((one) => !media.some((other) => other.sha256 === one.sha256))
    if (added.length > 0) onChange([...media, ...added])
  }
  const put = (index: number, next: Media) => onChange(media.map((one, at) => (at === index ? next : one)))
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
                networks={networks}
                onAlternative={(alternative) => put(index, { ...one, alternative })}
                onNetworks={(chosen) => {
                  const { networks: _, ...everywhere } = one
                  put(index, chosen === undefined ? everywhere : { ...everywhere, networks: chosen })
                }}
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
      {[...(refusal === undefined ? [] : [refusal]), ...refused].map((one, index) => (
        <RefusalNote key={index} refusal={one} />
      ))}
      <div>
        <Button icon={<AttachIcon />} busy={busy} onPress={() => void attach()}>
          {words.editor.attach}
        </Button>
      </div>
    </>
  )
})

function File({
  media,
  networks,
  onAlternative,
  onNetworks,
  menu,
}: {
  readonly media: Media
  readonly networks: readonly Network[]
  readonly onAlternative: (alternative: Alternative) => void
  /** Undefined: it goes to all. */
  readonly onNetworks: (chosen: readonly Network[] | undefined) => void
  readonly menu: ReactNode
}) {
  const { posts: words } = useWords()
  const measures = useMeasures(media)
  const { alternative } = media
  const decorative = alternative.kind === 'decorative'
  const goes = networks.filter((network) => media.networks === undefined || media.networks.includes(network))
  const choose = (network: Network, chosen: boolean) => {
    const next = networks.filter((one) => (one === network ? chosen : goes.includes(one)))
    onNetworks(next.length === networks.length ? undefined : next)
  }
  return (
    <>
      <Picture media={media} size="small" />
      <div className={styles['words']}>
        <div className={styles['head']}>
          <span className={styles['name']} title={media.name}>
            {media.name}
          </span>
          <span className={styles['size']}>{measures}</span>
          {menu}
        </div>
        <StaysHere size={media.size} />
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
        {networks.length > 1 && (
          <fieldset className={styles['networks']}>
            <legend className={styles['legend']}>{words.editor.goesTo}</legend>
            {networks.map((network) => (
              <Checkbox key={network} label={words.networks[network]} value={goes.includes(network)} onChange={(chosen) => choose(network, chosen)} />
            ))}
          </fieldset>
        )}
      </div>
    </>
  )
}

/** What was read from the file's own bytes: its size, its pixels, and how long a film lasts. */
function useMeasures({ size, shape, seconds }: Media): string {
  const format = useFormat()
  return [format.size(size), shape === undefined ? '' : `${shape.width} × ${shape.height}`, seconds === undefined ? '' : format.span(seconds * 1000)].filter(Boolean).join(' · ')
}
