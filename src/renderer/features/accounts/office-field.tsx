import { useMemo } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { ComboBox } from '#renderer/ui/combo-box.tsx'
import type { FieldProps } from '#renderer/ui/field.tsx'
import type { Option } from '#renderer/ui/option.ts'
import type { OfficeId } from '#shared/ledger/event.ts'

/** The office that an account belongs to. */
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
        .map((office): Option<OfficeId> => ({ value: office.id, label: office.name, hint: office.shortName === '' ? organization.officeKinds[office.kind] : office.shortName })),
    [answer, organization, value],
  )
  return <ComboBox {...field} value={value} onChange={onChange} options={options} />
}
