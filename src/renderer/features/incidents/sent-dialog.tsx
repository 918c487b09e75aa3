import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { DateTimeField } from '#renderer/ui/date-field.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useDraft } from '#renderer/ui/use-draft.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { channels, type Channel } from '#shared/notices/notice.ts'
import type { Notice } from './incident.ts'
import { minuteOf } from './minute.ts'

/** Records that a notice left: by what, when, to whom. */
export function SentDialog({ notice, onClose }: { readonly notice: Notice; readonly onClose: () => void }) {
  const { incidents, organization, ui } = useWords()
  const words = incidents.notices
  const now = useNow()
  const mark = useAct(api.notices.markSent)
  const draft = useDraft<{ channel: Channel; at: Instant | ''; to: string }>({
    channel: 'mail',
    at: minuteOf(now),
    to: notice.to?.mail || notice.to?.phone || '',
  })
  const { at, channel, to } = draft.values

  const submit = async () => {
    if (at === '') return
    const result = await mark.act({ id: notice.id, channel, at, to })
    if (result?.ok !== true) return
    toast(words.sent.done)
    onClose()
  }
  const chooseChannel = (next: Channel) => {
    draft.set('channel', next)
    const usual = next === 'phone' ? notice.to?.phone : notice.to?.mail
    if (usual !== undefined && usual !== '') draft.set('to', usual)
  }

  return (
    <Dialog title={words.sent.title(organization.contacts[notice.addressee])} open onClose={onClose}>
      <Form
        refusal={mark.refusal}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button type="submit" look="primary" busy={mark.busy} disabledReason={at === '' ? ui.fields['date'] : undefined}>
              {words.sent.save}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <RadioGroup
          name="channel"
          label={words.sent.channel}
          row
          value={channel}
          onChange={chooseChannel}
          options={channels.map((value) => ({ value, label: words.channelOptions[value] }))}
        />
        <TextField {...draft.field('to')} label={words.sent.to} hint={words.sent.toHint} />
        <DateTimeField {...draft.field('at')} label={words.sent.at} />
      </Form>
    </Dialog>
  )
}
