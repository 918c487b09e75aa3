import { useWords } from '#renderer/i18n/words.ts'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { toast } from '#renderer/ui/toast-store.ts'
import { AcknowledgeDialog } from './acknowledge-dialog.tsx'
import type { Notice } from './incident.ts'
import { NoticeTextDialog } from './notice-text-dialog.tsx'
import { PhoneDialog } from './phone-dialog.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { SentDialog } from './sent-dialog.tsx'

export type NoticeWork = 'read' | 'phone' | 'sent' | 'retract' | 'acknowledge'

/** What is being done with a notice. */
export function NoticeDialog({ notice, what, onClose }: { readonly notice: Notice; readonly what: NoticeWork; readonly onClose: () => void }) {
  switch (what) {
    case 'read':
      return <NoticeTextDialog notice={notice} onClose={onClose} />
    case 'phone':
      return <PhoneDialog notice={notice} onClose={onClose} />
    case 'sent':
      return <SentDialog notice={notice} onClose={onClose} />
    case 'acknowledge':
      return <AcknowledgeDialog notice={notice} onClose={onClose} />
    case 'retract':
      return <RetractDialog notice={notice} onClose={onClose} />
  }
}

function RetractDialog({ notice, onClose }: { readonly notice: Notice; readonly onClose: () => void }) {
  const { incidents, organization } = useWords()
  const words = incidents.notices.retracted
  const retract = useAct(api.notices.retractSent)
  const submit = async (reason: string) => {
    const result = await retract.act({ id: notice.id, reason })
    if (result?.ok !== true) return
    toast(words.done)
    onClose()
  }
  return (
    <ReasonDialog
      title={words.title(organization.contacts[notice.addressee])}
      detail={words.detail}
      label={words.reason}
      act={words.save}
      busy={retract.busy}
      refusal={retract.refusal}
      onSubmit={(reason) => void submit(reason)}
      onClose={onClose}
    />
  )
}
