import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { ComboBox } from '#renderer/ui/combo-box.tsx'
import { DateField } from '#renderer/ui/date-field.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { FieldGroup } from '#renderer/ui/field-group.tsx'
import { FormRow } from '#renderer/ui/form-row.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { PeopleIcon, PlusIcon } from '#renderer/ui/icons.ts'
import { Page } from '#renderer/ui/page.tsx'
import { StatusTag } from '#renderer/ui/status-tag.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import { instantOf } from '#shared/kernel/clock.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { Role } from '#shared/organization/role.ts'
import styles from './people.module.css'
import { useAdministrator } from './use-administrator.ts'

/** Who does whose work, from which day to which: what holds now, and what is to come. */
export function StandInsPart() {
  const { people, organization } = useWords()
  const words = people.standIns
  const format = useFormat()
  const { administrator } = useAdministrator()
  const { answer } = useAnswer(api.organization.standIns, {})
  const [adding, setAdding] = useState(false)
  const end = useAct(api.organization.endStandIn)
  const reason = administrator ? undefined : people.detail.onlyAdministrator
  return (
    <Page>
      <div className={styles['stand-ins']}>
        <div className={styles['stand-ins-head']}>
          <p className={styles['quiet']}>{words.detail}</p>
          <Button icon={<PlusIcon />} onPress={() => setAdding(true)} disabledReason={reason}>
            {words.add}
          </Button>
        </div>
        {answer?.length === 0 && <EmptyState icon={<PeopleIcon />} title={words.none} />}
        <ul role="list" className={styles['machines']}>
          {answer?.map((one) => (
            <li key={`${one.absent} ${one.standIn}`} className={styles['machine']}>
              <span className={styles['machine-words']}>
                <span>
                  <strong>{one.standInName}</strong> {words.for} <strong>{one.absentName}</strong>{' '}
                  <StatusTag tone={one.now ? 'ok' : 'neutral'}>{one.now ? words.now : words.coming}</StatusTag>
                </span>
                <span className={styles['quiet']}>
                  {/* Noon of the day in UTC is that day everywhere in the country. */}
                  {words.days(format.date(noonOf(one.from)), format.date(noonOf(one.to)))}
                  {' · '}
                  {format.list(one.roles.map((role) => organization.roles[role]))}
                </span>
              </span>
              <Button
                size="small"
                look="quiet"
                disabledReason={reason}
                onPress={() =>
                  void end.act({ absent: one.absent, standIn: one.standIn }).then((result) => {
                    if (result?.ok === true) toast(words.ended)
                  })
                }
              >
                {words.end}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      {adding && <AddStandIn onClose={() => setAdding(false)} />}
    </Page>
  )
}

type Draft = { absent: PersonId | ''; standIn: PersonId | ''; roles: readonly Role[]; from: string; to: string }

function AddStandIn({ onClose }: { readonly onClose: () => void }) {
  const { people, organization, ui } = useWords()
  const words = people.standIns
  const { answer: members } = useAnswer(api.organization.people, {})
  const set = useAct(api.organization.setStandIn)
  const draft = useDraft<Draft>({ absent: '', standIn: '', roles: [], from: '', to: '' })
  const [unsent, setUnsent] = useState<Refusal>()
  const active = (members ?? []).filter((member) => member.active)
  const options = (which: (member: (typeof active)[number]) => boolean) =>
    active.filter(which).map((member) => ({ value: member.id, label: member.name, hint: member.officeName }))
  const held: readonly Role[] = active.find(({ id }) => id === draft.values.absent)?.roles.filter((role) => role !== 'auditor') ?? []
  const roles = draft.values.roles.filter((role) => held.includes(role))

  const submit = async () => {
    const { absent, standIn, from, to } = draft.values
    const fields = {
      ...(absent === '' ? { absent: 'required' } : {}),
      ...(standIn === '' ? { standIn: 'required' } : {}),
      ...(roles.length === 0 ? { roles: 'required' } : {}),
      ...(from === '' ? { from: 'required' } : {}),
      ...(to === '' ? { to: 'required' } : {}),
    }
    if (absent === '' || standIn === '' || Object.keys(fields).length > 0) return setUnsent({ code: 'organization/invalid', fields })
    setUnsent(undefined)
    const result = await set.act({ absent, standIn, roles: [...roles], from, to })
    if (result?.ok !== true) return
    toast(words.done)
    onClose()
  }
  return (
    <Dialog title={words.add} open onClose={onClose} size="wide">
      <Form
        label={words.add}
        refusal={unsent ?? set.refusal}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button type="submit" look="primary" busy={set.busy}>
              {words.submit}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <FormRow>
          <ComboBox {...draft.field('absent')} label={words.absent} options={options(({ roles: own }) => !own.includes('auditor'))} />
          <ComboBox {...draft.field('standIn')} label={words.standIn} options={options(({ id, roles: own }) => id !== draft.values.absent && !own.includes('auditor'))} />
        </FormRow>
        <FieldGroup name="roles" label={words.roles} {...(held.length === 0 ? { hint: words.rolesHint } : {})}>
          {held.map((role) => (
            <Checkbox
              key={role}
              label={organization.roles[role]}
              value={roles.includes(role)}
              onChange={(on) => draft.field('roles').onChange(on ? [...roles, role] : roles.filter((one) => one !== role))}
            />
          ))}
        </FieldGroup>
        <FormRow>
          <DateField {...draft.field('from')} label={words.from} />
          <DateField {...draft.field('to')} label={words.to} />
        </FormRow>
      </Form>
    </Dialog>
  )
}

function noonOf(day: string) {
  return instantOf(Date.parse(`${day}T18:00:00.000Z`))
}
