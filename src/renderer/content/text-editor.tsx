import { useCallback } from 'react'
import { useWords } from '#renderer/i18n/words.ts'
import { Tabs } from '#renderer/ui/tabs.tsx'
import type { Network } from '#shared/accounts/network.ts'
import type { PostAccount } from '#shared/posts/contract.ts'
import type { Content } from '#shared/posts/content.ts'
import { isTextUsed, networksOf } from '#shared/rules/content.ts'
import type { Spot } from '#shared/rules/spot.ts'
import { NetworkTexts, type OwnTexts } from './network-texts.tsx'
import { SpotField, type Checking } from './spot-field.tsx'
import styles from './text-editor.module.css'

export type TextTab = 'base' | Network

const COMMON: Spot = { kind: 'text', network: 'base' }

/** The common text and one tab per network, each saying whether it inherits or differs, with its counters and what the rules found. */
export function TextEditor({
  checking,
  accounts,
  tab,
  onTab,
  onChange,
}: {
  readonly checking: Checking
  /** The accounts it may be for, with their names. */
  readonly accounts: readonly PostAccount[]
  readonly tab: TextTab
  readonly onTab: (tab: TextTab) => void
  readonly onChange: (part: Partial<OwnTexts>) => void
}) {
  const { posts: words } = useWords()
  const { content } = checking
  const changeBase = useCallback((base: string) => onChange({ base }), [onChange])
  const networks = networksOf(content)
  const present: TextTab = tab !== 'base' && !networks.includes(tab) ? 'base' : tab
  const panel = (
    <div className={styles['panel']}>
      {present === 'base' ? (
        <SpotField
          checking={checking}
          spot={COMMON}
          label={words.editor.baseLabel}
          value={content.base}
          onChange={changeBase}
          networks={networks.filter((network) => content.variants[network] === undefined && isTextUsed(content, network))}
          rows={6}
        />
      ) : (
        <NetworkTexts key={present} checking={checking} network={present} accounts={accounts.filter((account) => account.network === present && content.accounts.some(({ id }) => id === account.id))} onChange={onChange} />
      )}
    </div>
  )
  return (
    <Tabs
      label={words.editor.variants}
      value={present}
      onChange={onTab}
      tabs={(['base', ...networks] as const).map((value) => ({
        value,
        label: value === 'base' ? words.editor.base : [words.networks[value], ...marksOf(content, value, words.editor)].join(' · '),
        content: value === present ? panel : undefined,
      }))}
    />
  )
}

/** What a network has of its own, in a word or two each. */
function marksOf(content: Content, network: Network, words: { readonly changed: string; readonly partsMark: (count: number) => string }): readonly string[] {
  const differs = content.variants[network] !== undefined || content.accounts.some((account) => account.network === network && content.own[account.id] !== undefined)
  const parts = content.threads[network]?.length ?? 0
  return [...(differs ? [words.changed] : []), ...(parts > 0 ? [words.partsMark(parts + 1)] : [])]
}
