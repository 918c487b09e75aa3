import { useState } from 'react'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useFormat, useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { toast } from '#renderer/ui/toast-store.ts'
import type { Incident } from './incident.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import styles from './readers-part.module.css'
import { RestrictDialog } from './restrict-dialog.tsx'

/** Who reads the incident, and for security the way to keep it to named people. */
export function ReadersPart({ incident }: { readonly incident: Incident }) {
  const { incidents } = useWords()
  const words = incidents.readers
  const format = useFormat()
  const lift = useAct(api.incidents.unrestrict)
  const [dialog, setDialog] = useState<'restrict' | 'lift'>()
  const { to, edition } = incident.restriction
  const disabledReason = incident.mayRestrict ? undefined : words.notAllowed
  const unrestrict = async (reason: string) => {
    const result = await lift.act({ id: incident.id, reason, edition })
    if (result?.ok !== true) return
    toast(words.lift.done)
    setDialog(undefined)
  }
  return (
    <Section
      title={words.title}
      actions={
        <>
          <Button onPress={() => setDialog('restrict')} disabledReason={disabledReason}>
            {to === null ? words.restrict : words.change}
          </Button>
          {to !== null && (
            <Button onPress={() => setDialog('lift')} disabledReason={disabledReason}>
              {words.unrestrict}
            </Button>
          )}
        </>
      }
    >
      {to === null ? (
        <p className={styles['words']}>{words.everybody(incident.officeName)}</p>
      ) : (
        <>
          <p className={styles['words']}>
            {words.named} {format.list(to.people.map(({ name }) => name))}.
          </p>
          <p className={styles['since']}>{words.since(to.by, format.instant(to.at), to.reason)}</p>
        </>
      )}
      {dialog === 'restrict' && <RestrictDialog incident={incident} onClose={() => setDialog(undefined)} />}
      {dialog === 'lift' && (
        <ReasonDialog
          title={words.lift.title(incident.folio)}
          detail={words.lift.detail(incident.officeName)}
          label={words.lift.reason}
          act={words.lift.save}
          busy={lift.busy}
          refusal={lift.refusal}
          onSubmit={(reason) => void unrestrict(reason)}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Section>
  )
}
