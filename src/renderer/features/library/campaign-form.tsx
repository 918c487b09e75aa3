import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords, useZone } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ComboBox } from '#renderer/ui/combo-box.tsx'
import { DateField } from '#renderer/ui/date-field.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { dayOf, type Day } from '#shared/kernel/local-day.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { CampaignRow } from '#shared/library/contract.ts'
import styles from './library.module.css'
import { OfficesField } from './offices-field.tsx'

/** Begins a campaign, or corrects one (`row`). */
export function CampaignForm({ row, onDone, onCancel }: { readonly row?: CampaignRow; readonly onDone: (id: string) => void; readonly onCancel: () => void }) {
  const { library: words, ui } = useWords()
  const me = useMe()
  const today = dayOf(useNow(), useZone())
  const { answer: owners } = useAnswer(api.library.owners, {})
  const begin = useAct(api.library.beginCampaign)
  const correct = useAct(api.library.correctCampaign)
  const before = row?.campaign
  const [name, setName] = useState(before?.name ?? '')
  const [owner, setOwner] = useState<PersonId | ''>(before?.owner ?? me.id)
  const [from, setFrom] = useState<string>(before?.from ?? today)
  const [to, setTo] = useState<string>(before?.to ?? '')
  const [brief, setBrief] = useState(before?.brief ?? '')
  const [offices, setOffices] = useState<readonly OfficeId[]>(before?.offices ?? [])
  const send = async () => {
    // A whole date of the field is a day; without a first one it begins today.
    const campaign = { name, owner: owner as PersonId, from: (from === '' ? today : from) as Day, to: to === '' ? null : (to as Day), brief, offices }
    const done = row === undefined ? await begin.act({ campaign }) : await correct.act({ id: row.id, expected: row.version, campaign })
    if (done?.ok !== true) return
    toast(words.saved)
    onDone(done.value.id)
  }
  return (
    <>
      <PageHeader level={2} title={row === undefined ? words.campaigns.add : words.campaigns.editTitle(row.campaign.name)} />
      <Form
        refusal={begin.refusal ?? correct.refusal}
        onSubmit={() => void send()}
        actions={
          <>
            <Button type="submit" look="primary" busy={begin.busy || correct.busy}>
              {words.save}
            </Button>
            <Button onPress={onCancel}>{ui.cancel}</Button>
          </>
        }
      >
        <TextField label={words.name} name="name" value={name} onChange={setName} maxLength={80} autoFocus />
        <div className={styles['dates']}>
          <DateField label={words.campaigns.from} name="from" value={from} onChange={setFrom} />
          <DateField label={words.campaigns.to} name="to" optional value={to} onChange={setTo} />
        </div>
        <ComboBox
          label={words.campaigns.owner}
          hint={words.campaigns.ownerHint}
          name="owner"
          value={owner}
          onChange={setOwner}
          options={(owners?.people ?? []).map((person) => ({ value: person.id, label: person.name, hint: person.post }))}
        />
        <TextArea label={words.campaigns.brief} hint={words.campaigns.briefHint} name="brief" value={brief} onChange={setBrief} rows={6} />
        <OfficesField value={offices} onChange={setOffices} />
      </Form>
    </>
  )
}
