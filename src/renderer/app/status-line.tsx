import type { Instant } from '#shared/kernel/clock.ts'
import { useState } from 'react'
import { api } from '../bridge/api.ts'
import type { ShellInfo } from '../bridge/first-answers.ts'
import { useMe } from '../bridge/me.ts'
import { useAnswer } from '../bridge/use-answer.ts'
import { isTrouble, KeychainNote, useKeychain } from '../features/lock/keychain-note.tsx'
import { useFormat, useWords } from '../i18n/words.ts'
import { classNames } from '../ui/class-names.ts'
import { Dialog } from '../ui/dialog.tsx'
import { LockIcon } from '../ui/icons.ts'
import { StatusTag } from '../ui/status-tag.tsx'
import { useNow } from '../ui/use-now.ts'
import { HubState } from './hub-state.tsx'
import { keyLabel } from './keys.ts'
import styles from './status-line.module.css'

/** The foot of the frame: who is here and in what capacity, whether the record is intact, the keychain when it is not ready, the lock. */
export function StatusLine({ info }: { readonly info: ShellInfo }) {
  const { app, organization } = useWords()
  const me = useMe()
  const format = useFormat()
  return (
    <footer className={styles['line']} aria-label={app.statusLine}>
      <span className={styles['who']} title={format.list(me.roles.map((role) => organization.roles[role]))}>
        <strong className={styles['name']}>{me.name}</strong>
        <span className={styles['roles']}>{me.roles.map((role) => organization.roles[role]).join(' · ')}</span>
        <span className={styles['office']}>{me.officeName}</span>
      </span>
      <span className={styles['end']}>
        {info.demo && (
          <span title={app.demoNote}>
            <StatusTag tone="warn">{app.demo}</StatusTag>
          </span>
        )}
        {info.weakness === 'no-sandbox' && (
          <span title={app.noSandbox} className={styles['optional']}>
            <StatusTag tone="warn">{app.noSandboxShort}</StatusTag>
          </span>
        )}
        <KeychainState />
        <HubState />
        <RecordState />
        <button type="button" className={styles['button']} aria-keyshortcuts="Control+L" title={`${app.lockHint} (${keyLabel('L')})`} onClick={() => void api.session.lock({})}>
          <LockIcon />
          {app.lock}
        </button>
      </span>
    </footer>
  )
}

/** Whether the record is as it was signed, at the last verification. */
function RecordState() {
  const { app } = useWords()
  const format = useFormat()
  const now = useNow()
  const { answer } = useAnswer(api.shell.record, {})
  if (answer === undefined) return null
  const { events, last, running } = answer
  // `last.at` is an instant that main wrote; its contract keeps it as text.
  const [tone, words, detail] = running
    ? (['info', app.record.running, ''] as const)
    : last === null
      ? (['neutral', app.record.unverified, app.record.unverifiedDetail(format.number(events))] as const)
      : last.bad === null
        ? (['ok', app.record.sound, app.record.soundAt(format.relative(last.at as Instant, now), format.number(last.events))] as const)
        : (['danger', app.record.broken, app.record.brokenAt(format.number(last.bad.position))] as const)
  return (
    <a href="#/ajustes/registro" className={classNames(styles['button'], tone !== 'danger' && styles['optional'])} title={detail}>
      <StatusTag tone={tone}>{words}</StatusTag>
    </a>
  )
}

/** Only when something is the matter with the keychain: what, and its button. */
function KeychainState() {
  const { keychain } = useWords()
  const { answer } = useAnswer(api.session.keychainState, {})
  const state = useKeychain(answer?.state ?? 'unknown')
  const [open, setOpen] = useState(false)
  if (!isTrouble(state)) return null
  return (
    <>
      <button type="button" className={styles['button']} onClick={() => setOpen(true)}>
        <StatusTag tone="warn">{keychain.title}</StatusTag>
      </button>
      <Dialog title={keychain.title} open={open} onClose={() => setOpen(false)}>
        <KeychainNote state={state} />
      </Dialog>
    </>
  )
}
