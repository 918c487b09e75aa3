import { useMemo } from 'react'
import type { OfficeId } from '#shared/ledger/event.ts'
import { useWords } from '../i18n/words.ts'
import { ComboBox } from '../ui/combo-box.tsx'
import type { FieldProps } from '../ui/field.tsx'
import type { Option } from '../ui/option.ts'
import { api } from './api.ts'
import { useAnswer } from './use-answer.ts'

/** One of the offices that are open, found by name, entidad or sigla; the one chosen stays, closed or not. */
export function OfficeField({
  value,
  onChange,
  ...field
}: FieldProps & { readonly value: OfficeId | ''; readonly onChange: (office: OfficeId | '') => void }) {
  const { organization } = useWords()
  const { answer } = useAnswer(api.organization.catalogue, {})
  const options = useMemo(
    () =>
      (answer?.offices ?? [])
        .filter((office) => !office.closed || office.id === value)
        .map((office): Option<OfficeId> => ({
          value: office.id,
          label: office.name,
          hint: office.shortName === '' ? organization.officeKinds[office.kind] : office.shortName,
        })),
    [answer, organization, value],
  )
  return <ComboBox {...field} value={value} onChange={onChange} options={options} />
}
