import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useHubStatus } from '#renderer/bridge/hub-status.ts'
import { OfficeField } from '#renderer/bridge/office-field.tsx'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { FormRow } from '#renderer/ui/form-row.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { PasswordField } from '#renderer/ui/password-field.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import { isOutside, personFaults } from '#shared/organization/person.ts'
import type { Role } from '#shared/organization/role.ts'
import { RolesField } from './roles-field.tsx'

type Draft = { name: string; post: string; mail: string; office: OfficeId | ''; roles: readonly Role[] }

/** A new person of the institution, who types their own passphrase here while an administrator is unlocked. */
export function AddPerson({ onDone, onCancel }: { readonly onDone: (id: string) => void; readonly onCancel: () => void }) {
  const { people: words } = useWords()
  const { answer: institution } = useAnswer(api.organization.brand, {})
  const add = useAct(api.organization.addPerson)
  const draft = useDraft<Draft>({ name: '', post: '', mail: '', office: '', roles: ['operator'] }, 'person')
  const [passphrase, setPassphrase] = useState('')
  const [repeat, setRepeat] = useState('')
  const status = useHubStatus()
  const shared = status?.mode === 'shared'
  const [way, setWay] = useState<'invited' | 'here'>('invited')
  const here = !shared || way === 'here'
  const [unsent, setUnsent] = useState<Refusal>()
  const domain = institution?.brand?.mailDomain ?? ''

  const submit = async () => {
    const { office, roles, ...rest } = draft.values
    const fields = {
      ...personFaults({ ...rest, roles }),
      ...(office === '' ? { office: 'required' } : {}),
      ...(here && passphrase === '' ? { passphrase: 'required' } : {}),
      ...(!here || repeat === passphrase ? {} : { repeat: 'mismatch' }),
    }
    if (office === '' || Object.keys(fields).length > 0) return setUnsent({ code: 'organization/invalid', fields })
    setUnsent(undefined)
    const result = await add.act({ ...rest, office, roles: [...roles], ...(here ? { passphrase } : {}) })
    if (result?.ok !== true) return
    draft.forget()
    toast(here ? words.add.done(result.value.name) : words.add.doneInvited(result.value.name))
    onDone(result.value.id)
  }

  return (
    <>
      <PageHeader level={2} title={words.add.title} />
      <Form
        label={words.add.title}
        refusal={unsent ?? add.refusal}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button type="submit" look="primary" busy={add.busy}>
              {words.add.submit}
            </Button>
            <Button
              onPress={() => {
                draft.forget()
                onCancel()
              }}
            >
              {words.detail.cancel}
            </Button>
          </>
        }
      >
        <Section level={3} title={words.add.who} description={words.add.whoDetail}>
          <FormRow>
            <TextField {...draft.field('name')} label={words.fields.name} autoFocus />
            <TextField {...draft.field('post')} label={words.fields.post} />
          </FormRow>
          <FormRow>
            <TextField {...draft.field('mail')} type="email" label={words.fields.mail} />
            <OfficeField {...draft.field('office')} label={words.fields.office} />
          </FormRow>
          {isOutside(draft.values.mail, domain) && <Note tone="warn">{words.mailOutside(domain)}</Note>}
          <RolesField {...draft.field('roles')} />
        </Section>
        {shared && (
          <RadioGroup
            label={words.add.way}
            value={way}
            onChange={setWay}
            options={[
              { value: 'invited', label: words.add.invited, hint: words.add.invitedDetail },
              { value: 'here', label: words.add.here, hint: words.add.hereDetail },
            ]}
          />
        )}
        {here && (
          <Section level={3} title={words.add.passphraseTitle} description={`${words.add.passphraseDetail} ${words.fields.passphraseRule}`}>
            <FormRow>
              <PasswordField name="passphrase" value={passphrase} onChange={setPassphrase} label={words.fields.passphrase} autoComplete="new-password" />
              <PasswordField name="repeat" label={words.fields.repeat} value={repeat} onChange={setRepeat} autoComplete="new-password" />
            </FormRow>
          </Section>
        )}
      </Form>
    </>
  )
}
