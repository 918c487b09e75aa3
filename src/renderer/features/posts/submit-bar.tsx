import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { PostPage } from '#shared/posts/contract.ts'
import type { Finding } from '#shared/rules/finding.ts'
import { DuplicateButton } from './duplicate-button.tsx'
import styles from './submit-bar.module.css'
import type { Editing, SaveState } from './use-editor.ts'
import { useWhyNot } from './use-why-not.ts'

/** Most things named in the button's own sentence; all are said in their places. */
const MOST_NAMED = 5

/** The foot of the editor: whether it is saved, what lacks, and sending it to review. Always in sight. */
export function SubmitBar({ post, editing, findings }: { readonly post: PostPage; readonly editing: Editing; readonly findings: readonly Finding[] }) {
  const { posts: words, rules, ui } = useWords()
  const [, navigate] = useLocation()
  const whyNot = useWhyNot(post.standing)
  const submit = useAct(api.posts.submit)
  const discard = useAct(api.posts.discard)
  const [asking, setAsking] = useState<'submit' | 'discard'>()
  const [sure, setSure] = useState(false)
  const blocking = findings.filter((finding) => finding.severity === 'block')
  const warned = findings.length - blocking.length
  const approved = post.standing.stage === 'approved'
  const lacks = blocking.length === 0 ? undefined : words.submit.lacks(blocking.length)
  const reason = (approved ? undefined : whyNot('submit')) ?? (lacks === undefined ? undefined : `${lacks}: ${blocking.slice(0, MOST_NAMED).map((finding) => rules.checks[finding.rule].what(finding.detail)).join(' ')}`)

  const send = async () => {
    const expected = await editing.save()
    if (expected === undefined) return setAsking(undefined)
    const done = await submit.act({ id: post.id, expected })
    if (done?.ok !== true) return
    setAsking(undefined)
    toast(words.submit.done)
  }

  return (
    <div className={styles['bar']}>
      <div className={styles['words']} role="status">
        <span className={styles[editing.state]}>{saveWords(words.editor, editing.state)}</span>
        <span className={styles['lacks']}>
          {lacks === undefined ? words.submit.ready : `${lacks}.`}
          {warned > 0 && ` ${words.submit.warned(warned)}.`}
        </span>
      </div>
      <DuplicateButton contentOf={async () => ((await editing.save()) === undefined ? undefined : editing.latest())} />
      <Button look="danger" disabledReason={whyNot('discard')} onPress={() => setAsking('discard')}>
        {words.submit.discard}
      </Button>
      {!approved && (
        <Button look="primary" disabledReason={reason} onPress={() => setAsking('submit')}>
          {words.submit.act}
        </Button>
      )}
      <Dialog title={words.submit.title} open={asking === 'submit'} onClose={() => setAsking(undefined)}>
        <Form
          refusal={submit.refusal}
          onSubmit={() => {
            if (sure) void send()
          }}
          actions={
            <>
              <Button type="submit" look="primary" busy={submit.busy} disabledReason={sure ? undefined : words.submit.confirm}>
                {words.submit.act}
              </Button>
              <Button onPress={() => setAsking(undefined)}>{ui.cancel}</Button>
            </>
          }
        >
          <p>{words.submit.confirmDetail(post.limit, post.calendar.kind === 'working')}</p>
          <Checkbox label={words.submit.confirm} value={sure} onChange={setSure} />
        </Form>
      </Dialog>
      <ConfirmDialog
        title={words.submit.discardTitle}
        open={asking === 'discard'}
        onClose={() => setAsking(undefined)}
        act={words.submit.discard}
        busy={discard.busy}
        refusal={discard.refusal}
        onConfirm={() =>
          void editing.save().then(async () => {
            const done = await discard.act({ id: post.id })
            if (done?.ok !== true) return
            toast(words.submit.discarded)
            navigate('/publicaciones')
          })
        }
      >
        {words.submit.discardDetail}
      </ConfirmDialog>
    </div>
  )
}

function saveWords(words: { readonly saved: string; readonly saving: string; readonly unsaved: string; readonly notSaved: string }, state: SaveState): string {
  return { saved: words.saved, saving: words.saving, unsaved: words.unsaved, refused: words.notSaved }[state]
}
