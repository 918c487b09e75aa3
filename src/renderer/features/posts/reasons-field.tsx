import { useWords } from '#renderer/i18n/words.ts'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { FieldGroup } from '#renderer/ui/field-group.tsx'
import { returnReasons, type ReturnReason } from '#shared/posts/return-reason.ts'
import styles from './reasons-field.module.css'

/** Why posts are returned: reasons of the closed list. */
export function ReasonsField({ value, onChange }: { readonly value: readonly ReturnReason[]; readonly onChange: (reasons: readonly ReturnReason[]) => void }) {
  const { posts: words } = useWords()
  return (
    <FieldGroup label={words.review.reasons} hint={words.review.reasonsHint} name="reasons">
      <div className={styles['reasons']}>
        {returnReasons.map((reason) => (
          <Checkbox
            key={reason}
            label={words.returnReasons[reason]}
            value={value.includes(reason)}
            onChange={(chosen) => onChange(chosen ? [...value, reason] : value.filter((one) => one !== reason))}
          />
        ))}
      </div>
    </FieldGroup>
  )
}
