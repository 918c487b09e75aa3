import { useId, useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useMe } from '#renderer/bridge/me.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ConfirmDialog } from '#renderer/ui/confirm-dialog.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { RuleFileRow } from '#shared/rules/contract.ts'
import styles from './review-part.module.css'

/** The files that the checker reads: whose each is, and how an administrator lays an own one over it for every machine. */
export function RulesPart() {
  const words = useWords().settings.rules
  const { answer } = useAnswer(api.rules.files, {})
  return (
    <div className={styles['part']}>
      <Section title={words.title} description={words.detail}>
        <ul className={styles['routes']} role="list">
          {answer?.files.map((row) => (
            <File key={row.file} row={row} />
          ))}
        </ul>
      </Section>
    </div>
  )
}

function File({ row }: { readonly row: RuleFileRow }) {
  const words = useWords().settings.rules
  const format = useFormat()
  const administrator = useMe().roles.includes('administrator')
  const tune = useAct(api.rules.tune)
  const untune = useAct(api.rules.untune)
  const save = useAct(api.rules.saveFile)
  const [leaving, setLeaving] = useState(false)
  const named = useId()
  const { file, from, tuned, fault } = row
  const { name, detail } = words.files[file]
  const why = administrator ? undefined : words.onlyAdministrator
  const refusal = tune.refusal ?? untune.refusal ?? save.refusal
  const use = () => void tune.act({ file, title: words.chooseTitle(name) }).then((result) => result?.ok === true && result.value.done && toast(words.tuned))
  return (
    <li className={styles['route']}>
      <div className={styles['words']}>
        <strong id={named}>{name}</strong>
        <span className={styles['quiet']}>{detail}</span>
        <span className={styles['quiet']}>{tuned === null ? words.from[from === 'machine' ? 'machine' : 'shipped'] : words.fromRecord(tuned.name, format.instant(tuned.at))}</span>
        {fault !== null && <span>{words.fault(fault.line, fault.reason)}</span>}
        {refusal !== undefined && <RefusalNote refusal={refusal} />}
      </div>
      <div className={styles['acts']}>
        <Button size="small" busy={save.busy} onPress={() => void save.act({ file, title: words.saveTitle(name) }).then((result) => result?.ok === true && result.value.done && toast(words.saved))} describedBy={named}>
          {words.save}
        </Button>
        <Button size="small" busy={tune.busy} disabledReason={why} onPress={use} describedBy={named}>
          {words.use}
        </Button>
        {from === 'record' && (
          <Button size="small" look="quiet" busy={untune.busy} disabledReason={why} onPress={() => setLeaving(true)} describedBy={named}>
            {words.leave}
          </Button>
        )}
        <ConfirmDialog
          title={words.leaveTitle(name)}
          open={leaving}
          onClose={() => setLeaving(false)}
          onConfirm={() => void untune.act({ file }).then((result) => {
            setLeaving(false)
            if (result?.ok === true) toast(words.left)
          })}
          act={words.leave}
          busy={untune.busy}
        >
          {words.leaveDetail}
        </ConfirmDialog>
      </div>
    </li>
  )
}
