import { demoPassphrase } from '#shared/demo/passphrase.ts'
import type { PersonId } from '#shared/ledger/event.ts'
import type { KeychainState } from '#shared/session/keychain-state.ts'
import type { LockReason } from '#shared/session/lock-reason.ts'
import { useState } from 'react'
import type { BrandNow, PersonChoice, SessionNow, ShellInfo } from '../../bridge/first-answers.ts'
import { useLockWords } from '../../i18n/words.ts'
import { Mark } from '../../theme/mark.tsx'
import { Letterhead } from '../../ui/letterhead.tsx'
import { loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { KeychainNote, useKeychain } from './keychain-note.tsx'
import styles from './lock-screen.module.css'
import { UnlockForm } from './unlock-form.tsx'

// Needed only by who forgot: not part of the first picture.
const RecoverForm = loaded(async () => (await import('./recover-form.tsx')).RecoverForm)

/** Who are you, and your passphrase. The first thing on the screen every morning: nothing else is here. */
export function LockScreen({
  people,
  proposed,
  because,
  brand,
  info,
  keychain,
  someoneWaits,
  onUnlocked,
}: {
  readonly people: readonly PersonChoice[]
  readonly proposed: PersonId | undefined
  readonly because: LockReason | undefined
  readonly brand: BrandNow | undefined
  readonly info: ShellInfo
  readonly keychain: KeychainState
  /** Whose screens wait behind the lock. */
  readonly someoneWaits: PersonId | undefined
  readonly onUnlocked: (session: SessionNow) => void
}) {
  const { lock } = useLockWords()
  const state = useKeychain(keychain)
  const [person, setPerson] = useState<PersonId | ''>(proposed ?? people[0]?.id ?? '')
  const [recovering, setRecovering] = useState(false)
  const reason = because === undefined ? '' : lock.because[because]
  const waits = someoneWaits !== undefined && someoneWaits === person
  return (
    <Letterhead
      mark={brand?.logo === undefined ? <Mark size={36} /> : <img src={brand.logo} alt="" />}
      name={brand?.name}
      foot={
        <>
          <p>Resguardo {info.version}</p>
          {info.demo && <p className={styles['demo']}>{lock.demo}</p>}
          {info.weakness === 'no-sandbox' && <p>{lock.noSandbox}</p>}
        </>
      }
    >
      {recovering ? (
        <RecoverForm people={people} person={person} onPerson={setPerson} onBack={() => setRecovering(false)} onRecovered={onUnlocked} brand={brand} />
      ) : (
        <>
          <div>
            <h1 className={styles['title']}>{lock.welcome}</h1>
            {reason !== '' && (
              <p className={styles['because']} role="status">
                {reason} {waits && lock.theirWorkWaits}
              </p>
            )}
          </div>
          <KeychainNote state={state} />
          {info.demo && <Note tone="info">{lock.demoPassphrase(demoPassphrase)}</Note>}
          {people.length === 0 ? (
            <Note tone="warn">{lock.noPeople}</Note>
          ) : (
            <UnlockForm people={people} person={person} onPerson={setPerson} onUnlocked={onUnlocked} onForgotten={() => setRecovering(true)} />
          )}
        </>
      )}
    </Letterhead>
  )
}
