import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { AccountId } from '#shared/accounts/account.ts'
import { networks, type Network } from '#shared/accounts/network.ts'
import type { StopId, StopScope } from '#shared/posts/stop.ts'

/** Orders a stop: of everything, an entidad, a network or an account, with its reason. */
export function StopDialog({ entities, onClose }: { readonly entities: readonly { readonly id: string; readonly name: string }[]; readonly onClose: () => void }) {
  const { reviewing, posts, ui } = useWords()
  const words = reviewing.stops
  const { act, busy, refusal } = useAct(api.posts.orderStop)
  const { answer: own } = useAnswer(api.posts.accounts, {})
  const [kind, setKind] = useState<StopScope['kind']>('all')
  const [entity, setEntity] = useState('')
  const [network, setNetwork] = useState<Network | ''>('')
  const [account, setAccount] = useState('')
  const [reason, setReason] = useState('')
  const scope = (): StopScope =>
    // Nothing chosen is refused by main beside the field.
    kind === 'all' ? { kind } : kind === 'entity' ? { kind, entity } : kind === 'network' ? { kind, network: network as Network } : { kind, account: account as AccountId }
  const kinds = (['all', 'entity', 'network', 'account'] as const).filter((one) => one !== 'account' || (own?.length ?? 0) > 0)
  const missing = (kind === 'network' && network === '') || (kind === 'entity' && entity === '') || (kind === 'account' && account === '')
  return (
    <Dialog title={words.orderTitle} open onClose={onClose}>
      <Form
        refusal={refusal}
        onSubmit={() => {
          if (missing) return
          void act({ scope: scope(), reason }).then((done) => {
            if (done?.ok !== true) return
            toast(words.ordered)
            onClose()
          })
        }}
        actions={
          <>
            <Button type="submit" look="danger-fill" busy={busy} disabledReason={missing ? ui.choose : undefined}>
              {words.order}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <RadioGroup label={words.scope} name="scope" value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: words.scopes[value] }))} />
        {kind === 'entity' && <Select label={words.entity} value={entity} onChange={setEntity} options={entities.map(({ id, name }) => ({ value: id, label: name }))} />}
        {kind === 'network' && <Select label={words.network} value={network} onChange={setNetwork} options={networks.map((value) => ({ value, label: posts.networks[value] }))} />}
        {kind === 'account' && (
          <Select label={words.account} value={account} onChange={setAccount} options={(own ?? []).map((one) => ({ value: one.id as string, label: `${posts.networks[one.network]} · ${one.displayName}` }))} />
        )}
        <TextArea label={words.reason} hint={words.orderDetail} name="reason" value={reason} onChange={setReason} maxLength={2000} autoFocus />
      </Form>
    </Dialog>
  )
}

/** Lifts a stop, and says that nothing goes out by that. */
export function LiftDialog({ id, onClose }: { readonly id: StopId; readonly onClose: () => void }) {
  const { reviewing, ui } = useWords()
  const words = reviewing.stops
  const { act, busy, refusal } = useAct(api.posts.liftStop)
  const [note, setNote] = useState('')
  return (
    <Dialog title={words.liftTitle} open onClose={onClose}>
      <Form
        refusal={refusal}
        onSubmit={() =>
          void act({ id, note }).then((done) => {
            if (done?.ok !== true) return
            toast(words.lifted)
            onClose()
          })
        }
        actions={
          <>
            <Button type="submit" look="primary" busy={busy}>
              {words.lift}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <TextArea label={words.note} hint={words.liftDetail} name="note" value={note} onChange={setNote} maxLength={2000} autoFocus />
      </Form>
    </Dialog>
  )
}
