import type { RecoveryKit } from '#shared/session/recovery-kit.ts'
import { useEffect, useState } from 'react'
import { useWords } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Form } from '../ui/form.tsx'
import { DownloadIcon, PrintIcon } from '../ui/icons.ts'
import { TextField } from '../ui/text-field.tsx'
import { api, events } from './api.ts'
import { RecoverySheet } from './recovery-sheet.tsx'
import styles from './keep-sheet.module.css'
import { useAct } from './use-act.ts'

/**
 * A recovery sheet, shown once: printed or saved, and proven by typing its last group. `onDone`: it is kept, or was left for later, or the application locked and
 * it leaves the screen; home asks for another until one is kept.
 */
export function KeepSheet({ kit, act, onDone }: { readonly kit: RecoveryKit; /** What its button says. */ readonly act: string; readonly onDone: () => void }) {
  const { setup } = useWords()
  const print = useAct(api.shell.print)
  const save = useAct(api.shell.savePdf)
  const keep = useAct(api.session.sheetKept)
  const [saved, setSaved] = useState(false)
  const [check, setCheck] = useState('')
  const [kept, setKept] = useState(false)
  const [tried, setTried] = useState(false)
  const right = check.replace(/\s/g, '').toUpperCase() === kit.groups.at(-1)
  useEffect(() => events.session.locked(onDone), [onDone])
  const finish = async () => {
    setTried(true)
    if (right && kept && (await keep.act({}))?.ok === true) onDone()
  }
  return (
    <div className={styles['kit']}>
      <RecoverySheet kit={kit} />
      <div className={styles['acts']}>
        <Button icon={<PrintIcon />} busy={print.busy} onPress={() => void print.act({})}>
          {setup.kit.print}
        </Button>
        <Button icon={<DownloadIcon />} busy={save.busy} onPress={() => void save.act({ name: setup.kit.fileName }).then((done) => setSaved(done?.ok === true && done.value.saved))}>
          {setup.kit.save}
        </Button>
        <span role="status">{saved && setup.kit.saved}</span>
      </div>
      <Form
        refusal={keep.refusal ?? save.refusal ?? print.refusal}
        onSubmit={() => void finish()}
        actions={
          <>
            <Button type="submit" look="primary" size="large" busy={keep.busy}>
              {act}
            </Button>
            <Button look="quiet" size="large" onPress={onDone}>
              {setup.kit.later}
            </Button>
          </>
        }
      >
        <TextField label={setup.kit.check} hint={setup.kit.checkHint} error={tried && !right ? setup.kit.checkWrong : undefined} value={check} onChange={setCheck} mono />
        <Checkbox label={setup.kit.kept} value={kept} onChange={setKept} {...(tried && !kept ? { error: setup.kit.keptFirst } : {})} />
      </Form>
    </div>
  )
}
