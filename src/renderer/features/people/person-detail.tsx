import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Facts } from '#renderer/ui/facts.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { EditIcon } from '#renderer/ui/icons.ts'
import { Moment } from '#renderer/ui/moment.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Role } from '#shared/organization/role.ts'
import { CorrectPerson } from './correct-person.tsx'
import { DeactivatePerson } from './deactivate-person.tsx'
import { MachinesPart } from './machines-part.tsx'
import type { Member } from './member.ts'
import { RolesField } from './roles-field.tsx'
import { useAdministrator } from './use-administrator.ts'

/** One person: their data, their roles, whether they can unlock this machine, and their leaving. */
export function PersonDetail({ member }: { readonly member: Member }) {
  const { people: words } = useWords()
  const format = useFormat()
  const { person, administrator } = useAdministrator()
  const { answer: institution } = useAnswer(api.organization.brand, {})
  const [editing, setEditing] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const reactivate = useAct(api.organization.reactivatePerson)
  const reason = administrator ? undefined : words.detail.onlyAdministrator

  return (
    <>
      <PageHeader
        level={2}
        title={member.name}
        description={member.post}
        status={member.active ? undefined : <StatusTag tone="warn">{words.detail.inactive}</StatusTag>}
        actions={
          member.active ? (
            <Button look="danger" onPress={() => setLeaving(true)} disabledReason={reason}>
              {words.deactivate.act}
            </Button>
          ) : (
            <Button
              onPress={() =>
                void reactivate.act({ person: member.id }).then((result) => {
                  if (result?.ok === true) toast(words.reactivate.done(member.name))
                })
              }
              busy={reactivate.busy}
              disabledReason={reason}
            >
              {words.reactivate.act}
            </Button>
          )
        }
      />
      {reactivate.refusal !== undefined && <RefusalNote refusal={reactivate.refusal} />}
      {member.deactivated !== undefined && (
        // The contract's text is an instant that main wrote.
        <Note tone="warn">{words.detail.inactiveSince(format.date(member.deactivated.at as Instant), member.deactivated.reason)}</Note>
      )}
      <Section
        level={3}
        title={words.detail.data}
        actions={
          !editing && (
            <Button size="small" icon={<EditIcon />} onPress={() => setEditing(true)} disabledReason={reason}>
              {words.detail.edit}
            </Button>
          )
        }
      >
        {editing ? (
          <CorrectPerson member={member} onDone={() => setEditing(false)} />
        ) : (
          <>
            <Facts
              facts={[
                { label: words.fields.mail, value: member.mail },
                { label: words.fields.office, value: member.officeName },
                { label: words.detail.since, value: <Moment at={member.addedAt as Instant} only="date" /> }, // an instant, as above
              ]}
            />
            {member.mailOutside && <Note tone="warn">{words.mailOutside(institution?.brand?.mailDomain ?? '')}</Note>}
          </>
        )}
      </Section>
      <Section level={3} title={words.detail.roles} description={member.id === person ? words.detail.self : undefined}>
        <ChangeRoles key={member.roles.join()} member={member} disabledReason={member.active ? reason : words.detail.inactive} />
      </Section>
      <MachinesPart member={member} disabledReason={reason} />
      <DeactivatePerson member={member} open={leaving} onClose={() => setLeaving(false)} />
    </>
  )
}

function ChangeRoles({ member, disabledReason }: { readonly member: Member; readonly disabledReason: string | undefined }) {
  const { people: words } = useWords()
  const [roles, setRoles] = useState<readonly Role[]>(member.roles)
  const change = useAct(api.organization.changeRoles)
  const dirty = roles.length !== member.roles.length || roles.some((role) => !member.roles.includes(role))
  return (
    <Form
      label={words.detail.roles}
      refusal={change.refusal}
      onSubmit={() =>
        void change.act({ person: member.id, roles: [...roles] }).then((result) => {
          if (result?.ok === true) toast(words.detail.rolesSaved)
        })
      }
      actions={
        dirty && (
          <>
            <Button type="submit" look="primary" busy={change.busy}>
              {words.detail.changeRoles}
            </Button>
            <Button
              onPress={() => {
                setRoles(member.roles)
                change.reset()
              }}
            >
              {words.detail.cancel}
            </Button>
          </>
        )
      }
    >
      <RolesField name="roles" titled value={roles} onChange={setRoles} disabled={disabledReason !== undefined} />
    </Form>
  )
}
