import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { TopicRow } from '#shared/library/contract.ts'

/** Adds a word to the vocabulary, corrects one, retires it or brings it back. */
export function TopicDialog({ topic, onClose }: { readonly topic: TopicRow | undefined; readonly onClose: () => void }) {
  const { library: words, ui } = useWords()
  const set = useAct(api.library.setTopic)
  const retire = useAct(api.library.retireTopic)
  const [name, setName] = useState(topic?.name ?? '')
  const [detail, setDetail] = useState(topic?.detail ?? '')
  const done = (said: string) => {
    toast(said)
    onClose()
  }
  const save = async () => {
    const saved = await set.act({ id: topic?.id ?? null, topic: { name, detail } })
    if (saved?.ok === true) done(words.saved)
  }
  const takeOut = async (id: TopicRow['id']) => {
    const retired = await retire.act({ id })
    if (retired?.ok === true) done(words.topics.retiredDone)
  }
  return (
    <Dialog title={topic === undefined ? words.topics.add : words.topics.editTitle(topic.name)} open onClose={onClose}>
      <Form
        refusal={set.refusal ?? retire.refusal}
        onSubmit={() => void save()}
        actions={
          <>
            <Button type="submit" look="primary" busy={set.busy}>
              {topic?.retired === true ? words.topics.bringBack : words.save}
            </Button>
            {topic?.retired === false && (
              <Button look="danger" busy={retire.busy} onPress={() => void takeOut(topic.id)}>
                {words.retire}
              </Button>
            )}
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <TextField label={words.name} name="name" value={name} onChange={setName} maxLength={60} autoFocus />
        <TextField label={words.topics.detail} hint={words.topics.detailHint} name="detail" optional value={detail} onChange={setDetail} maxLength={300} />
        {topic?.retired === false && <p>{words.topics.retireDetail}</p>}
      </Form>
    </Dialog>
  )
}
