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

/**
 * An invitation or an access code opened on a machine that has joined: a further person comes to it while somebody is present (the vault is shared, its sheet
 * is there already), or who is present gets their own access to the hub (again).
 */
export function AdmissionPart() {
  const { hub } = useWords()
  const words = hub.join.further
  return <Section title={words.title} description={words.detail} actions={<OpenAdmission />} />
}

/** The button that opens the dialog, where the part stands and beside each state that an invitation or a code mends. */
export function OpenAdmission() {
  const { hub } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onPress={() => setOpen(true)}>
        {hub.join.further.act}
      </Button>
      {open && <AdmissionDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function AdmissionDialog({ onClose }: { readonly onClose: () => void }) {
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
  const send = async ({ code, says }: Opened, passphrase?: string) => {
    const result = await accept.act(passphrase === undefined ? { code } : { code, passphrase })
    if (result?.ok !== true) return
    toast(says.passphrase ? words.further.done(says.person) : words.further.back)
    onClose()
  }
  const asksPassphrase = opened?.says.passphrase === true && checked
  const title = opened === undefined ? words.code.title : asksPassphrase ? words.passphrase.title : opened.says.kind === 'access' ? words.check.accessTitle : words.check.title
  return (
    <Dialog title={accept.busy ? words.work.title : title} open onClose={onClose} size="wide" closable={!accept.busy}>
      {opened === undefined && <CodeStep onRead={setOpened} back={cancel} />}
      {opened !== undefined && !asksPassphrase && !accept.busy && (
        <CheckStep says={opened.says} refusal={accept.refusal} onRight={() => (opened.says.passphrase ? setChecked(true) : void send(opened))} back={cancel} />
      )}
      {opened !== undefined && asksPassphrase && !accept.busy && (
        <JoinPassphrase says={opened.says} refusal={accept.refusal} onSend={(passphrase) => void send(opened, passphrase)} back={cancel} />
      )}
      {accept.busy && <JoiningProgress />}
    </Dialog>
  )
}
