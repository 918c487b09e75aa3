import { useState } from 'react'
import { useFormat, useWords, useZone } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { ComboBox } from '#renderer/ui/combo-box.tsx'
import { DateField } from '#renderer/ui/date-field.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { FieldGroup } from '#renderer/ui/field-group.tsx'
import { FilterFields } from '#renderer/ui/field-label.tsx'
import { FormRow } from '#renderer/ui/form-row.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { networks } from '#shared/accounts/network.ts'
import { later } from '#shared/kernel/clock.ts'
import { addDays, dayOf, instantAt, parseDay } from '#shared/kernel/local-day.ts'
import type { PostFacets } from '#shared/posts/contract.ts'
import { dueShows, everyPost, type PostFilter } from '#shared/posts/filter.ts'
import { stageKinds } from '#shared/posts/post.ts'
import { entityName, type LibraryNames } from './active-filters.ts'
import styles from './filters-dialog.module.css'
import { changeFilter } from './view-store.ts'

/** Every filter, with how many posts each value would show. What is chosen holds at once. */
export function FiltersDialog({
  open,
  onClose,
  filter,
  facets,
  library,
  wantedIsGiven,
}: {
  readonly open: boolean
  readonly onClose: () => void
  readonly filter: PostFilter
  readonly facets: PostFacets | undefined
  readonly library: LibraryNames
  readonly wantedIsGiven: boolean
}) {
  const { views, posts } = useWords()
  const words = views.filters
  const format = useFormat()
  const shownOf = (count: number | undefined) => (count === undefined ? undefined : `${format.number(count)}${facets?.atLeast === true ? '+' : ''}`)
  const toggled = <V,>(values: readonly V[], value: V, on: boolean): readonly V[] => (on ? [...values, value] : values.filter((one) => one !== value))
  const total = shownOf(facets?.total) ?? ''
  const entities = Map.groupBy(facets?.offices ?? [], ({ entity }) => entity)
  const officeOptions = [
    ...[...entities].flatMap(([entity, offices]) =>
      entity === '' || filter.entities.includes(entity)
        ? []
        : [{ value: `entity ${entity}`, label: entityName(entity, facets), hint: words.entity(format.number(offices.reduce((sum, { count }) => sum + count, 0))) }],
    ),
    ...(facets?.offices ?? []).filter(({ id }) => !filter.offices.includes(id)).map(({ id, name, count }) => ({ value: `office ${id}`, label: name, hint: format.number(count) })),
  ]
  const people = (values: PostFacets['authors'] | undefined, chosen: readonly string[]) =>
    (values ?? []).filter(({ id }) => !chosen.includes(id)).map(({ id, name, count }) => ({ value: id, label: name, hint: format.number(count) }))
  const chosen = (label: string, remove: () => void) => (
    <Button key={label} size="small" onPress={remove}>
      {words.remove(label)}
    </Button>
  )
  const nameOf = (values: readonly { readonly id: string; readonly name: string }[] | undefined, id: string) => values?.find((one) => one.id === id)?.name ?? id

  return (
    <Dialog
      title={words.title}
      open={open}
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button look="primary" onPress={onClose}>
            {total === '' ? views.saved.close : words.show(total)}
          </Button>
          <Button onPress={() => changeFilter({ ...everyPost, text: filter.text })}>{words.clear}</Button>
        </>
      }
    >
      <FilterFields>
        <div className={styles['fields']}>
          <FieldGroup label={words.stages}>
            {stageKinds.map((stage) => (
              <Checkbox
                key={stage}
                label={posts.stages[stage]}
                count={shownOf(facets?.stages[stage])}
                value={filter.stages.includes(stage)}
                onChange={(on) => changeFilter({ stages: toggled(filter.stages, stage, on) })}
              />
            ))}
          </FieldGroup>
          <FieldGroup label={words.networks}>
            {networks.map((network) => (
              <Checkbox
                key={network}
                label={posts.networks[network]}
                count={shownOf(facets?.networks[network])}
                value={filter.networks.includes(network)}
                onChange={(on) => changeFilter({ networks: toggled(filter.networks, network, on) })}
              />
            ))}
          </FieldGroup>
          {((facets?.offices.length ?? 0) > 1 || filter.offices.length > 0 || filter.entities.length > 0) && (
            <div className={styles['several']}>
              <ComboBox
                label={words.offices}
                hint={words.officesHint}
                value=""
                options={officeOptions}
                onChange={(value) => {
                  const [kind = '', id = ''] = value.split(' ')
                  const office = facets?.offices.find((one) => one.id === id)
                  if (kind === 'entity') changeFilter({ entities: [...filter.entities, id] })
                  else if (office !== undefined) changeFilter({ offices: [...filter.offices, office.id] })
                }}
              />
              {filter.entities.map((id) => chosen(entityName(id, facets), () => changeFilter({ entities: filter.entities.filter((one) => one !== id) })))}
              {filter.offices.map((id) => chosen(nameOf(facets?.offices, id), () => changeFilter({ offices: filter.offices.filter((one) => one !== id) })))}
            </div>
          )}
          {(['authors', 'reviewers'] as const).map((kind) => (
            <div key={kind} className={styles['several']}>
              <ComboBox
                label={words[kind]}
                value=""
                options={people(facets?.[kind], filter[kind])}
                onChange={(id) => {
                  if (id !== '') changeFilter({ [kind]: [...filter[kind], id] })
                }}
              />
              {filter[kind].map((id) => chosen(nameOf(facets?.[kind], id), () => changeFilter({ [kind]: filter[kind].filter((one) => one !== id) })))}
              {kind === 'authors' && <Checkbox label={words.mine} value={filter.mine} onChange={(mine) => changeFilter({ mine })} />}
            </div>
          ))}
          {(['campaigns', 'topics'] as const).map((kind) => {
            const options = (facets?.[kind] ?? []).flatMap(({ id, count }) => {
              const name = library[kind].get(id)
              return name === undefined || (filter[kind] as readonly string[]).includes(id) ? [] : [{ value: id as string, label: name, hint: format.number(count) }]
            })
            if (options.length === 0 && filter[kind].length === 0) return null
            return (
              <div key={kind} className={styles['several']}>
                <ComboBox
                  label={words[kind]}
                  value=""
                  options={options}
                  onChange={(value) => {
                    const found = facets?.[kind].find(({ id }) => id === value)?.id
                    if (found !== undefined) changeFilter({ [kind]: [...filter[kind], found] })
                  }}
                />
                {filter[kind].map((id) => chosen(library[kind].get(id) ?? id, () => changeFilter({ [kind]: (filter[kind] as readonly string[]).filter((one) => one !== id) })))}
              </div>
            )
          })}
          <RadioGroup
            label={words.due}
            value={filter.due}
            onChange={(due) => changeFilter({ due })}
            options={dueShows.map((value) => ({
              value,
              label: words.dues[value],
              count: value === 'any' ? undefined : shownOf(facets?.due[value]),
            }))}
          />
          {!wantedIsGiven && <WantedFilter filter={filter} facets={facets} />}
        </div>
      </FilterFields>
    </Dialog>
  )
}

