import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ComboBox } from '#renderer/ui/combo-box.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { FieldGroup } from '#renderer/ui/field-group.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { CloseIcon } from '#renderer/ui/icons.ts'
import { Note } from '#renderer/ui/note.tsx'
import { RuledList } from '#renderer/ui/ruled-list.tsx'
import { TextArea } from '#renderer/ui/text-area.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { Incident } from './incident.ts'
import styles from './readers-part.module.css'

/** Names the people who may read an incident; whoever decides it is always among them. */
export function RestrictDialog({ incident, onClose }: { readonly incident: Incident; readonly onClose: () => void }) {
  const { incidents, ui } = useWords()
  const words = incidents.readers.dialog
  const me = useMe()
  const restrict = useAct(api.incidents.restrict)
  const { answer } = useAnswer(api.organization.people, {})
  // As it was when the dialog opened: what somebody else changed meanwhile is refused, not overwritten.
  const [{ edition, to }] = useState(incident.restriction)
  const [chosen, setChosen] = useState<readonly PersonId[]>(() => [...new Set([me.id, ...(to?.people ?? []).map(({ id }) => id)])])
  const [reason, setReason] = useState('')
  const people = new Map((answer ?? []).filter(({ active }) => active).map((person) => [person.id, person]))
  const others = [...people.values()].filter(({ id }) => !chosen.includes(id))
  const detailOf = (id: PersonId) => [people.get(id)?.post ?? '', people.get(id)?.officeName ?? ''].filter((part) => part !== '').join(' · ')
  const nameOf = (id: PersonId) => people.get(id)?.name ?? to?.people.find((one) => one.id === id)?.name ?? id
  const alone = answer !== undefined && !chosen.some((id) => id !== me.id && people.get(id)?.roles.includes('security') === true)

  const submit = async () => {
    const result = await restrict.act({ id: incident.id, people: [...chosen], reason, edition })
    if (result?.ok !== true) return
    toast(words.done)
    onClose()
  }

  return (
    <Dialog title={words.title(incident.folio)} open onClose={onClose} size="wide">
      <Form
        label={words.title(incident.folio)}
        refusal={restrict.refusal}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button type="submit" look="primary" busy={restrict.busy}>
              {words.save}
            </Button>
            <Button onPress={onClose}>{ui.cancel}</Button>
          </>
        }
      >
        <p className={styles['words']}>
          {words.detail} {incident.stage === 'open' && incident.accounts.length > 0 && words.held}
        </p>
        <FieldGroup label={words.people} name="people">
          <RuledList>
            {chosen.map((id) => (
              <li key={id} className={styles['person']}>
                <span className={styles['who']}>
                  <span>
                    {nameOf(id)} {id === me.id && `(${words.you})`}
                  </span>
                  <span className={styles['detail']}>{detailOf(id)}</span>
                </span>
                {id !== me.id && <IconButton label={words.remove(nameOf(id))} icon={<CloseIcon />} onPress={() => setChosen(chosen.filter((one) => one !== id))} />}
              </li>
            ))}
          </RuledList>
          <ComboBox
            label={words.add}
            value=""
            placeholder={words.choose}
            optional
            onChange={(id) => {
              if (id !== '') setChosen([...chosen, id as PersonId]) // one of the options below
            }}
            options={others.map(({ id, name }) => ({ value: id, label: name, hint: detailOf(id) }))}
          />
        </FieldGroup>
        {alone && <Note tone="warn">{words.alone}</Note>}
        <TextArea name="reason" label={words.reason} hint={words.reasonHint} value={reason} onChange={setReason} rows={2} />
      </Form>
    </Dialog>
  )
}
