import { useRef } from 'react'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Tabs } from '#renderer/ui/tabs.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import type { Network } from '#shared/accounts/network.ts'
import type { WrittenContent } from '#shared/posts/contract.ts'
import { networksOf, textFor, type CheckedContent } from '#shared/rules/content.ts'
import type { Finding } from '#shared/rules/finding.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import { Counter } from './counter.tsx'
import { FindingsList } from './findings-list.tsx'
import { useInsertPiece } from './insert-piece.tsx'
import styles from './text-editor.module.css'

export type TextTab = 'base' | Network

/** The common text and one tab per network, each saying whether it inherits or differs, with its counters and what the rules found. */
export function TextEditor({
  content,
  findings,
  rules,
  tab,
  onTab,
  onChange,
}: {
  readonly content: CheckedContent
  readonly findings: readonly Finding[]
  readonly rules: RuleSet
  readonly tab: TextTab
  readonly onTab: (tab: TextTab) => void
  readonly onChange: (part: Pick<WrittenContent, 'base'> | Pick<WrittenContent, 'variants'>) => void
}) {
  const { posts: words } = useWords()
  const area = useRef<HTMLTextAreaElement>(null)
  const networks = networksOf(content)
  const present: TextTab = tab !== 'base' && !networks.includes(tab) ? 'base' : tab
  const own = present === 'base' ? content.base : content.variants[present]
  const counted = present === 'base' ? networks.filter((network) => content.variants[network] === undefined) : [present]
  const here = findings.filter((finding) => finding.place.kind === 'text' && finding.place.network === (own === undefined ? 'base' : present))

  const write = (text: string) => {
    if (present === 'base') onChange({ base: text })
    else onChange({ variants: { ...content.variants, [present]: text } })
  }
  const inherit = (network: Network) => {
    const { [network]: _, ...others } = content.variants
    onChange({ variants: others })
  }
  const show = (start: number, end: number) => {
    area.current?.focus()
    area.current?.setSelectionRange(start, end)
  }
  const replace = (start: number, end: number, instead: string) => write((own ?? '').slice(0, start) + instead + (own ?? '').slice(end))
  const cut = (start: number, end: number) => replace(start, end, '')

  const insert = useInsertPiece(area, write)

  const panel = (
    // The key holds in the text and beside it: the element itself is no control.
    <div className={styles['panel']} onKeyDown={own === undefined ? undefined : insert.onKeyDown} role="presentation">
      {own === undefined && present !== 'base' ? (
        <>
          <div className={styles['line']}>
            <p className={styles['says']}>{words.editor.inherits(words.networks[present])}</p>
            <Button size="small" onPress={() => write(content.base)}>
              {words.editor.writeOwn(words.networks[present])}
            </Button>
          </div>
          <p className={styles['inherited']}>{content.base === '' ? words.untitled : content.base}</p>
          <Counter text={content.base} network={present} rules={rules} media={content.media} />
        </>
      ) : (
        <>
          {present !== 'base' && (
            <div className={styles['line']}>
              <p className={styles['says']}>{words.editor.differs(words.networks[present])}</p>
              <Button size="small" onPress={() => inherit(present)}>
                {words.editor.useBase}
              </Button>
            </div>
          )}
          <TextArea
            label={present === 'base' ? words.editor.baseLabel : words.editor.ownLabel(words.networks[present])}
            value={own ?? ''}
            onChange={write}
            rows={6}
            areaRef={area}
            foot={
              <span className={styles['counters']}>
                {counted.map((network) => (
                  <Counter key={network} text={textFor(content, network)} network={network} rules={rules} media={content.media} />
                ))}
              </span>
            }
          />
          <div>{insert.button}</div>
          {insert.dialog}
        </>
      )}
      <FindingsList findings={here} rules={rules} media={content.media} onShow={show} onCut={cut} onReplace={replace} />
    </div>
  )

  return (
    <Tabs
      label={words.editor.variants}
      value={present}
      onChange={onTab}
      tabs={(['base', ...networks] as const).map((value) => ({
        value,
        label: value === 'base' ? words.editor.base : `${words.networks[value]}${content.variants[value] === undefined ? '' : ` · ${words.editor.changed}`}`,
        content: value === present ? panel : undefined,
      }))}
    />
  )
}
