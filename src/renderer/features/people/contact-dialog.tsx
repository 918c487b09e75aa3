import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { FormRow } from '#renderer/ui/form-row.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import type { OfficeId } from '#shared/ledger/event.ts'
import { type Contact, emptyCard } from '#shared/organization/contact.ts'
import type { Card } from './member.ts'

/** How to reach one of the three. Refusals name `name`, `mail` …, the fields of the card. */
export function ContactDialog({
  contact,
  office,
  who,
  card,
  onClose,
}: {
  readonly contact: Contact
  readonly office: OfficeId
  readonly who: string
  readonly card: Card | undefined
  readonly onClose: () => void
}) {
  const { people: words } = useWords()
  const set = useAct(api.organization.setContact)
  const draft = useDraft({ ...emptyCard, ...card })

  const submit = async () => {
    const result = await set.act({ contact, office, card: draft.values })
    if (result?.ok !== true) return
    toast(words.contacts.saved)
    onClose()
  }

  return (
    <Dialog title={words.contacts.dialog(who)} open onClose={onClose}>
      <Form
        label={words.contacts.dialog(who)}
        refusal={set.refusal}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button type="submit" look="primary" busy={set.busy}>
              {words.contacts.save}
            </Button>
            <Button onPress={onClose}>{words.detail.cancel}</Button>
          </>
        }
      >
        <TextField {...draft.field('name')} label={contact === 'areaHead' ? words.contacts.name : words.contacts.nameUnit} autoFocus />
        <TextField {...draft.field('post')} label={words.contacts.post} optional />
        <FormRow>
          <TextField {...draft.field('mail')} type="email" label={words.contacts.mail} hint={words.contacts.mailHint} optional />
          <TextField {...draft.field('phone')} type="tel" label={words.contacts.phone} hint={words.contacts.phoneHint} optional />
        </FormRow>
        <TextField {...draft.field('hours')} label={words.contacts.hours} hint={words.contacts.hoursHint} optional />
      </Form>
    </Dialog>
  )
}
