import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { PostAccount, PostPage, PublicationRow } from '#shared/posts/contract.ts'
import { ProofForm } from './proof-form.tsx'
import { useWhyNot } from './use-why-not.ts'

type Place = { readonly post: PostPage; readonly account: PostAccount }
const OUTCOMES = ['published', 'not-published', 'unsure'] as const

/** What came of a copy: published with its proof, not published, or nobody is sure. */
export function OutcomeForms({ post, account, publication }: Place & { readonly publication: PublicationRow }) {
  const { publishing: words } = useWords()
  const format = useFormat()
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>('published')
  const { doubt, found } = publication
  if (doubt !== null) {
    return (
      <>
        <Note tone="warn" title={words.doubtTitle}>
          {words.doubt(doubt.name, format.instant(doubt.at), doubt.note)}
        </Note>
        <CheckForm post={post} account={account} />
      </>
    )
  }
  return (
    <>
      {found !== null && <Note tone="info">{words.found(found.name, format.instant(found.at))}</Note>}
      <RadioGroup
        label={words.outcome}
        name="outcome"
        value={outcome}
        onChange={setOutcome}
        options={OUTCOMES.filter((value) => found === null || value !== 'not-published').map((value) => ({ value, label: words.outcomes[value], hint: words.outcomeHints[value] }))}
      />
      {outcome === 'published' && <ProofForm post={post} account={account} />}
      {outcome === 'not-published' && <SayForm key="not" post={post} account={account} kind="not-published" />}
      {outcome === 'unsure' && <SayForm key="unsure" post={post} account={account} kind="unsure" />}
    </>
  )
}

function SayForm({ post, account, kind }: Place & { readonly kind: 'not-published' | 'unsure' }) {
  const { publishing: words } = useWords()
  const notPublished = useAct(api.posts.notPublished)
  const doubt = useAct(api.posts.doubt)
  const whyNot = useWhyNot(post.standing)
  const [said, setSaid] = useState('')
  const isDoubt = kind === 'unsure'
  const one = { id: post.id, account: account.id }
  return (
    <Form
      refusal={isDoubt ? doubt.refusal : notPublished.refusal}
      label={words.outcomes[kind]}
      onSubmit={() =>
        void (isDoubt ? doubt.act({ ...one, note: said }) : notPublished.act({ ...one, reason: said })).then((done) => done?.ok === true && toast(words.recordedOutcome))
      }
      actions={
        <Button type="submit" look="primary" busy={doubt.busy || notPublished.busy} disabledReason={whyNot(isDoubt ? 'doubt' : 'not-published')}>
          {words.recordOutcome}
        </Button>
      }
    >
      <TextArea
        label={isDoubt ? words.note : words.reason}
        hint={isDoubt ? words.noteHint : undefined}
        name={isDoubt ? 'note' : 'reason'}
        rows={2}
        value={said}
        onChange={setSaid}
        maxLength={4000}
      />
    </Form>
  )
}

function CheckForm({ post, account }: Place) {
  const { publishing: words } = useWords()
  const check = useAct(api.posts.check)
  const whyNot = useWhyNot(post.standing)
  const [found, setFound] = useState<'yes' | 'no' | ''>('')
  const [note, setNote] = useState('')
  return (
    <Form
      refusal={check.refusal}
      label={words.checkFound}
      onSubmit={() => {
        if (found !== '') void check.act({ id: post.id, account: account.id, found: found === 'yes', note }).then((done) => done?.ok === true && toast(words.recordedOutcome))
      }}
      actions={
        <Button type="submit" look="primary" busy={check.busy} disabledReason={found === '' ? words.checkNoteHint : whyNot('check')}>
          {words.recordOutcome}
        </Button>
      }
    >
      <RadioGroup
        label={words.checkFound}
        name="found"
        value={found}
        onChange={setFound}
        options={[
          { value: 'yes', label: words.checkChoices.yes },
          { value: 'no', label: words.checkChoices.no },
        ]}
        row
      />
      <TextArea label={words.checkNote} hint={words.checkNoteHint} name="note" rows={2} value={note} onChange={setNote} maxLength={4000} />
    </Form>
  )
}

/** What a reason is asked for in a dialog: that something published was taken off its network, or that something approved does not go out. */
export function ReasonDialog({ kind, post, account, open, onClose }: Place & { readonly kind: 'take-down' | 'not-published'; readonly open: boolean; readonly onClose: () => void }) {
  const { publishing, ui } = useWords()
  const words = publishing.reasonDialogs[kind]
  const { act, busy, refusal, reset } = useAct(kind === 'take-down' ? api.posts.takeDown : api.posts.notPublished)
  const [reason, setReason] = useState('')
  const close = () => {
    reset()
    onClose()
  }
  return (
    <Dialog title={words.title} open={open} onClose={close}>
      <Form
        refusal={refusal}
        onSubmit={() =>
          void act({ id: post.id, account: account.id, reason }).then((done) => {
            if (done?.ok !== true) return
            toast(publishing.recordedOutcome)
            close()
          })
        }
        actions={
          <>
            <Button type="submit" look={kind === 'take-down' ? 'danger-fill' : 'primary'} busy={busy}>
              {words.act}
            </Button>
            <Button onPress={close}>{ui.cancel}</Button>
          </>
        }
      >
        <TextArea label={words.reason} hint={words.detail} name="reason" value={reason} onChange={setReason} maxLength={4000} autoFocus />
      </Form>
    </Dialog>
  )
}
