import { useState } from 'react'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Refusal } from '#shared/kernel/refusal.ts'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Form } from '#renderer/ui/form.tsx'
import { Moment } from '#renderer/ui/moment.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { Select } from '#renderer/ui/select.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import { useActWords } from './act-words.ts'
import styles from './hub.module.css'
import { JoiningProgress } from './joining-progress.tsx'
import { refusalOf } from './refusal-of.ts'

/** The record by USB or mail, for who has no network: a file for another office, one that came from there, and what it brought that is not accepted yet. */
export function BundlePart() {
  const { hub } = useWords()
  const words = hub.bundle
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const take = useAct(api.hub.takeBundle)
  const [broken, setBroken] = useState(0)
  const [unplaced, setUnplaced] = useState(0)

  const receive = async () => {
    const result = await take.act({})
    if (result?.ok !== true || result.value === null) return
    const { events, acts, files, broken, personName, officeName } = result.value
    toast(words.taken(format.number(events), format.number(acts), format.number(files), [personName, officeName].filter(Boolean).join(', ')))
    setBroken(broken)
  }

  return (
    <>
      <Section
        title={words.title}
        description={words.detail}
        actions={
          <>
            <Button size="small" onPress={() => setOpen(true)}>
              {words.carry}
            </Button>
            <Button size="small" busy={take.busy} onPress={() => void receive()}>
              {words.receive}
            </Button>
          </>
        }
      >
        {take.refusal !== undefined && <RefusalNote refusal={take.refusal} />}
        {broken > 0 && !take.busy && <Note tone="warn">{words.broken(broken, format.number(broken))}</Note>}
        {unplaced > 0 && <Note>{words.unplaced(unplaced, format.number(unplaced))}</Note>}
        {take.busy && <JoiningProgress stoppable={false} />}
        <Carried />
      </Section>
      {open && <CarryDialog onSaved={setUnplaced} onClose={() => setOpen(false)} />}
    </>
  )
}

/** What came by file and is not on record yet, and how it gets there. */
function Carried() {
  const { hub } = useWords()
  const words = hub.bundle
  const named = useActWords()
  const sentence = useRefusalWords()
  const { answer } = useAnswer(api.hub.carried, {})
  if (answer === undefined || answer.length === 0) return null
  return (
    <>
      <h3 className={styles['name']}>{words.carried}</h3>
      <p className={styles['quiet']}>{words.carriedDetail}</p>
      <ul role="list" className={styles['list']}>
        {answer.map((act) => (
          <li key={act.id} className={styles['item']}>
            <span>
              <span className={styles['name']}>{named(act.types)}</span>
              {act.subject !== undefined && `: ${act.subject.title}`}
            </span>
            <span className={styles['quiet']}>
              {/* Main wrote it as an instant; the contract keeps it as text. */}
              {act.actorName}, <Moment at={act.at as Instant} />
            </span>
            <span>
              {act.state.kind === 'refused' ? words.carriedStates.refused(sentence(refusalOf(act.state.refusal))) : words.carriedStates[act.state.kind]}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function CarryDialog({ onSaved, onClose }: { readonly onSaved: (unplaced: number) => void; readonly onClose: () => void }) {
  const { hub, ui } = useWords()
  const words = hub.bundle
  const format = useFormat()
  const { answer } = useAnswer(api.hub.bundleOffices, {})
  const [office, setOffice] = useState('')
  const [lacking, setLacking] = useState<Refusal>()
  const save = useAct(api.hub.saveBundle)
  const { answer: carried } = useAnswer(api.hub.bundleFiles, { office }, { when: office !== '' })
  const [files, setFiles] = useState<'none' | 'recent' | 'all' | ''>('')
  const counted = office === '' ? undefined : carried
  const which = files === '' ? (counted !== undefined && counted.recent.count > 0 ? 'recent' : 'none') : files
  const chosen = answer?.find((one) => one.office === office)

  const submit = async () => {
    setLacking(office === '' ? { code: 'input/invalid', fields: { office: 'required' } } : undefined)
    if (office === '') return
    const result = await save.act({ office, files: which })
    if (result?.ok !== true || result.value === null) return
    const { events, acts, machines, files: along } = result.value
    toast(words.saved(format.number(events), format.number(acts), format.number(along), format.number(machines)))
    onSaved(result.value.unplaced)
    onClose()
  }

  return (
    <Dialog title={words.dialog} open onClose={onClose} closable={!save.busy}>
      <Form
        label={words.dialog}
        refusal={lacking ?? save.refusal}
        onSubmit={() => void submit()}
        actions={
          save.busy ? undefined : (
            <>
              <Button type="submit" look="primary">
                {words.submit}
              </Button>
              <Button onPress={onClose}>{ui.cancel}</Button>
            </>
          )
        }
      >
        {save.busy ? (
          <JoiningProgress stoppable={false} />
        ) : (
          <>
            <p>{words.explain}</p>
            <Select
              name="office"
              label={words.office}
              value={office}
              onChange={(chosenOffice) => {
                setOffice(chosenOffice)
                setFiles('')
                setLacking(undefined)
              }}
              options={(answer ?? []).map((one) => ({ value: one.office, label: one.officeName }))}
            />
            {counted !== undefined && (
              <Select
                name="files"
                label={words.files}
                hint={counted.all.count === 0 ? words.noFiles : words.filesHint}
                value={which}
                onChange={setFiles}
                options={[
                  { value: 'none', label: words.none },
                  ...(counted.recent.count === 0 ? [] : [{ value: 'recent' as const, label: words.recent(words.countedFiles(counted.recent.count, format.number(counted.recent.count)), format.size(counted.recent.size)) }]),
                  ...(counted.all.count === counted.recent.count ? [] : [{ value: 'all' as const, label: words.all(words.countedFiles(counted.all.count, format.number(counted.all.count)), format.size(counted.all.size)) }]),
                ]}
              />
            )}
            {chosen !== undefined && chosen.without > 0 && <Note tone={chosen.machines === 0 ? 'warn' : 'info'}>{words.without(chosen.without, format.number(chosen.without))}</Note>}
          </>
        )}
      </Form>
    </Dialog>
  )
}
