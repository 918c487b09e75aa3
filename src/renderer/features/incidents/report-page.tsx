import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { ComboBox } from '#renderer/ui/combo-box.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Seen } from '#shared/incidents/seen.ts'
import { Doors } from './doors.tsx'
import { accountLabel } from './incident.ts'
import styles from './report-page.module.css'

const UNKNOWN = 'unknown'

/** The second of the two clicks: choosing what one sees opens the incident. The likely account is already chosen. */
export function ReportPage() {
  const { incidents: words } = useWords()
  const [, go] = useLocation()
  const { answer } = useAnswer(api.incidents.doors, {})
  const open = useAct(api.incidents.open)
  const [chosen, setChosen] = useState<string>()
  const account = chosen ?? answer?.preselected[0] ?? UNKNOWN

  const choose = async (seen: Seen) => {
    const result = await open.act({ seen, accounts: account === UNKNOWN ? [] : [account] })
    if (result?.ok !== true) return
    toast(words.door.opened(result.value.folio), { tone: 'info' })
    go(`/incidentes/${result.value.id}`, { replace: true })
  }

  return (
    <Page>
      <PageHeader title={words.door.title} description={words.door.detail} />
      <div className={styles['account']}>
        <ComboBox
          label={words.door.account}
          value={account}
          onChange={(value) => setChosen(value === '' ? UNKNOWN : value)}
          options={[
            { value: UNKNOWN, label: words.door.accountUnknown },
            ...(answer?.accounts ?? []).map((one) => ({
              value: one.id,
              label: accountLabel(one),
              group: one.mine ? words.door.accountMine : words.door.accountOthers,
            })),
          ]}
        />
      </div>
      <Doors onChoose={(seen) => void choose(seen)} busy={open.busy || answer === undefined} />
      {open.refusal !== undefined && <RefusalNote refusal={open.refusal} />}
      <p className={styles['what']} role="status">
        {open.busy ? words.door.opening : words.door.what}
      </p>
    </Page>
  )
}
