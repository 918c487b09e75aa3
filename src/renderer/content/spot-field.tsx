import { useMemo, useRef, type ReactNode } from 'react'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import type { Network } from '#shared/accounts/network.ts'
import { never } from '#shared/kernel/never.ts'
import type { Content } from '#shared/posts/content.ts'
import { mediaFor } from '#shared/rules/content.ts'
import { isInText, type Finding } from '#shared/rules/finding.ts'
import type { RuleSet } from '#shared/rules/rule-set.ts'
import { isSameSpot, type Spot } from '#shared/rules/spot.ts'
import { Counter } from './counter.tsx'
import { FindingsList } from './findings-list.tsx'
import { useInsertPiece } from './insert-piece.tsx'
import styles from './spot-field.module.css'

/** What every field of the texts needs to say what the rules find and how long a text is. */
export type Checking = {
  readonly content: Content
  readonly findings: readonly Finding[]
  readonly rules: RuleSet
  /** A text as it is counted, where that is not what is written: a national message's, whose slots stand in it as marks. */
  readonly counted?: (text: string) => string
}

/** One of a post's texts: its field, its counters, and what the rules found in it, which can be shown, cut or replaced in place. */
export function SpotField({
  checking: { content, findings, rules, counted = asWritten },
  spot,
  label,
  hint,
  value,
  onChange,
  networks,
  rows,
  acts,
}: {
  readonly checking: Checking
  readonly spot: Spot
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly onChange: (text: string) => void
  /** The networks that get it here: one counter each. */
  readonly networks: readonly Network[]
  /** Lines of the field; 1: a line that has no breaks. */
  readonly rows: number
  /** Beside the label. */
  readonly acts?: ReactNode
}) {
  const area = useRef<HTMLTextAreaElement>(null)
  const insert = useInsertPiece(area, onChange)
  const line = useRef<HTMLInputElement>(null)
  const found = useMemo(() => {
    const field = () => area.current ?? line.current
    const replace = (start: number, end: number, instead: string) => {
      const text = field()?.value ?? ''
      onChange(text.slice(0, start) + instead + text.slice(end))
    }
    return (
      <FindingsList
        findings={findings.filter(({ place }) => isInText(place) && isSameSpot(place, spot))}
        rules={rules}
        media={content.media}
        onShow={(start, end) => {
          field()?.focus()
          field()?.setSelectionRange(start, end)
        }}
        onCut={(start, end) => replace(start, end, '')}
        onReplace={replace}
      />
    )
  }, [findings, spot, rules, content.media, onChange])
  const counters = (
    <span className={styles['counters']}>
      {networks.map((network) => (
        <Counter key={network} text={counted(value)} network={network} spot={spot} rules={rules} media={mediaFor(content.media, network)} />
      ))}
    </span>
  )
  return (
    // The key holds in the text and beside it: the element itself is no control.
    <div className={styles['spot']} onKeyDown={rows === 1 ? undefined : insert.onKeyDown} role="presentation">
      {acts !== undefined && <div className={styles['acts']}>{acts}</div>}
      {rows === 1 ? (
        <>
          <TextField label={label} name={fieldOf(spot)} hint={hint} value={value} onChange={onChange} inputRef={line} spellCheck />
          {counters}
        </>
      ) : (
        <TextArea label={label} name={fieldOf(spot)} hint={hint} value={value} onChange={onChange} rows={rows} areaRef={area} foot={counters} />
      )}
      {spot.kind === 'text' && <div>{insert.button}</div>}
      {insert.dialog}
      {found}
    </div>
  )
}

/** A text that is counted as it is written. */
export const asWritten = (text: string): string => text

/** The path of a text in what is sent: a refusal's words stand beside the field of that name. */
function fieldOf(spot: Spot): string {
  switch (spot.kind) {
    case 'text':
      return spot.network === 'base' ? 'base' : `variants.${spot.network}`
    case 'own':
      return `own.${spot.account}`
    case 'part':
      return `threads.${spot.network}.${spot.part}`
    case 'comment':
      return `comments.${spot.network}`
    case 'title':
      return `titles.${spot.network}`
    case 'tag':
      return 'tags'
    default:
      return never(spot)
  }
}
