import { useWords } from '#renderer/i18n/words.ts'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { type Role, roles } from '#shared/organization/role.ts'
import styles from './roles-field.module.css'

/** What a person may do: any of the roles, each with what it means. */
export function RolesField({
  value,
  onChange,
  name,
  disabled = false,
  titled = false,
}: {
  readonly value: readonly Role[]
  readonly onChange: (roles: readonly Role[]) => void
  readonly name: string
  readonly disabled?: boolean
  /** The section above already says what it is. */
  readonly titled?: boolean
}) {
  const { people, organization } = useWords()
  return (
    <fieldset className={styles['roles']} disabled={disabled}>
      <legend className={titled ? 'visually-hidden' : styles['legend']}>{people.fields.roles}</legend>
      {roles.map((role, index) => (
        <Checkbox
          key={role}
          // The set has one error: it stands once, at the first box, where the form takes the focus.
          {...(index === 0 ? { name } : {})}
          label={organization.roles[role]}
          hint={organization.roleDetails[role]}
          value={value.includes(role)}
          onChange={(held) => onChange(held ? [...value, role] : value.filter((one) => one !== role))}
          disabled={disabled}
        />
      ))}
    </fieldset>
  )
}
