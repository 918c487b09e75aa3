import type { RecoveryKit } from '#shared/session/recovery-kit.ts'
import { useState } from 'react'
import { api } from '../../bridge/api.ts'
import { RecoverySheet } from '../../bridge/recovery-sheet.tsx'
import { useAct } from '../../bridge/use-act.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Form } from '../../ui/form.tsx'
import { DownloadIcon, PrintIcon } from '../../ui/icons.ts'
import { StepHead } from '../../ui/step-head.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './step.module.css'

/** The sheet, once: printed or saved, and proven by typing its last group. Then the code leaves the window. */
export function KitStep({ kit, onDone }: { readonly kit: RecoveryKit; readonly onDone: () => void }) {
  const { setup } = useWords()
  const print = useAct(api.shell.print)
  const save = useAct(api.shell.savePdf)
  const [check, setCheck] = useState('')
  const [kept, setKept] = useState(false)
  const [tried, setTried] = useState(false)
  const right = check.replace(/\s/g, '').toUpperCase() === kit.groups.at(-1)
  return (
    <>
      <StepHead title={setup.kit.title} explain={setup.kit.explain} />
      <div className={styles['kit']}>
        <RecoverySheet kit={kit} />
        <div className={styles['acts']}>
          <Button icon={<PrintIcon />} busy={print.busy} onPress={() => void print.act({})}>
            {setup.kit.print}
          </Button>
          <Button icon={<DownloadIcon />} busy={save.busy} onPress={() => void save.act({ name: setup.kit.fileName })}>
            {setup.kit.save}
          </Button>
        </div>
        <Form
          refusal={save.refusal ?? print.refusal}
          onSubmit={() => {
            setTried(true)
            if (right && kept) onDone()
          }}
          actions={
            <Button type="submit" look="primary" size="large">
              {setup.kit.act}
            </Button>
          }
        >
          <TextField
            label={setup.kit.check}
            hint={setup.kit.checkHint}
            error={tried && !right ? setup.kit.checkWrong : undefined}
            value={check}
            onChange={setCheck}
            mono
          />
          <Checkbox label={setup.kit.kept} value={kept} onChange={setKept} {...(tried && !kept ? { error: setup.kit.keptFirst } : {})} />
        </Form>
      </div>
    </>
  )
}
