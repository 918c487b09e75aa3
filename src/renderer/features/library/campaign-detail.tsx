import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { PendingMark } from '#renderer/bridge/pending-mark.tsx'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { CampaignRow } from '#shared/library/contract.ts'
import { CampaignForm } from './campaign-form.tsx'
import { CampaignTag } from './campaign-tag.tsx'
import styles from './library.module.css'
import { ReasonDialog } from './reason-dialog.tsx'
import { keepsNational } from './scopes.ts'
import { useDayWords } from './use-day-words.ts'

/** One campaign: its brief first, for that is what offices come for. */
export function CampaignDetail({ row }: { readonly row: CampaignRow }) {
  const { library: words } = useWords()
  const format = useFormat()
  const day = useDayWords()
  const { roles } = useMe()
  const { answer: catalogue } = useAnswer(api.organization.catalogue, {})
  const reopen = useAct(api.library.reopenCampaign)
  const [act, setAct] = useState<'edit' | 'end'>()
  const { id, campaign, ended } = row
  if (act === 'edit') return <CampaignForm row={row} onDone={() => setAct(undefined)} onCancel={() => setAct(undefined)} />
  const named = campaign.offices.map((office) => catalogue?.offices.find((one) => one.id === office)?.name ?? office)
  return (
    <>
      <PageHeader
        level={2}
        kicker={words.campaigns.span(day(campaign.from), campaign.to === null ? null : day(campaign.to))}
        title={campaign.name}
        status={
          <>
            <CampaignTag row={row} /> <PendingMark stream={`campaign/${id}`} />
          </>
        }
        actions={
          keepsNational(roles) &&
          (ended === null ? (
            <>
              <Button onPress={() => setAct('edit')}>{words.edit}</Button>
              <Button look="danger" onPress={() => setAct('end')}>
                {words.campaigns.end}
              </Button>
            </>
          ) : (
            <Button busy={reopen.busy} onPress={() => void reopen.act({ id }).then((done) => done?.ok === true && toast(words.campaigns.reopened))}>
              {words.campaigns.reopen}
            </Button>
          ))
        }
      />
      {reopen.refusal !== undefined && <RefusalNote refusal={reopen.refusal} />}
      {ended !== null && <Note tone="info">{words.campaigns.endedNote(ended)}</Note>}
      {!row.mine && <Note tone="info">{words.campaigns.notMineDetail}</Note>}
      <Section level={3} title={words.campaigns.brief}>
        <p className={styles['brief']}>{campaign.brief}</p>
      </Section>
      <Section level={3} title={words.campaigns.offices}>
        <p>{named.length === 0 ? words.campaigns.allOffices : format.list(named)}</p>
      </Section>
      <Facts
        facts={[
          { label: words.campaigns.owner, value: row.ownerName },
          { label: words.version, value: format.number(row.version) },
          { label: words.kept, value: words.keptBy(row.by, format.instant(row.at)) },
        ]}
      />
      {act === 'end' && (
        <ReasonDialog
          title={words.campaigns.endTitle}
          detail={words.campaigns.endDetail}
          act={words.campaigns.end}
          done={words.campaigns.endedDone}
          ask={api.library.endCampaign}
          inputOf={(reason) => ({ id, reason })}
          onClose={() => setAct(undefined)}
        />
      )}
    </>
  )
}
