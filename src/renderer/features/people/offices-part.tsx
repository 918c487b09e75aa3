import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { matches } from '#shared/kernel/folded.ts'
import { Form } from '#renderer/ui/form.tsx'
import { OfficeIcon } from '#renderer/ui/icons.ts'
import { ListDetail } from '#renderer/ui/list-detail.tsx'
import { ListRow } from '#renderer/ui/list-row.tsx'
import { List } from '#renderer/ui/list.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { SearchField } from '#renderer/ui/search-field.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import { isTimeZone, type TimeZone, timeZones } from '#shared/organization/time-zone.ts'
import type { Catalogue, ListedOffice } from './member.ts'
import { officeRoute, parts } from './people-routes.ts'
import styles from './people.module.css'
import { useAdministrator } from './use-administrator.ts'

/** The catalogue's offices: their seat and hour, where the sources leave them open. */
export function OfficesPart({ chosen }: { readonly chosen: string | undefined }) {
  const { people: words, organization } = useWords()
  const [, go] = useLocation()
  const { answer, loading } = useAnswer(api.organization.catalogue, {})
  const [search, setSearch] = useState('')
  const offices = answer?.offices ?? []
  const shown = offices.filter((office) => matches(`${office.name} ${office.shortName} ${office.seat}`, search))
  const office = offices.find((one) => one.id === chosen)

  return (
    <ListDetail
      label={words.offices.label}
      onBack={() => go(parts.offices)}
      head={
        <>
          <div className={styles['tools']}>
            <SearchField label={words.offices.search} value={search} onChange={setSearch} />
          </div>
          {answer?.fault !== undefined && <Banner tone="warn">{words.offices.fault(answer.fault.file, answer.fault.line, answer.fault.reason)}</Banner>}
        </>
      }
      list={
        <List
          label={words.offices.label}
          items={shown}
          keyOf={(one) => one.id}
          selected={chosen}
          onOpen={(one) => go(officeRoute(one.id))}
          loading={loading}
          row={(one) => (
            <ListRow
              title={one.name}
              detail={one.closed ? organization.closedOffice : one.seat === '' ? words.offices.noSeat : one.seat}
              end={one.shortName === '' ? undefined : one.shortName}
            />
          )}
        />
      }
      detail={office !== undefined && answer !== undefined ? <OfficeDetail key={office.id} office={office} catalogue={answer} /> : undefined}
      placeholder={
        <EmptyState icon={<OfficeIcon />} title={words.offices.pick}>
          {words.offices.detail}
        </EmptyState>
      }
    />
  )
}

function OfficeDetail({ office, catalogue }: { readonly office: ListedOffice; readonly catalogue: Catalogue }) {
  const { people: words, organization } = useWords()
  const format = useFormat()
  const { administrator } = useAdministrator()
  const correct = useAct(api.organization.correctOffice)
  const onlyRead = administrator ? undefined : words.detail.onlyAdministrator
  const draft = useDraft({ seat: office.seat, timeZone: zoneOf(office.timeZone) })
  const exceptions = catalogue.exceptions.filter((exception) => exception.entity === office.entity)

  const submit = async () => {
    const result = await correct.act({ office: office.id, ...draft.values })
    if (result?.ok === true) toast(words.offices.saved)
  }

  return (
    <>
      <PageHeader level={2} kicker={organization.officeKinds[office.kind]} title={office.name} description={office.closed ? undefined : words.offices.detail} />
      {office.closed ? (
        <Note>{words.offices.closed}</Note>
      ) : (
        <Form
          label={office.name}
          refusal={correct.refusal}
          onSubmit={() => void submit()}
          actions={
            <Button
              type="submit"
              look={draft.dirty ? 'primary' : 'plain'}
              busy={correct.busy}
              disabledReason={onlyRead}
            >
              {words.offices.save}
            </Button>
          }
        >
          <TextField {...draft.field('seat')} label={words.offices.seat} hint={onlyRead} optional disabled={!administrator} />
          <Select
            {...draft.field('timeZone')}
            label={words.offices.timeZone}
            hint={onlyRead}
            disabled={!administrator}
            options={timeZones.map((zone) => ({ value: zone, label: words.offices.zones[zone] }))}
          />
          {exceptions.map((exception) => (
            <Note key={exception.timeZone}>
              {words.offices.exception(
                format.list(exception.municipalities),
                isTimeZone(exception.timeZone) ? words.offices.zones[exception.timeZone] : exception.timeZone,
              )}
            </Note>
          ))}
        </Form>
      )}
    </>
  )
}

/** The catalogue's zones are all of the list: both are checked at start. */
function zoneOf(timeZone: string): TimeZone | '' {
  return isTimeZone(timeZone) ? timeZone : ''
}
