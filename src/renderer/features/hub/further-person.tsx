import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { CheckStep, CodeStep, JoinPassphrase, type Opened } from './join-steps.tsx'
import { JoiningProgress } from './joining-progress.tsx'

/** A further person joins this machine with their invitation while somebody is unlocked: the vault is shared, its sheet is there already. */
export function FurtherPerson() {
  const { hub } = useWords()
  const words = hub.join.further
  const [open, setOpen] = useState(false)
  return (
    <>
      <Section
        title={words.title}
        description={words.detail}
        actions={
          <Button size="small" onPress={() => setOpen(true)}>
            {words.act}
          </Button>
        }
      />
      {open && <FurtherDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function FurtherDialog({ onClose }: { readonly onClose: () => void }) {
  const { hub, ui } = useWords()
  const words = hub.join
  const [opened, setOpened] = useState<Opened>()
  const [checked, setChecked] = useState(false)
  const accept = useAct(api.hub.acceptInvitation)
  const cancel = (
    <Button look="quiet" size="large" onPress={onClose}>
      {ui.cancel}
    </Button>
  )
  const send = async (passphrase: string) => {
    if (opened === undefined) return
    const result = await accept.act({ code: opened.code, passphrase })
    if (result?.ok !== true) return
    toast(words.further.done(opened.says.person))
    onClose()
  }
  const title = opened === undefined ? words.code.title : checked ? words.passphrase.title : words.check.title
  return (
    <Dialog title={accept.busy ? words.work.title : title} open onClose={onClose} size="wide" closable={!accept.busy}>
      {opened === undefined && <CodeStep onRead={setOpened} back={cancel} />}
      {opened !== undefined && !checked && <CheckStep says={opened.says} onRight={() => setChecked(true)} back={cancel} />}
      {opened !== undefined && checked && !accept.busy && (
        <JoinPassphrase says={opened.says} refusal={accept.refusal} onSend={(passphrase) => void send(passphrase)} back={cancel} />
      )}
      {accept.busy && <JoiningProgress />}
    </Dialog>
  )
}
