import { createContext, memo, type ReactNode, useContext, useLayoutEffect, useRef } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'
import styles from './tabs.module.css'

export type TabOf<V extends string> = {
  readonly value: V
  readonly label: string
  /** After the label: how many there are. */
  readonly count?: number
  readonly content?: ReactNode
}

/** Parts of one thing, one in sight. Arrow keys move; the choice is the caller's to keep (in the route, for instance). */
export function Tabs<V extends string>({
  label,
  value,
  onChange,
  tabs,
}: {
  readonly label: string
  readonly value: V
  readonly onChange: (value: V) => void
  readonly tabs: readonly TabOf<V>[]
}) {
  const choose = useRef<(key: string) => void>(undefined)
  useLayoutEffect(() => {
    choose.current = (key) => {
      const next = tabs.find((tab) => tab.value === key)
      if (next !== undefined && next.value !== value) onChange(next.value)
    }
  })
  return (
    <Contents value={tabs}>
      <Frame label={label} value={value} tabs={tabs} choose={choose} />
    </Contents>
  )
}

/** What each part holds now. */
const Contents = createContext<readonly TabOf<string>[]>([])

function Content({ of }: { readonly of: string }) {
  return useContext(Contents).find(({ value }) => value === of)?.content
}

type FrameProps = {
  readonly label: string
  readonly value: string
  readonly tabs: readonly TabOf<string>[]
  /** What a choice does at the moment. */
  readonly choose: { readonly current: ((key: string) => void) | undefined }
}

/**
 * The tabs and their panels. react-aria makes its collection anew and looks for what can be tabbed to whenever they are drawn, half of what a key costs in a field
 * of a part: so they are drawn only when they say something else, and what they hold comes past them.
 */
const Frame = memo(
  function Frame({ label, value, tabs, choose }: FrameProps) {
    return (
      <AriaTabs className={styles['tabs'] ?? ''} selectedKey={value} onSelectionChange={(key) => choose.current?.(String(key))}>
        <TabList aria-label={label} className={styles['list'] ?? ''}>
          {tabs.map((tab) => (
            <Tab key={tab.value} id={tab.value} className={styles['tab'] ?? ''}>
              {tab.label}
              {tab.count !== undefined && <span className={styles['count']}>{tab.count}</span>}
            </Tab>
          ))}
        </TabList>
        {tabs.map((tab) => (
          <TabPanel key={tab.value} id={tab.value} className={styles['panel'] ?? ''}>
            <Content of={tab.value} />
          </TabPanel>
        ))}
      </AriaTabs>
    )
  },
  (before, after) => said(before) === said(after),
)

function said({ label, value, tabs }: FrameProps): string {
  return JSON.stringify([label, value, tabs.map((tab) => [tab.value, tab.label, tab.count])])
}
