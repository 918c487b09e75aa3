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
import { useDraft } from '#renderer/ui/use-draft.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { dayOf, type Day } from '#shared/kernel/local-day.ts'
import type { OfficeId, PersonId } from '#shared/ledger/event.ts'
import type { CampaignRow } from '#shared/library/contract.ts'
import styles from './library.module.css'
import { OfficesField } from './offices-field.tsx'

type Draft = { name: string; owner: PersonId | ''; from: string; to: string; brief: string; offices: readonly OfficeId[] }

/** Begins a campaign, or corrects one (`row`). */
export function CampaignForm({ row, onDone, onCancel }: { readonly row?: CampaignRow; readonly onDone: (id: string) => void; readonly onCancel: () => void }) {
  const { library: words, ui } = useWords()
  const me = useMe()
  const today = dayOf(useNow(), useZone())
  const { answer: owners } = useAnswer(api.library.owners, {})
  const begin = useAct(api.library.beginCampaign)
  const correct = useAct(api.library.correctCampaign)
  const before = row?.campaign
  const draft = useDraft<Draft>(
    {
      name: before?.name ?? '',
      owner: before?.owner ?? me.id,
      from: before?.from ?? today,
      to: before?.to ?? '',
      brief: before?.brief ?? '',
      offices: before?.offices ?? [],
    },
    `campaign/${row?.id ?? ''}`,
  )
  const send = async () => {
    const { owner, from, to, ...rest } = draft.values
    // A whole date of the field is a day; without a first one it begins today.
    const campaign = { ...rest, owner: owner as PersonId, from: (from === '' ? today : from) as Day, to: to === '' ? null : (to as Day) }
    const done = row === undefined ? await begin.act({ campaign }) : await correct.act({ id: row.id, expected: row.version, campaign })
    if (done?.ok !== true) return
    draft.forget()
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
            <Button
              onPress={() => {
                draft.forget()
                onCancel()
              }}
            >
              {ui.cancel}
            </Button>
          </>
        }
      >
        <TextField label={words.name} {...draft.field('name')} maxLength={80} autoFocus />
        <div className={styles['dates']}>
          <DateField label={words.campaigns.from} {...draft.field('from')} />
          <DateField label={words.campaigns.to} optional {...draft.field('to')} />
        </div>
        <ComboBox
          label={words.campaigns.owner}
          hint={words.campaigns.ownerHint}
          {...draft.field('owner')}
          options={(owners?.people ?? []).map((person) => ({ value: person.id, label: person.name, hint: person.post }))}
        />
        <TextArea label={words.campaigns.brief} hint={words.campaigns.briefHint} {...draft.field('brief')} rows={6} />
        <OfficesField value={draft.values.offices} onChange={(offices) => draft.set('offices', offices)} />
      </Form>
    </>
  )
}
