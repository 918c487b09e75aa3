import { useRef, useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { RadioGroup } from '#renderer/ui/radio-group.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { PostPage, RemarkRow } from '#shared/posts/contract.ts'
import { isSameRemarkSpot, remarkParts, remarkSpots, textOf, type Anchor } from '#shared/posts/remark.ts'
import { spotKey, type Passage } from './remark-mark.ts'
import styles from './remarks.module.css'
import { useRemarkSpotName } from './use-remark-spot-name.ts'

/** Begins a thread about the post, a part of it, or some words of it; a reviewer may demand, and may suggest other words. */
export function RemarkDialog({ post, passage, onClose }: { readonly post: PostPage; readonly passage: Passage | undefined; readonly onClose: () => void }) {
  const { reviewing, ui } = useWords()
  const words = reviewing.remarks
  const reviews = useMe().roles.includes('reviewer')
  const { act, busy, refusal } = useAct(api.posts.remark)
  const spotName = useRemarkSpotName(post)
  const spots = remarkSpots(post.content)
  const [about, setAbout] = useState<string>(passage === undefined ? 'whole' : spotKey(passage.at))
  const [quoted, setQuoted] = useState(passage)
  const [channel, setChannel] = useState<RemarkRow['channel']>('office')
  const [text, setText] = useState('')
  const [required, setRequired] = useState(false)
  const [proposal, setProposal] = useState<string>()
  const area = useRef<HTMLTextAreaElement>(null)
  const spot = spots.find((one) => spotKey(one) === about)
  const here = spot === undefined ? '' : textOf(post.content, spot)
  // Nothing selected: all of the text is meant.
  const isQuoted = spot !== undefined && quoted !== undefined && isSameRemarkSpot(quoted.at, spot)
  const chosen = spot === undefined ? undefined : isQuoted ? quoted : { at: spot, start: 0, quote: here }
  const demands = reviews && channel === 'office'
  const suggests = demands && chosen !== undefined && proposal !== undefined

  const select = () => {
    const { selectionStart, selectionEnd } = area.current ?? { selectionStart: 0, selectionEnd: 0 }
    if (spot !== undefined && selectionEnd > selectionStart) {
      setQuoted({ at: spot, start: selectionStart, quote: here.slice(selectionStart, selectionEnd) })
      if (proposal !== undefined) setProposal(here.slice(selectionStart, selectionEnd))
    }
  }
  const anchor = (): Anchor => {
    const part = remarkParts.find((one) => one === about)
    return chosen !== undefined ? { kind: 'passage', ...chosen } : part !== undefined ? { kind: 'part', part } : { kind: 'whole' }
  }
  const send = () =>
    void act({
      id: post.id,
      channel: reviews ? channel : 'office',
      expected: post.revision,
      anchor: anchor(),
      text,
      required: demands && required,
      proposal: suggests ? proposal : null,
    }).then((done) => {
      if (done?.ok !== true) return
      toast(words.sent)
      onClose()
    })

  return (
    <Dialog title={words.addTitle} open onClose={onClose}>
      <Form
        refusal={refusal}
        onSubmit={send}
        actions={
          <>
            <Button type="submit" look="primary" busy={busy}>
              {words.send}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <Select
          label={words.about}
          value={about}
          onChange={setAbout}
          options={[
            { value: 'whole', label: words.whole },
            ...spots.map((one) => ({ value: spotKey(one), label: spotName(one) })),
            ...remarkParts.filter((part) => part !== 'wanted' || post.content.wanted !== null).map((part) => ({ value: part, label: words.parts[part] })),
          ]}
        />
        {spot !== undefined && (
          <>
            <TextArea label={words.passage} hint={words.passageHint} value={here} onChange={() => undefined} readOnly onSelect={select} areaRef={area} rows={2} spellCheck={false} />
            {isQuoted && <p className={styles['chosen']}>{words.chosen(quoted.quote)}</p>}
          </>
        )}
        {reviews && (
          <RadioGroup
            label={words.channel}
            value={channel}
            onChange={setChannel}
            options={(['office', 'review'] as const).map((value) => ({ value, label: words.channels[value], hint: words.channelHints[value] }))}
          />
        )}
        {demands && chosen !== undefined && (
          <Checkbox label={words.propose} value={proposal !== undefined} onChange={(on) => setProposal(on ? chosen.quote : undefined)} />
        )}
        {suggests && <TextArea label={words.proposal} hint={words.proposalHint} name="proposal" value={proposal} onChange={setProposal} rows={2} />}
        <TextArea label={suggests ? words.textOptional : words.text} name="text" value={text} onChange={setText} maxLength={4000} autoFocus />
        {demands && <Checkbox label={words.required} value={required} onChange={setRequired} />}
      </Form>
    </Dialog>
  )
}
