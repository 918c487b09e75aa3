import { useState } from 'react'
import { useLocation } from 'wouter'
import type { z } from 'zod'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useRefusalWords } from '#renderer/i18n/refusal-words.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx'
import { CopyButton } from '#renderer/ui/copy-button.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { hubContract } from '#shared/hub/contract.ts'
import { writtenIn } from '#shared/hub/written.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { useActWords } from './act-words.ts'
import styles from './hub.module.css'
import { refusalOf } from './refusal-of.ts'

type Conflict = z.output<(typeof hubContract)['entries']['conflicts']['out']>[number]

/** Acts that the others' no longer allow: both versions, what happened, and what can be done. */
export function ConflictsPart() {
  const { hub } = useWords()
  const words = hub.conflicts
  const { answer } = useAnswer(api.hub.conflicts, {})
  const [giving, setGiving] = useState<Conflict>()
  if (answer === undefined || answer.length === 0) return null
  return (
    <Section title={words.title} description={words.detail}>
      <ul role="list" className={styles['list']}>
        {answer.map((conflict) => (
          <li key={conflict.id} className={styles['item']}>
            <OneConflict conflict={conflict} onGiveUp={() => setGiving(conflict)} />
          </li>
        ))}
      </ul>
      {giving !== undefined && <GiveUp conflict={giving} onClose={() => setGiving(undefined)} />}
    </Section>
  )
}

function OneConflict({ conflict, onGiveUp }: { readonly conflict: Conflict; readonly onGiveUp: () => void }) {
  const { hub } = useWords()
  const words = hub.conflicts
  const named = useActWords()
  const sentence = useRefusalWords()
  const format = useFormat()
  const [, navigate] = useLocation()
  const { subject, again } = conflict
  const repeat = useAct(api.hub.repeat)
  const copy = useAct(api.hub.copyWritten)
  const hasText = conflict.mine.some(({ payload }) => writtenIn(payload).length > 0)
  const doAgain = async () => {
    const result = await repeat.act({ id: conflict.id })
    if (result?.ok === true) toast(words.repeated)
  }
  const by = conflict.theirs.at(-1)
  return (
    <>
      <h3 className={styles['name']}>{[named(conflict.types), subject?.title].filter(Boolean).join(': ')}</h3>
      <Note tone="warn" title={words.why}>
        {sentence(refusalOf(conflict.refusal))}
        {by !== undefined && (
          <>
            {' '}
            {words.first(by.actorName, named([by.type]), format.instant(by.at as Instant))}
          </>
        )}
      </Note>
      <div className={styles['sides']}>
        <Side title={words.mine} none={words.withheld} acts={conflict.mine.map((act) => ({ ...act, actorName: conflict.actorName, at: conflict.at }))} />
        <Side title={words.theirs} acts={conflict.theirs} none={conflict.withheld ? words.withheld : words.theirsNone} />
      </div>
      <p className={styles['quiet']}>{again.can ? words.againDetail : `${words.notAgain} ${sentence(refusalOf(again.refusal))}`}</p>
      {repeat.refusal !== undefined && <RefusalNote refusal={repeat.refusal} />}
      <div className={styles['acts']}>
        {again.can && (
          <Button size="small" look="primary" busy={repeat.busy} onPress={() => void doAgain()}>
            {words.again}
          </Button>
        )}
        {subject !== undefined && (
          <Button size="small" look={again.can ? 'plain' : 'primary'} onPress={() => navigate(subject.route)}>
            {words.open(`«${subject.title}»`)}
          </Button>
        )}
        {hasText && <CopyButton size="small" onCopy={() => copy.act({ id: conflict.id }).then((result) => result?.ok === true)}>{words.copy}</CopyButton>}
        <Button size="small" onPress={onGiveUp} disabledReason={conflict.own ? undefined : words.notOwn}>
          {words.giveUp}
        </Button>
      </div>
    </>
  )
}

type SaidAct = { readonly type: string; readonly payload: Readonly<Record<string, unknown>>; readonly actorName: string; readonly at: string }

function Side({ title, acts, none }: { readonly title: string; readonly acts: readonly SaidAct[]; readonly none: string }) {
  const { hub } = useWords()
  const named = useActWords()
  const format = useFormat()
  return (
    <section className={styles['side']} aria-label={title}>
      <h4 className={styles['side-title']}>{title}</h4>
      {acts.length === 0 && <p className={styles['quiet']}>{none}</p>}
      {acts.map((act, place) => (
        // Two acts of one kind may follow each other: the place is what tells them apart.
        <div key={place} className={styles['said']}>
          <span className={styles['name']}>{named([act.type])}</span>
          <span className={styles['quiet']}>{hub.conflicts.by(act.actorName, format.instant(act.at as Instant))}</span>
          {writtenIn(act.payload).map(({ field, text }, at) => (
            <div key={at}>
              <div className={styles['label']}>{hub.fields[field]}</div>
              <div className={styles['text']}>{text}</div>
            </div>
          ))}
        </div>
      ))}
    </section>
  )
}

function GiveUp({ conflict, onClose }: { readonly conflict: Conflict; readonly onClose: () => void }) {
  const { hub } = useWords()
  const words = hub.conflicts
  const dismiss = useAct(api.hub.dismiss)
  return (
    <ConfirmDialog
      title={words.giveUpTitle}
      act={words.giveUp}
      open
      onClose={onClose}
      busy={dismiss.busy}
      refusal={dismiss.refusal}
      onConfirm={() =>
        void dismiss.act({ id: conflict.id }).then((result) => {
          if (result?.ok !== true) return
          toast(words.given)
          onClose()
        })
      }
    >
      <p>{words.giveUpDetail}</p>
    </ConfirmDialog>
  )
}
