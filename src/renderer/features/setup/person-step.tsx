import { useState } from 'react'
import { isOutside, personFaults } from '#shared/organization/person.ts'
import { type Role, roles } from '#shared/organization/role.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { FieldGroup } from '../../ui/field-group.tsx'
import { Form } from '../../ui/form.tsx'
import { StepHead } from '../../ui/step-head.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { faulty, type StepProps } from './set-up-draft.ts'

/** Who audits does nothing else, so the first person, who must administrate, cannot. */
const offered = roles.filter((role) => role !== 'auditor')

export function PersonStep({
  draft,
  change,
  refusal,
  domain,
  onBack,
  onNext,
}: StepProps & { readonly domain: string; readonly onBack: () => void; readonly onNext: () => void }) {
  const { setup, organization, ui } = useWords()
  const [lacking, setLacking] = useState(refusal)
  const toggle = (role: Role, on: boolean) => change({ roles: offered.filter((one) => (one === role ? on : draft.roles.includes(one))) })
  return (
    <>
      <StepHead title={setup.person.title} explain={setup.person.explain} />
      <Form
        refusal={lacking}
        onSubmit={() => {
          const lack = faulty('person', personFaults({ name: draft.person, post: draft.post, mail: draft.mail, roles: draft.roles }))
          setLacking(lack)
          if (lack === undefined) onNext()
        }}
        actions={
          <>
            <Button type="submit" look="primary" size="large">
              {ui.next}
            </Button>
            <Button look="quiet" size="large" onPress={onBack}>
              {ui.back}
            </Button>
          </>
        }
      >
        <TextField name="person.name" label={setup.person.name} value={draft.person} onChange={(person) => change({ person })} autoComplete="name" />
        <TextField name="person.post" label={setup.person.post} value={draft.post} onChange={(post) => change({ post })} />
        <TextField
          name="person.mail"
          type="email"
          label={setup.person.mail}
          hint={isOutside(draft.mail, domain) ? setup.person.mailOutside(domain) : undefined}
          value={draft.mail}
          onChange={(mail) => change({ mail })}
          autoComplete="email"
        />
        <FieldGroup name="person.roles" label={setup.person.roles}>
          {offered.map((role) => (
            <Checkbox
              key={role}
              label={organization.roles[role]}
              hint={organization.roleDetails[role]}
              value={draft.roles.includes(role)}
              onChange={(on) => toggle(role, on)}
            />
          ))}
        </FieldGroup>
      </Form>
    </>
  )
}
