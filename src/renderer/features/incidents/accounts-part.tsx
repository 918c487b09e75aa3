import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useAnswer } from '#renderer/bridge/use-answer.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ComboBox } from '#renderer/ui/combo-box.tsx'
import { FrozenIcon } from '#renderer/ui/icons.ts'
import { Note } from '#renderer/ui/note.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { accountLabel, type Account, type Incident } from './incident.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import styles from './accounts-part.module.css'

/** The accounts whose queues stand still while the incident is open. */
export function AccountsPart({ incident }: { readonly incident: Incident }) {
  const { incidents } = useWords()
  const words = incidents.accounts
  const open = incident.stage === 'open'
  const link = useAct(api.incidents.linkAccount)
  const { answer } = useAnswer(api.incidents.doors, {}, { when: open })
  const [leaving, setLeaving] = useState<Account>()
  const others = (answer?.accounts ?? []).filter((account) => !incident.accounts.some((linked) => linked.id === account.id))
  return (
    <Section title={words.title}>
      {incident.accounts.length === 0 && <Note tone="warn">{words.none}</Note>}
      <ul className={styles['accounts']}>
        {incident.accounts.map((account) => (
          <li key={account.id} className={styles['account']}>
            <FrozenIcon className={styles['icon']} />
            <span className={styles['words']}>{open ? words.frozen(accountLabel(account)) : accountLabel(account)}</span>
            {open && (
              <Button size="small" look="quiet" onPress={() => setLeaving(account)}>
                {words.remove}
                <span className="visually-hidden">: {accountLabel(account)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!open && incident.accounts.length > 0 && <p className={styles['freed']}>{words.freed}</p>}
      {open && others.length > 0 && (
        <div className={styles['add']}>
          <ComboBox
            label={words.add}
            value=""
            placeholder={words.choose}
            onChange={(value) => {
              if (value !== '') void link.act({ id: incident.id, account: value })
            }}
            options={others.map((account) => ({ value: account.id, label: accountLabel(account) }))}
          />
        </div>
      )}
      {link.refusal !== undefined && <RefusalNote refusal={link.refusal} />}
      {leaving !== undefined && <UnlinkDialog incident={incident} account={leaving} onClose={() => setLeaving(undefined)} />}
    </Section>
  )
}

function UnlinkDialog({ incident, account, onClose }: { readonly incident: Incident; readonly account: Account; readonly onClose: () => void }) {
  const { incidents } = useWords()
  const words = incidents.accounts
  const unlink = useAct(api.incidents.unlinkAccount)
  const submit = async (reason: string) => {
    const result = await unlink.act({ id: incident.id, account: account.id, reason })
    if (result?.ok === true) onClose()
  }
  return (
    <ReasonDialog
      title={words.removeTitle(accountLabel(account))}
      detail={words.removeDetail}
      label={words.removeReason}
      act={words.removeSave}
      busy={unlink.busy}
      refusal={unlink.refusal}
      onSubmit={(reason) => void submit(reason)}
      onClose={onClose}
    />
  )
}