const wantedKinds = ['any', 'dated', 'undated', 'between'] as const

function WantedFilter({ filter, facets }: { readonly filter: PostFilter; readonly facets: PostFacets | undefined }) {
  const { views } = useWords()
  const words = views.filters
  const format = useFormat()
  const zone = useZone()
  const { wanted } = filter
  const [from, setFrom] = useState(wanted.kind === 'between' ? dayOf(wanted.from, zone) : '')
  const [to, setTo] = useState(wanted.kind === 'between' ? dayOf(later(wanted.to, -1), zone) : '')
  const [between, setBetween] = useState(wanted.kind === 'between')
  /** Holds once both days are whole and in order. */
  const put = (first: string, last: string) => {
    const [begin, end] = [parseDay(first), parseDay(last)]
    if (begin !== undefined && end !== undefined && begin <= end) changeFilter({ wanted: { kind: 'between', from: instantAt(begin, 0, zone), to: instantAt(addDays(end, 1), 0, zone) } })
  }
  return (
    <div className={styles['several']}>
      <RadioGroup
        label={words.wanted}
        value={between ? 'between' : wanted.kind}
        onChange={(kind) => {
          setBetween(kind === 'between')
          if (kind === 'between') put(from, to)
          else changeFilter({ wanted: { kind } })
        }}
        options={wantedKinds.map((value) => ({
          value,
          label: words.wanteds[value],
          ...(facets !== undefined && (value === 'dated' || value === 'undated') ? { count: format.number(facets.wanted[value]) } : {}),
        }))}
      />
      {between && (
        <FormRow>
          <DateField
            label={words.from}
            value={from}
            onChange={(next) => {
              setFrom(next)
              put(next, to)
            }}
          />
          <DateField
            label={words.to}
            value={to}
            onChange={(next) => {
              setTo(next)
              put(from, next)
            }}
          />
        </FormRow>
      )}
    </div>
  )
}
