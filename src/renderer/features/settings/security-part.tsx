import { useState } from 'react'
import { useLocation } from 'wouter'
import { api } from '../../bridge/api.ts'
import { useMe } from '../../bridge/me.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useAnswer } from '../../bridge/use-answer.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { ChangePassphrase } from './change-passphrase.tsx'
import { RenewKit } from './renew-kit.tsx'
import styles from './settings.module.css'

/** Locking, one's own passphrase, the recovery sheet, the keychain. */
export function SecurityPart() {
  const { settings, keychain } = useWords()
  const [, navigate] = useLocation()
  const { roles } = useMe()
  const { answer: policies } = useAnswer(api.organization.policies, {})
  const { answer: state } = useAnswer(api.session.keychainState, {})
  const { answer: sheet } = useAnswer(api.session.recoverySheet, {})
  const retry = useAct(api.session.keychainRetry)
  const keep = useAct(api.session.sheetKept)
  const [changing, setChanging] = useState(false)
  const [renewing, setRenewing] = useState(false)
  const words = state === undefined ? undefined : keychain.states[retry.busy ? 'probing' : state.state]
  const mayRenew = roles.includes('administrator')
  return (
    <div className={styles['part']}>
      <Section
        title={settings.lock.title}
        description={policies === undefined ? undefined : settings.lock.explain(policies.idleMinutes)}
        actions={
          <Button size="small" onPress={() => navigate('/personas/politicas')}>
            {settings.lock.people}
          </Button>
        }
      />
      <Section
        title={settings.passphrase.title}
        description={settings.passphrase.explain}
        actions={
          <Button size="small" onPress={() => setChanging(true)}>
            {settings.passphrase.act}
          </Button>
        }
      />
      <Section
        title={settings.kit.title}
        description={settings.kit.explain}
        actions={
          <Button size="small" onPress={() => setRenewing(true)} disabledReason={mayRenew ? undefined : settings.kit.onlyAdministrator}>
            {settings.kit.act}
          </Button>
        }
      >
        {sheet?.kept === false && (
          <Note
            tone="warn"
            action={
              <Button size="small" busy={keep.busy} onPress={() => void keep.act({})}>
                {settings.kit.have}
              </Button>
            }
          >
            {settings.kit.unkept}
          </Note>
        )}
      </Section>
      <Section title={keychain.title}>
        {words !== undefined && (
          <Note
            tone={state?.state === 'ready' ? 'ok' : state?.state === 'unknown' ? 'neutral' : 'warn'}
            title={words.sentence}
            action={
              <Button size="small" busy={retry.busy} onPress={() => void retry.act({})}>
                {words.button}
              </Button>
            }
          >
            {keychain.itHint}: {words.it}
          </Note>
        )}
      </Section>
      {changing && <ChangePassphrase onClose={() => setChanging(false)} />}
      {renewing && <RenewKit onClose={() => setRenewing(false)} />}
    </div>
  )
}
