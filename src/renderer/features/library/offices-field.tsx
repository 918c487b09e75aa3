import { useMemo } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { ComboBox } from '#renderer/ui/combo-box.tsx'
import { FieldGroup } from '#renderer/ui/field-group.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { CloseIcon } from '#renderer/ui/icons.ts'
import type { Option } from '#renderer/ui/option.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import styles from './library.module.css'

/** The offices that something is for, added one by one or an entidad at a time; none named means all. */
export function OfficesField({ value, onChange }: { readonly value: readonly OfficeId[]; readonly onChange: (offices: readonly OfficeId[]) => void }) {
  const { library: words, organization } = useWords()
  const { answer } = useAnswer(api.organization.catalogue, {})
  const offices = useMemo(() => (answer?.offices ?? []).filter((office) => !office.closed), [answer])
  const entities = useMemo(() => [...new Set(offices.map(({ entity }) => entity).filter(Boolean))].toSorted((one, other) => one.localeCompare(other, 'es')), [offices])
  const options = useMemo(
    (): readonly Option[] => [
      ...entities.map((entity) => ({ value: `entity:${entity}`, label: words.campaigns.wholeEntity(entity), hint: words.campaigns.wholeEntityDetail })),
      ...offices.map((office) => ({ value: office.id as string, label: office.name, hint: organization.officeKinds[office.kind] })),
    ],
    [entities, offices, organization, words],
  )
  const add = (chosen: string) => {
    if (chosen === '') return
    const more = chosen.startsWith('entity:') ? offices.filter(({ entity }) => `entity:${entity}` === chosen).map(({ id }) => id) : [chosen as OfficeId] // an option's value is an office's id
    onChange([...new Set([...value, ...more])])
  }
  const named = value.map((id) => ({ id, name: offices.find((office) => office.id === id)?.name ?? id }))
  return (
    <FieldGroup label={words.campaigns.offices} name="offices" hint={value.length === 0 ? words.campaigns.allOffices : words.campaigns.someOffices(value.length)}>
      <ComboBox label={words.campaigns.addOffice} optional value="" onChange={add} options={options} />
      {named.length > 0 && (
        <ul role="list" className={styles['offices']}>
          {named.map(({ id, name }) => (
            <li key={id} className={styles['office']}>
              {name}
              <IconButton size="small" label={words.campaigns.removeOffice(name)} icon={<CloseIcon />} onPress={() => onChange(value.filter((one) => one !== id))} />
            </li>
          ))}
        </ul>
      )}
    </FieldGroup>
  )
}
