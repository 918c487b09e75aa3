import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { DateTimeField } from '#renderer/ui/date-field.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { later, type Instant } from '#shared/kernel/clock.ts'
import type { Notice } from './incident.ts'
import { minuteOf } from './minute.ts'

/** Records who answered, when and how. */
export function AcknowledgeDialog({ notice, onClose }: { readonly notice: Notice; readonly onClose: () => void }) {
  const { incidents, organization, ui } = useWords()
  const words = incidents.notices.ack
  const now = useNow()
  const acknowledge = useAct(api.notices.acknowledge)
  const sent = notice.dispatches[0]?.at
  const minute = minuteOf(now)
  // An answer within the minute of the sending is proposed as of the sending itself.
  const proposed = sent !== undefined && minute < sent ? later(sent, 0) : minute
  const draft = useDraft<{ by: string; at: Instant | ''; how: string }>({ by: notice.to?.name ?? '', at: proposed, how: '' })
  const { by, at, how } = draft.values

  const submit = async () => {
    if (at === '') return
    const result = await acknowledge.act({ id: notice.id, by, at, how })
    if (result?.ok !== true) return
    toast(words.done)
    onClose()
  }

  return (
    <Dialog title={words.title(organization.contacts[notice.addressee])} open onClose={onClose}>
      <Form
        refusal={acknowledge.refusal}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button type="submit" look="primary" busy={acknowledge.busy} disabledReason={at === '' ? ui.fields['date'] : undefined}>
              {words.save}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <TextField {...draft.field('by')} label={words.by} autoFocus />
        <DateTimeField {...draft.field('at')} label={words.at} />
        <TextField {...draft.field('how')} label={words.how} hint={words.howHint} optional />
      </Form>
    </Dialog>
  )
}
