import { api } from '#renderer/bridge/api.ts'
import { OfficeField } from '#renderer/bridge/office-field.tsx'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { FormRow } from '#renderer/ui/form-row.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import { isOutside } from '#shared/organization/person.ts'
import type { Member } from './member.ts'

type Draft = { name: string; post: string; mail: string; office: OfficeId | '' }

/** A person's data, in place. */
export function CorrectPerson({ member, onDone }: { readonly member: Member; readonly onDone: () => void }) {
  const { people: words } = useWords()
  const { answer: institution } = useAnswer(api.organization.brand, {})
  const correct = useAct(api.organization.correctPerson)
  const draft = useDraft<Draft>({ name: member.name, post: member.post, mail: member.mail, office: member.office }, `person/${member.id}`)
  const domain = institution?.brand?.mailDomain ?? ''

  const end = () => {
    draft.forget()
    onDone()
  }
  const submit = async () => {
    const { office, ...rest } = draft.values
    const result = await correct.act({ person: member.id, ...rest, office: office === '' ? member.office : office })
    if (result?.ok !== true) return
    toast(words.detail.saved)
    end()
  }

  return (
    <Form
      label={words.detail.edit}
      refusal={correct.refusal}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button type="submit" look="primary" busy={correct.busy}>
            {words.detail.correct}
          </Button>
          <Button onPress={end}>{words.detail.cancel}</Button>
        </>
      }
    >
      <FormRow>
        <TextField {...draft.field('name')} label={words.fields.name} autoFocus />
        <TextField {...draft.field('post')} label={words.fields.post} />
      </FormRow>
      <FormRow>
        <TextField {...draft.field('mail')} type="email" label={words.fields.mail} />
        <OfficeField {...draft.field('office')} label={words.fields.office} />
      </FormRow>
      {isOutside(draft.values.mail, domain) && <Note tone="warn">{words.mailOutside(domain)}</Note>}
    </Form>
  )
}
