import { memo, type ReactNode } from 'react'
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
  return (
    <AriaTabs
      className={styles['tabs'] ?? ''}
      selectedKey={value}
      onSelectionChange={(key) => {
        const next = tabs.find((tab) => tab.value === key)
        if (next !== undefined && next.value !== value) onChange(next.value)
      }}
    >
      <Strip label={label} tabs={tabs} />
      {tabs.map((tab) => (
        <TabPanel key={tab.value} id={tab.value} className={styles['panel'] ?? ''}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}

type StripProps = { readonly label: string; readonly tabs: readonly TabOf<string>[] }

/** The tabs themselves. react-aria makes its collection anew whenever they are drawn, a third of what a key costs in a field of a part: so they are drawn only when they say something else. */
const Strip = memo(
  function Strip({ label, tabs }: StripProps) {
    return (
      <TabList aria-label={label} className={styles['list'] ?? ''}>
        {tabs.map((tab) => (
          <Tab key={tab.value} id={tab.value} className={styles['tab'] ?? ''}>
            {tab.label}
            {tab.count !== undefined && <span className={styles['count']}>{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
    )
  },
  (before, after) => said(before) === said(after),
)

function said({ label, tabs }: StripProps): string {
  return JSON.stringify([label, tabs.map(({ value, label: name, count }) => [value, name, count])])
}
