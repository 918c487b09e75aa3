import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { PlusIcon } from '#renderer/ui/icons.ts'
import { Menu } from '#renderer/ui/menu.tsx'
import type { Network } from '#shared/accounts/network.ts'
import { dividedText } from '#shared/posts/thread.ts'
import { measure } from '#shared/rules/measure.ts'
import { textLimitOf } from '#shared/rules/rule-set.ts'
import { asWritten, SpotField, type Checking } from './spot-field.tsx'
import styles from './thread-field.module.css'

/** The parts that follow a network's text, each with its own counter; a text that is too long is divided at a press. */
export function ThreadField({
  checking,
  network,
  text,
  onText,
  onParts,
}: {
  readonly checking: Checking
  readonly network: Network
  /** What the network gets as its first part. */
  readonly text: string
  /** Puts a first part and those that follow. */
  readonly onText: (first: string, parts: readonly string[]) => void
  readonly onParts: (parts: readonly string[]) => void
}) {
  const { posts: words } = useWords()
  const { content, rules, counted = asWritten } = checking
  const parts = content.threads[network] ?? []
  const limit = textLimitOf(rules, network, [])
  const fits = (part: string) => limit === undefined || measure(limit.unit, counted(part)) <= limit.limit
  const put = (index: number, part: string) => onParts(parts.map((one, at) => (at === index ? part : one)))
  const move = (index: number, to: number) => onParts(parts.toSpliced(index, 1).toSpliced(to, 0, parts[index] ?? ''))
  const divide = () => {
    const [first = '', ...rest] = dividedText(text, fits)
    onText(first, [...rest, ...parts])
  }
  return (
    <div className={styles['thread']}>
      {parts.map((part, index) => (
        <SpotField
          // A part has no identity but its place.
          key={`${network}-${index}`}
          checking={checking}
          spot={{ kind: 'part', network, part: index }}
          label={words.editor.part(index + 2, parts.length + 1)}
          value={part}
          onChange={(next) => put(index, next)}
          networks={[network]}
          rows={3}
          acts={
            <Menu
              small
              items={[
                ...(index > 0 ? [{ id: 'earlier', label: words.editor.earlier, onPress: () => move(index, index - 1) }] : []),
                ...(index < parts.length - 1 ? [{ id: 'later', label: words.editor.later, onPress: () => move(index, index + 1) }] : []),
                { id: 'remove', label: words.editor.removePart, danger: true, onPress: () => onParts(parts.toSpliced(index, 1)) },
              ]}
            />
          }
        />
      ))}
      <div className={styles['acts']}>
        <Button size="small" icon={<PlusIcon />} onPress={() => onParts([...parts, ''])}>
          {words.editor.addPart}
        </Button>
        {!fits(text) && (
          <Button size="small" onPress={divide}>
            {words.editor.divide}
          </Button>
        )}
      </div>
    </div>
  )
}
