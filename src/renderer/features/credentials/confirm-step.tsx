import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '#renderer/bridge/api.ts'
import { useAct } from '#renderer/bridge/use-act.ts'
import { useWords } from '#renderer/i18n/words.ts'
import { Button } from '#renderer/ui/button.tsx'
import { IncidentIcon } from '#renderer/ui/icons.ts'
import { Note } from '#renderer/ui/note.tsx'
import { RefusalNote } from '#renderer/ui/refusal-note.tsx'
import { Section } from '#renderer/ui/section.tsx'
import type { Changing } from './rotation.ts'
import styles from './rotation-screen.module.css'
import { RotationSecrets } from './rotation-secrets.tsx'

/** Step 4: the new secret has opened the account. Only then is it the account's. */
export function ConfirmStep({ changing }: { readonly changing: Changing }) {
  const { credential } = changing
  const { credentials: words } = useWords()
  const [, go] = useLocation()
  const confirm = useAct(api.credentials.confirm)
  const [neither, setNeither] = useState(false)
  const { confirm: said } = words.rotation
  return (
    <Section title={said.title} description={said.detail}>
      <RotationSecrets changing={changing} />
      {confirm.refusal !== undefined && <RefusalNote refusal={confirm.refusal} />}
      {neither && (
        <Note
          tone="danger"
          live
          action={
            <Button look="danger" icon={<IncidentIcon />} onPress={() => go('/incidentes/nuevo')}>
              {said.report}
            </Button>
          }
        >
          {said.neitherDetail}
        </Note>
      )}
      <div className={styles['acts']}>
        <Button look="primary" busy={confirm.busy} onPress={() => void confirm.act({ credential: credential.id })}>
          {said.act}
        </Button>
        {!neither && (
          <Button look="quiet" onPress={() => setNeither(true)}>
            {said.neither}
          </Button>
        )}
      </div>
    </Section>
  )
}
